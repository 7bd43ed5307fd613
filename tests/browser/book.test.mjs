// What the preprocessor makes of the guide's data, in a real browser: tables, check boxes, drawings, cross-references.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOOKS, chaptersOf, useBooks, visit } from './browser.mjs';

const books = useBooks(['guide']);

/** @param {string} path @param {import('playwright-core').BrowserContextOptions} [options] */
const open = (path, options) => visit(books.browser, books.guide, path, options);

test('the book has its pages', () => {
  const pages = chaptersOf(BOOKS.guide);
  assert(pages.length > 32, `${pages.length} pages: ${pages}`);
});

test('the resource table is a table: caption, headers, groups, a row for each', async () => {
  const { page, close } = await open('resources/all.html');
  const tables = page.getByRole('table');
  assert.equal(await tables.count(), 1);
  const table = page.getByRole('table', { name: /^All resources, by topic \(\d+ resources\)$/ });
  const headers = await table.getByRole('columnheader').allTextContents();
  assert.deepEqual(headers, ['Resource', 'Kind', 'Level', 'Cost', 'Why', 'Status']);
  const number = (text) => Number(text.match(/\d+/)[0]);
  const groups = table.locator('tbody');
  const headings = await groups.locator('.hops-group').allTextContents();
  assert(headings.length > 10, `${headings}`);
  for (const [index, heading] of headings.entries()) {
    assert.equal(await groups.nth(index).getByRole('row').count(), number(heading) + 1, heading);
  }
  const promised = number(await table.locator('caption').textContent());
  assert.equal(headings.reduce((sum, heading) => sum + number(heading), 0), promised);
  const networking = groups.filter({ has: page.getByRole('cell', { name: /^Networking \(\d+\)$/ }) });
  const row = networking.getByRole('row', { name: /How DNS Works/ });
  assert.match(await row.textContent(), /Beginner.*last seen 20\d\d-\d\d-\d\d/);
  await close();
});

test('no word that fits a table is broken in it', async () => {
  for (const width of [1350, 1000, 760]) {
    const { page, close } = await open('resources/all.html', { viewport: { width, height: 900 } });
    const broken = await page.locator('main td:nth-child(3), main td:nth-child(2), main td:nth-child(4)').evaluateAll((cells) => {
      const words = new Set();
      for (const cell of cells) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          for (const { 0: word, index } of walker.currentNode.nodeValue.matchAll(/[\p{L}\d]+/gu)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, index);
            range.setEnd(walker.currentNode, index + word.length);
            if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) words.add(word);
          }
        }
      }
      return [...words];
    });
    assert.deepEqual(broken, [], `${width} px`);
    await close();
  }
});

test('on a phone the cells are stacked, named, and still a table', async () => {
  const { page, close } = await open('resources/all.html', { viewport: { width: 375, height: 812 } });
  const row = page.getByRole('row', { name: /How DNS Works/ }).first();
  const cells = row.getByRole('cell');
  assert.equal(await cells.count(), 5);
  const why = await cells.nth(3).boundingBox();
  assert(why.width > 250, `the reason is ${why.width} px wide`);
  const label = await cells.nth(3).evaluate((cell) => getComputedStyle(cell, '::before').content);
  assert.match(label, /Why/);
  await close();
});

test('a skill is ticked by mouse and by keyboard', async () => {
  const { page, close } = await open('your-path/checklist.html');
  const skill = page.getByRole('group', { name: 'Find the line that matters' });
  const levels = skill.getByRole('radio');
  assert.equal(await levels.count(), 4);
  await skill.getByText('Entry:').click();
  assert(await levels.nth(1).isChecked(), 'a click on its words ticks it');
  await page.keyboard.press('ArrowDown');
  assert(await levels.nth(2).isChecked(), 'the arrow leads to the next level');
  assert.match(await levels.nth(2).evaluate((level) => level.labels[0].textContent), /^Working:/);
  await close();
});

