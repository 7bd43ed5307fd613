// Every text field of the book whose words are kept, in a real browser: what is typed is there after a reload, and whatever got into a field
// comes out of the book and in again. The scripts under test are all those of features that keep something. Enter at `FIELDS`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOOKS, chaptersOf, sourceOf, useBooks, visit } from './browser.mjs';
import { vectorsOf } from './engine.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const books = useBooks(['guide']);
const BOOK = 'how-to-get-into-sre';
const KEY = `hops:${BOOK}`;
const PLAN = 'your-path/my-plan.html';
const WORDS = 'Kept <b>words</b> 7';
const { way } = vectorsOf('incidents').find(({ id }) => id === 'full-disk');
/** As long as a line of the terminal may be. */
const LINE = `note ${'a "long" '.repeat(60)}`.slice(0, 500).trim();

/** The one button whose name is like that, if it is there. @param {Page} page @param {RegExp} name */
async function press(page, name) {
  const button = page.getByRole('button', { name }).first();
  if (await button.isVisible()) await button.click();
}

/** @param {Page} page */
async function company(page) {
  if ((await page.locator('.hops-company').count()) > 0) return page.locator('.hops-company > summary').click();
  await page.getByLabel('Name of a company').fill('Acme');
  await page.getByRole('button', { name: 'Add it' }).click();
}

/** @param {Page} page */
async function mock(page) {
  const field = page.getByLabel('Your answer');
  if ((await page.locator('hops-practice[data-asking]').count()) === 0) {
    await page.locator('summary', { hasText: 'A mock interview' }).click();
    await page.getByRole('form', { name: 'A mock interview' }).getByRole('button', { name: 'Begin' }).click();
  }
  await field.waitFor();
  return field;
}

/**
 * Where a field is, how to get to it, also when something is kept in it; what is kept before; what is typed, if not WORDS; and where the words
 * stand after a reload, if not in the field.
 * @typedef {{ path: string, open: (page: Page) => Promise<Locator>, before?: Record<string, unknown>, words?: string, read?: (page: Page) => Promise<string | null> }} Field
 * @type {Record<string, Field>}
 */
const FIELDS = {
  'a note on a section': {
    path: 'definition/networking.html',
    async open(page) {
      await page.locator('main > .hops-own').nth(1).getByRole('button').click();
      return page.getByRole('textbox', { name: 'My note' });
    },
  },
  'evidence of a skill': {
    path: 'definition/networking.html',
    words: 'https://example.org/shown',
    async open(page) {
      await page.locator('.hops-skill .hops-own').first().getByRole('button').click();
      return page.getByRole('textbox', { name: /^Evidence/ });
    },
  },
  'a step of one’s own path': {
    path: 'my-path.html',
    async open(page) {
      const field = page.getByLabel('Step 1', { exact: true });
      if ((await field.count()) === 0) await page.getByRole('button', { name: 'Add a step' }).click();
      return field;
    },
  },
  'the name over the skills sheet': {
    path: PLAN,
    before: { 'skill:networking.dns': 'entry' },
    open: async (page) => page.getByLabel(/A name to stand over it/),
  },
  ...Object.fromEntries(
    Array.from({ length: sourceOf(BOOKS.guide, 'interviews/on-call-pay.html').match(/ maxlength="20" /g)?.length ?? 0 }, (_, at) => [
      `field ${at + 1} of the calculator`,
      { path: 'interviews/on-call-pay.html', words: '1500.5', open: async (page) => page.locator('hops-oncall input[type="text"]').nth(at) },
    ]),
  ),
  'the name of a company': {
    path: 'interviews/interview-the-company.html',
    async open(page) {
      await company(page);
      return page.locator('.hops-company [data-do="name"]');
    },
  },
  'the words of a company': {
    path: 'interviews/interview-the-company.html',
    async open(page) {
      await company(page);
      return page.locator('.hops-company').getByLabel('What they said').first();
    },
  },
  'the line of a deal-breaker': {
    path: 'interviews/interview-the-company.html',
    before: { employer: { chosen: [], breakers: { rotation: { text: '', set: '2026-11-03', late: false } } } },
    async open(page) {
      const ask = page.locator('.hops-ask[data-question="rotation"]');
      await ask.locator('summary').click();
      return ask.locator('[data-do="limit"]');
    },
  },
  'an answer to a question': {
    path: 'interviews/practice.html#question=top-clients',
    async open(page) {
      const field = page.getByLabel('Your answer');
      await field.waitFor();
      return field;
    },
    async read(page) {
      await page.getByText('What you wrote last time').waitFor();
      return page.locator('[data-slot="before"]').textContent();
    },
  },
  'an answer in a mock interview': { path: 'interviews/practice.html', open: mock },
  'the review of an incident': {
    path: 'interviews/incidents/full-disk.html',
    before: { 'scenario:full-disk': { steps: [...Array(60).fill(LINE), ...way, 'done'] } },
    async open(page) {
      await press(page, /^Go on where you were$/);
      const field = page.getByLabel('The review, in Markdown');
      await field.waitFor();
      return field;
    },
  },
};

