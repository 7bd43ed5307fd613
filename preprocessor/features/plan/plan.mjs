// What the tests of the page with the reader's plan share: the page with something kept, what it keeps, and its parts.

import { useBooks, visit } from '../../../tests/browser/browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

export const books = useBooks(['guide', 'style']);
const IDS = { guide: 'how-to-get-into-sre', style: 'style-bakery' };
export const PAGES = { guide: 'your-path/my-plan.html', style: 'plan.html' };
export const MARKUP = '<img src="x" onerror="alert(1)"> & <b>bold</b> **stars** [link](javascript:alert(1))';

/** One of everything. */
export const FULL = {
  'skill:networking.dns': 'working',
  'skill:networking.tcp-ip': 'entry',
  'skill:software-engineering.write-small-program': 'senior',
  'evidence:networking.dns': 'https://example.org/dns-notes',
  'resource:py4e': 'doing',
  'resource:school-of-sre': 'todo',
  'resource:learn-go-with-tests': 'done',
  'resource:think-python-3e': 'not-for-me',
  'note:resource/py4e': 'Chapter 7 on Tuesday.',
  'note:resource/cs50-python': 'Perhaps in spring.',
  'note:skill/networking.dns': MARKUP,
  'note:section/definition/networking.md#networking': 'Read this again.',
  'note:section/definition/networking.md#a-part-that-went': 'Kept without a place.',
  'note:section/gone/page.md#x': 'Its page is gone.',
  'note:skill/gone.skill': 'Its skill is gone.',
  'evidence:gone.other': 'https://example.org/gone',
  name: 'Alex Morgan',
  planner: { from: 'tech-support' },
  'read:index.md': true,
  'setting:theme': 'light',
};

/** @param {Record<string, unknown>} values @param {{ book?: keyof typeof IDS, time?: number }} [options] */
export const plan = (values, { book = 'guide', time = 1_700_000_000_000 } = {}) => ({
  schema: 1,
  book: IDS[book],
  since: 1,
  updated: Date.UTC(2026, 10, 22, 12),
  items: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, time }])),
});

/**
 * The plan of a reader who has kept `values`.
 * @param {Record<string, unknown>} [values]
 * @param {{ book?: keyof typeof IDS, hash?: string } & import('playwright-core').BrowserContextOptions} [options]
 */
export async function open(values, { book = 'guide', hash = '', ...options } = {}) {
  const visited = await visit(books.browser, books[book], '404.html', options);
  if (values) await visited.page.evaluate(([key, text]) => localStorage.setItem(key, text), [`hops:${IDS[book]}`, JSON.stringify(plan(values, { book }))]);
  visited.complaints.length = 0;
  await visited.page.goto(`${books[book].base}/${PAGES[book]}${hash}`);
  if (options.javaScriptEnabled !== false) await visited.page.locator('hops-plan[data-ready]').waitFor();
  return visited;
}

/** What is kept, without what a page keeps by itself. @param {Page} page */
export const ownOf = (page, book = IDS.guide) =>
  page.evaluate((key) => {
    const { items } = JSON.parse(localStorage.getItem(key) ?? '{"items":{}}');
    const own = Object.entries(items).filter(([id, { value }]) => id !== 'place' && value !== null);
    return Object.fromEntries(own.map(([id, { value }]) => [id, value]).sort());
  }, `hops:${book}`);

/** Tabs may be processes: what one has written is told to the others a moment later. @param {Page} page @param {string} id */
export const heard = (page, id) => page.waitForFunction((id) => /** @type {any} */ (window).hops.state.get(id) === 'entry', id);

/** @param {Page} page @param {string} name */
export const part = (page, name) => page.locator(`[data-part="${name}"]`);
/** @param {Page} page @param {string} name */
export const button = (page, name) => page.getByRole('button', { name, exact: true });

/** @param {Page} page */
export const headings = (page) => page.locator('.hops-plan-live :is(h3, h4, h5)').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
/** Two frames, so that what a change brings about is there. @param {Page} page */
export const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The fragment of a plan. @param {Page} page @param {Record<string, unknown>} values @param {{ book?: keyof typeof IDS, time?: number }} [options] */
export const fragment = (page, values, options) =>
  page.evaluate(async (document) => `#${await /** @type {any} */ (window).hops.exchange.pack(document)}`, plan(values, options));
