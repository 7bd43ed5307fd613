// What the tests of practising questions share: the page, what is kept of a question, the question that is asked.

import { useBooks, visit } from '../../../tests/browser/browser.mjs';

export const KEY = 'hops:how-to-get-into-sre';
export const PAGE = 'interviews/practice.html';
export const CODING = 'interviews/practice/coding.html';
export const ONE = `${PAGE}#question=top-clients`;
export const LEVELS = ['entry', 'working', 'senior'];

export const books = useBooks(['guide']);

/** @param {string} [path] @param {import('playwright-core').BrowserContextOptions} [options] */
export async function open(path = PAGE, options = {}) {
  const visited = await visit(books.browser, books.guide, path, options);
  const { page } = visited;
  const question = page.getByRole('region', { name: 'The question' });
  return { ...visited, question, ask: question.getByRole('heading', { level: 3 }), field: question.getByLabel('Your answer'), draw: page.getByRole('button', { name: 'Draw a question', exact: true }) };
}

/** @param {import('playwright-core').Page} page @returns {Promise<number>} */
export const today = (page) => page.evaluate(() => window.hops.recall.today());

/** What there is to draw from. @param {import('playwright-core').Page} page */
export const listOf = (page) =>
  page.evaluate(() => window.hops.practice.questions.map(({ id, kind, level, skills, ask }) => ({ id, kind, level, skills, ask: ask.textContent })));

/** The question that is asked: the address says which. @param {import('playwright-core').Page} page */
export const askedNow = (page) => page.evaluate(() => location.hash.replace('#question=', ''));

/** Presses the button, and waits for another question than `before`. @param {import('playwright-core').Page} page @param {string} before */
export async function drawOther(page, before) {
  await page.getByRole('button', { name: 'Draw a question', exact: true }).click();
  await page.waitForFunction((before) => location.hash.startsWith('#question=') && location.hash !== `#question=${before}`, before);
  return askedNow(page);
}
