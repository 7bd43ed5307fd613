// The page around the text, in a real browser: keyboard, contents, search, what is remembered, what happens when something fails.
//
// `cargo xtask test` builds the book and names it in HOPS_BOOK, the browser in HOPS_CHROMIUM. The scripts under test are in theme/js.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { BOOKS, launch } from './browser.mjs';
import { movementOf, noteMovement } from './movement.mjs';
import { serve } from './server.mjs';

const { guide: folder } = BOOKS;
const WIDE = { width: 1350, height: 900 };
const NARROW = { width: 375, height: 812 };
const SCRIPTS = fileURLToPath(new URL('../../theme/js/', import.meta.url));

/** A page with sections, somewhere in the middle of the book, under a chapter that folds. */
const PAGE = 'definition/networking';
const OTHER = 'definition/databases';

let browser;
let host;

before(async () => {
  browser = await launch();
  host = await serve(folder);
});

after(async () => {
  await browser?.close();
  host?.close();
});

/** A page in a browser that knows nothing of the book yet. `change` rewrites the HTML of every page; `init` runs before its scripts. */
async function open(path, { viewport = WIDE, change, init, prepare, origin = host.origin, ...options } = {}) {
  const context = await browser.newContext({ viewport, ...options });
  const errors = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  if (change) await changePages(context, change);
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  await prepare?.(page, context);
  await page.goto(`${origin}/${path}`);
  return { page, context, errors, close: () => context.close() };
}

