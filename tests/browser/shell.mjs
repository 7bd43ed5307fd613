// What the tests of the page around the text share: a page in a browser that knows nothing of the book yet, and ways to walk and ask it. The
// scripts under test are in theme/js.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BOOKS, launch } from './browser.mjs';
import { serve } from './server.mjs';

export const folder = BOOKS.guide;
export const WIDE = { width: 1350, height: 900 };
export const NARROW = { width: 375, height: 812 };
export const SCRIPTS = fileURLToPath(new URL('../../theme/js/', import.meta.url));

/** A page with sections, somewhere in the middle of the book, under a chapter that folds. */
export const PAGE = 'definition/networking';
export const OTHER = 'definition/databases';

export let browser;
export let host;

before(async () => {
  browser = await launch();
  host = await serve(folder);
});

after(async () => {
  await browser?.close();
  host?.close();
});

/** A page in a browser that knows nothing of the book yet. `change` rewrites the HTML of every page; `init` runs before its scripts. */
export async function open(path, { viewport = WIDE, change, init, prepare, origin = host.origin, ...options } = {}) {
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
export const withText = (html) => (page) => page.replace('</main>', () => `${html}</main>`);

export const html = `${PAGE}.html`;
export const root = (page, name) => page.evaluate((name) => document.documentElement.getAttribute(name), name);
export const focused = (page, get = 'id') => page.evaluate((get) => document.activeElement?.[get] ?? null, get);
export const notices = (page) => page.locator('#Page-notices .notice');
export const stateOf = (page) => page.evaluate(() => JSON.parse(localStorage.getItem(`hops:${document.documentElement.dataset.book}`)));
export const tick = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Waits until `get` gives `wanted`; a page's own wait cannot do that with promises. */
export async function until(get, wanted) {
  let found;
  for (let n = 0; n < 100; n += 1) {
    found = await get();
    if (`${found}` === wanted) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.equal(`${found}`, wanted);
}

export async function tabTo(page, selector, most = 60) {
  for (let n = 0; n < most; n += 1) {
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not lead to ${selector}; the focus is on ${await focused(page, 'outerHTML')}`);
}

export const linkTo = (page, name) => page.locator(`#Page-contents a[data-page="${name}.md"]`);

export async function searchFor(page, words) {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.waitForFunction((words) => document.getElementById('Page-search-count').textContent.includes(`“${words}”`), words);
}
