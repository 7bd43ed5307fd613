// Pictures of a chapter: mdBook wraps each in a box that enlarges it, with the picture twice; a page of ours has it once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBooks, visit } from './browser.mjs';

const books = useBooks(['style']);

test('a picture is there once, as a picture and nothing else', async () => {
  for (const [path, pictures] of /** @type {const} */ ([['elements.html', 2], ['404.html', 1]])) {
    const { page, close } = await visit(books.browser, books.style, path);
    assert.equal(await page.locator('main img').count(), pictures, path);
    assert.equal(await page.locator('main :is(label, button):has(img)').count(), 0, `${path}: a picture is in a control`);
    await close();
  }
});

test('the room for a picture is kept before it is loaded', async () => {
  const context = await books.browser.newContext({ viewport: { width: 1350, height: 900 } });
  await context.route('**/*.svg', (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${books.style.base}/elements.html`);
  for (const picture of await page.locator('main img').all()) {
    const [width, height] = [await picture.getAttribute('width'), await picture.getAttribute('height')];
    assert(Number(width) > 0 && Number(height) > 0, `${await picture.getAttribute('alt')}: ${width} x ${height}`);
  }
  await context.close();
});
