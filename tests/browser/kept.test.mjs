// What readers have kept goes on: a document of an earlier version is opened whole, and what stands under an id that is gone stands under its
// successor afterwards. The scripts under test are theme/js/state.js and successors.js; preprocessor/book/ledger.rs guards the ids.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { useBooks, visit } from './browser.mjs';

const books = useBooks(['guide']);
const PLAN = 'your-path/my-plan.html';
const GUIDE = 'how-to-get-into-sre';
const SCRIPT = new URL('../../theme/js/successors.js', import.meta.url);

/** What a browser with the first version whose ids stand in ids.toml held: every kind of entry. */
const FIRST = readFileSync(new URL('kept/579818c.json', import.meta.url), 'utf8');

/** @param {import('playwright-core').Page} page @param {string} book @param {string} text */
async function restart(page, book, text) {
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [`hops:${book}`, text]);
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
}

/** Entries with their times; the place is where the reader is now. @param {import('playwright-core').Page} page */
async function entriesOf(page) {
  const { place, ...items } = await page.evaluate(() => window.hops.state.document().items);
  return items;
}

/** @param {Record<string, [unknown, number]>} entries */
const itemsOf = (entries) => Object.fromEntries(Object.entries(entries).map(([id, [value, time]]) => [id, { value, time }]));

/** @param {string} book @param {Record<string, unknown>} items */
const documentOf = (book, items) => JSON.stringify({ schema: 1, book, since: 1, updated: 20, items });

test('what the first version kept is all there: on the page, in a file, and after it comes back from the file', async () => {
  const { page, complaints, close } = await visit(books.browser, books.guide, 'index.html');
  const { place, ...all } = JSON.parse(FIRST).items;
  const kinds = new Set(Object.keys(all).map((id) => id.replace(/:.*/, ':')));
  assert.equal(kinds.size, 19, 'one kind of each but the place');
  await restart(page, GUIDE, FIRST);
  assert(await page.locator('#Page-resume a').isVisible());
  assert.equal(await page.locator('#Page-resume a').innerText(), place.value.title);
  await page.goto(`${books.guide.base}/${PLAN}`);
  assert.deepEqual(await entriesOf(page), all);

  await page.locator('[data-slot="lost"]').waitFor({ state: 'attached' });
  await page.getByText('dig +trace, twice a week').first().waitFor();
  await page.getByText('Ask Noor').first().waitFor();
  assert(await page.locator('[data-part="lost"]').isHidden());
  assert.equal(await page.locator('#Page-notices').innerText(), '');

  const download = page.waitForEvent('download');
  await page.locator('[data-part="take"]').getByRole('button', { name: 'Export a file' }).click();
  const file = await (await download).path();
  const { place: moved, ...exported } = JSON.parse(readFileSync(file, 'utf8')).items;
  assert.deepEqual(exported, all);

  await page.evaluate(() => window.hops.state.forget());
  assert.deepEqual(await entriesOf(page), {});
  await page.getByLabel('Import a file').setInputFiles(file);
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  assert.deepEqual(await entriesOf(page), all);
  assert.deepEqual(complaints, []);
  await close();
});

// ---- Ids that are gone.

/** Serves pages as those of a book in which these ids are gone; tests/suite/ledger.rs builds such a book. @param {import('playwright-core').BrowserContext} context @param {Record<string, Record<string, string>>} successors */
async function serveWith(context, successors) {
  await context.route('**/*.html', async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const attribute = JSON.stringify(successors).replaceAll('"', '&quot;');
    await route.fulfill({ response, body: html.replace('<html ', `<html data-successors="${attribute}" `) });
  });
  await context.route('**/book-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: readFileSync(SCRIPT, 'utf8') + (await response.text()) });
  });
}

/** A skill, a resource, and a chapter with its heading. */
const GONE = {
  skill: { 'networking.names': 'networking.dns' },
  resource: { 'old-course': 'py4e' },
  chapter: { 'networks.md': 'definition/networking.md' },
  heading: { 'networks.md#skills': 'definition/networking.md#the-skills' },
};

const BEFORE = itemsOf({
  'skill:networking.names': ['senior', 5],
  'skill:networking.dns': ['entry', 3],
  'evidence:networking.names': ['https://example.org/', 5],
  'note:skill/networking.names': ['Old words', 5],
  'note:skill/networking.dns': ['New words', 9],
  'resource:old-course': ['done', 5],
  'note:resource/old-course': ['Feed her', 5],
  'read:networks.md': [true, 5],
  'note:section/networks.md#skills': ['Mind the acid', 5],
});

const AFTER = itemsOf({
  'skill:networking.dns': ['senior', 5],
  'evidence:networking.dns': ['https://example.org/', 5],
  'note:skill/networking.dns': ['Old words\n\nNew words', 10],
  'resource:py4e': ['done', 5],
  'note:resource/py4e': ['Feed her', 5],
  'read:definition/networking.md': [true, 5],
  'note:section/definition/networking.md#the-skills': ['Mind the acid', 5],
});

