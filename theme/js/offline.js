// Keeps the book on the device, if the host of the book wants it (`<html data-offline>`): registers the worker sw.js. If the host no longer
// wants it, takes away what an earlier worker left, or readers would be stuck with it.
(() => {
  'use strict';
  const html = document.documentElement;
  const root = new URL(html.dataset.root || '.', location.href);
  const worker = new URL('sw.js', root).href;
  const line = document.getElementById('Page-offline-state');
  const isSafe = 'serviceWorker' in navigator && isSecureContext;

  /** @param {string} text */
  function say(text) {
    if (!line) return;
    line.textContent = text;
    line.hidden = false;
  }

  async function keep() {
    if (!isSafe) {
      say('This book cannot be kept on this device: that needs a browser and an address (https) that allow it.');
      return;
    }
    try {
      const registration = await navigator.serviceWorker.register(worker, { scope: root.href });
      const coming = registration.installing;
      if (!registration.active) {
        say('This book is being kept on this device, to open without a network …');
        coming?.addEventListener('statechange', () => {
          if (coming.state === 'redundant') sayNot();
        });
        await navigator.serviceWorker.ready;
      }
      say('This book is kept on this device: it opens without a network.');
    } catch {
      sayNot();
    }
  }

  const sayNot = () => say('This book could not be kept on this device. It opens with a network only.');

  /** Only what belongs to this book: its worker, and caches called `hops-BOOK-VERSION`; a version has no dash in it. */
  async function takeAway() {
    for (const registration of await navigator.serviceWorker.getRegistrations()) {
      if (registration.scope === root.href && registration.active?.scriptURL === worker) await registration.unregister();
    }
    const begin = `hops-${html.dataset.book}-`;
    for (const name of await caches.keys()) {
      if (name.startsWith(begin) && !name.slice(begin.length).includes('-')) await caches.delete(name);
    }
  }

  // After everything that the reader waits for.
  window.addEventListener('load', () => {
    if ('offline' in html.dataset) keep();
    // A browser may forbid even the question: then there is nothing to take away.
    else if (isSafe) takeAway().catch(() => {});
  });
})();
