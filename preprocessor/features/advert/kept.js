// What a reader keeps of the reader of adverts.
//   advert    { text, name }: an advert that the reader asked to keep; `name` may be missing
(() => {
  'use strict';
  const { parts, text } = window.hops.shapes;
  const LONGEST = { text: 20_000, name: 80 };
  const shape = parts({ text: text(LONGEST.text) }, { name: text(LONGEST.name) });
  window.hops.kept.push({ ids: 'advert', names: ['an advert'], shape, fault: 'is no advert of at most 20,000 characters', most: 200_000 });
  window.hops.advert = { LONGEST, shape };
})();
