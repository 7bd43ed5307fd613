// Printing: the buttons for it, and folds that open for the paper and close again. (Browsers that can, unfold them by print.css alone.)
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

  const button = document.getElementById('Page-print-button');
  const blank = document.getElementById('Page-print-blank-button');
  button?.addEventListener('click', () => print());
  if (button) button.hidden = false;

  // Without the reader's ticks, marks and notes: for somebody else, or to begin anew. Offered where the page has any.
  const html = document.documentElement;
  blank?.addEventListener('click', () => {
    html.dataset.blank = '';
    print();
    delete html.dataset.blank;
  });
})();
