// Pages in use under the strict policy of server.mjs. As they load, inspect.mjs looks at each.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOOKS, Faults, isRedirect, pagesOf, sideways, sourceOf, useBooks, watch } from './browser.mjs';
import { movementOf, noteMovement } from './movement.mjs';

const books = useBooks(['guide', 'style', 'rtl']);

/** A page that notes what the policy forbids. @param {import('playwright-core').BrowserContextOptions} options */
async function openNoting(options) {
  const context = await books.browser.newContext(options);
  await context.addInitScript(() => {
    const forbidden = [];
    Object.assign(window, { forbidden });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => forbidden.push(`${effectiveDirective} ${blockedURI}`));
  });
  return context.newPage();
}

test('nothing moves for a reader who comes back, with contents hidden, a theme chosen and a place to go back to', async () => {
  const state = () => {
    const book = 'how-to-get-into-sre';
    const item = (value) => ({ value, time: 1 });
    const items = {
      'setting:theme': item('dark'),
      'setting:contents': item('hidden'),
      'read:index.md': item(true),
      place: item({ page: 'realities.md', heading: '', title: 'Realities' }),
    };
    localStorage.setItem(`hops:${book}`, JSON.stringify({ schema: 1, book, since: 1, updated: 1, items }));
  };
  const faults = new Faults();
  for (const path of ['index.html', 'realities.html', 'definition/networking.html', 'your-path/checklist.html']) {
    for (const width of [375, 1350]) {
      const page = await openNoting({ viewport: { width, height: 800 } });
      await noteMovement(page);
      await page.addInitScript(state);
      const complaints = watch(page, books.guide.origin);
      await page.goto(`${books.guide.base}/${path}`);
      const over = await sideways(page);
      const forbidden = await page.evaluate(() => /** @type {any} */ (window).forbidden);
      for (const fault of [...(await movementOf(page)), ...complaints, ...forbidden, ...(over > 0 ? [`scrolls ${over} px sideways`] : [])]) faults.add(fault, `${path}, ${width} px`);
      await page.context().close();
    }
  }
  faults.none();
});

test('using a page breaks no policy: search, settings, copying, printing, folds', async () => {
  for (const name of /** @type {const} */ (['guide', 'style'])) {
    const page = await openNoting({ viewport: { width: 375, height: 800 } });
    const complaints = watch(page, books[name].origin);
    await page.goto(`${books[name].base}/${name === 'style' ? 'elements.html' : 'about/help.html'}`);
    await page.locator('#Page-contents-button').click();
    await page.keyboard.press('Escape');
    await page.locator('#Page-settings-button').click();
    await page.getByRole('radio', { name: 'Dark', exact: true }).check();
    await page.keyboard.press('Escape');
    await page.locator('.copy').first().click();
    await page.emulateMedia({ media: 'print' });
    await page.emulateMedia({ media: 'screen' });
    await page.locator('#Page-search-button').click();
    await page.locator('#Page-search-words').pressSequentially('made');
    await page.locator('#Page-search-results a').first().click();
    await page.waitForLoadState();
    const forbidden = await page.evaluate(() => /** @type {any} */ (window).forbidden);
    assert.deepEqual([...complaints, ...forbidden], [], name);
    await page.context().close();
  }
});

test('no page has anything inline: no style, no script, no handler', () => {
  const faults = [];
  for (const name of /** @type {(keyof typeof BOOKS)[]} */ (Object.keys(BOOKS))) {
    for (const path of pagesOf(BOOKS[name])) {
      const source = sourceOf(BOOKS[name], path).replace(/<!--[^]*?-->/g, '');
      for (const [tag] of source.matchAll(/<[a-z][^<>]*\s(?:style|on[a-z]+)\s*=[^<>]*>/gi)) {
        // Text in an attribute is no attribute.
        if (/\s(?:style|on[a-z]+)\s*=/i.test(tag.replace(/="[^"]*"/g, '=""').replace(/='[^']*'/g, "=''"))) faults.push(`${name} ${path}: ${tag}`);
      }
      for (const [tag] of source.matchAll(/<style[^>]*>|<script(?![^>]*\ssrc=)[^>]*>/gi)) {
        if (!tag.includes('type="application/json"')) faults.push(`${name} ${path}: ${tag}`);
      }
    }
  }
  assert.deepEqual(faults, []);
});

test('a page that leads elsewhere does so under the policy', async () => {
  const faults = [];
  for (const path of pagesOf(BOOKS.style).filter((path) => isRedirect(BOOKS.style, path))) {
    const context = await books.browser.newContext();
    const page = await context.newPage();
    // Where it leads may be another host's; that one is not asked.
    await page.route((url) => url.origin !== books.style.origin, (route) => route.fulfill({ body: 'elsewhere' }));
    page.on('console', (message) => faults.push(`${path}: ${message.text()}`));
    await page.goto(`${books.style.base}/${path}`);
    await page.waitForURL((url) => !url.pathname.endsWith(path));
    await context.close();
  }
  assert.deepEqual(faults, []);
});
