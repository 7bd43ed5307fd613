// The book on the reader's device: whole without a network, never old with one, and gone when the host no longer wants it.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BOOKS, MOUNTS, chaptersOf, sourceOf, stayingPagesOf, useBooks } from './browser.mjs';
import { serve } from './server.mjs';

const books = useBooks(['style']);
const temporary = mkdtempSync(join(tmpdir(), 'hops-offline-'));
/** @type {import('./server.mjs').Host[]} */
const hosts = [];
after(async () => {
  // Also those of tests that failed, or this would never end.
  await Promise.all(hosts.map((host) => host.close()));
  rmSync(temporary, { recursive: true, force: true });
});

/** @param {string} folder @param {number} [port] */
async function serveAt(folder, port) {
  const host = await serve(folder, { mount: MOUNTS.style, port });
  hosts.push(host);
  return host;
}

/** The same book, changed. */
function copyOf(name, change) {
  const folder = join(temporary, name);
  cpSync(BOOKS.style, folder, { recursive: true });
  change(folder);
  return folder;
}

const rewrite = (file, change) => writeFileSync(file, change(readFileSync(file, 'utf8')));

/** A later build: another text on one page. */
const laterBuild = copyOf('later', (folder) => {
  rewrite(join(folder, 'short.html'), (html) => html.replace('<p>Bread.</p>', '<p>Fresh bread.</p>'));
  rewrite(join(folder, 'sw.js'), (script) => {
    const build = JSON.parse(/^const BUILD = (.*);$/m.exec(script)[1]);
    build.version = 'feed5678';
    build.files = build.files.map(([path, hash]) => [path, path === 'short.html' ? 'feed1234' : hash]);
    return script.replace(/^const BUILD = .*;$/m, () => `const BUILD = ${JSON.stringify(build)};`);
  });
});

/** The host no longer wants it. */
const withoutWorker = copyOf('without', (folder) => {
  for (const path of stayingPagesOf(folder)) rewrite(join(folder, path), (html) => html.replace(/ data-offline="[^"]*"/, ''));
  rmSync(join(folder, 'sw.js'));
});

/** A host that keeps to itself what is for hosts: it answers 404 for 404.html, too. */
const withoutNotFound = copyOf('no-404', (folder) => {
  for (const name of ['404.html', '.nojekyll', 'sitemap.xml']) rmSync(join(folder, name));
});

/** A host and a reader of its own, who has visited one page and waited until the book is kept. */
async function reader(folder = BOOKS.style) {
  const host = await serveAt(folder);
  const { port } = new URL(host.origin);
  const context = await books.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${host.base}/index.html`);
  const line = page.locator('#Page-offline-state');
  await line.and(page.getByText(/is kept|could not/)).waitFor({ state: 'attached' });
  assert.match((await line.textContent()) ?? '', /is kept/);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') await new Promise((resolve) => active.addEventListener('statechange', resolve));
  });
  return {
    host,
    page,
    base: host.base,
    cutNetwork: () => host.close(),
    giveNetwork: (folder) => serveAt(folder, Number(port)),
    close: () => context.close(),
  };
}

/** Waits until the page says yes. @param {() => Promise<boolean>} ask @param {string} what */
async function untilTrue(ask, what) {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (await ask()) return;
  }
  assert.fail(`${what} did not happen`);
}

const textOf = (page) => page.locator('main').innerText();
const cachesOf = (page) => page.evaluate(() => caches.keys());

test('after one visit the whole book opens without a network', async () => {
  const { page, base, cutNetwork, close } = await reader();
  await cutNetwork();
  for (const path of chaptersOf(BOOKS.style)) {
    await page.goto(`${base}/${path}`);
    const heading = /<h1[^>]*>(?:<a[^>]*>)?([^<]*)/.exec(sourceOf(BOOKS.style, path).split('<main')[1])[1].trim();
    assert.equal((await page.locator('main h1').textContent()).trim(), heading.replaceAll('&amp;', '&'), path);
    const painted = await page.evaluate(() => getComputedStyle(document.querySelector('.bar')).position);
    assert.equal(painted, 'sticky', `${path} has its styles`);
  }
  await page.goto(`${base}/elements.html`);
  assert(await page.locator('main img').first().evaluate((image) => image.complete && image.naturalWidth > 0), 'pictures are kept');
  await page.goto(`${base}/`);
  assert.match(await textOf(page), /Welcome/, 'the folder is its index page');
  await page.goto(`${base}/old/elements.html#moved-to-dough`);
  await page.waitForURL('**/craft/dough/index.html#resting');
  await page.locator('#Page-search-button').click();
  await page.locator('#Page-search-words').pressSequentially('starter');
  await page.locator('#Page-search-results a').first().waitFor();
  await close();
});