async function changePages(context, change) {
  await context.route('**/*.html', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

/** Adds HTML at the end of the text. */
const withText = (html) => (page) => page.replace('</main>', () => `${html}</main>`);

const html = `${PAGE}.html`;
const root = (page, name) => page.evaluate((name) => document.documentElement.getAttribute(name), name);
const focused = (page, get = 'id') => page.evaluate((get) => document.activeElement?.[get] ?? null, get);
const notices = (page) => page.locator('#Page-notices .notice');
const stateOf = (page) => page.evaluate(() => JSON.parse(localStorage.getItem(`hops:${document.documentElement.dataset.book}`)));
const tick = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Waits until `get` gives `wanted`; a page's own wait cannot do that with promises. */
async function until(get, wanted) {
  let found;
  for (let n = 0; n < 100; n += 1) {
    found = await get();
    if (`${found}` === wanted) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.equal(`${found}`, wanted);
}

async function tabTo(page, selector, most = 60) {
  for (let n = 0; n < most; n += 1) {
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${selector}; the focus is on ${await focused(page, 'outerHTML')}`);
}

// ---- The scripts themselves.

test('the scripts keep to their types', () => {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const { status, stdout } = spawnSync(join(here, 'node_modules/.bin/tsc'), ['-p', here], { encoding: 'utf8' });
  assert.equal(status, 0, stdout);
});

test('the scripts are small, and do nothing that a strict policy or the page cache forbids', () => {
  const names = readdirSync(SCRIPTS).filter((name) => name.endsWith('.js'));
  const onPages = readdirSync(folder).filter((name) => /^(book|early)(-[0-9a-f]{8})?\.js$/.test(name));
  const sizes = onPages.map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length);
  assert.equal(onPages.length, 2, `${onPages}`);
  assert(sizes[0] + sizes[1] <= 15_000, `${onPages}: ${sizes} bytes`);
  for (const name of names) {
    const text = readFileSync(join(SCRIPTS, name), 'utf8');
    assert.match(text, /^\/\/ /, `${name} begins with what it is for`);
    assert.match(text, /'use strict'/, name);
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|eval\(|new Function|\.style\b|document\.write/, name);
    assert.doesNotMatch(text, /['"](before)?unload['"]|onunload|https?:\/\//, name);
  }
});

test('nothing on a page moves while it loads', async () => {
  for (const viewport of [WIDE, NARROW]) {
    for (const path of [html, 'index.html', 'resources/all.html']) {
      const init = () => {
        const key = 'hops:how-to-get-into-sre';
        const item = (value) => ({ value, time: 1 });
        const place = { page: 'definition/networking.md', heading: '', title: 'Networking' };
        const items = { place: item(place), 'setting:theme': item('dark'), 'setting:contents': item('hidden') };
        localStorage.setItem(key, JSON.stringify({ schema: 1, book: '', updated: 1, items }));
      };
      // A slow script: the page is painted before it arrives.
      const prepare = async (page) => {
        await noteMovement(page);
        await page.route('**/book*.js', async (route) => {
          await new Promise((done) => setTimeout(done, 400));
          await route.continue();
        });
      };
      const { page, close } = await open(path, { viewport, init, prepare });
      assert.deepEqual(await movementOf(page), [], `${path} at ${viewport.width} px`);
      await close();
    }
  }
});

test('when the scripts do not arrive, the page is the one without scripts', async () => {
  const prepare = (page) => page.route('**/book*.js', (route) => route.abort());
  const { page, close } = await open(html, { viewport: NARROW, prepare });
  assert.doesNotMatch((await root(page, 'class')) ?? '', /\bjs\b/);
  await page.getByRole('link', { name: 'Contents', exact: true }).click();
  assert(await page.locator('#Page-contents [aria-current]').isVisible());
  await close();
});

test('a page works from a disk: contents, search and all', async () => {
  const context = await browser.newContext({ viewport: WIDE });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(pathToFileURL(join(folder, html)).href);
  await page.keyboard.press('/');
  await page.keyboard.type('dns');
  await page.locator('#Page-search-results a').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => CSS.highlights.has('search'));
  assert.deepEqual(errors, []);
  await context.close();
});

// ---- Keyboard: skip link, contents.

test('the skip link is the first stop and leads into the text', async () => {
  const { page, close } = await open(html);
  await page.keyboard.press('Tab');
  assert.equal(await focused(page, 'textContent'), 'Skip to the text');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'Page-text');
  await page.keyboard.press('Tab');
  assert(await page.evaluate(() => document.activeElement.closest('#Page-text, .page-end, .page-foot') !== null));
  await close();
});

test('with room for it the contents are a column that the button hides, also on the next page', async () => {
  const { page, errors, close } = await open(html);
  const column = page.locator('#Page-contents');
  const button = page.locator('#Page-contents-button');
  assert(await column.isVisible());
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  await tabTo(page, '#Page-contents-button');
  await page.keyboard.press('Enter');
  assert(!(await column.isVisible()));
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  assert.equal(await focused(page), 'Page-contents-button');
  await page.goto(`${host.origin}/${OTHER}.html`);
  assert.equal(await root(page, 'data-contents'), 'hidden');
  assert(!(await column.isVisible()));
  await tabTo(page, '#Page-contents-button');
  await page.keyboard.press('Space');
  assert(await column.isVisible());
  await page.reload();
  assert(await column.isVisible());
  assert.deepEqual(errors, []);
  await close();
});

test('without room they are a drawer that keeps the focus, and closes by Esc', async () => {
  const { page, close } = await open(html, { viewport: NARROW });
  assert(!(await page.locator('#Page-contents').isVisible()));
  await tabTo(page, '#Page-contents-button');
  await page.keyboard.press('Enter');
  assert.equal(await root(page, 'data-contents'), 'open');
  assert.equal(await page.locator('#Page-contents-button').getAttribute('aria-expanded'), 'true');
  assert.equal(await focused(page, 'ariaCurrent'), 'page', 'the focus is on the link to this page');
  assert(await page.locator('#Page-contents [aria-current]').isVisible());

  const stops = await page.locator('#Page-contents :is(a, summary)').count();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let n = 0; n < stops + 5; n += 1) {
      await page.keyboard.press(key);
      const inside = await page.evaluate(() => document.activeElement.matches('#Page-contents, #Page-contents *, #Page-contents-button, body'));
      assert(inside, `${key} leads to ${await focused(page, 'outerHTML')}`);
    }
  }
  await page.keyboard.press('Escape');
  assert.equal(await root(page, 'data-contents'), null);
  assert.equal(await focused(page), 'Page-contents-button');
  assert.equal(await page.locator('[inert]').count(), 0);
  assert.equal((await stateOf(page))?.items['setting:contents'], undefined, 'a drawer is not remembered');
  await close();
});

test('a press beside the drawer closes it and does nothing else; a link in it closes it', async () => {
  const change = (text) => text.replace('<main', '<button id="under" onclick="this.dataset.pressed = 1">under</button><main');
  const { page, close } = await open(html, { viewport: { width: 800, height: 800 }, change });
  await page.locator('#Page-contents-button').click();
  await page.mouse.click(600, 500);
  assert.equal(await root(page, 'data-contents'), null);
  assert.equal(await focused(page), 'Page-contents-button');
  assert.equal(new URL(page.url()).pathname, `/${html}`);
  await page.locator('#Page-contents-button').click();
  await page.evaluate(() => {
    const link = document.querySelector('#Page-contents [aria-current]');
    link.href = '#Page-text';
    link.click();
  });
  assert.equal(await root(page, 'data-contents'), null);
  await close();
});

test('a drawer that is open when the window gets wide leaves nothing locked', async () => {
  const { page, close } = await open(html, { viewport: NARROW });
  await page.locator('#Page-contents-button').click();
  await page.setViewportSize(WIDE);
  await page.waitForFunction(() => !document.querySelector('[inert]'));
  assert.equal(await root(page, 'data-contents'), null);
  assert.equal(await page.locator('#Page-contents-button').getAttribute('aria-expanded'), 'true');
  await close();
});

test('folds work by Enter and Space, are remembered, and never hide the current page', async () => {
  const { page, close } = await open('your-path/index.html');
  const fold = page.locator('#Page-contents li.stop:has(> [data-page="definition/index.md"]) > details');
  const isOpen = () => fold.evaluate((element) => element.open);
  const summary = fold.locator('> summary');
  const first = await isOpen();
  await summary.focus();
  await page.keyboard.press('Enter');
  assert.equal(await isOpen(), !first);
  await page.keyboard.press('Space');
  assert.equal(await isOpen(), first);
  if (first) await page.keyboard.press('Enter');
  assert.equal(await isOpen(), false);
  await page.goto(`${host.origin}/realities.html`);
  assert.equal(await isOpen(), false, 'folded on the next page');
  await page.goto(`${host.origin}/${html}`);
  assert.equal(await isOpen(), true, 'the branch of the current page is open');
  assert(await page.locator('#Page-contents [aria-current]').isVisible());
  await page.goto(`${host.origin}/realities.html`);
  assert.equal(await isOpen(), false, 'and folded again elsewhere');
  await close();
});

test('the contents stay where they were scrolled to, and the current page is in view', async () => {
  const { page, close } = await open('index.html', { viewport: { width: 1350, height: 400 } });
  const nav = page.locator('#Page-contents');
  const scrolled = await nav.evaluate((nav) => (nav.scrollTop = nav.scrollHeight));
  assert(scrolled > 100);
  const before = await nav.evaluate((nav) => nav.scrollTop);
  await page.locator('#Page-contents a[data-page]').last().click();
  await page.waitForURL((url) => url.pathname !== '/index.html');
  await tick(page);
  assert.equal(await nav.evaluate((nav) => nav.scrollTop), before);
  for (const path of ['index.html', html, 'about/widgets.html']) {
    await page.goto(`${host.origin}/${path}`);
    await tick(page);
    const seen = await page.locator('#Page-contents [aria-current]').evaluate((link) => {
      const [inner, outer] = [link.getBoundingClientRect(), link.closest('nav').getBoundingClientRect()];
      return inner.top >= outer.top && inner.bottom <= outer.bottom;
    });
    assert(seen, path);
    assert.equal(await page.evaluate(() => scrollY), 0, path);
  }
  await close();
});

test('without scripts the contents open and close by keyboard', async () => {
  const { page, close } = await open(html, { viewport: NARROW, javaScriptEnabled: false });
  const contents = page.locator('#Page-contents');
  assert(!(await contents.isVisible()));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.match(page.url(), /#Page-contents$/);
  assert(await page.locator('#Page-contents [aria-current]').isVisible());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${host.origin}/index.html`);
  for (const id of ['contents-button', 'search-button', 'settings-button', 'read-mark']) {
    assert(!(await page.locator(`#Page-${id}`).isVisible()), `${id} would do nothing`);
  }
  await close();
});

// ---- Search.

async function searchFor(page, words) {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.waitForFunction((words) => document.getElementById('Page-search-count').textContent.includes(`“${words}”`), words);
}

test('a search from key to page: counted, walked by arrows, marked, and told to nobody', async () => {
  const requests = [];
  const prepare = (page) => page.on('request', (request) => requests.push(request.url()));
  const { page, errors, close } = await open(html, { prepare });
  assert(!requests.some((url) => /searchindex|elasticlunr/.test(url)), 'loaded only when it is needed');
  await searchFor(page, 'resolver');
  assert.equal(await focused(page), 'Page-search-words');
  const results = page.locator('#Page-search-results > li');
  const number = await results.count();
  assert(number > 1);
  assert.match(await page.getByRole('dialog').getByRole('status').first().textContent(), /^(The best \d+ of )?\d+ results for “resolver”$/);
  assert(await page.locator('#Page-search-results .search-teaser mark').first().isVisible());

  const at = () => page.evaluate(() => [...document.querySelectorAll('#Page-search-results a')].indexOf(document.activeElement));
  await page.keyboard.press('ArrowDown');
  assert.equal(await at(), 0);
  await page.keyboard.press('ArrowDown');
  assert.equal(await at(), 1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(page), 'Page-search-words');
  for (let n = 0; n < number + 3; n += 1) await page.keyboard.press('ArrowDown');
  assert.equal(await at(), number - 1, 'the last result is the end');

  const other = page.locator('#Page-search-results a:not([href*="networking"])').first();
  const target = new URL(await other.evaluate((link) => link.href));
  await other.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === target.pathname);
  await page.waitForFunction(() => CSS.highlights.get('search')?.size > 0);
  const marked = await page.evaluate(() => [...CSS.highlights.get('search')].map(String));
  assert(marked.every((word) => /^resolv/i.test(word)), `${marked}`);
  assert.equal(await page.locator('main mark').count(), 0, 'the page itself is unchanged');
  assert(!page.url().includes('resolver'));
  assert(!requests.some((url) => url.includes('resolver') && !url.includes('#')), 'the words are in no request');
  assert.match(await notices(page).textContent(), /Search words are marked/);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => CSS.highlights.has('search')), false);
  assert.equal(await notices(page).count(), 0);
  await page.reload();
  assert.equal(await page.evaluate(() => CSS.highlights.has('search')), false, 'marked once');
  assert.deepEqual(errors, []);
  await close();
});

