// What the tests of taking a plan along share: the page, plans as files, what is stored.

import { useBooks, visit } from '../../../tests/browser/browser.mjs';

export const books = useBooks(['guide']);
export const BOOK = 'how-to-get-into-sre';
export const KEY = `hops:${BOOK}`;
export const PAGE = 'your-path/my-plan.html';
export const SKILLS = ['networking.dns', 'networking.explain-tcp-ip', 'databases.backup', 'gone.skill'];

/** @param {import('playwright-core').BrowserContextOptions} [options] */
export const open = (options) => visit(books.browser, books.guide, PAGE, options);

/** @param {Record<string, unknown>} values @param {number} [time] */
export const items = (values, time = 1_700_000_000_000) => Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, time }]));

/** @param {Record<string, unknown>} items @param {Record<string, unknown>} [rest] */
export const planOf = (items, rest) => ({ schema: 1, book: BOOK, since: 1, updated: 1_700_000_000_000, items, ...rest });

/** Keeps `values` and opens the page anew. @param {import('playwright-core').Page} page @param {Record<string, unknown>} values */
export async function hold(page, values) {
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, JSON.stringify(planOf(items(values)))]);
  await page.goto('about:blank');
  await page.goto(`${books.guide.base}/${PAGE}`);
}

/** @param {import('playwright-core').Page} page */
export const stored = (page) => page.evaluate((key) => localStorage.getItem(key), KEY);

/** A plan with one entry besides a sound one. @param {string} id @param {unknown} value */
export const entry = (id, value) => planOf(items({ 'skill:networking.dns': 'entry', [id]: value }));

/** A practised question and a mock interview with nothing wrong in them. */
export const CARD = { s: 2.3065, d: 2.1181, due: 20_782, log: [[20_780, 3, 0, 1, 4]] };
export const MOCK = { day: 20_780, minutes: 45, at: 2, items: [{ id: 'top-clients', words: 'Line by line', spoken: false, ticked: [0, 2] }, { id: 'gone' }] };

/** Numbers from 0 to 1, the same for the same seed. @param {number} seed */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