test('what was kept under an id that is gone goes on under its successor: stored, imported and shared', async () => {
  const { page, context, complaints, close } = await visit(books.browser, books.guide, PLAN);
  await serveWith(context, GONE);
  await restart(page, GUIDE, documentOf(GUIDE, BEFORE));
  assert.deepEqual(await entriesOf(page), AFTER);
  await page.getByText('Mind the acid').first().waitFor();
  assert(await page.locator('[data-part="lost"]').isHidden());
  // The next change stores it so, and to read it again changes nothing.
  await page.evaluate(() => window.hops.state.set('name', 'Kim'));
  const stored = JSON.parse(await page.evaluate((key) => localStorage.getItem(key), `hops:${GUIDE}`));
  assert(!JSON.stringify(stored).includes('networking.names'));
  await page.reload();
  const { name, ...again } = await entriesOf(page);
  assert.deepEqual(again, AFTER);

  const came = await page.evaluate(async (text) => {
    const { exchange } = window.hops;
    const link = await exchange.pack(JSON.parse(text));
    return [exchange.check(text).document?.items, (await exchange.unpack(`#${link}`)).document?.items];
  }, documentOf(GUIDE, BEFORE));
  assert.deepEqual(came[0], AFTER);
  const { 'read:definition/networking.md': read, ...shared } = AFTER;
  assert.deepEqual(came[1], shared);
  assert.deepEqual(complaints, []);
  await close();
});

test('every id within a value follows, the later of two holds, and no note is lost', async () => {
  const successors = {
    ...{ role: { 'night-watch': 'noc' }, question: { 'old-question': 'top-clients' }, incident: { 'disk-full': 'full-disk' } },
    ...{ ending: { 'full-disk/silent': 'full-disk/quiet-and-clean', 'disk-full/silent': 'full-disk/quiet-and-clean' } },
    ...{ employer: { pages: 'last-page' }, statement: { pager: 'own-pager' }, honest: { power: 'authority' } },
    ...{ answer: { 'power/mine': 'authority/decide' }, chapter: { 'net.md': 'definition/networking.md' } },
    heading: { 'net.md#skills': 'definition/networking.md#the-skills' },
  };
  const { page, context, complaints, close } = await visit(books.browser, books.guide, PLAN);
  await serveWith(context, successors);
  const long = 'x'.repeat(15_000);
  const other = `y${'z'.repeat(15_000)}`;
  const red = { mark: 'red', text: '' };
  const green = { mark: 'green', text: '' };
  const before = itemsOf({
    planner: [{ from: 'night-watch', to: 'sre', avoid: ['night-watch', 'noc'], via: [] }, 1],
    employer: [{ chosen: ['pages', 'six-months'], breakers: { pages: { text: 'a', set: '2026-11-03', late: true } } }, 1],
    'company:1': [{ name: 'A', answers: { pages: red, 'last-page': green } }, 1],
    'realities-check': [{ statements: { pager: 'reality' }, answers: { power: 'mine' } }, 1],
    mock: [{ day: 1, minutes: 30, at: 0, items: [{ id: 'old-question' }] }, 1],
    'practice:old-question': [{ s: 1, d: 1, due: 1, log: [[1, 3, 0]] }, 1],
    'practice:top-clients': [{ s: 2, d: 2, due: 2, log: [[1, 3, 0]] }, 2],
    'scenario:disk-full': [{ steps: ['df -h'], plays: [{ ending: 'silent', minutes: 1, pain: 1 }] }, 1],
    'review:disk-full': ['words', 1],
    'note:question/old-question': [long, 1],
    'note:question/top-clients': [other, 1],
    'note:section/net.md#skills': ['a', 1],
    'note:section/net.md#other': ['b', 1],
    'later:net.md': [{ odd: ['night-watch'] }, 1],
    trace: ['no list', 1],
    place: [{ page: 3, heading: 'skills' }, 1],
    'scenario:other': [{ steps: [], plays: [{ ending: 'a/b', minutes: 1, pain: 1 }, { ending: 4 }] }, 1],
  });
  await restart(page, GUIDE, documentOf(GUIDE, before));
  assert.deepEqual(
    await entriesOf(page),
    itemsOf({
      planner: [{ from: 'noc', to: 'sre', avoid: ['noc'], via: [] }, 1],
      employer: [{ chosen: ['last-page', 'six-months'], breakers: { 'last-page': { text: 'a', set: '2026-11-03', late: true } } }, 1],
      'company:1': [{ name: 'A', answers: { 'last-page': green } }, 1],
      'realities-check': [{ statements: { 'own-pager': 'reality' }, answers: { authority: 'decide' } }, 1],
      mock: [{ day: 1, minutes: 30, at: 0, items: [{ id: 'top-clients' }] }, 1],
      'practice:top-clients': [{ s: 2, d: 2, due: 2, log: [[1, 3, 0]] }, 2],
      'scenario:full-disk': [{ steps: ['df -h'], plays: [{ ending: 'quiet-and-clean', minutes: 1, pain: 1 }] }, 1],
      'review:full-disk': ['words', 1],
      // Together they are too long for one note: both stay.
      'note:question/old-question': [long, 1],
      'note:question/top-clients': [other, 1],
      'note:section/definition/networking.md#the-skills': ['a', 1],
      'note:section/definition/networking.md#other': ['b', 1],
      'later:net.md': [{ odd: ['night-watch'] }, 1],
      trace: ['no list', 1],
      'scenario:other': [{ steps: [], plays: [{ ending: 'a/b', minutes: 1, pain: 1 }, { ending: 4 }] }, 1],
    }),
  );
  assert.deepEqual(complaints, []);
  await close();
});

test('a book in which no id is gone sends nothing for it', async () => {
  const { page, close } = await visit(books.browser, books.guide, 'index.html');
  assert.equal(await page.evaluate(() => [document.documentElement.dataset.successors, window.hops.followed].filter(Boolean).length), 0);
  await close();
});
