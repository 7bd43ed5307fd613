// The contents of the book. With room for it (`hops.wide`) a column that the button hides and shows, remembered; else a drawer that
// the button opens over the text. The list is in the page and folds without scripts: here it remembers what is folded and where it was
// scrolled to, and shows which pages are read. Enter at `toggle`.
(() => {
  'use strict';
  const { state, session, wide } = window.hops;
  const html = document.documentElement;
  const nav = document.getElementById('Page-contents');
  const button = document.getElementById('Page-contents-button');
  window.hops.ready = true;
  if (!nav || !button) return;
  const current = /** @type {HTMLElement | null} */ (nav.querySelector('[aria-current="page"]'));

  const isDrawerOpen = () => html.dataset.contents === 'open';
  const isShown = () => (wide.matches ? html.dataset.contents !== 'hidden' : isDrawerOpen());

  /** Brings the page in line with the width of the window and with what is stored. */
  function adapt() {
    closeDrawer(false);
    if (wide.matches && state.get('setting:contents') === 'hidden') html.dataset.contents = 'hidden';
    else delete html.dataset.contents;
    sayExpanded();
  }

  const sayExpanded = () => button?.setAttribute('aria-expanded', String(isShown()));

  function toggle() {
    if (wide.matches) {
      const hide = isShown();
      if (hide && nav?.contains(document.activeElement)) button?.focus();
      state.set('setting:contents', hide ? 'hidden' : null);
    } else if (isDrawerOpen()) {
      closeDrawer(true);
    } else {
      openDrawer();
    }
  }

  function openDrawer() {
    html.dataset.contents = 'open';
    for (const element of covered()) element.inert = true;
    sayExpanded();
    focusCurrent();
  }

  /** @param {boolean} giveBack does the focus go back to the button? */
  function closeDrawer(giveBack) {
    if (!isDrawerOpen()) return;
    delete html.dataset.contents;
    for (const element of covered()) element.inert = false;
    sayExpanded();
    if (giveBack) button?.focus();
  }

  /** Everything but the drawer, the button that closes it, and notices. @returns {HTMLElement[]} */
  function covered() {
    const bar = button?.parentElement;
    const all = [...document.body.children, ...(bar?.children ?? [])];
    const open = [nav, bar, button, document.getElementById('Page-notices')];
    return all.filter((e) => e instanceof HTMLElement && e.localName !== 'script' && !open.includes(e)).map((e) => /** @type {any} */ (e));
  }

  function focusCurrent() {
    showCurrent();
    (current ?? nav?.querySelector('a') ?? nav)?.focus({ preventScroll: true });
  }

  /** Scrolls the list, and nothing else, until the current page's link is in it. */
  function showCurrent() {
    if (!nav || !current) return;
    const frame = nav.getBoundingClientRect();
    const link = current.getBoundingClientRect();
    if (link.top >= frame.top && link.bottom <= frame.bottom) return;
    nav.scrollTop += link.top - frame.top - (frame.height - link.height) / 2;
  }

  // ---- Folding.

  /** What names a fold: the page that it belongs to. @param {Element} fold */
  const nameOf = (fold) => fold.parentElement?.querySelector('a')?.dataset.page;

  /** @returns {Record<string, unknown>} */
  const folds = () => Object(session.get('folds'));

  function restoreFolds() {
    const stored = folds();
    for (const fold of nav?.querySelectorAll('details') ?? []) {
      const open = stored[nameOf(fold) ?? ''];
      if (typeof open === 'boolean') fold.open = open;
      if (current && fold.parentElement?.contains(current)) fold.open = true;
    }
  }

  // Not the event `toggle`: that also comes for folds which the page itself opened.
  nav.addEventListener('click', ({ target }) => {
    const fold = target instanceof Element && target.closest('summary')?.parentElement;
    const name = fold && nameOf(fold);
    if (name) session.set('folds', { ...folds(), [name]: !(/** @type {HTMLDetailsElement} */ (fold).open) });
  });

  // ---- Pages read.

  function markRead() {
    for (const link of nav?.querySelectorAll('a') ?? []) {
      const read = state.get(`read:${link.dataset.page}`) === true;
      if (read === Boolean(link.parentElement?.classList.contains('is-read'))) continue;
      link.parentElement?.classList.toggle('is-read', read);
      if (read) link.append(readMark());
      else link.querySelector('.visually-hidden')?.remove();
    }
  }

  function readMark() {
    const mark = document.createElement('span');
    mark.className = 'visually-hidden';
    mark.textContent = ' (read)';
    return mark;
  }

  // ---- What the reader does.

  button.addEventListener('click', toggle);
  nav.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) closeDrawer(false);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isDrawerOpen() || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    closeDrawer(true);
  });
  // Beside the drawer. Not on `pointerdown`: what is under the pointer would be free again before the click, and get it.
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && !target.closest('#Page-contents, #Page-contents-button, #Page-notices, dialog')) closeDrawer(true);
  });
  const keepScroll = () => session.set('scroll', nav.scrollTop);
  window.addEventListener('pagehide', keepScroll);
  wide.addEventListener('change', adapt);
  state.onChange(() => {
    if (!isDrawerOpen()) adapt();
    markRead();
  });

  window.hops.goToContents = () => {
    const inside = nav.contains(document.activeElement);
    if (inside || !isShown()) toggle();
    if (!inside) focusCurrent();
  };

  restoreFolds();
  markRead();
  adapt();
  // In the next frame the page is laid out anyhow; asking now would have it laid out twice.
  requestAnimationFrame(() => {
    if (!isShown()) return;
    nav.scrollTop = Number(session.get('scroll'));
    showCurrent();
  });
  button.hidden = false;
})();
