// The worker that keeps a book for a device without a network, in a real browser, release by release. The script under test is theme/js/sw.js.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { serve } from './server.mjs';
import { folder, html, open, OTHER, root, SCRIPTS, searchFor, until } from './shell.mjs';

/** A copy of the book with the worker filled in as the renderer does, and a page that is not on the worker's list. */
function offlineBook(version, { optIn = true, edit = (text) => text } = {}, into = mkdtempSync(join(tmpdir(), 'hops-offline-'))) {
  cpSync(folder, into, { recursive: true });
  const files = [];
  for (const entry of readdirSync(into, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'sw.js') continue;
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.name.endsWith('.html')) {
      const text = readFileSync(file, 'utf8').replace(' data-offline=""', '');
      writeFileSync(file, edit(optIn ? text.replace('<html ', '<html data-offline="" ') : text));
    }
    const path = relative(into, file).replaceAll('\\', '/');
    if (path === 'my-path.html') continue;
    files.push([path, createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8)]);
  }
  const build = JSON.stringify({ book: 'how-to-get-into-sre', version, files });
  const template = readFileSync(join(SCRIPTS, 'sw.js'), 'utf8');
  assert.match(template, /^const BUILD = .*$/m);
  writeFileSync(join(into, 'sw.js'), template.replace(/^const BUILD = .*$/m, () => `const BUILD = ${build};`));
  return into;
}

test('a book that is to be kept opens without a network, is never stale with one, and can be given up', async (t) => {
  const copy = offlineBook('aaaa1111');
  const site = await serve(copy);
  t.after(() => {
    site.close();
    rmSync(copy, { recursive: true });
  });
  const { page, context, errors, close } = await open(html, { origin: site.origin });
  const at = (path) => `${site.origin}/${path}`;
  const kept = () => page.evaluate(() => caches.keys());
  const line = page.locator('#Page-offline-state');
  await page.waitForFunction(() => /is kept on this device/.test(document.getElementById('Page-offline-state').textContent));
  assert.equal(await line.evaluate((line) => line.hidden), false);
  assert.deepEqual(await kept(), ['hops-how-to-get-into-sre-aaaa1111']);

  // With a network the page is the host's, even if it has changed since.
  writeFileSync(join(copy, `${OTHER}.html`), readFileSync(join(copy, `${OTHER}.html`), 'utf8').replace('<h1', '<h1 data-fresh'));
  await page.goto(at(`${OTHER}.html`));
  assert.equal(await page.locator('h1[data-fresh]').count(), 1);
  const missing = await page.goto(at('no-such-page.html'));
  assert.equal(missing.status(), 404);

  await context.setOffline(true);
  await page.goto(at(`${html}?utm=x#Page-text`));
  assert.equal(await page.locator('h1').textContent(), 'Networking');
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.bar')).position), 'sticky', 'with its styles');
  await searchFor(page, 'latency');
  await page.keyboard.press('Escape');
  await page.goto(at(''));
  assert.equal(await root(page, 'data-page'), 'index.md');
  await page.goto(at('resources/'));
  assert.equal(await root(page, 'data-page'), 'resources/index.md');
  const unknown = await page.goto(at('my-path.html'));
  assert.equal(unknown.status(), 503);
  assert.match(await page.locator('body').textContent(), /There is no network, and this page is not kept/);
  await page.getByRole('link', { name: 'The book' }).click();
  assert.equal(await root(page, 'data-page'), 'index.md');
  await context.setOffline(false);

  // A newer build: what has the same content is not fetched again, and the old cache goes.
  offlineBook('bbbb2222', { edit: (text) => text.replace('>Networking<', '>Networks<') }, copy);
  const fetched = [];
  context.on('request', (request) => request.serviceWorker() && fetched.push(new URL(request.url()).pathname));
  await page.goto(at('index.html'));
  await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
  await until(kept, 'hops-how-to-get-into-sre-bbbb2222');
  assert(fetched.includes(`/${html}`), `what has changed is fetched: ${fetched}`);
  assert(!fetched.some((path) => /\/search\//.test(path)), 'the index has not changed');

  // A build that cannot be kept whole is not kept at all; the older one stays.
  await page.evaluate(() => caches.open('hops-how-to-get-into-sre-2-cccc3333'));
  offlineBook('cccc3333', {}, copy);
  const worker = join(copy, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace('"files":[', '"files":[["no-such-file.html","00000000"],'));
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const coming = registration.installing;
    while (coming?.state === 'installing') await new Promise((done) => coming.addEventListener('statechange', done, { once: true }));
    return coming?.state;
  });
  assert.equal(state, 'redundant');
  await until(kept, 'hops-how-to-get-into-sre-bbbb2222,hops-how-to-get-into-sre-2-cccc3333');

  // Given up: worker and caches go, those of another book stay.
  offlineBook('dddd4444', { optIn: false }, copy);
  await page.goto(at(html));
  await until(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), '0');
  await until(kept, 'hops-how-to-get-into-sre-2-cccc3333');
  assert.equal(await line.evaluate((line) => line.hidden), true);
  assert.deepEqual(errors, []);
  await close();
});
