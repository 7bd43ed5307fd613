// What pages are in other states than the one they load in, looked at by axe: contents, settings, search, notices, what a reader keeps.
// The pages themselves are looked at by inspect.mjs. Enter at `lookAtAll`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookTwice } from './axe.mjs';
import { BOOKS, Faults, WIDTHS, isRedirect, pagesOf, useBooks } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const books = useBooks(['guide', 'style', 'rtl']);

/** A page that looks at one address after the other. */
async function openPage() {
  const context = await books.browser.newContext({ reducedMotion: 'reduce', serviceWorkers: 'block' });
  return context.newPage();
}

/**
 * Looks at pages in all widths, after each of `states` has been brought about.
 * @param {{ name: keyof typeof BOOKS, path: string }[]} pages
 * @param {((page: Page, width: number) => Promise<string>)[]} states each does something, and says what
 */
async function lookAtAll(pages, states) {
  const faults = new Faults();
  const page = await openPage();
  for (const { name, path } of pages) {
    for (const width of WIDTHS) {
      for (const state of states) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto('about:blank');
        await page.goto(`${books[name].base}/${path}`);
        const what = await state(page, width);
        for (const fault of await lookTwice(page)) faults.add(fault, `${name} ${path}, ${width} px, ${what}`);
      }
    }
  }
  await page.context().close();
  faults.none();
}

/** @param {Page} page @param {number} width */
async function contentsOpened(page, width) {
  await page.locator('#Page-contents-button').click();
  return width < 960 ? 'contents open' : 'contents hidden';
}

/** @param {Page} page */
async function settingsOpen(page) {
  await page.locator('#Page-settings-button').click();
  await page.locator('#Page-settings[open]').waitFor();
  return 'settings open';
}

/** @param {Page} page */
async function searchOpen(page) {
  await page.locator('#Page-search-button').click();
  await page.locator('#Page-search-words').pressSequentially('made');
  await page.locator('#Page-search-results li').first().waitFor();
  return 'search with results';
}

/** @param {Page} page */
async function searchEmpty(page) {
  await page.locator('#Page-search-button').click();
  await page.locator('#Page-search-words').pressSequentially('xyzzyx');
  await page.locator('#Page-search-count').getByText('xyzzyx').waitFor();
  return 'search without results';
}

/** @param {Page} page */
async function noticeShown(page) {
  await page.evaluate(() => {
    location.hash = '#no-such-part';
  });
  await page.locator('.notice').waitFor();
  return 'a notice';
}

/** @param {Page} page */
async function pageRead(page) {
  await page.locator('#Page-read-mark input').check();
  return 'page marked as read';
}

/** Something of every kind that a reader keeps. @param {Page} page */
async function thingsKept(page) {
  await page.evaluate(() => {
    const { state } = window.hops;
    const levels = ['entry', 'working', 'senior'];
    document.querySelectorAll('[data-own]').forEach((host, n) => {
      const [, kind, id] = /^([a-z]+)\/(.*)$/.exec(host.dataset.own) ?? [];
      if (kind === 'resource') state.set(`resource:${id}`, ['todo', 'doing', 'done', 'not-for-me'][n % 4]);
      if (kind === 'skill') state.set(`skill:${id}`, levels[n % 3]);
      if (kind === 'skill') state.set(`evidence:${id}`, `https://example.org/${'long'.repeat(30)}`);
      const thing = kind === 'section' ? `section/${document.documentElement.dataset.page}#${id}` : `${kind}/${id}`;
      state.set(`note:${thing}`, 'A note <b>with</b> signs.');
    });
    state.set(`note:section/${document.documentElement.dataset.page}#gone`, 'A note without a section.');
  });
  return 'things kept';
}

/** @param {Page} page */
async function editorsOpen(page) {
  for (const kind of ['section', 'skill', 'resource']) {
    const button = page.locator(`[data-own^="${kind}/"] > button`).first();
    if ((await button.count()) > 0) await button.click();
  }
  const address = page.getByRole('textbox', { name: /^Evidence/ });
  if ((await address.count()) > 0) {
    await address.fill('not an address');
    await address.press('Enter');
    await page.getByRole('alert').waitFor();
  }
  // What has the focus may have scrolled something half under the bar.
  await page.evaluate(() => scrollTo(0, 0));
  return 'editors open';
}

test('contents, settings, search and notices are clean', async () => {
  const pages = /** @type {const} */ ([
    { name: 'guide', path: 'definition/index.html' },
    { name: 'style', path: 'craft/dough/starter.html' },
    { name: 'style', path: 'elements.html' },
    { name: 'rtl', path: 'craft/dough/starter.html' },
  ]);
  await lookAtAll([...pages], [contentsOpened, settingsOpen, searchOpen, searchEmpty, noticeShown, pageRead]);
});

test('what a reader keeps, and the editors for it, are clean', async () => {
  const pages = /** @type {const} */ ([
    { name: 'guide', path: 'definition/networking.html' },
    { name: 'style', path: 'checklist.html' },
    { name: 'style', path: 'all-resources.html' },
    { name: 'rtl', path: 'checklist.html' },
    { name: 'rtl', path: 'all-resources.html' },
  ]);
  await lookAtAll([...pages], [thingsKept, editorsOpen]);
});

test('a page that leads elsewhere is clean, should it be seen', async () => {
  const faults = new Faults();
  const page = await openPage();
  // Without what leads on, or nobody could look at it.
  await page.route('**/*.html', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<script(?! type)[^>]*><\/script>/g, '').replace('http-equiv="refresh"', 'name="stays"');
    await route.fulfill({ response, body });
  });
  const redirects = pagesOf(BOOKS.style).filter((path) => isRedirect(BOOKS.style, path));
  assert(redirects.length > 0, 'the style book leads from old addresses to new ones');
  for (const path of redirects) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${books.style.base}/${path}`);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, path);
      // It has no styles, so it stands on the browser's own ground. axe takes that for white.
      await page.evaluate(() => document.documentElement.style.setProperty('background', 'Canvas'));
      for (const fault of await lookTwice(page)) faults.add(fault, `${path}, ${width} px`);
    }
  }
  faults.none();
});
