// Short lines about what just happened, in #Page-notices: seen at the edge of the window and announced (role=status).
// Enter at `notice`.
(() => {
  'use strict';
  /** How long a `brief` notice stays, in milliseconds. The others stay until they are closed. */
  const BRIEF = 6000;
  const box = document.getElementById('Page-notices');
  /** Where the focus was before it went to a notice. @type {HTMLElement | null} */
  let before = null;

  box?.addEventListener('focusin', (event) => {
    const from = event.relatedTarget;
    if (from instanceof HTMLElement && !box.contains(from)) before = from;
  });

  window.hops.notice = (text, options = {}) => {
    const { kind, close: label = '×', onClose, action } = options;
    const line = document.createElement('p');
    const words = document.createElement('span');
    const button = document.createElement('button');
    const close = () => {
      const focused = line.contains(document.activeElement);
      line.remove();
      if (focused) focusBack();
    };
    line.className = kind === 'problem' ? 'notice notice-problem' : 'notice';
    words.textContent = text;
    button.className = label === '×' ? 'notice-close' : 'notice-close notice-action';
    button.type = 'button';
    button.textContent = label;
    if (label === '×') button.setAttribute('aria-label', 'Dismiss');
    button.addEventListener('click', () => {
      close();
      onClose?.();
    });
    line.dataset.text = text;
    line.append(words, ' ', ...(action ? [actionButton(action, close)] : []), button);
    // The same words again take the place of the old ones, so that they are announced again but never stand there twice.
    for (const old of [...(box?.children ?? [])]) {
      if (old instanceof HTMLElement && old.dataset.text === text) old.remove();
    }
    box?.append(line);
    if (kind === 'brief') setTimeout(() => closeUnlessUsed(line, close), BRIEF);
    return { close };
  };

  /** @param {[string, () => void]} action @param {() => void} close */
  function actionButton([label, run], close) {
    const button = document.createElement('button');
    button.className = 'notice-close notice-action';
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      close();
      run();
    });
    return button;
  }

  /**
   * @param {HTMLElement} line
   * @param {() => void} close
   */
  function closeUnlessUsed(line, close) {
    if (line.matches(':hover, :focus-within')) setTimeout(() => closeUnlessUsed(line, close), BRIEF);
    else close();
  }

  /** A button that goes while it has the focus must not take the focus with it. */
  function focusBack() {
    const next = box?.querySelector('button') ?? (before?.isConnected ? before : document.getElementById('Page-text'));
    next?.focus({ preventScroll: true });
  }
})();
