// The page around the text, in a real browser: its scripts, the keyboard, the contents, notices, addresses, what happens when something fails.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { movementOf, noteMovement } from './movement.mjs';
import { browser, focused, folder, host, html, NARROW, notices, open, OTHER, root, SCRIPTS, stateOf, tabTo, tick, until, WIDE, withText } from './shell.mjs';

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
    assert.doesNotMatch(text, /['"](before)?unload['"]|onunload|https?:\/\/[a-z]/, name);
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

// ---- Paper and authors.

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
  // As index.hbs has it then, and only then.
  const head = '<meta name="live-reload" content="__livereload"><script defer src="live-reload.js"></script>';
  const change = (text) => text.replace('</head>', `${head}</head>`);
  const prepare = async (page) => {
    await page.route('**/live-reload.js', (route) => route.fulfill({ path: join(SCRIPTS, 'live-reload.js') }));
    await page.routeWebSocket(/__livereload$/, (route) => {
      socket = route;
      opened += 1;
    });
  };
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
