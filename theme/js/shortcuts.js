// Single keys, as #Page-settings lists them; there they can be switched off (`setting:shortcuts`). They do nothing while the reader types, while
// something is open over the page, or when whatever has the focus has taken the key for itself.
(() => {
  'use strict';
  const { state, isClear } = window.hops;

  /** @param {string} selector */
  const press = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector))?.click();

  /** Does the key belong to what has the focus? Not if that is in a dialog that was closed just now. @param {KeyboardEvent} event */
  function isTyping(event) {
    const target = event.composedPath()[0];
    if (!(target instanceof HTMLElement) || target.closest('dialog:not([open])')) return false;
    return target.isContentEditable || target.matches('input, select, textarea');
  }

  /** Arrows turn pages only if nothing could want them: no focus, no selection to extend. #Page-text is where the skip link leads. */
  function mayTurn() {
    const focused = document.activeElement;
    const free = !focused || focused === document.body || focused.id === 'Page-text';
    return free && (getSelection()?.isCollapsed ?? true);
  }

  /** @param {number} step */
  function turn(step) {
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
    if (mayTurn()) press(step === forward ? '.route-next' : '.route-previous');
    return mayTurn();
  }

  /** Each does its work, and says whether the key is used up. @type {Record<string, (() => boolean | void) | undefined>} */
  const keys = {
    ArrowLeft: () => turn(-1),
    ArrowRight: () => turn(1),
    s: () => window.hops.openSearch?.(),
    '/': () => window.hops.openSearch?.(),
    c: () => window.hops.goToContents?.(),
    '?': () => window.hops.openSettings?.(),
  };

  document.addEventListener('keydown', (event) => {
    const other = event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing;
    if (other || event.defaultPrevented || state.get('setting:shortcuts') === false || !isClear() || isTyping(event)) return;
    const work = Object.hasOwn(keys, event.key) && keys[event.key];
    if (work && work() !== false) event.preventDefault();
  });
})();
