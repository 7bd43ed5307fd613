// Every page under the strict policy of server.mjs, with everything that makes pages of others impolite: complaints, strangers, movement.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOOKS, Faults, forEach, isRedirect, pagesOf, sideways, sourceOf, stayingPagesOf, useBooks, watch } from './browser.mjs';

const books = useBooks(['guide', 'style', 'rtl']);

/** Runs in the page before all else: notes what the policy forbade, and whatever moved. */
function note() {
  const noted = { forbidden: [], moved: [] };
  Object.assign(window, { noted });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    noted.forbidden.push(`the policy forbids ${effectiveDirective} ${blockedURI}`);
  });
  let scrolled = Infinity;
  addEventListener('scroll', ({ timeStamp }) => (scrolled = timeStamp), { once: true });
  new PerformanceObserver((list) => {
    // While the page is scrolled from a script and much is going on, Chromium at times reports what sticks as moved: the text in the bar, to where
    // it was, or by what the page was scrolled. So the bar is looked at until the first scrolling only.
    const sticks = ({ node }) => Boolean((node?.nodeType === 1 ? node : node?.parentElement)?.closest('.bar'));
    for (const { sources, startTime } of list.getEntries()) {
      if (startTime > scrolled && sources.length > 0 && sources.every(sticks)) continue;
      const what = sources.map(({ node }) => node?.nodeType === 1 ? `${node.localName}#${node.id}.${node.className}` : `“${node?.textContent?.trim().slice(0, 40)}”`);
      noted.moved.push(`something moves: ${[...new Set(what)].sort().join(', ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/**
 * Loads each page at a width.
 * @param {{ name: keyof typeof BOOKS, path: string }[]} pages
 * @param {number} width
 * @param {() => void} [state] runs in the page before all else
 */
async function visitAll(pages, width, state) {
  const faults = new Faults();
  const start = async () => {
    const context = await books.browser.newContext({ viewport: { width, height: 800 } });
    await context.addInitScript(note);
    return context;
  };
  await forEach(pages, start, async ({ name, path }, context) => {
    const page = await context.newPage();
    const complaints = watch(page, books[name].origin);
    if (state) await page.addInitScript(state);
    await page.goto(`${books[name].base}/${path}`);
    // Two frames, so that whatever scripts did has been drawn; then to the end and back, for what comes late.
    const noted = await page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await frame();
      scrollTo(0, document.documentElement.scrollHeight);
      await frame();
      scrollTo(0, 0);
      await frame();
      return Object.values(/** @type {any} */ (window).noted).flat();
    });
    const over = await sideways(page);
    if (over > 0) noted.push(`scrolls ${over} px sideways`);
    for (const fault of [...complaints, ...noted]) faults.add(fault, `${name} ${path}, ${width} px`);
    await page.close();
  });
  faults.none();
}

/** @param {keyof typeof BOOKS} name */
const pagesIn = (name) => stayingPagesOf(BOOKS[name]).map((path) => ({ name, path }));
const everyPage = [...pagesIn('guide'), ...pagesIn('style'), ...pagesIn('rtl')];

for (const width of [320, 375, 1350]) {
  test(`at ${width} px no page breaks the policy, complains, asks a stranger, moves or scrolls sideways`, async () => {
    await visitAll(everyPage, width);
  });
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
  const pages = ['index.html', 'realities.html', 'definition/networking.html', 'your-path/checklist.html'].map((path) => ({ name: 'guide', path }));
  await visitAll(pages, 375, state);
  await visitAll(pages, 1350, state);
});

test('using a page breaks no policy: search, settings, copying, printing, folds', async () => {
  for (const name of /** @type {const} */ (['guide', 'style'])) {
    const context = await books.browser.newContext({ viewport: { width: 375, height: 800 } });
    await context.addInitScript(note);
    const page = await context.newPage();
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
    const { forbidden } = await page.evaluate(() => /** @type {any} */ (window).noted);
    assert.deepEqual([...complaints, ...forbidden], [], name);
    await context.close();
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
