// Before the first paint: what would make the page jump or flash if it came later. Blocks the page, so it stays tiny.
// What the stored state means is said in hops/state.js.
(() => {
  'use strict';
  const html = document.documentElement;
  html.classList.add('js');
  window.hops = /** @type {Hops} */ ({ wide: matchMedia('(min-width: 60rem)') });

  // The other scripts did not arrive, or are too new for this browser: then the page must be the one without scripts.
  document.addEventListener('DOMContentLoaded', () => {
    if (!window.hops.ready) html.classList.remove('js');
  });

  try {
    const { items } = JSON.parse(localStorage.getItem(`hops:${html.dataset.book}`) ?? '');
    /** @param {string} id */
    const value = (id) => items[id]?.value;
    const theme = value('setting:theme');
    if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;
    if (value('setting:contents') === 'hidden' && window.hops.wide.matches) html.dataset.contents = 'hidden';
    if (value('place')?.title && 'start' in html.dataset) html.dataset.resume = '';
  } catch {
    // Nothing is stored, or nothing that can be read: the page stays as it is. state.js says what there is to say.
  }
})();