test('Enter in the search field opens the first result; Clear takes the marks away', async () => {
  const { page, close } = await open('index.html');
  await searchFor(page, 'traceroute');
  const target = await page.locator('#Page-search-results a').first().evaluate((link) => link.href);
  await page.keyboard.press('Enter');
  await page.waitForURL(target);
  await page.waitForFunction(() => CSS.highlights.has('search'));
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await page.evaluate(() => CSS.highlights.has('search')), false);
  await close();
});

test('a result on the same page is shown and marked at once', async () => {
  const { page, close } = await open(html);
  await searchFor(page, 'resolver');
  await page.locator('#Page-search-results a[href*="networking.html"]').first().click();
  await page.waitForFunction(() => CSS.highlights.has('search'));
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await close();
});

test('Esc closes the search with one press; the focus goes back, and the words are kept for the next time', async () => {
  const { page, close } = await open(html);
  await tabTo(page, '#Page-search-button');
  await page.keyboard.press('Enter');
  await page.keyboard.type('latency');
  await page.waitForFunction(() => /“latency”/.test(document.getElementById('Page-search-count').textContent));
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.equal(await focused(page), 'Page-search-button');
  await page.goto(`${host.origin}/${OTHER}.html`);
  await page.keyboard.press('s');
  await page.locator('#Page-search-results a').first().waitFor();
  const field = page.locator('#Page-search-words');
  assert.equal(await field.inputValue(), 'latency');
  assert.equal(await field.evaluate((field) => field.selectionEnd - field.selectionStart), 7);
  await close();
});

test('what is typed is text: nothing found, signs, markup, the names of properties', async () => {
  const { page, errors, close } = await open(html);
  const count = page.locator('#Page-search-count');
  await page.keyboard.press('/');
  for (const words of ['qqxzzy', '<img src=x onerror=alert(1)>', '__proto__', 'constructor', '***', '“”', 'the']) {
    await page.locator('#Page-search-words').fill(words);
    await page.waitForFunction((words) => document.getElementById('Page-search-count').textContent.includes(`“${words}”`), words);
  }
  await page.locator('#Page-search-words').fill('qqxzzy');
  await page.waitForFunction(() => /^No page has “qqxzzy”/.test(document.getElementById('Page-search-count').textContent));
  await page.keyboard.press('Enter');
  assert(await page.locator('#Page-search').isVisible(), 'Enter without a result closes nothing');
  await page.locator('#Page-search-words').fill('');
  await page.waitForFunction(() => document.getElementById('Page-search-count').textContent === '');
  assert.equal(await count.textContent(), '');
  assert.equal(await page.locator('#Page-search img').count(), 0);
  assert.deepEqual(errors, []);
  await close();
});

test('a teaser keeps the case and the words whole, and shows the word that was looked for', async () => {
  const { page, close } = await open(html);
  await searchFor(page, 'kubernetes');
  const teasers = await page.locator('#Page-search-results .search-teaser').allTextContents();
  const marks = await page.locator('#Page-search-results mark').allTextContents();
  assert(teasers.length > 3);
  assert(teasers.every((teaser) => teaser.split(/\s+/).length < 60), 'about 30 words');
  assert(marks.includes('Kubernetes'), `${marks}`);
  const bodies = await page.evaluate(() => Object.values(window.search.index.documentStore.docs).map((doc) => doc.body));
  for (const teaser of teasers) {
    const words = teaser.replace(/^…\s/, '').replace(/\s…$/, '');
    assert(bodies.some((body) => body.includes(words)), `part of a text: ${words}`);
  }
  await close();
});

test('a middle click on a result is a middle click on a link', async () => {
  const { page, context, close } = await open(html);
  await searchFor(page, 'latency');
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('#Page-search-results a').first().click({ button: 'middle' }),
  ]);
  await tab.waitForLoadState();
  assert(!tab.url().includes('latency'));
  assert(await page.locator('#Page-search').isVisible(), 'the search stays open here');
  await close();
});

test('an index that does not load is said, harms nothing, and is tried again', async () => {
  for (const part of ['searchindex', 'elasticlunr']) {
    let broken = true;
    const prepare = (page) => page.route(`**/${part}*`, (route) => (broken ? route.abort() : route.continue()));
    const { page, errors, close } = await open(html, { prepare });
    await page.keyboard.press('/');
    await page.waitForFunction(() => /did not load.*try/.test(document.getElementById('Page-search-count').textContent));
    await page.keyboard.type('dns');
    await page.keyboard.press('Enter');
    assert(await page.locator('#Page-search').isVisible());
    await page.keyboard.press('Escape');
    broken = false;
    await page.keyboard.press('/');
    await page.locator('#Page-search-results a').first().waitFor();
    assert.match(await page.locator('#Page-search-count').textContent(), /“dns”/);
    assert.deepEqual(errors, []);
    await close();
  }
});

