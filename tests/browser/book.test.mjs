// The built book in a real browser. `cargo xtask test` builds it and names it in HOPS_BOOK, the browser in HOPS_CHROMIUM.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const { HOPS_BOOK: folder, HOPS_CHROMIUM: executablePath } = process.env;
assert(folder && executablePath, 'run `cargo xtask test`: it builds the book and finds a browser');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser;
let host;

before(async () => {
  browser = await chromium.launch({ executablePath, args: FLAGS });
  host = await serve(folder);
});

after(async () => {
  await browser?.close();
  host?.close();
});

/** Opens a page of the book, and collects what it complains of and whom else it asks. */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1350, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== host.origin && url.protocol !== 'data:') complaints.push(`request: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(`${host.origin}/${path}`);
  return { page, complaints, close: () => context.close() };
}

const pages = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
  .map((entry) => relative(folder, `${entry.parentPath ?? entry.path}/${entry.name}`))
  .filter((path) => path !== 'toc.html')
  .sort();

test('the book has its pages', () => {
  assert(pages.length > 35, `${pages.length} pages: ${pages}`);
});

test('no page complains, asks another host, or scrolls sideways at 320 px', async () => {
  const faults = [];
  for (const path of pages) {
    const { page, complaints, close } = await open(path, { viewport: { width: 320, height: 700 } });
    // mdBook's page scrolls in parts: the window, or the column of text.
    const sideways = await page.evaluate(() => {
      const parts = [document.documentElement, document.querySelector('#mdbook-content'), document.querySelector('main')];
      return Math.max(...parts.map((part) => (part ? part.scrollWidth - part.clientWidth : 0)));
    });
    if (sideways > 0) complaints.push(`scrolls ${sideways} px sideways`);
    faults.push(...complaints.map((complaint) => `${path}: ${complaint}`));
    await close();
  }
  assert.deepEqual(faults, []);
});

test('the resource tables are tables: caption, headers, a row for each', async () => {
  const { page, close } = await open('resources/all.html');
  const tables = page.getByRole('table');
  assert((await tables.count()) > 10);
  const networking = page.getByRole('table', { name: /^Networking \(\d+ resources\)$/ });
  const headers = await networking.getByRole('columnheader').allTextContents();
  assert.deepEqual(headers, ['Resource', 'Kind', 'Level', 'Cost', 'Why', 'Status']);
  const rows = await networking.getByRole('row').count();
  const promised = Number((await networking.locator('caption').textContent()).match(/\d+/)[0]);
  assert.equal(rows, promised + 1);
  const row = networking.getByRole('row', { name: /How DNS Works/ });
  assert.match(await row.textContent(), /Beginner.*last seen 20\d\d-\d\d-\d\d/);
  await close();
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
  const boxes = skill.getByRole('checkbox');
  assert.equal(await boxes.count(), 3);
  await skill.getByText('Entry:').click();
  assert(await boxes.nth(0).isChecked(), 'a click on its words ticks the box');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert(await boxes.nth(1).isChecked(), 'Tab leads to the next box, and Space ticks it');
  assert.match(await boxes.nth(1).evaluate((box) => box.labels[0].textContent), /^Working:/);
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

test('everything is there without JavaScript', async () => {
  const plain = await open('resources/all.html');
  const bare = await open('resources/all.html', { javaScriptEnabled: false });
  const words = (page) => page.locator('main').innerText();
  assert.equal(await words(bare.page), await words(plain.page));
  await plain.close();
  await bare.close();
});

test('what the widgets say is found by the search', async () => {
  const { page, close } = await open('index.html');
  await page.locator('#mdbook-search-toggle').click();
  await page.locator('#mdbook-searchbar').pressSequentially('Killercoda');
  const result = page.locator('#mdbook-searchresults a[href*="resources/all.html"]').first();
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

test('the words of the widgets can be read in all five themes', async () => {
  const places = {
    'resources/all.html': '.hops-table td, .hops-table tbody th, .hops-table caption, .hops-aside',
    'your-path/checklist.html': '.hops-skill span, .hops-skill b, .hops-skill legend, .hops-area > legend',
    'realities.html': '.hops-comparison td, .hops-good-parts dt, .hops-good-parts dd',
  };
  for (const [path, selector] of Object.entries(places)) {
    const { page, close } = await open(path);
    for (const theme of ['light', 'rust', 'coal', 'navy', 'ayu']) {
      await page.evaluate((name) => {
        document.documentElement.className = `${name} js`;
      }, theme);
      await page.waitForTimeout(350); // mdBook fades from theme to theme.
      const found = await page.evaluate(contrasts, selector);
      const least = Math.min(...found);
      assert(found.length > 0 && least >= 4.5, `${path}, ${theme}: ${found.length} texts, contrast ${least.toFixed(2)}`);
    }
    await close();
  }
});
