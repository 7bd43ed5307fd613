// The service worker that keeps a book on the reader's device. A template: the renderer fills in BUILD and writes it into the book's
// folder. The whole of one build is kept, or nothing of it. With a network every page comes from there; a page from the cache is shown
// only when the network fails. Enter at the three listeners at the end.
(() => {
  'use strict';
const BUILD = /* filled in at build */ { book: '', version: '', files: [], index: '' };

  const worker = /** @type {HopsWorker} */ (/** @type {unknown} */ (self));
  const scope = worker.registration.scope;
  const prefix = `hops-${BUILD.book}-`;
  const name = prefix + BUILD.version;
  /** Path, then hash of the content. @type {[string, string][]} */
  const files = BUILD.files;
  /** Where a cache keeps the list of what is in it. No file of a book can have this address. */
  const LIST = `${scope}?hops-files`;
  /** The file that has all parts of the search index, if there is one. @type {string | undefined} */
  const index = BUILD.index;
  /** How many files are fetched at once. */
  const AT_ONCE = 6;

  /** @param {string} path */
  const addressOf = (path) => new URL(path.split('/').map(encodeURIComponent).join('/'), scope).href;

  /** The caches of other builds of this book. A version has no dash in it, so `hops-sre-2-…` is none of the book `sre`. */
  async function others() {
    const names = await caches.keys();
    return names.filter((other) => other.startsWith(prefix) && !other.slice(prefix.length).includes('-') && other !== name);
  }

  // ---- Keeping.

  async function install() {
    const found = await findKept();
    const cache = await caches.open(name);
    try {
      const queue = files.values();
      const workers = Array.from({ length: AT_ONCE }, async () => {
        for (const [path, hash] of queue) {
          await cache.put(addressOf(path), (await found(path, hash)) ?? (await fetchFile(path)));
        }
      });
      await Promise.all(workers);
      await cache.put(LIST, new Response(JSON.stringify(Object.fromEntries(files))));
    } catch (error) {
      await caches.delete(name);
      throw error;
    }
    // Pages come from the network anyhow, so nothing is gained by waiting until the last tab with the older build is closed.
    await worker.skipWaiting();
  }

  /** Looks for a file with the same content in the caches of earlier builds. */
  async function findKept() {
    /** @type {[Cache, Record<string, string>][]} */
    const kept = [];
    for (const other of await others()) {
      const cache = await caches.open(other);
      const list = await cache.match(LIST);
      if (list) kept.push([cache, await list.json()]);
    }
    return async (/** @type {string} */ path, /** @type {string} */ hash) => {
      const holder = kept.find(([, list]) => list[path] === hash);
      return holder?.[0].match(addressOf(path));
    };
  }

  /** @param {string} path */
  async function fetchFile(path) {
    const response = await fetch(addressOf(path), { cache: 'reload' });
    if (!response.ok || response.type !== 'basic') throw new Error(`${path}: ${response.status}`);
    if (!response.redirected) return response;
    // Some hosts lead from a.html to a. The browser refuses to show a page from a redirected answer, so this is the answer without that.
    return new Response(await response.blob(), { headers: response.headers });
  }

  async function activate() {
    for (const other of await others()) await caches.delete(other);
    await worker.clients.claim();
  }

  // ---- Answering.

  /** Where the cache has what is at this address: without `?…` and `#…`, and a folder's page under its name. @param {string} url */
  function keyOf(url) {
    const { origin, pathname } = new URL(url);
    return origin + (pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  }

  /** @param {Request} request */
  async function respond(request) {
    const key = keyOf(request.url);
    // Not `caches.open`: in a worker that has been replaced it would make its cache anew.
    const cached = async () => (await caches.match(key, { cacheName: name })) ?? partOf(key);
    // The name changes with the content: what is kept is what the network has.
    if (/-[0-9a-f]{8}\.[^/]*$/.test(key)) {
      const response = await cached();
      if (response) return response;
    }
    try {
      return await fetch(request);
    } catch (error) {
      const response = await cached();
      if (response) return response;
      if (request.mode === 'navigate') return notKept();
      throw error;
    }
  }

  /** A part of the search index: the cache has all of them in one file. @param {string} key */
  async function partOf(key) {
    if (!index || !key.startsWith(new URL('.', addressOf(index)).href)) return undefined;
    const whole = await caches.match(addressOf(index), { cacheName: name });
    /** @type {Record<string, string>} */
    const parts = (await whole?.json()) ?? {};
    const file = key.slice(key.lastIndexOf('/') + 1);
    return Object.hasOwn(parts, file) ? new Response(parts[file], { headers: { 'content-type': 'text/javascript; charset=utf-8' } }) : undefined;
  }

  /** Not the book's own 404 page: that would say the page does not exist, and nobody knows. */
  function notKept() {
    const text = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>No network</title>
<h1>No network</h1><p>There is no network, and this page is not kept on this device. <a href="${scope}">The book</a> is.</p></html>`;
    return new Response(text, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
  }

  worker.addEventListener('install', (event) => event.waitUntil(install()));
  worker.addEventListener('activate', (event) => event.waitUntil(activate()));
  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method === 'GET' && request.url.startsWith(scope)) event.respondWith(respond(request));
  });
})();