// ---- Settings and shortcuts.

test('the colours are set by keyboard, hold at once, on every page, and in other tabs', async () => {
  const { page, context, errors, close } = await open(html, { colorScheme: 'light' });
  const other = await context.newPage();
  await other.goto(`${host.origin}/index.html`);
  const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper(page);
  await tabTo(page, '#Page-settings-button');
  await page.keyboard.press('Enter');
  await tabTo(page, 'input[value="system"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await root(page, 'data-theme'), 'dark');
  assert.notEqual(await paper(page), light);
  await other.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'Page-settings-button');
  await page.goto(`${host.origin}/${OTHER}.html`);
  assert.equal(await root(page, 'data-theme'), 'dark');
  await page.locator('#Page-settings-button').click();
  assert(await page.getByRole('radio', { name: 'Dark' }).isChecked());
  await page.getByRole('radio', { name: 'As the system says' }).check();
  assert.equal(await root(page, 'data-theme'), null);
  await other.waitForFunction(() => !('theme' in document.documentElement.dataset));
  assert.equal((await stateOf(page)).items['setting:theme'].value, null);
  assert.deepEqual(errors, []);
  await close();
});

test('the theme is there before the first paint, without the other scripts', async () => {
  const { page, close } = await open(html);
  await page.locator('#Page-settings-button').click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.route('**/book*.js', (route) => route.abort());
  await page.reload();
  assert.equal(await root(page, 'data-theme'), 'dark');
  await close();
});

test('a dialog closes by a press beside it, not by one that began inside', async () => {
  const { page, close } = await open(html);
  const dialog = page.locator('#Page-settings');
  await page.keyboard.press('?');
  const { x, y, width } = await dialog.boundingBox();
  await page.mouse.move(x + width / 2, y + 60);
  await page.mouse.down();
  await page.mouse.move(x - 40, y + 60);
  await page.mouse.up();
  assert(await dialog.isVisible());
  await page.mouse.click(x + 4, y + 4);
  assert(await dialog.isVisible(), 'its edge is not beside it');
  await page.mouse.click(x - 40, y + 60);
  assert(!(await dialog.isVisible()));
  await close();
});

test('single keys work, and can be switched off', async () => {
  const { page, close } = await open(html);
  const isOpen = (id) => page.locator(`#Page-${id}`).evaluate((dialog) => dialog.open);
  for (const [key, id] of [['/', 'search'], ['s', 'search'], ['?', 'settings']]) {
    await page.keyboard.press(key);
    assert(await isOpen(id), key);
    await page.keyboard.press('Escape');
    assert(!(await isOpen(id)), `${key}, Escape`);
  }
  for (const key of ['Control+s', 'Alt+s', 'Meta+/']) {
    await page.evaluate(() => addEventListener('keydown', (event) => event.ctrlKey && event.preventDefault()));
    await page.keyboard.press(key);
    assert(!(await isOpen('search')), key);
  }
  await page.keyboard.press('c');
  assert.equal(await focused(page, 'ariaCurrent'), 'page', 'c goes to the contents');
  await page.keyboard.press('c');
  assert.equal(await root(page, 'data-contents'), 'hidden');
  assert.equal(await focused(page), 'Page-contents-button');
  await page.keyboard.press('c');
  assert.equal(await root(page, 'data-contents'), null);

  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.goto(`${host.origin}/${html}`);
  for (const key of ['/', 's', '?', 'c', 'ArrowRight']) await page.keyboard.press(key);
  assert(!(await isOpen('search')) && !(await isOpen('settings')));
  assert.equal(new URL(page.url()).pathname, `/${html}`);
  assert.equal(await root(page, 'data-contents'), null);
  await page.locator('#Page-settings-button').click();
  assert(!(await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).isChecked()));
  await close();
});

test('arrows turn pages when nothing has the focus', async () => {
  const { page, close } = await open(html);
  const here = () => new URL(page.url()).pathname;
  const next = await page.locator('.route-next').evaluate((link) => link.pathname);
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(`**${next}`);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(`**/${html}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(`**${next}`);
  assert.equal(here(), next, 'also after the skip link');
  await close();
});

test('arrows turn the other way where the text runs from right to left', async () => {
  const { page, close } = await open(html, { change: (text) => text.replace('dir="ltr"', 'dir="rtl"') });
  const next = await page.locator('.route-next').evaluate((link) => link.pathname);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(`**${next}`);
  await close();
});

test('arrows turn no page away from something that has the focus, a selection, a dialog, or its own use for them', async () => {
  const widgets = `<input id="w-box" type="checkbox"><input id="w-text"><textarea id="w-area"></textarea>
    <select id="w-select"><option>a<option>b</select><p id="w-edit" contenteditable>a</p><button id="w-button">a</button>
    <a id="w-link" href="#Page-text">a</a><details><summary id="w-summary">a</summary></details><div id="w-own" tabindex="0">a</div>`;
  const { page, close } = await open(html, { change: withText(widgets) });
  const stays = async (why) => {
    for (const key of ['ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
    await page.waitForTimeout(150);
    assert.equal(new URL(page.url()).pathname, `/${html}`, why);
  };
  for (const id of ['w-box', 'w-text', 'w-area', 'w-select', 'w-edit', 'w-button', 'w-link', 'w-summary', 'w-own']) {
    await page.locator(`#${id}`).focus();
    await stays(id);
  }
  for (const id of ['w-box', 'w-text', 'w-area', 'w-select', 'w-edit']) {
    await page.locator(`#${id}`).focus();
    for (const key of ['s', '/', '?', 'c']) await page.keyboard.press(key);
    assert.equal(await page.locator('dialog[open]').count(), 0, `typed into ${id}`);
    assert.equal(await focused(page), id);
  }
  await page.evaluate(() => {
    document.activeElement.blur();
    getSelection().selectAllChildren(document.querySelector('main p'));
  });
  await stays('a selection');
  await page.evaluate(() => getSelection().removeAllRanges());
  await page.keyboard.press('?');
  await page.evaluate(() => document.activeElement.blur());
  await stays('a dialog');
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    document.activeElement.blur();
    document.body.addEventListener('keydown', (event) => event.preventDefault());
  });
  await stays('the key is taken');
  await close();
});

test('arrows do not turn the page under the drawer', async () => {
  const { page, close } = await open(html, { viewport: NARROW });
  await page.keyboard.press('c');
  assert.equal(await root(page, 'data-contents'), 'open');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('/');
  await page.waitForTimeout(150);
  assert.equal(new URL(page.url()).pathname, `/${html}`);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await close();
});

