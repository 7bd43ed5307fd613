// What a reader has whose browser runs no scripts, and one who opened the book from a disk. That the words are the same, inspect.mjs says.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { BOOKS, luminanceOf, useBooks, visit, watch } from './browser.mjs';

const books = useBooks(['guide', 'style']);

test('nothing is offered that needs scripts', async () => {
  const { page, close } = await visit(books.browser, books.style, 'elements.html', { javaScriptEnabled: false });
  for (const id of ['contents-button', 'search-button', 'settings-button', 'print-button', 'read-mark', 'resume', 'search', 'settings']) {
    assert.equal(await page.locator(`#Page-${id}`).isVisible(), false, id);
  }
  assert.equal(await page.locator('.copy, .hidden-lines').count(), 0);
  await close();
});

/** Presses Tab until the element has the focus. */
async function tabWithoutScripts(page, selector, most) {
  for (let presses = 1; presses <= most; presses += 1) {
    await page.keyboard.press('Tab');
    // Locators work without scripts of the page, too.
    if ((await page.locator(`${selector}:focus`).count()) > 0) return presses;
  }
  assert.fail(`${selector} has no focus after ${most} presses of Tab`);
}

test('without scripts the contents open on a phone, by keyboard alone, and lead on', async () => {
  const { page, close } = await visit(books.browser, books.guide, 'realities.html', {
    javaScriptEnabled: false,
    viewport: { width: 375, height: 812 },
  });
  const contents = page.locator('#Page-contents');
  const chapter = contents.locator('a[href="my-path.html"]');
  assert.equal(await chapter.isVisible(), false);
  await tabWithoutScripts(page, '.contents-link', 2);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/*#Page-contents');
  assert(await chapter.isVisible(), 'the contents are open');
  await tabWithoutScripts(page, '#Page-contents a[href="my-path.html"]', 60);
  assert.equal(await chapter.evaluate((link) => getComputedStyle(link).outlineStyle), 'solid', 'the focus is seen');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/my-path.html');
  assert.equal(await page.locator('#Page-contents a').first().isVisible(), false, 'the next page is not covered');
  await close();
});

test('without scripts the contents close again, by keyboard alone', async () => {
  const { page, close } = await visit(books.browser, books.style, 'craft/index.html#Page-contents', {
    javaScriptEnabled: false,
    viewport: { width: 375, height: 812 },
  });
  const link = page.locator('#Page-contents a').first();
  assert(await link.isVisible());
  await tabWithoutScripts(page, '.contents-close', 30);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/*#Page-text');
  assert.equal(await link.isVisible(), false);
  await close();
});

test('without scripts the contents stand beside the text on a wide screen, and fold by keyboard', async () => {
  const { page, close } = await visit(books.browser, books.style, 'short.html', { javaScriptEnabled: false });
  const chapter = page.locator('#Page-contents a[href="craft/dough/starter.html"]');
  assert(await page.locator('#Page-contents a[href="elements.html"]').isVisible());
  assert.equal(await chapter.isVisible(), false, 'the third level is folded');
  await tabWithoutScripts(page, '#Page-contents li:has(> a[href="craft/dough/index.html"]) > details > summary', 20);
  await page.keyboard.press('Enter');
  assert(await chapter.isVisible());
  await tabWithoutScripts(page, '#Page-contents a[href="craft/dough/starter.html"]', 3);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/craft/dough/starter.html');
  await close();
});

test('the page is dark or light as the system says, without scripts', async () => {
  for (const [colorScheme, isRight] of /** @type {const} */ ([['dark', (l) => l < 0.05], ['light', (l) => l > 0.85]])) {
    const { page, close } = await visit(books.browser, books.guide, 'index.html', { javaScriptEnabled: false, colorScheme });
    const luminance = await luminanceOf(page);
    assert(isRight(luminance), `${colorScheme}: luminance ${luminance}`);
    await close();
  }
});

for (const [name, from, to, word] of [
  ['guide', 'definition/networking.html', 'realities.html', 'latency'],
  ['style', 'craft/dough/index.html', 'short.html', 'flour'],
]) {
  test(`the ${name} works from a disk: pages, contents, search, a theme that stays`, async () => {
    const context = await books.browser.newContext({ viewport: { width: 375, height: 812 }, colorScheme: 'light' });
    const page = await context.newPage();
    const complaints = watch(page, 'file://');
    await page.goto(pathToFileURL(join(BOOKS[name], from)).href);
    assert(await page.locator('main h1').isVisible());

    await page.locator('#Page-settings-button').click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.keyboard.press('Escape');
    assert((await luminanceOf(page)) < 0.05, 'dark at once');

    await page.locator('#Page-contents-button').click();
    await page.locator(`#Page-contents a[href$="${to}"]`).click();
    await page.waitForURL(`**/${to}`);
    assert((await luminanceOf(page)) < 0.05, 'dark on the next page');

    await page.locator('#Page-search-button').click();
    await page.locator('#Page-search-words').pressSequentially(word);
    const result = page.locator('#Page-search-results a').first();
    const { pathname } = new URL(await result.evaluate((a) => a.href));
    await result.click();
    await page.waitForURL((url) => url.pathname === pathname);
    assert(await page.locator('main h1').isVisible());
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
