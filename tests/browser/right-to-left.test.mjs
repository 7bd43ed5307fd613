// A book that is written from right to left: everything is mirrored, but not code.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sideways, useBooks, visit } from './browser.mjs';

const books = useBooks(['rtl']);

test('code reads from left to right', async () => {
  const { page, close } = await visit(books.browser, books.rtl, 'elements.html');
  const wrong = await page.locator('main :is(pre, code)').evaluateAll((codes) => codes.filter((code) => getComputedStyle(code).direction !== 'ltr').map((code) => code.textContent.slice(0, 30)));
  assert.deepEqual(wrong, []);
  const aligned = await page.locator('main pre').first().evaluate((pre) => getComputedStyle(pre).textAlign);
  assert(['left', 'start'].includes(aligned), aligned);
  await close();
});

test('words keep off the line of a quote', async () => {
  const { page, close } = await visit(books.browser, books.rtl, 'elements.html');
  for (const quote of await page.locator('main blockquote').all()) {
    const { line, room } = await quote.evaluate((e) => {
      const style = getComputedStyle(e);
      return { line: parseFloat(style.borderRightWidth), room: parseFloat(style.paddingRight) };
    });
    assert(line > 0 && room >= 10, `line ${line} px, then ${room} px of room`);
  }
  await close();
});

test('the contents and the list of the page stand on the other side', async () => {
  const { page, close } = await visit(books.browser, books.rtl, 'elements.html');
  const text = await page.locator('main').boundingBox();
  const contents = await page.locator('#Page-contents').boundingBox();
  const sections = await page.locator('.on-this-page').boundingBox();
  assert(contents.x >= text.x + text.width && sections.x + sections.width <= text.x, JSON.stringify({ text, contents, sections }));
  assert.equal(await sideways(page), 0);
  await close();
});

test('the drawer comes from the right', async () => {
  const { page, close } = await visit(books.browser, books.rtl, 'elements.html', { viewport: { width: 375, height: 800 } });
  await page.locator('#Page-contents-button').click();
  const { x, width } = await page.locator('#Page-contents').boundingBox();
  assert(x > 0 && Math.abs(x + width - 375) < 1, `from ${x}, ${width} wide`);
  assert.equal(await sideways(page), 0);
  await close();
});
