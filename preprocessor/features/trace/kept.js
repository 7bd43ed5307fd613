// What a reader keeps of a path of their own.
//   trace    [{ text, kind }]: the steps, each "job", "learning", "people" or "luck"
(() => {
  'use strict';
  const { parts, text, oneOf, list } = window.hops.shapes;
  const MOST = 60;
  const LONGEST = 300;
  const step = parts({ text: text(LONGEST), kind: oneOf('job', 'learning', 'people', 'luck') });
  window.hops.kept.push({ ids: 'trace', names: ['a path of one’s own'], shape: list(step, MOST), fault: 'is no path of at most 60 steps', most: 200_000 });
  window.hops.trace = { MOST, LONGEST, step };
})();
