// What search engines, previews, bookmarks and old links read: heads, the site map, redirects, the page for wrong addresses.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BOOKS, Faults, SITE, chaptersOf, isRedirect, luminanceOf, pagesOf, sourceOf, stayingPagesOf, useBooks, visit } from './browser.mjs';

const books = useBooks(['guide', 'style']);
const NAMES = /** @type {const} */ (['guide', 'style', 'rtl']);

/** All values of an attribute in a source. @param {string} source @param {RegExp} pattern */
const allOf = (source, pattern) => [...source.matchAll(pattern)].map(([, value]) => value);

const heads = (name) =>
  chaptersOf(BOOKS[name]).map((path) => {
    const source = sourceOf(BOOKS[name], path);
    const property = (property) => allOf(source, new RegExp(`<meta property="og:${property}" content="([^"]*)">`, 'g'));
    return {
      path,
      titles: allOf(source.split('</head>')[0], /<title>([^<]*)<\/title>/g),
      descriptions: allOf(source, /<meta name="description" content="([^"]*)">/g),
      canonical: allOf(source, /<link rel="canonical" href="([^"]*)">/g),
      url: property('url'),
      image: property('image'),
      property,
    };
  });

test('every page has one title, and no other page has it', () => {
  for (const name of NAMES) {
    const seen = new Map();
    for (const { path, titles } of heads(name)) {
      assert.equal(titles.length, 1, `${name} ${path}: ${titles}`);
      assert(titles[0].length > 3, path);
      assert.equal(seen.get(titles[0]), undefined, `${path} is called “${titles[0]}”, too`);
      seen.set(titles[0], path);
    }
  }
});

