// What a first visit costs: everything that the browser loads for a page, packed as hosts pack it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BOOKS, chaptersOf, forEach, sourceOf, useBooks } from './browser.mjs';

const MOST_BYTES = 60_000;
const MOST_REQUESTS = 10;
const MOST_SCRIPT = 15_000;
/** What the widgets of a page may load besides. */
const MOST_WIDGET_SCRIPT = 13_600;

const books = useBooks(['guide', 'style']);

/** What a first visit loads: for each address the bytes on the wire, headers included. */
async function weigh(name, path) {
  const context = await books.browser.newContext({ viewport: { width: 375, height: 812 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  /** @type {Map<string, { url: string, type: string, bytes: number }>} */
  const loaded = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => loaded.set(requestId, { url: request.url, type, bytes: 0 }));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = loaded.get(requestId);
    if (one) one.bytes = encodedDataLength;
  });
  await page.goto(`${books[name].base}/${path}`, { waitUntil: 'networkidle' });
  // A browser with a window also shows the icon.
  const icon = await page.evaluate(() => document.querySelector('link[rel="icon"]')?.href);
  await context.close();
  const all = [...loaded.values()].map(({ url, type, bytes }) => ({ url, type, bytes }));
  // A browser without a window may break off the icon's loading, or tell of its end too late: then it is fetched and packed here.
  for (const one of all.filter(({ bytes }) => bytes === 0)) {
    const answer = await fetch(one.url);
    assert.equal(answer.status, 200, one.url);
    one.bytes = gzipSync(Buffer.from(await answer.arrayBuffer())).length;
  }
  if (icon && !all.some(({ url }) => url === icon)) {
    all.push({ url: icon, type: 'Image', bytes: gzipSync(Buffer.from(await (await fetch(icon)).arrayBuffer())).length });
  }
  const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);
  const scripts = all.filter(({ type }) => type === 'Script');
  const widgets = scripts.filter(({ url }) => /\/widgets-[^/]*\.js$/.test(url));
  return { path, requests: all.length, bytes: sum(all), script: sum(scripts) - sum(widgets), widgets: sum(widgets), all };
}

test('a first view of any page is light: 60 kB, 10 requests, 15 kB of scripts at most, and 13.6 kB more for its widgets', async (t) => {
  const found = [];
  const pages = [...chaptersOf(BOOKS.guide).map((path) => ['guide', path]), ...chaptersOf(BOOKS.style).map((path) => ['style', path])];
  await forEach(pages, async () => undefined, async ([name, path]) => {
    const weight = await weigh(name, path);
    found.push({ ...weight, path: `${name} ${path}` });
  });
  found.sort((a, b) => b.bytes - a.bytes);
  const line = ({ path, bytes, requests, script, widgets }) =>
    `${String(bytes).padStart(6)} bytes, ${requests} requests, ${script} of scripts, ${widgets} of widgets: ${path}`;
  for (const one of found.slice(0, 6)) t.diagnostic(line(one));
  t.diagnostic(`… ${line(found.at(-1))}`);
  assert(found.every(({ all }) => all.every(({ bytes }) => bytes > 100) && all.length >= 4), 'everything was weighed');
  const heavy = found.filter(
    ({ bytes, requests, script, widgets }) =>
      bytes > MOST_BYTES || requests > MOST_REQUESTS || script > MOST_SCRIPT || widgets > MOST_WIDGET_SCRIPT,
  );
  assert.deepEqual(heavy.map(line), []);
});

test('search is loaded only when it is opened', () => {
  const page = sourceOf(BOOKS.guide, 'index.html');
  assert.match(page, /data-index="[^"]+"/);
  assert.doesNotMatch(page, /<(?:script|link)[^>]* (?:src|href)="[^"]*(?:searchindex|elasticlunr)/);
});
