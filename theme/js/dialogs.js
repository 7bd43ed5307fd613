// What the dialogs #Page-search and #Page-settings share. They are native: the browser keeps the focus inside, closes on Esc and gives the focus
// back. Enter at `dialog`.
(() => {
  'use strict';
  const notices = document.getElementById('Page-notices');

  window.hops.isClear = () => !document.querySelector('dialog[open]') && document.documentElement.dataset.contents !== 'open';

  window.hops.dialog = (id, onOpen) => {
    const dialog = document.getElementById(id);
    const button = document.getElementById(`${id}-button`);
    // A browser without dialogs keeps the button hidden.
    if (!(dialog instanceof HTMLDialogElement) || !dialog.showModal || !button) return undefined;
    const open = () => {
      if (dialog.open) return;
      dialog.showModal();
      // Everything outside of an open dialog is cut off, notices too: so they come along.
      if (notices) dialog.append(notices);
      onOpen();
    };
    dialog.addEventListener('close', () => {
      // The event comes a little late: the reader may have opened it again.
      if (dialog.open) return;
      // If nothing had the focus before, the browser leaves it in here for a moment, and a key would be lost.
      if (dialog.contains(document.activeElement)) /** @type {HTMLElement} */ (document.activeElement).blur();
      if (notices) document.body.append(notices);
    });
    dialog.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('[data-close]')) dialog.close();
    });
    closeByBackdrop(dialog);
    button.addEventListener('click', open);
    button.hidden = false;
    return open;
  };

  /**
   * A press beside the dialog closes it, unless it began inside, as when selecting words.
   * @param {HTMLDialogElement} dialog
   */
  function closeByBackdrop(dialog) {
    let began = false;
    /** @param {MouseEvent} event */
    const isBeside = ({ target, clientX: x, clientY: y }) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      return target === dialog && (x < left || x > right || y < top || y > bottom);
    };
    dialog.addEventListener('pointerdown', (event) => {
      began = isBeside(event);
    });
    dialog.addEventListener('click', (event) => {
      if (began && isBeside(event)) dialog.close();
    });
  }
})();