// ---- Reading.

const linkTo = (page, name) => page.locator(`#Page-contents a[data-page="${name}.md"]`);

test('a page is marked as read by its reader, in the contents of every page and tab', async () => {
  const { page, context, errors, close } = await open(html);
  const other = await context.newPage();
  await other.goto(`${host.origin}/${OTHER}.html`);
  const mark = page.getByRole('checkbox', { name: 'I have read this page' });
  assert(!(await mark.isChecked()));
  await mark.focus();
  await page.keyboard.press('Space');
  for (const tab of [page, other]) {
    await tab.waitForFunction((name) => document.querySelector(`#Page-contents .is-read > a[data-page="${name}.md"]`), PAGE);
    assert.match(await linkTo(tab, PAGE).textContent(), / \(read\)$/);
    assert.equal(await tab.locator('#Page-contents .is-read').count(), 1);
  }
  assert.equal((await stateOf(page)).items[`read:${PAGE}.md`].value, true);
  await page.reload();
  assert(await mark.isChecked());
  await mark.uncheck();
  await other.waitForFunction(() => !document.querySelector('#Page-contents .is-read'));
  assert.doesNotMatch(await linkTo(other, PAGE).textContent(), /read/);
  assert.deepEqual(errors, []);
  await close();
});

/** Waits until the browser has told whether the end of the text is in view: to this observer last, so the page's own has heard it. */
const endIsInView = (page, wanted) =>
  page.evaluate(
    (wanted) =>
      new Promise((done) => {
        const observer = new IntersectionObserver((entries) => {
          if (entries.at(-1).isIntersecting !== wanted) return;
          observer.disconnect();
          done();
        });
        observer.observe(document.querySelector('.page-end'));
      }),
    wanted,
  );

async function toTheEnd(page) {
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await endIsInView(page, true);
}

test('a page that was read to its end is marked, but not one that was only scrolled through', async () => {
  const prepare = (page) => page.clock.install();
  const { page, close } = await open(html, { prepare });
  const mark = page.getByRole('checkbox', { name: 'I have read this page' });
  const length = await page.locator('main').evaluate((main) => main.textContent.length);
  await page.clock.runFor(10_000);
  assert(!(await mark.isChecked()), 'the end was not reached');
  await toTheEnd(page);
  await page.clock.runFor(3_000);
  assert(!(await mark.isChecked()), `${length} characters in 13 seconds`);
  await page.evaluate(() => scrollTo(0, 0));
  await endIsInView(page, false);
  await page.clock.runFor((length / 90) * 1000);
  assert(!(await mark.isChecked()), 'the end is not in view');
  await toTheEnd(page);
  await page.clock.runFor(2_000);
  assert(await mark.isChecked());

  await mark.uncheck();
  await page.reload();
  await toTheEnd(page);
  await page.clock.runFor((length / 90) * 1000 + 60_000);
  assert(!(await mark.isChecked()), 'what the reader took back stays so');
  await close();
});

test('the start page does not count by itself, and pages that are no chapters have no mark', async () => {
  const { page, close } = await open('index.html', { viewport: { width: 1350, height: 20_000 }, prepare: (page) => page.clock.install() });
  await endIsInView(page, true);
  await page.clock.runFor(600_000);
  assert(!(await page.getByRole('checkbox', { name: 'I have read this page' }).isChecked()));
  for (const path of ['404.html', 'print.html']) {
    await page.goto(`${host.origin}/${path}`);
    assert.equal(await page.locator('#Page-read-mark:visible').count(), 0, path);
  }
  await close();
});

test('the start page leads back to the place, to the very section', async () => {
  const { page, errors, close } = await open('index.html');
  const line = page.locator('#Page-resume');
  assert(!(await line.isVisible()), 'nothing to go back to');
  assert.equal(await root(page, 'data-resume'), null);
  await page.goto(`${host.origin}/${html}`);
  const heading = page.locator('main :is(h2, h3)[id]').nth(2);
  const id = await heading.getAttribute('id');
  await heading.evaluate((heading) => heading.scrollIntoView());
  await page.goto(`${host.origin}/index.html`);
  assert(await line.isVisible());
  assert.equal(await root(page, 'data-resume'), '');
  const title = await line.locator('a').textContent();
  assert.equal(title, 'Networking');
  for (const path of ['print.html', '404.html', 'index.html']) await page.goto(`${host.origin}/${path}`);
  await line.locator('a').click();
  await page.waitForURL(`**/${html}#${id}`);
  assert.deepEqual(errors, []);
  await close();
});

test('a place on a page that is no longer in the book is not offered', async () => {
  const { page, close } = await open(html);
  await page.evaluate(() => window.hops.state.set('place', { page: 'gone.md', heading: 'a', title: 'Gone' }));
  await page.evaluate(() => (document.querySelector('main h1').textContent = ''));
  await page.goto(`${host.origin}/index.html`);
  assert(!(await page.locator('#Page-resume').isVisible()));
  await close();
});

test('the list of this page marks the section in view', async () => {
  const { page, close } = await open(html);
  const links = page.locator('.on-this-page a');
  const current = page.locator('.on-this-page a[aria-current="true"]');
  const total = await links.count();
  assert(total > 2);
  assert.equal(await current.count(), 0, 'at the top of the page no section is in view yet');
  await links.nth(1).click();
  await tick(page);
  assert.equal(await current.count(), 1);
  assert.equal(await current.textContent(), await links.nth(1).textContent());
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await tick(page);
  assert.equal(await current.textContent(), await links.last().textContent());
  await close();
});

// ---- What is kept.

const KEY = 'hops:how-to-get-into-sre';

/** Puts `text` under the book's key before the first script of the first page runs. */
const stored = (text) => ({
  prepare: (page) =>
    page.addInitScript(
      ([key, text]) => {
        if (sessionStorage.getItem('prepared')) return;
        sessionStorage.setItem('prepared', '1');
        localStorage.setItem(key, text);
      },
      [KEY, text],
    ),
});

