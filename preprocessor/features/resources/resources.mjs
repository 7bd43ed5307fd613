// What the tests of the resources table share: its page, its rows and their facts, its form.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { useBooks, visit } from '../../../tests/browser/browser.mjs';

export const books = useBooks(['guide', 'style', 'rtl']);
export const ALL = 'resources/all.html';
export const KEPT = 'hops:how-to-get-into-sre';
export const FILTERS = ['topic', 'type', 'level', 'cost', 'status', 'time', 'list', 'mark'];
export const COLUMNS = ['title', 'type', 'level', 'cost', 'why', 'status'];

/** @param {string} [hash] @param {import('playwright-core').BrowserContextOptions} [options] */
export const open = (hash = '', options) => visit(books.browser, books.guide, ALL + hash, options);

/** Waits until `find` finds what is expected. @param {() => Promise<unknown>} find @param {unknown} expected @param {string} [message] */
export async function becomes(find, expected, message) {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = await find();
    try {
      assert.deepEqual(found, expected, message);
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await sleep(40);
  }
}

/** What every row says, in the order of the page. @param {Page} page */
export const factsOf = (page) =>
  page.locator('tbody tr[data-topic]').evaluateAll((rows) =>
    rows.map((row) => {
      const { topic, type, level, cost, status, time, list } = row.dataset;
      const id = row.id.replace('hops-resource-', '');
      const [head, , , , why] = row.cells;
      const name = head.cloneNode(true);
      name.querySelector('.hops-own').remove();
      const title = head.firstChild.textContent;
      return { id, topic: topic.split(' '), type, level, cost, status, time, list, title, why: why.firstChild.textContent, words: `${name.textContent} ${why.textContent}` };
    }),
  );

/** The resources that are seen, in their order. @param {Page} page */
export const seen = (page) => page.locator('tbody tr[data-topic]').evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).map((row) => row.id.replace('hops-resource-', '')));

/** @param {Page} page */
export const status = (page) => page.locator('.hops-filters [role=status]').innerText();

/** @param {Page} page @param {string} name */
export const field = (page, name) => page.locator(`.hops-filters [name=${name}]`);

export const ids = (facts) => facts.map(({ id }) => id);
export const hashOf = (page) => new URL(page.url()).hash;

/** Does a fact pass a filter? Computed another way than the script does. */
export function passes(fact, name, value) {
  if (name === 'topic') return fact.topic.includes(value);
  if (name === 'time') return fact.time > 0;
  if (name === 'mark') return value === 'none';
  return fact[name] === value;
}
