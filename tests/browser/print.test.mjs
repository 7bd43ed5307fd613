// Paper: light whatever the theme, nothing cut off, nothing folded away, boxes that can be read.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { luminanceOf, useBooks, visit } from './browser.mjs';

/** What A4 leaves between margins of 15 mm, in CSS pixels. */
const A4 = { width: 680, height: 1009 };

const books = useBooks(['guide', 'style', 'rtl']);

/** A page as paper has it. */
async function print(name, path, options = {}) {
  const visited = await visit(books.browser, books[name], path, { viewport: A4, ...options });
  await visited.page.emulateMedia({ media: 'print', colorScheme: options.colorScheme });
  return visited;
}

for (const name of /** @type {const} */ (['style', 'rtl'])) {
  for (const path of ['elements.html', 'checklist.html', 'all-resources.html', 'print.html']) {
    test(`no table, code or word of ${path} is cut off on paper (${name})`, async () => {
      const { page, close } = await print(name, path);
      const cut = await page.evaluate((width) => {
        const faults = [];
        const parts = document.querySelectorAll('main :is(td, th, pre, p, li, img, svg, figcaption, caption, h1, h2, h3, h4, h5, h6, label, legend)');
        for (const part of parts) {
          const { left, right, width: own } = part.getBoundingClientRect();
          if (own === 0 || part.closest('.visually-hidden')) continue;
          const line = `${part.localName} “${part.textContent.trim().slice(0, 40)}”`;
          if (right > width + 0.5 || left < -0.5) faults.push(`${line} stands from ${left} to ${right} of ${width}`);
          if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0) faults.push(`${line} is ${part.scrollWidth} wide in ${part.clientWidth}`);
        }
        return faults;
      }, A4.width);
      assert.deepEqual(cut, []);
      await close();
    });
  }
}

test('the name of a column is broken between words only', async () => {
  const { page, close } = await print('guide', 'about/data.html');
  const broken = await page.evaluate(() => {
    /** The words of it that are on two lines. @param {any} text */
    const brokenIn = (text) =>
      [...text.data.matchAll(/\S+/g)].filter(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
      });
    return [...document.querySelectorAll('main th')].flatMap(({ firstChild }) => (firstChild?.nodeType === 3 ? brokenIn(firstChild).map(([word]) => word) : []));
  });
  assert.deepEqual(broken, []);
  await close();
});

test('all twelve columns of a wide table are on paper', async () => {
  const { page, close } = await print('style', 'elements.html');
  const table = page.locator('table').filter({ hasText: 'Heat (°C)' });
  assert.equal(await table.getByRole('columnheader').count(), 12);
  for (const cell of await table.locator('th, td').all()) {
    const box = await cell.boundingBox();
    assert(box && box.width > 10 && box.x >= 0 && box.x + box.width <= A4.width + 0.5, `${await cell.textContent()}: ${JSON.stringify(box)}`);
  }
  await close();
});

test('what is folded away on the screen is open on paper', async () => {
  for (const [name, path] of /** @type {const} */ ([['style', 'elements.html'], ['style', 'print.html'], ['guide', 'definition/index.html']])) {
    const { page, close } = await print(name, path);
    const folds = page.locator('main details:not([open])');
    assert((await folds.count()) > 0, `${path} folds something`);
    for (const words of await page.locator('main details > :is(p, ul, ol):not(:empty, :is(.hops-plan-live, .hops-planner-form, .hops-practice-panel) *)').all()) {
      assert(((await words.boundingBox())?.height ?? 0) > 0, `${path} hides “${await words.textContent()}”`);
    }
    await close();
  }
});

test('check boxes are printed as ☐ and ☑', async () => {
  for (const theme of ['light', 'dark']) {
    const { page, close } = await print('style', 'elements.html', { colorScheme: theme });
    await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme);
    const boxes = await page.locator('main input:is([type="checkbox"], [type="radio"])').evaluateAll((inputs) =>
      inputs
        .filter((input) => input.checkVisibility())
        .map((input) => ({ checked: input.checked, mark: getComputedStyle(input, '::before').content, width: input.getBoundingClientRect().width })),
    );
    assert(boxes.length > 8 && boxes.some(({ checked }) => checked), `${boxes.length} boxes`);
    for (const { checked, mark, width } of boxes) {
      assert(mark.includes(checked ? '☑' : '☐'), `${checked}: ${mark}`);
      assert(width > 5, `${width} px wide`);
    }
    await close();
  }
});

test('paper is white and its words dark, whatever theme was chosen', async () => {
  for (const path of ['elements.html', 'checklist.html', 'all-resources.html', 'print.html']) {
    const { page, close } = await print('style', path, { colorScheme: 'dark' });
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
    assert((await luminanceOf(page)) > 0.9, `${path} is dark on paper`);
    const pale = await page.evaluate(() => {
      const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
      };
      const words = [...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.nodeValue.trim()));
      // 4.5 to 1 on white.
      return words.filter((e) => luminance(getComputedStyle(e).color) > 0.183).map((e) => `${e.localName}: ${e.textContent.slice(0, 40)}`);
    });
    assert.deepEqual(pale, [], path);
    await close();
  }
});

test('what only a screen needs is not printed', async () => {
  const { page, close } = await print('style', 'elements.html');
  for (const selector of ['.bar', '#Page-contents', '.on-this-page', '.page-end', '.page-foot', '#Page-read-mark', '.copy', '.hidden-lines', '.skip-link', 'main button']) {
    for (const part of await page.locator(selector).all()) assert.equal(await part.isVisible(), false, selector);
  }
  await close();
});

test('where a link leads outside can be read on paper', async () => {
  const { page, close } = await print('style', 'elements.html');
  const shown = await page.locator('main a[href="https://bread.example/"]').evaluate((a) => getComputedStyle(a, '::after').content);
  assert.match(shown, /bread\.example/);
  const inside = await page.locator('main a[href="craft/index.html"]').first().evaluate((a) => getComputedStyle(a, '::after').content);
  assert.equal(inside, 'none');
  await close();
});

test('the address of a link is not printed twice', async () => {
  const { page, close } = await print('style', 'elements.html');
  const twice = await page.locator('main a[href^="http"]').evaluateAll((links) =>
    links.filter((a) => a.textContent.trim() === a.getAttribute('href') && getComputedStyle(a, '::after').content !== 'none').map((a) => a.textContent),
  );
  assert.deepEqual(twice, []);
  await close();
});