/** Fields that keep nothing by themselves: searched with, pasted into, shown to be copied, or sent off by a key or a button. */
const OTHERS = ['find', 'q', 'text', 'link', 'company', 'command', 'words', ''];
/** Those of the table above that stand in the source of a page; the others are made by a script. */
const IN_SOURCE = ['name', 'limit', 'words', 'review', ''];

/** @param {Field} field */
async function open({ path, before = {} }) {
  const visited = await visit(books.browser, books.guide, '404.html');
  const { page } = visited;
  const items = Object.fromEntries(Object.entries(before).map(([id, value]) => [id, { value, time: 1_700_000_000_000 }]));
  const text = JSON.stringify({ schema: 1, book: BOOK, since: 1, updated: 1, items });
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, text]);
  await page.goto(`${books.guide.base}/${path}`);
  return visited;
}

test('no field of the book is forgotten here', () => {
  const pages = chaptersOf(BOOKS.guide).filter((path) => path !== 'interviews/on-call-pay.html');
  const fields = pages.flatMap((path) => sourceOf(BOOKS.guide, path).match(/<(?:textarea|input)\b[^>]*>/g) ?? []);
  const texts = fields.filter((field) => !/type="(radio|checkbox|file)"|id="Page-|readonly/.test(field));
  const names = new Set(texts.map((field) => / (?:name|data-do|data-take)="([^"]*)"/.exec(field)?.[1] ?? ''));
  assert.deepEqual([...names].sort(), [...new Set([...OTHERS, ...IN_SOURCE])].sort());
});

for (const [what, field] of Object.entries(FIELDS)) {
  test(`${what}: what is typed is there after a reload`, async () => {
    const { page, complaints, close } = await open(field);
    const words = field.words ?? WORDS;
    const place = await field.open(page);
    await place.focus();
    await place.press('ControlOrMeta+A');
    await page.keyboard.type(words);
    assert.equal(await place.inputValue(), words, 'typing is not disturbed');
    await page.reload();
    assert.equal(field.read ? await field.read(page) : await (await field.open(page)).inputValue(), words);
    assert.deepEqual(complaints, []);
    await close();
  });

  test(`${what}: what gets into it comes out of the book and in again, however much it is`, async () => {
    const { page, complaints, close } = await open(field);
    const place = await field.open(page);
    await place.evaluate((element, isAddress) => {
      // As a script or a helper of the browser does it: no `maxlength` holds it back.
      element.value = isAddress ? `https://example.org/${'x'.repeat(100_000)}` : `${element.value}${'"\\ '.repeat(100_000)}`;
      for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
    }, what.startsWith('evidence'));
    await page.goto(`${books.guide.base}/${PLAN}`);
    const { problem, leftOut, same } = await page.evaluate((key) => {
      const text = localStorage.getItem(key) ?? '';
      const { problem, leftOut, document } = /** @type {any} */ (window).hops.exchange.check(text);
      return { problem, leftOut, same: JSON.stringify(document?.items) === JSON.stringify(JSON.parse(text).items) };
    }, KEY);
    assert.deepEqual({ problem, same, leftOut: leftOut ?? '' }, { problem: undefined, same: true, leftOut: '' });
    assert.deepEqual(complaints, []);
    await close();
  });
}