test('two tabs that write at the same time lose nothing', async () => {
  const { page, context, close } = await open(html);
  const other = await context.newPage();
  await other.goto(`${host.origin}/${OTHER}.html`);
  await page.evaluate(() => window.hops.state.set('a', 1));
  await other.evaluate(() => window.hops.state.set('b', 2));
  await page.evaluate(() => window.hops.state.set('c', 3));
  for (const tab of [page, other]) {
    await tab.waitForFunction(() => window.hops.state.entries('').length === 3);
  }
  // Taken back in one tab, it does not come back from the other.
  await other.evaluate(() => window.hops.state.set('a', null));
  await page.evaluate(() => window.hops.state.set('d', 4));
  // The storage tells other tabs a little later, so both may need a moment to agree.
  for (const tab of [page, other]) {
    await tab.waitForFunction(() => `${window.hops.state.entries('').map(([id]) => id).sort()}` === 'b,c,d');
  }
  const { items, schema, book, updated } = await stateOf(page);
  assert.deepEqual([schema, book], [1, 'how-to-get-into-sre']);
  assert.equal(items.a.value, null);
  assert(updated >= items.d.time);
  // A write that went over another one, as two processes can: the tab that lost puts its part back.
  await page.evaluate(
    ([key]) => {
      const { items, ...rest } = JSON.parse(localStorage.getItem(key));
      const { b, ...others } = items;
      localStorage.setItem(key, JSON.stringify({ ...rest, items: { ...others, e: { value: 5, time: Date.now() } } }));
    },
    [KEY],
  );
  await other.waitForFunction(([key]) => JSON.parse(localStorage.getItem(key)).items.b?.value === 2, [KEY]);
  assert.equal((await stateOf(page)).items.e.value, 5);
  await close();
});

test('the later of two states of an item holds, and what is not known is kept', async () => {
  const items = { 'setting:theme': { value: 'dark', time: 5e15, note: 'x' }, 'from:later': { value: [1], time: 1 } };
  const text = JSON.stringify({ schema: 1, book: 'x', updated: 1, more: true, items });
  const { page, errors, close } = await open(html, stored(text));
  assert.equal(await root(page, 'data-theme'), 'dark');
  await page.evaluate(() => window.hops.state.set('setting:theme', 'light'));
  const found = await stateOf(page);
  assert.equal(found.items['setting:theme'].value, 'light', 'also after a clock that ran ahead');
  assert.equal(found.items['setting:theme'].time, 5e15 + 1);
  assert.deepEqual(found.items['from:later'], { value: [1], time: 1 });
  assert.equal(found.more, true);
  assert.deepEqual(errors, []);
  await close();
});

const GARBAGE = {
  'no JSON': '{"schema":1,',
  'empty': '',
  'null': 'null',
  'a number': '7',
  'a list': '[1]',
  'no items': '{"schema":1}',
  'items that are a list': '{"schema":1,"items":[]}',
  'items that are null': '{"schema":1,"items":null}',
  'an item that is null': '{"schema":1,"items":{"setting:theme":null}}',
  'an item without a time': '{"schema":1,"items":{"setting:theme":{"value":"dark"}}}',
  'a schema that is a word': '{"schema":"one","items":{}}',
  'an older schema': '{"schema":0,"items":{}}',
};

for (const [what, text] of Object.entries(GARBAGE)) {
  test(`storage with ${what} is set aside, said, and the page works`, async () => {
    const { page, errors, close } = await open(html, stored(text));
    assert.match(await notices(page).textContent(), /could not be read.*set aside/);
    assert.equal(await page.evaluate((key) => localStorage.getItem(`${key}:set-aside`), KEY), text);
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), null);
    await page.locator('#Page-read-mark').click();
    await page.reload();
    assert(await page.locator('#Page-read-mark input').isChecked());
    assert.equal(await notices(page).count(), 0, 'said once');
    assert.deepEqual(errors, []);
    await close();
  });
}

test('values of the wrong kind in a sound document change nothing', async () => {
  const item = (value) => ({ value, time: 1 });
  const items = {
    'setting:theme': item({ a: 1 }),
    'setting:contents': item(7),
    'setting:shortcuts': item('no'),
    place: item('here'),
    [`read:${PAGE}.md`]: item('yes'),
    ['__proto__']: item(1),
  };
  const text = JSON.stringify({ schema: 1, book: '', updated: 'x', items });
  for (const path of [html, 'index.html']) {
    const { page, errors, close } = await open(path, stored(text));
    assert.equal(await root(page, 'data-theme'), null);
    assert(await page.locator('#Page-contents').isVisible());
    assert.equal(await page.locator('#Page-contents .is-read').count(), 0);
    assert(!(await page.locator('#Page-resume').isVisible()));
    assert.deepEqual(errors, []);
    await close();
  }
});

test('a storage that throws: the page works, and says once that nothing is kept, when something was to be', async () => {
  for (const which of ['localStorage', 'both']) {
    const init = `for (const name of ${which === 'both' ? "['localStorage', 'sessionStorage']" : "['localStorage']"})
      Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });`;
    const { page, errors, close } = await open(html, { init });
    assert.equal(await notices(page).count(), 0, 'nothing to say yet');
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    assert.equal(await notices(page).count(), 0, 'the place is not worth a notice');
    await page.locator('#Page-settings-button').click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    assert.equal(await root(page, 'data-theme'), 'dark');
    assert.match(await notices(page).textContent(), /not saved/);
    assert(await notices(page).isVisible());
    await page.getByRole('radio', { name: 'Light' }).check();
    assert.equal(await root(page, 'data-theme'), 'light');
    await page.keyboard.press('Escape');
    assert.equal(await notices(page).count(), 1);
    await page.locator('#Page-read-mark').click();
    assert(await linkTo(page, PAGE).locator('..').evaluate((li) => li.classList.contains('is-read')));
    await page.evaluate(() => document.activeElement.blur());
    await searchFor(page, 'latency');
    assert.deepEqual(errors, []);
    await close();
  }
});

test('a storage that is full: said once, held in memory, saved as soon as there is room', async () => {
  const { page, errors, close } = await open(html);
  await page.evaluate(() => {
    let size = 5_000_000;
    for (let n = 0; size >= 1; n += 1) {
      try {
        localStorage.setItem(`fill-${n}`, 'x'.repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await page.locator('#Page-read-mark').click();
  assert.match(await notices(page).textContent(), /not saved/);
  assert(await page.locator('#Page-read-mark input').isChecked());
  await page.evaluate(() => window.hops.state.set('note', 'x'));
  assert.equal(await notices(page).count(), 1);
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), null);
  await page.evaluate(() => localStorage.removeItem('fill-0'));
  await page.evaluate(() => window.hops.state.set('note', 'y'));
  const { items } = await stateOf(page);
  assert.equal(items.note.value, 'y');
  assert.equal(items[`read:${PAGE}.md`].value, true);
  assert.deepEqual(errors, []);
  await close();
});

test('a state of a newer version is read, never written, and that is said', async () => {
  const items = { 'setting:theme': { value: 'dark', time: 1 }, [`read:${OTHER}.md`]: { value: true, time: 1 } };
  const text = JSON.stringify({ schema: 2, book: '', updated: 1, items, more: { deep: 1 } });
  const { page, errors, close } = await open(html, stored(text));
  assert.match(await notices(page).textContent(), /newer version/);
  assert.equal(await root(page, 'data-theme'), 'dark');
  assert(await linkTo(page, OTHER).locator('..').evaluate((li) => li.classList.contains('is-read')));
  await page.locator('#Page-read-mark').click();
  assert(await page.locator('#Page-read-mark input').isChecked(), 'it holds on this page');
  assert.equal(await notices(page).count(), 1);
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), text);
  await page.goto(`${host.origin}/${OTHER}.html`);
  assert.equal(await notices(page).count(), 0, 'said once in a session');
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), text);
  assert.deepEqual(errors, []);
  await close();
});

