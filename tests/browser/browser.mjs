// What the browser tests share: the books, their pages, the browser, and a page that is watched for what it complains of.
// `cargo xtask test` builds the books and names everything in the environment.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

/** @param {string} name */
export function need(name) {
  const value = process.env[name];
  assert(value, `${name} is not set: run \`cargo xtask test\`, which builds the books and finds a browser`);
  return value;
}

/** The folders of the built books: the guide, and the style book in both directions of writing. */
export const BOOKS = {
  guide: need('HOPS_BOOK'),
  style: need('HOPS_STYLE_BOOK'),
  rtl: need('HOPS_STYLE_BOOK_RTL'),
};

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the style book's book.toml calls `site-url`: where it would be published. */
export const SITE = 'https://book.example/guide/';

/** The widths that reader.md names: the narrowest, a phone, a desk. */
export const WIDTHS = [320, 375, 1350];

/** @param {import('playwright-core').LaunchOptions} [options] */
export const launch = (options) => chromium.launch({ executablePath: need('HOPS_CHROMIUM'), args: FLAGS, ...options });

/** Where on its host each book is: the style books in a folder, where their `site-url` says. */
export const MOUNTS = { guide: '/', style: '/guide/', rtl: '/guide/' };

/**
 * A browser and a host for each of `books`, for all tests of a file.
 * @template {keyof typeof BOOKS} Name
 * @param {Name[]} books
 */
export function useBooks(books) {
  const used = /** @type {{ browser: import('playwright-core').Browser } & Record<Name, import('./server.mjs').Host>} */ ({});
  before(async () => {
    used.browser = await launch();
    for (const name of books) Object.assign(used, { [name]: await serve(BOOKS[name], { mount: MOUNTS[name] }) });
  });
  after(async () => {
    await used.browser?.close();
    await Promise.all(books.map((name) => used[name]?.close()));
  });
  return used;
}

/** Every page of a built book, as paths from its folder. @param {string} folder */
export function pagesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/** The source of a page. @param {string} folder @param {string} path */
export const sourceOf = (folder, path) => readFileSync(join(folder, path), 'utf8');

/** Does the page only lead to another? @param {string} folder @param {string} path */
export const isRedirect = (folder, path) => sourceOf(folder, path).includes('http-equiv="refresh"');

/** The pages with a text of the book: no redirects, not the whole book on one page, not the page for wrong addresses. @param {string} folder */
export const chaptersOf = (folder) => pagesOf(folder).filter((path) => !['404.html', 'print.html'].includes(path) && !isRedirect(folder, path));

/** Pages that stay, whatever they are. @param {string} folder */
export const stayingPagesOf = (folder) => pagesOf(folder).filter((path) => !isRedirect(folder, path));

/**
 * Collects in `complaints` whatever a page, or one it leads to, complains of; and whom else it asks.
 * @param {import('playwright-core').Page} page
 * @param {string} origin
 */
export function watch(page, origin) {
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'file:'].includes(url.protocol)) complaints.push(`request: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return complaints;
}

/**
 * Opens a page of a book in a context of its own.
 * @param {import('playwright-core').Browser} browser
 * @param {import('./server.mjs').Host} host
 * @param {string} path
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function visit(browser, host, path, options) {
  const context = await browser.newContext({ viewport: { width: 1350, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = watch(page, host.origin);
  await page.goto(`${host.base}/${path}`);
  return { page, context, complaints, close: () => context.close() };
}

/** What is kept under an id, as the storage has it. @param {import('playwright-core').Page} page @param {string} id */
export const kept = (page, id) =>
  page.evaluate((id) => JSON.parse(localStorage.getItem(`hops:${document.documentElement.dataset.book}`) ?? '{"items":{}}').items[id]?.value ?? null, id);

/** Keeps values under their ids, as the page does. @param {import('playwright-core').Page} page @param {Record<string, unknown>} values */
export const keep = (page, values) =>
  page.evaluate((values) => Object.entries(values).forEach(([id, value]) => /** @type {any} */ (window).hops.state.set(id, value)), values);

/** Chooses a file to import on the page with the plan. @param {import('playwright-core').Page} page @param {unknown} content */
export const choose = (page, content, name = 'plan.json') =>
  page.getByLabel('Import a file').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  });

/** @param {import('playwright-core').Page} page */
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The luminance of the ground of an element, 0 to 1, as WCAG 2 computes it. @param {import('playwright-core').Page} page @param {string} selector */
export const luminanceOf = (page, selector = 'html') =>
  page.evaluate((selector) => {
    const element = document.querySelector(selector) ?? document.documentElement;
    const [r, g, b] = (getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  }, selector);

/** Faults of many pages, each told once, with the places where it is. */
export class Faults {
  /** @type {Map<string, string[]>} */
  #places = new Map();

  /** @param {string} fault @param {string} where */
  add(fault, where) {
    this.#places.set(fault, [...(this.#places.get(fault) ?? []), where]);
  }

  /** Fails if there are any. */
  none() {
    const lines = [...this.#places].map(([fault, at]) => `${fault}\n    ${at.length} times: ${at.slice(0, 4).join('; ')}`);
    assert.equal(lines.length, 0, `${lines.length} faults:\n${lines.slice(0, 40).join('\n')}`);
  }
}
