// The dialog #Page-settings: colours, shortcuts, and forgetting what this browser keeps. Changes hold at once, here and in other tabs.
(() => {
  'use strict';
  const { state, dialog, notice } = window.hops;
  const html = document.documentElement;
  const settings = document.getElementById('Page-settings');
  const form = settings?.querySelector('form');
  const forget = document.getElementById('Page-forget-button');
  if (!settings || !form || !forget) return;
  const words = forget.textContent;
  let asked = false;

  /** Shows what is set, on the page and in the dialog. */
  function show() {
    const stored = state.get('setting:theme');
    const theme = stored === 'light' || stored === 'dark' ? stored : 'system';
    if (theme === 'system') delete html.dataset.theme;
    else html.dataset.theme = theme;
    for (const input of inputs()) {
      if (input.name === 'theme') input.checked = input.value === theme;
      if (input.name === 'shortcuts') input.checked = state.get('setting:shortcuts') !== false;
    }
  }

  const inputs = () => form?.querySelectorAll('input') ?? [];

  /** @param {boolean} ask */
  function setAsked(ask) {
    asked = ask;
    if (forget) forget.textContent = ask ? 'Press again to forget everything' : words;
  }

  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === 'theme') state.set('setting:theme', target.value === 'system' ? null : target.value);
    if (target.name === 'shortcuts') state.set('setting:shortcuts', target.checked ? null : false);
  });

  forget.addEventListener('click', (event) => {
    // The second press of a double click is no answer to the question.
    if (event.detail > 1) return;
    if (asked) {
      state.forget();
      notice('Forgotten: this browser keeps nothing of yours in this book.', { kind: 'brief' });
    }
    setAsked(!asked);
  });

  settings.addEventListener('close', () => setAsked(false));
  state.onChange(show);
  // A browser may have filled in the form as it was when the page was left.
  show();
  window.hops.openSettings = dialog('Page-settings', show);
})();