test('to forget takes two presses, leaves nothing of this book and all of others, in every tab', async () => {
  const { page, context, errors, close } = await open(html);
  const other = await context.newPage();
  await other.goto(`${host.origin}/${OTHER}.html`);
  await page.evaluate((key) => {
    localStorage.setItem(`${key}:set-aside`, 'x');
    localStorage.setItem(`${key}-2`, 'another book');
    localStorage.setItem('mdbook-theme', 'navy');
  }, KEY);
  await page.locator('#Page-read-mark').click();
  await page.locator('#Page-settings-button').click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await other.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  const button = page.locator('#Page-forget-button');
  await button.dblclick();
  assert.equal(await button.textContent(), 'Press again to forget everything');
  assert.notEqual(await stateOf(page), null, 'a double click is not two answers');
  await page.keyboard.press('Escape');
  await page.locator('#Page-settings-button').click();
  assert.equal(await button.textContent(), 'Forget all of it', 'asked anew');
  await button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.match(await page.getByRole('dialog').getByRole('status').last().textContent(), /Forgotten/);
  assert.equal(await focused(page), 'Page-forget-button');
  assert.equal(await root(page, 'data-theme'), null);
  assert(!(await page.locator('#Page-read-mark input').isChecked()));
  await other.waitForFunction(() => !document.documentElement.dataset.theme && !document.querySelector('.is-read'));
  for (const tab of [page, other]) await tab.evaluate(() => dispatchEvent(new Event('pagehide')));
  const left = await page.evaluate(() => [Object.keys(localStorage).sort(), Object.keys(sessionStorage)]);
  assert.deepEqual(left, [[`${KEY}-2`, 'mdbook-theme'], []]);
  await page.keyboard.press('Escape');
  await page.locator('#Page-read-mark').click();
  assert.deepEqual(Object.keys((await stateOf(page)).items), [`read:${PAGE}.md`], 'the old does not come back with the new');
  assert.deepEqual(errors, []);
  await close();
});

test('a tab that slept while all was forgotten does not bring it back', async () => {
  const { page, close } = await open(html);
  const old = await page.evaluate(() => (window.hops.state.set('old', 1), Date.now()));
  await page.waitForFunction((old) => Date.now() > old, old);
  // As another tab would leave it: forgotten, and begun anew. No `storage` event reaches a page that sleeps.
  await page.evaluate((key) => {
    const now = Date.now();
    const document = { schema: 1, book: '', since: now, updated: now, items: { young: { value: 2, time: now } } };
    localStorage.setItem(key, JSON.stringify(document));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    window.hops.state.set('new', 3);
  }, KEY);
  assert.deepEqual(Object.keys((await stateOf(page)).items).sort(), ['new', 'young']);
  await close();
});

// ---- Notices.

test('a notice is never there twice, and closing it by keyboard loses no focus', async () => {
  const { page, close } = await open(html);
  await page.locator('.bar-title').focus();
  await page.evaluate(() => {
    window.hops.notice('One');
    window.hops.notice('Two');
    window.hops.notice('One');
  });
  assert.deepEqual(await notices(page).locator('span').allTextContents(), ['Two', 'One']);
  assert.equal(await page.getByRole('status').filter({ hasText: 'One' }).count(), 1);
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  await dismiss.first().focus();
  await page.keyboard.press('Enter');
  assert.equal(await focused(page, 'className'), 'notice-close', 'on to the next notice');
  await page.keyboard.press('Enter');
  assert.equal(await notices(page).count(), 0);
  assert.equal(await focused(page, 'className'), 'bar-title', 'and back to where it was');
  await close();
});

// ---- Addresses.

test('an address that names no part of the page says so; others do not', async () => {
  for (const [fragment, part] of [['no-such-part', 'no-such-part'], ['%E0%A4%A', '%E0%A4%A'], ['caf%C3%A9', 'café'], ['%', '%']]) {
    const { page, errors, close } = await open(`${html}#${fragment}`);
    const text = await notices(page).locator('span').textContent();
    assert.equal(text, `This page has no part “${part}”. It may have been renamed; the page begins here.`);
    const id = await page.locator('main h2[id]').first().getAttribute('id');
    await page.evaluate((id) => (location.hash = id), id);
    await page.waitForFunction(() => !document.querySelector('.notice'));
    assert.deepEqual(errors, []);
    await close();
  }
  for (const fragment of ['', '#', '#top', '#topic=dns&level=1', '#Page-text', '#:~:text=DNS', '#Page-text:~:text=DNS']) {
    const { page, close } = await open(`${html}${fragment}`);
    assert.equal(await notices(page).count(), 0, fragment);
    await close();
  }
});

test('an address into something folded unfolds it', async () => {
  const deep = '<div id="space"></div><details><summary>a</summary><details><summary>b</summary><p id="deep">deep</p></details></details>';
  const { page, close } = await open(`${html}#deep`, { change: withText(deep) });
  assert(await page.locator('#deep').isVisible());
  const { y } = await page.locator('#deep').boundingBox();
  assert(y >= 0 && y < 900, `${y}`);
  await close();
});

test('an address of a part that has moved leads there, within the book and on the page', async () => {
  const map = { '#gone': 'databases.html#Page-text', '#café': 'databases.html', '#here': '#Page-text' };
  const script = `<script type="application/json" id="Page-moved">${JSON.stringify(map)}</script></body>`;
  const change = (text) => (text.includes('data-page="definition/networking.md"') ? text.replace('</body>', script) : text);
  for (const [from, to] of [['gone', 'databases.html#Page-text'], ['caf%C3%A9', 'databases.html'], ['here', 'networking.html#Page-text']]) {
    const { page, errors, close } = await open(`${html}#${from}`, { change });
    await page.waitForURL(`${host.origin}/definition/${to}`);
    assert.equal(await notices(page).count(), 0);
    assert.deepEqual(errors, []);
    await close();
  }
  const { page, close } = await open(`${html}#gone`, { change: (text) => text.replace('</body>', '<script type="application/json" id="Page-moved">{"a</script></body>') });
  assert.match(await notices(page).textContent(), /no part “gone”/, 'a broken map is no map');
  await close();
});