test('a cross-reference leads to its skill, and another to its resource', async () => {
  for (const kind of ['skill', 'resource']) {
    const { page, complaints, close } = await open('definition/troubleshooting.html');
    const link = page.locator(`main a[href*="#hops-${kind}-"]`).first();
    const fragment = new URL(await link.evaluate((a) => a.href)).hash.slice(1);
    await link.click();
    await page.waitForURL(`**/*#${fragment}`);
    const target = page.locator(`[id="${fragment}"]`);
    await target.waitFor();
    assert(await target.evaluate((e) => e.matches(':target')), `${fragment} is the target`);
    const { y } = await target.boundingBox();
    assert(y >= 0 && y < 900, `${fragment} is in sight, at ${y}`);
    assert.deepEqual(complaints, []);
    await close();
  }
});

test('the drawings have a name, a caption and their words', async () => {
  const { page, close } = await open('definition/index.html');
  const drawing = page.getByRole('img', { name: /.{10,}/ }).first();
  const { width, height } = await drawing.boundingBox();
  assert(width > 200 && height > 150, `${width} x ${height}`);
  const figure = page.locator('figure').first();
  assert.match(await figure.locator('figcaption').textContent(), /Goldfuss/);
  await figure.getByText('The drawing in words').click();
  assert(await figure.locator('details p').first().isVisible());
  await close();
});

test('what the widgets say is found by the search', async () => {
  const { page, close } = await open('index.html');
  await page.locator('#Page-search-button').click();
  await page.locator('#Page-search-words').pressSequentially('Killercoda');
  const result = page.locator('#Page-search-results a[href*="resources/all.html"]').first();
  await result.waitFor();
  await close();
});

test('on paper the fold-outs are open and no table is wider than the page', async () => {
  for (const path of ['definition/index.html', 'resources/all.html', 'realities.html']) {
    const { page, close } = await open(path, { viewport: { width: 700, height: 900 } });
    await page.emulateMedia({ media: 'print' });
    for (const words of await page.locator('main details > p').all()) {
      assert((await words.boundingBox())?.height > 0, `${path} hides ${await words.textContent()}`);
    }
    const tooWide = await page
      .locator('main .hops-table')
      .evaluateAll((tables) => tables.filter((table) => table.scrollWidth > document.body.clientWidth).length);
    assert.equal(tooWide, 0, path);
    await close();
  }
});

/** The contrast of text with what stands behind it, as WCAG 2 computes it. */
function contrasts(selector) {
  const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll(selector)].map((element) => {
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
}

test('paper is white and its words can be read, also from a dark browser', async () => {
  for (const path of ['definition/networking.html', 'resources/all.html', 'your-path/checklist.html']) {
    const { page, close } = await open(path, { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(paper, 'rgb(255, 255, 255)', path);
    const found = await page.evaluate(contrasts, 'main p, main li, main td, main th, main code, main label span, main legend');
    const least = Math.min(...found);
    assert(found.length > 10 && least >= 4.5, `${path}: ${found.length} texts, contrast ${least.toFixed(2)}`);
    await close();
  }
});

test('the words of the widgets can be read in both themes, whatever the system says', async () => {
  const places = {
    'resources/all.html': '.hops-table td, .hops-table tbody th, .hops-table caption, .hops-aside',
    'your-path/checklist.html': '.hops-skill span, .hops-skill b, .hops-skill legend, .hops-area > legend',
    'realities.html': '.hops-comparison td, .hops-good-parts dt, .hops-good-parts dd',
  };
  for (const [path, selector] of Object.entries(places)) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const { page, close } = await open(path, { colorScheme });
      for (const theme of ['light', 'dark']) {
        await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
        const found = await page.evaluate(contrasts, selector);
        const least = Math.min(...found);
        assert(found.length > 0 && least >= 4.5, `${path}, ${theme} under ${colorScheme}: ${found.length} texts, contrast ${least.toFixed(2)}`);
      }
      await close();
    }
  }
});
