// The part after `#` in the address: leads on to a part that has moved, opens what its target is folded into, and says so if the page has
// no such part. Enter at `goToTarget`.
(() => {
  'use strict';
  const { notice } = window.hops;
  const { decoded } = window.hops.elements;
  /** @type {HopsNotice | undefined} */
  let told;

  /** Where the fragment has moved to. @param {string} fragment @param {string} name */
  function moved(fragment, name) {
    try {
      const map = JSON.parse(document.getElementById('Page-moved')?.textContent ?? '{}');
      const target = map[`#${fragment}`] ?? map[`#${name}`];
      return target && new URL(target, location.href).href;
    } catch {
      return undefined;
    }
  }

  /** @param {Element} target */
  function unfold(target) {
    let folded = false;
    for (let fold = target.parentElement?.closest('details'); fold; fold = fold.parentElement?.closest('details')) {
      folded ||= !fold.open;
      fold.open = true;
    }
    if (folded) target.scrollIntoView();
  }

  function goToTarget() {
    told?.close();
    const fragment = location.hash.slice(1).replace(/:~:.*/, '');
    const name = decoded(fragment);
    // A page may keep its own things there, as in `#topic=dns`. `#top` is the top in every browser.
    if (name === '' || name.includes('=') || name.toLowerCase() === 'top') return;
    const elsewhere = moved(fragment, name);
    if (elsewhere && elsewhere !== location.href) {
      location.replace(elsewhere);
      return;
    }
    const target = document.getElementById(fragment) ?? document.getElementById(name) ?? document.getElementsByName(name)[0];
    if (target) {
      unfold(target);
      return;
    }
    const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name;
    told = notice(`This page has no part “${shown}”. It may have been renamed; the page begins here.`, { kind: 'problem' });
  }

  window.addEventListener('hashchange', goToTarget);
  goToTarget();
})();