test('an old address leads on with its fragment', async () => {
  const redirect = (map) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Moved</title>
    <script type="application/json" id="Page-moved">${map}</script><script>${readFileSync(join(SCRIPTS, 'moved.js'))}</script>
    <meta http-equiv="refresh" content="0; URL=definition/networking.html"></head><body></body></html>`;
  const whole = JSON.stringify({ '#gone': 'definition/databases.html#Page-text', '#ü': 'definition/databases.html' });
  const cases = [
    [whole, '', 'definition/networking.html'],
    [whole, '#Page-text', 'definition/networking.html#Page-text'],
    [whole, '#gone', 'definition/databases.html#Page-text'],
    [whole, '#%C3%BC', 'definition/databases.html'],
    ['{"a', '#%E0%A4%A', 'definition/networking.html#%E0%A4%A'],
  ];
  for (const [map, fragment, target] of cases) {
    const prepare = (page) =>
      page.route('**/old.html', (route) => route.fulfill({ contentType: 'text/html', body: redirect(map) }));
    const { page, close } = await open(`old.html${fragment}`, { prepare });
    await page.waitForURL(`${host.origin}/${target}`);
    await close();
  }
});

// ---- Code.

const CODE = `<pre tabindex="0"><code class="language-console"><span class="prompt">$ </span><b>echo one \\</b>
<span class="prompt">&gt; </span><b>two</b>
one two
<span class="prompt">$ </span><b>id</b>
uid=0
</code></pre>
<div class="code"><pre tabindex="0"><code class="language-rust"><span class="boring">fn hidden() {}
</span>fn main() {}
</code></pre></div>
<pre tabindex="0"><code class="language-console">no prompt here
</code></pre>
<pre tabindex="0"><code>${'wide '.repeat(200)}</code></pre>`;

test('code is copied: what is shown, and of a console the commands', async () => {
  const { page, close } = await open(html, { change: withText(CODE), permissions: ['clipboard-read', 'clipboard-write'] });
  const blocks = page.locator('main div.code').filter({ hasText: /echo one|fn main|no prompt|wide wide/ });
  const copied = async (n) => {
    await blocks.nth(n).getByRole('button', { name: 'Copy the code' }).click();
    await notices(page).filter({ hasText: 'Copied' }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  assert.equal(await blocks.count(), 4);
  assert.equal(await copied(0), 'echo one \\\ntwo\nid');
  assert.equal(await copied(1), 'fn main() {}');
  assert.equal(await copied(2), 'no prompt here');
  assert.equal(await notices(page).count(), 1);
  const toggle = page.getByRole('button', { name: 'Show the hidden lines' });
  await toggle.focus();
  await page.keyboard.press('Space');
  assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
  assert(await page.locator('code.show-boring .boring').isVisible());
  assert.equal(await copied(1), 'fn hidden() {}\nfn main() {}');
  await toggle.click();
  assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
  assert(!(await page.locator('.boring').isVisible()));
  assert.equal(await page.locator('main button.copy').count(), await page.locator('main pre > code').count());
  await close();
});

test('without a clipboard the code is selected', async () => {
  const init = () => Object.defineProperty(navigator, 'clipboard', { value: undefined });
  const { page, close } = await open(html, { change: withText(CODE), init });
  await page.getByRole('button', { name: 'Copy the code' }).last().click();
  assert.match(await notices(page).textContent(), /selected.*Ctrl\+C/);
  assert.match(await page.evaluate(() => String(getSelection())), /^wide wide/);
  await close();
});

test('the buttons add no words to the text, and only what scrolls is a tab stop', async () => {
  const { page, close } = await open(html, { change: withText(CODE) });
  const bare = await open(html, { change: withText(CODE), javaScriptEnabled: false });
  const words = (page) => page.locator('main').innerText();
  // The mark and the places for notes need scripts, and say so by being there.
  await page.locator('#Page-read-mark, .hops-scripted').evaluateAll((offers) => offers.forEach((offer) => offer.remove()));
  assert.equal(await words(page), await words(bare.page));
  await page.waitForFunction(() => !document.querySelector('main .code:has(.language-rust) > pre[tabindex]'));
  const stops = await page.locator('main pre').evaluateAll((all) =>
    all.map((pre) => [pre.tabIndex === 0, pre.scrollWidth > pre.clientWidth]),
  );
  for (const [isStop, scrolls] of stops) assert.equal(isStop, scrolls);
  assert(stops.some(([isStop]) => isStop) && stops.some(([isStop]) => !isStop));
  await page.setViewportSize({ width: 150, height: 700 });
  await page.waitForFunction(() => document.querySelector('main .code:has(.language-console) > pre[tabindex="0"]'));
  await bare.close();
  await close();
});

// ---- Paper, authors, offline.

test('for paper the folds open, and close again', async () => {
  const folds = '<details id="a"><summary>a</summary>x</details><details id="b" open><summary>b</summary>x</details>';
  const { page, close } = await open(html, { change: withText(folds), init: () => (window.print = () => (window.printed = true)) });
  const open_ = () => page.evaluate(() => ['a', 'b'].map((id) => document.getElementById(id).open));
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.deepEqual(await open_(), [true, true]);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await open_(), [false, true]);
  await page.locator('#Page-print-button').click();
  assert(await page.evaluate(() => window.printed));
  await close();
});

test('under `mdbook serve` a page reloads when the book was built anew', async () => {
  let socket;
  let opened = 0;
  const change = (text) => text.replace('<meta name="color-scheme"', '<meta name="live-reload" content="__livereload"><meta name="color-scheme"');
  const prepare = (page) =>
    page.routeWebSocket(/__livereload$/, (route) => {
      socket = route;
      opened += 1;
    });
  const { page, close } = await open(html, { change, prepare });
  await page.waitForFunction(() => document.readyState === 'complete');
  await until(() => opened, '1');
  await page.evaluate(() => (window.before = true));
  socket.send('something else');
  socket.send('reload');
  await page.waitForFunction(() => !window.before);
  await until(() => opened, '2');
  await close();
});

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
  assert(!fetched.some((path) => /searchindex/.test(path)), 'the index has not changed');

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
