// For authors: `mdbook serve` says over a socket when the book was built anew. The address is in the page only then.
(() => {
  'use strict';
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="live-reload"]'));
  if (!meta) return;
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  /** @type {WebSocket | undefined} */
  let socket;

  function connect() {
    socket = new WebSocket(`${scheme}//${location.host}/${meta?.content}`);
    socket.addEventListener('message', ({ data }) => {
      if (data === 'reload') location.reload();
    });
  }

  // An open socket keeps a page out of the browser's page cache, so it is closed when the page is left.
  window.addEventListener('pagehide', () => socket?.close());
  window.addEventListener('pageshow', connect);
})();
