// Blocks of code: a button that copies, one that shows the lines mdBook hides, and a tab stop only where there is something to scroll.
// The buttons have names but no words in them (CSS draws them), so that the text of the page is the same with and without scripts.
(() => {
  'use strict';
  const { notice } = window.hops;
  const main = document.getElementById('Page-text');

  /** @param {HTMLElement} code */
  function addButtons(code) {
    const pre = /** @type {HTMLElement} */ (code.parentElement);
    const wrapper = wrapperOf(pre);
    if (code.querySelector('.boring')) wrapper.append(hiddenLinesButton(code));
    wrapper.append(copyButton(code));
  }

  /** @param {HTMLElement} pre */
  function wrapperOf(pre) {
    if (pre.parentElement?.matches('div.code')) return pre.parentElement;
    const wrapper = document.createElement('div');
    wrapper.className = 'code';
    pre.replaceWith(wrapper);
    wrapper.append(pre);
    return wrapper;
  }

  /**
   * @param {string} name
   * @param {string} title
   * @param {() => void} onPress
   */
  function makeButton(name, title, onPress) {
    const button = document.createElement('button');
    button.className = name;
    button.type = 'button';
    button.title = title;
    button.addEventListener('click', onPress);
    return button;
  }

  /** @param {HTMLElement} code */
  function copyButton(code) {
    const button = makeButton('copy', 'Copy', () => copy(code));
    button.setAttribute('aria-label', 'Copy the code');
    return button;
  }

  /** @param {HTMLElement} code */
  function hiddenLinesButton(code) {
    const button = makeButton('hidden-lines', 'Hidden lines', () => {
      button.setAttribute('aria-pressed', String(code.classList.toggle('show-boring')));
    });
    button.setAttribute('aria-label', 'Show the hidden lines');
    button.setAttribute('aria-pressed', 'false');
    return button;
  }

  /** @param {HTMLElement} code */
  async function copy(code) {
    try {
      await navigator.clipboard.writeText(textOf(code));
      notice('Copied', { kind: 'brief' });
    } catch {
      // Not allowed, or not there: on http and file:// addresses.
      getSelection()?.selectAllChildren(code);
      const keys = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘C' : 'Ctrl+C';
      notice(`The code is selected. Press ${keys} to copy it.`, { kind: 'brief' });
    }
  }

  /** What is worth copying: what is shown, and of a console session only what was typed. @param {HTMLElement} code */
  function textOf(code) {
    const copied = /** @type {HTMLElement} */ (code.cloneNode(true));
    if (!code.classList.contains('show-boring')) copied.querySelectorAll('.boring').forEach((line) => line.remove());
    // In a console session the renderer has marked what was typed.
    const typed = [...copied.querySelectorAll('b')].map((line) => line.textContent);
    // Without the last line break: pasted into a terminal, it would run the command at once.
    return typed.length > 0 ? typed.join('\n') : copied.textContent.replace(/\n+$/, '');
  }

  for (const code of main?.querySelectorAll('pre > code') ?? []) addButtons(/** @type {HTMLElement} */ (code));

  // ---- Tab stops. The page gives one to everything that may scroll sideways, for readers without scripts.

  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      if (scrolls) target.setAttribute('tabindex', '0');
      else if (target !== document.activeElement) target.removeAttribute('tabindex');
    }
  });
  for (const box of main?.querySelectorAll(':is(pre, .table-wrapper)[tabindex="0"]') ?? []) sizes.observe(box);
})();