test('every page of the guide has a description of its own', () => {
  const seen = new Map();
  const faults = new Faults();
  for (const { path, descriptions } of heads('guide')) {
    const [text = ''] = descriptions;
    if (descriptions.length !== 1) faults.add(`${descriptions.length} descriptions`, path);
    if (seen.has(text)) faults.add(`the description of ${seen.get(text)}`, path);
    if (text.length < 40 || text.length > 200) faults.add(`a description of ${text.length} letters: ${text}`, path);
    if (/\*\*|`|\]\(|[<>]/.test(text)) faults.add(`marks in the description: ${text}`, path);
    seen.set(text, path);
  }
  faults.none();
});

test('previews say what the page says', () => {
  for (const name of /** @type {const} */ (['guide', 'style'])) {
    for (const { path, descriptions, titles, property } of heads(name)) {
      assert.deepEqual(property('description'), descriptions, path);
      assert.equal(property('title').length, 1, path);
      assert(titles[0].includes(property('title')[0]), `${path}: ${property('title')} is no part of ${titles}`);
      assert.equal(property('type').length, 1, path);
    }
  }
});

test('a page names its address only if the host said where the book is', () => {
  for (const { path, canonical, url, image } of heads('style')) {
    const address = SITE + path.replace(/(^|\/)index\.html$/, '$1');
    assert.deepEqual([canonical, url, image], [[address], [address], [`${SITE}social.png`]], path);
  }
  assert(existsSync(join(BOOKS.style, 'social.png')));
  for (const { path, canonical, url, image } of heads('guide')) assert.deepEqual([...canonical, ...url, ...image], [], path);
  assert.equal(existsSync(join(BOOKS.guide, 'sitemap.xml')), false);
});

test('the site map lists every chapter, nothing else, and each address is there', async () => {
  const xml = readFileSync(join(BOOKS.style, 'sitemap.xml'), 'utf8');
  const listed = allOf(xml, /<loc>([^<]*)<\/loc>/g);
  assert.deepEqual([...listed].sort(), heads('style').flatMap(({ canonical }) => canonical).sort());
  for (const address of listed) {
    assert(address.startsWith(SITE), address);
    const response = await fetch(books.style.base + address.slice(SITE.length - 1));
    assert.equal(response.status, 200, address);
  }
});

test('the icon is there, on every page', async () => {
  for (const name of /** @type {const} */ (['guide', 'style'])) {
    for (const path of stayingPagesOf(BOOKS[name])) {
      const icons = allOf(sourceOf(BOOKS[name], path), /<link rel="icon" href="([^"]*)"/g);
      // A drawing, and a picture for browsers that take no drawing.
      assert.deepEqual(icons.map((icon) => icon.split('.').at(-1)).sort(), ['png', 'svg'], `${name} ${path}`);
      for (const icon of icons) {
        const response = await fetch(new URL(icon, `${books[name].base}/${path}`));
        assert.equal(response.status, 200, `${name} ${path}: ${icon}`);
        assert.match(String(response.headers.get('content-type')), /^image\//);
      }
    }
  }
});

test('pages that are no chapters are kept out of search engines', () => {
  for (const path of ['print.html', ...pagesOf(BOOKS.style).filter((path) => isRedirect(BOOKS.style, path))]) {
    assert.match(sourceOf(BOOKS.style, path), /<meta name="robots" content="noindex">/, path);
  }
});

const WAYS = {
  'old/elements.html': 'elements.html',
  'old/elements.html#tables': 'elements.html#tables',
  'old/elements.html#moved-to-dough': 'craft/dough/index.html#resting',
  'elements.html#old-name': 'elements.html#tables',
  'elements.html#gone-to-dough': 'craft/dough/index.html#resting',
};

for (const [from, to] of Object.entries(WAYS)) {
  test(`the old address ${from} leads to ${to}`, async () => {
    const { page, complaints, close } = await visit(books.browser, books.style, from);
    await page.waitForURL(`${books.style.base}/${to}`);
    if (to.includes('#')) await page.locator(`#${to.split('#')[1]}:target`).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('an old address leads on without scripts, too', async () => {
  const { page, close } = await visit(books.browser, books.style, 'old/elements.html', { javaScriptEnabled: false });
  await page.waitForURL(`${books.style.base}/elements.html`);
  await close();
});

test('the page for a wrong address is whole, however deep the address is', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await books.browser.newContext({ javaScriptEnabled, colorScheme: 'dark' });
    const page = await context.newPage();
    const missing = [];
    page.on('response', (answer) => answer.status() >= 400 && missing.push(answer.url()));
    page.on('requestfailed', (request) => missing.push(request.url()));
    const wrong = `${books.style.base}/no/such/deep/page.html`;
    const response = await page.goto(wrong);
    assert.equal(response?.status(), 404);
    assert.equal(await page.locator('h1').innerText(), 'Nothing was baked here');
    assert.deepEqual(missing, [wrong]);
    assert((await luminanceOf(page)) < 0.05, 'it has its styles');
    // Read without scripts: the source says where things lead.
    const source = await response.text();
    const addresses = new Set(allOf(source, /(?:href|src)="([^"]*)"/g).filter((address) => !address.startsWith('#')));
    assert(addresses.size > 8, `${addresses.size} addresses`);
    const dead = [];
    for (const address of addresses) {
      const url = new URL(address.replaceAll('&amp;', '&'), wrong);
      if (url.hostname.endsWith('.example.org')) continue;
      const answer = url.origin === books.style.origin ? (await fetch(url)).status : 'another host';
      if (answer !== 200) dead.push(`${address}: ${answer}`);
    }
    assert.deepEqual(dead, []);
    await context.close();
  }
});

test('search works from the page for a wrong address', async () => {
  const { page, close } = await visit(books.browser, books.style, 'no/such/page.html');
  await page.locator('#Page-search-button').click();
  await page.locator('#Page-search-words').pressSequentially('starter');
  await page.locator('#Page-search-results a[href*="dough/starter"]').first().click();
  await page.waitForURL('**/guide/craft/dough/starter.html*');
  await close();
});

test('the ways to the source of a page are the ones the author gave', () => {
  const source = sourceOf(BOOKS.style, 'craft/dough/rye.html');
  assert.match(source, /href="https:\/\/code\.example\.org\/bakery\/edit\/src\/craft\/dough\/rye\.md"/);
  assert.match(source, /href="https:\/\/code\.example\.org\/bakery"/);
});