test('the book is kept, too, where the host answers 404 for its page of what is not found', async () => {
  const { page, base, cutNetwork, close } = await reader(withoutNotFound);
  await cutNetwork();
  await page.goto(`${base}/short.html`);
  assert.match(await textOf(page), /^Bread\.$/m);
  await close();
});

test('a page that is not kept says that there is no network, not that there is no page', async () => {
  const { page, base, cutNetwork, close } = await reader();
  await cutNetwork();
  await page.goto(`${base}/no/such/page.html`);
  assert.match(await page.locator('body').innerText(), /no network/i);
  await close();
});

test('after an update a reader with a network gets the new text at once, and then also without one', async () => {
  const { page, base, cutNetwork, giveNetwork, close } = await reader();
  const before = await cachesOf(page);
  await page.goto(`${base}/short.html`);
  assert.match(await textOf(page), /^Bread\.$/m);
  await cutNetwork();
  const host = await giveNetwork(laterBuild);
  await page.goto(`${base}/short.html`);
  assert.match(await textOf(page), /Fresh bread/, 'new at the first view');
  await untilTrue(async () => !(await cachesOf(page)).some((name) => before.includes(name)), 'the update');
  await host.close();
  await page.goto(`${base}/short.html`);
  assert.match(await textOf(page), /Fresh bread/, 'new without a network');
  await page.goto(`${base}/elements.html`);
  assert.match(await textOf(page), /Every element/);
  assert.equal((await cachesOf(page)).length, 1, 'nothing of the old build is left');
  await close();
});

test('without a network from before the update on, the old text is whole', async () => {
  const { page, base, cutNetwork, close } = await reader();
  await cutNetwork();
  await page.goto(`${base}/short.html`);
  assert.match(await textOf(page), /^Bread\.$/m);
  await close();
});

test('when the host no longer wants it, the worker and what it kept are taken away', async () => {
  const { page, base, cutNetwork, giveNetwork, close } = await reader();
  assert((await cachesOf(page)).length > 0);
  await cutNetwork();
  const host = await giveNetwork(withoutWorker);
  await page.goto(`${base}/short.html`);
  const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  await untilTrue(async () => (await registrations()) === 0 && (await cachesOf(page)).length === 0, 'taking it away');
  await host.close();
  await assert.rejects(page.goto(`${base}/index.html`), /ERR_/);
  await close();
});

test('an update that breaks off leaves the kept book whole', async () => {
  const broken = copyOf('broken', (folder) => {
    rewrite(join(folder, 'sw.js'), (script) => {
      const build = JSON.parse(/^const BUILD = (.*);$/m.exec(script)[1]);
      build.version = 'bad45678';
      build.files.push(['not-there.html', 'bad41234']);
      return script.replace(/^const BUILD = .*;$/m, () => `const BUILD = ${JSON.stringify(build)};`);
    });
  });
  const { page, base, cutNetwork, giveNetwork, close } = await reader();
  await cutNetwork();
  const host = await giveNetwork(broken);
  await page.goto(`${base}/short.html`);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    const coming = registration.installing;
    if (coming) await new Promise((resolve) => coming.addEventListener('statechange', resolve));
  });
  await host.close();
  await page.goto(`${base}/craft/dough/rye.html`);
  assert.match(await textOf(page), /Rye & spelt/);
  await close();
});
