// Printing: the button for it, and folds that open for the paper and close again. (Browsers that can, unfold them by print.css alone.)
(() => {
  'use strict';
  /** @type {HTMLDetailsElement[]} */
  let opened = [];

  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details')].filter((fold) => !fold.open && fold.closest('main'));
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const fold of opened) fold.open = false;
  });

  const button = document.getElementById('print-button');
  button?.addEventListener('click', () => print());
  if (button) button.hidden = false;
})();
