// The page with the reader's plan, in a real browser: what it shows, prints, copies, takes in, gives out and erases; plans of others.
// The scripts under test are theme/hops/plan.js and buddy.js; what a file or a link may hold is in exchange.test.mjs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lookTwice } from './axe.mjs';
import { pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { BOOKS, MOUNTS, WIDTHS, sideways, useBooks, visit, watch } from './browser.mjs';
import { movementOf, noteMovement } from './movement.mjs';

/** @typedef {import('playwright-core').Page} Page */

const books = useBooks(['guide', 'style']);
const IDS = { guide: 'how-to-get-into-sre', style: 'style-bakery' };
const PAGES = { guide: 'your-path/my-plan.html', style: 'plan.html' };
const MARKUP = '<img src="x" onerror="alert(1)"> & <b>bold</b> **stars** [link](javascript:alert(1))';

/** One of everything. */
const FULL = {
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
const plan = (values, { book = 'guide', time = 1_700_000_000_000 } = {}) => ({
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
async function open(values, { book = 'guide', hash = '', ...options } = {}) {
  const visited = await visit(books.browser, books[book], '404.html', options);
  if (values) await visited.page.evaluate(([key, text]) => localStorage.setItem(key, text), [`hops:${IDS[book]}`, JSON.stringify(plan(values, { book }))]);
  visited.complaints.length = 0;
  await visited.page.goto(`${books[book].base}/${PAGES[book]}${hash}`);
  if (options.javaScriptEnabled !== false) await visited.page.locator('hops-plan[data-ready]').waitFor();
  return visited;
}

/** What is kept, without what a page keeps by itself. @param {Page} page */
const kept = (page, book = IDS.guide) =>
  page.evaluate((key) => {
    const { items } = JSON.parse(localStorage.getItem(key) ?? '{"items":{}}');
    const own = Object.entries(items).filter(([id, { value }]) => id !== 'place' && value !== null);
    return Object.fromEntries(own.map(([id, { value }]) => [id, value]).sort());
  }, `hops:${book}`);

/** Tabs may be processes: what one has written is told to the others a moment later. @param {Page} page @param {string} id */
const heard = (page, id) => page.waitForFunction((id) => /** @type {any} */ (window).hops.state.get(id) === 'entry', id);

/** @param {Page} page @param {string} name */
const part = (page, name) => page.locator(`[data-part="${name}"]`);
/** @param {Page} page @param {string} name */
const button = (page, name) => page.getByRole('button', { name, exact: true });
/** @param {Page} page @param {unknown} content */
const choose = (page, content) =>
  page.getByLabel('Import a file').setInputFiles({ name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) });
/** @param {Page} page */
const headings = (page) => page.locator('.hops-plan-live :is(h3, h4, h5)').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
/** Two frames, so that what a change brings about is there. @param {Page} page */
const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The fragment of a plan. @param {Page} page @param {Record<string, unknown>} values @param {{ book?: keyof typeof IDS, time?: number }} [options] */
const fragment = (page, values, options) =>
  page.evaluate(async (document) => `#${await /** @type {any} */ (window).hops.exchange.pack(document)}`, plan(values, options));

// ---- What it shows.

test('with nothing kept it says where to begin, and has no heading over nothing', async () => {
  const { page, complaints, close } = await open();
  await page.getByText('Nothing is ticked yet.').waitFor();
  assert.equal(await part(page, 'where').getByRole('link', { name: 'the checklist' }).getAttribute('href'), 'checklist.html');
  await page.getByText('Nothing is marked yet.').waitFor();
  assert.equal(await part(page, 'marks').getByRole('link').getAttribute('href'), '../resources/all.html');
  assert.deepEqual(await headings(page), ['Where I am', 'Doing and to do', 'What next', 'Take it along', 'As a file', 'Skills sheet', 'Share by link', 'Study buddy', 'Erase']);
  assert.equal(await part(page, 'next').locator('> ol > li').count(), 5);
  await page.getByText('It fills as soon as a skill is ticked.').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('it gathers skills, marks, notes and evidence, and what could come next', async () => {
  const { page, complaints, close } = await open(FULL);
  const where = part(page, 'where');
  assert.match(await where.locator('li', { hasText: 'Networking' }).innerText(), /Networking 2 of 6 skills: 1 entry, 1 working/);
  assert.match(await where.locator('li', { hasText: 'Networking' }).innerText(), /Working: Explain and debug DNS/);
  assert.match(await where.innerText(), /Nothing ticked yet in: .*Databases/);
  assert.equal(await where.locator('.hops-plan-route').first().getAttribute('aria-hidden'), 'true');
  const marks = part(page, 'marks');
  assert.match(await marks.innerText(), /Doing\s+Python for Everybody\s+My note: Chapter 7 on Tuesday\.[^]*To do\s+School of SRE/);
  assert.equal(await marks.locator('summary').innerText(), 'Done: 1; not for me: 1');
  const notes = await part(page, 'notes').innerText();
  assert.match(notes, /Explain and debug DNS\s+Evidence: https:\/\/example\.org\/dns-notes/);
  assert.match(notes, /Resources\s+CS50.*\s+Perhaps in spring\./);
  assert.match(notes, /Sections and questions\s+Networking\s+Read this again\./);
  // First the areas where something is ticked, without what is ticked there; with something to learn it from.
  const next = await part(page, 'next').locator('> ol > li').allInnerTexts();
  assert.equal(next.length, 5);
  assert.match(next[0], /\(Software engineering\)\s+Learn it from .+ \(Free\)/);
  const all = await part(page, 'next').locator('li > a').allTextContents();
  assert.equal(all.length, 74 - 3);
  assert(!all.includes('Explain and debug DNS'));
  const areas = (await part(page, 'next').locator('li').evaluateAll((all) => all.map((one) => one.childNodes[1].textContent.trim())));
  assert(areas.lastIndexOf('(Networking)') < areas.indexOf('(Databases)') && areas.indexOf('(Databases)') > 0, `${areas}`);
  assert.deepEqual(complaints, []);
  await close();
});

test('markup in a note is text: on the page, in the sheets, in a shared plan, beside another, and as Markdown', async () => {
  const values = { ...FULL, name: MARKUP, 'note:section/x.md#<b>y</b>': MARKUP, 'note:resource/py4e': MARKUP };
  const { page, complaints, close } = await open(values, { permissions: ['clipboard-read', 'clipboard-write'] });
  const clean = async () => {
    assert.equal(await page.locator('main :is(img[src="x"], b:text-is("bold"), a[href^="javascript:"])').count(), 0);
    assert.equal(await page.evaluate(() => document.querySelector('hops-plan').innerText.includes('<b>bold</b>')), true);
  };
  await clean();
  await page.getByText('See the sheet').click();
  assert((await page.locator('.hops-sheet h4').first().innerText()).includes(MARKUP));
  await button(page, 'My own plan').first().click();
  await button(page, 'My own plan').nth(1).click();
  await page.getByLabel('Name', { exact: true }).first().fill(MARKUP);
  await clean();
  await part(page, 'take').getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByText('Copied.').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert(text.includes('\\<b\\>bold\\</b\\> \\*\\*stars\\*\\* \\[link\\](javascript'), text);
  await page.evaluate((hash) => (location.hash = hash), await fragment(page, values));
  await part(page, 'shared').waitFor();
  await clean();
  assert.deepEqual(complaints, []);
  await close();
});

test('notes on what is gone from the book are kept, copied, deleted and brought back', async () => {
  const { page, complaints, close } = await open(FULL, { permissions: ['clipboard-read', 'clipboard-write'] });
  const lost = part(page, 'lost');
  const lines = await lost.locator('li').allInnerTexts();
  assert.equal(lines.length, 4);
  assert.match(lines[0], /“a part that went”, on the page “Networking”\s+Kept without a place\./);
  assert.match(lines[1], /“x”, on the page “gone\/page”\s+Its page is gone\./);
  assert.match(lines[2], /Skill “gone\.skill”\s+Its skill is gone\./);
  assert.match(lines[3], /Evidence for skill “gone\.other”\s+https:\/\/example\.org\/gone/);
  const first = lost.locator('li').first();
  await first.getByRole('button', { name: /^Copy/ }).click();
  await page.getByText('Copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'Kept without a place.');
  await first.getByRole('button', { name: /^Delete/ }).click();
  await lost.getByText('Kept without a place.').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Notes and evidence');
  await page.locator('.notice', { hasText: 'The note is deleted.' }).getByRole('button', { name: 'Undo' }).click();
  await lost.getByText('Kept without a place.').waitFor();
  assert.deepEqual(await kept(page), Object.fromEntries(Object.entries(FULL).sort()));
  assert.deepEqual(complaints, []);
  await close();
});

test('any number of notes without a place is shown some at a time, and none is lost', async () => {
  const sections = Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`note:section/p${n}.md#h`, `Note ${n}.`]));
  // All of these have one and the same place.
  const placed = Object.fromEntries(Array.from({ length: 1_500 }, (_, n) => [`note:section/definition/networking.x${n}#networking`, `Placed ${n}.`]));
  const many = { ...sections, ...placed, 'skill:networking.dns': 'working' };
  /** @param {Page} page */
  const elements = (page) => page.locator('hops-plan').evaluate((plan) => plan.getElementsByTagName('*').length);
  // Somebody's link, and a file that is merged.
  for (const how of ['link', 'file']) {
    const { page, complaints, close } = await open({}, { permissions: ['clipboard-read', 'clipboard-write'] });
    const few = await elements(page);
    if (how === 'link') {
      await page.evaluate((hash) => (location.hash = hash), await fragment(page, many));
      await part(page, 'shared').waitFor();
    } else {
      await choose(page, plan(many));
      await button(page, 'Merge').click();
      await page.getByText('Note 29.', { exact: true }).waitFor();
    }
    assert((await elements(page)) < few + 2_000, `${how}: ${await elements(page)} elements, ${few} before`);
    const lost = part(page, 'lost');
    assert.equal(await lost.locator('.hops-plan-note').count(), 30);
    await lost.getByText('8,970 more are not shown.').waitFor();
    await lost.getByRole('button', { name: 'Show 30 more' }).click();
    assert.equal(await lost.locator('.hops-plan-note').count(), 60);
    assert(await lost.locator('li').nth(30).evaluate((item) => item === document.activeElement), 'the focus is on the first new one');
    await part(page, 'notes').getByText('1,200 more are not shown.').waitFor();
    if (how === 'file') {
      await button(page, 'Copy as Markdown').first().click();
      await page.getByText('Copied.').waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      assert(text.includes('> Note 8999.') && text.includes('> Placed 1499.'));
      assert.equal(Object.keys(await kept(page)).filter((id) => id in many).length, Object.keys(many).length);
      // On its own page, too.
      await page.evaluate(() => {
        const { state } = /** @type {any} */ (window).hops;
        const items = Array.from({ length: 400 }, (_, n) => [`note:section/index.md#gone-${n}`, { value: 'x', time: 1 }]);
        state.merge({ ...state.document(), items: Object.fromEntries(items) });
      });
      await page.goto(`${books.guide.base}/index.html`);
      assert.equal(await page.locator('.hops-lost > p').count(), 31);
      assert.match(await page.locator('.hops-lost').innerText(), /More of them: 370 are in your plan$/);
    }
    assert.deepEqual(complaints, []);
    await close();
  }
});

test('a note follows its section to where that has moved', async () => {
  const values = { 'note:section/elements.md#old-name': 'On tables.', 'note:section/old/elements.md#moved-to-dough': 'On resting.', 'note:section/old/elements.md#tables': 'Page and all.' };
  const { page, close } = await open(values, { book: 'style' });
  const notes = part(page, 'notes');
  for (const [note, name, path] of [['On tables.', 'Every element: Tables', 'elements.html#tables'], ['On resting.', 'Dough: Resting', 'craft/dough/index.html#resting'], ['Page and all.', 'Every element: Tables', 'elements.html#tables']]) {
    const link = notes.locator('li', { hasText: note }).getByRole('link');
    assert.equal(await link.textContent(), name);
    assert.equal(await link.getAttribute('href'), path);
  }
  assert(await part(page, 'lost').isHidden());
  await close();
});

test('a mark changed here moves to its list, the focus with it; what is being written is let be', async () => {
  const { page, context, complaints, close } = await open(FULL);
  const marks = part(page, 'marks');
  await marks.getByRole('button', { name: 'To do: School of SRE' }).focus();
  await page.keyboard.press('Enter');
  await marks.getByRole('radio', { name: 'Doing' }).check();
  const note = marks.getByRole('textbox', { name: 'My note' });
  await note.fill('Half a senten');
  // Meanwhile another tab ticks a skill.
  const other = await context.newPage();
  await other.goto(`${books.guide.base}/${PAGES.guide}`);
  await other.evaluate(() => /** @type {any} */ (window).hops.state.set('skill:databases.write-sql', 'entry'));
  await page.bringToFront();
  await heard(page, 'skill:databases.write-sql');
  await frames(page);
  assert.equal(await note.inputValue(), 'Half a senten');
  await note.press('End');
  await page.keyboard.type('ce');
  await button(page, 'Done').click();
  await frames(page);
  assert.match(await marks.innerText(), /Doing\s+Python[^]*School of SRE\s+My note: Half a sentence\s+Doing/);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Doing: School of SRE');
  assert.deepEqual(complaints, []);
  await close();
});

// ---- Taking it along.

test('the file is called after the book and the day, and holds everything', async () => {
  const { page, complaints, close } = await open(FULL);
  const download = page.waitForEvent('download');
  await part(page, 'take').getByRole('button', { name: 'Export a file' }).click();
  const file = await download;
  const day = await page.evaluate(() => new Date().toLocaleDateString('sv-SE'));
  assert.equal(file.suggestedFilename(), `how-to-get-into-sre-plan-${day}.json`);
  const { schema, book, items } = JSON.parse(readFileSync(await file.path(), 'utf8'));
  assert.deepEqual([schema, book], [1, 'how-to-get-into-sre']);
  assert.deepEqual(Object.fromEntries(Object.entries(items).map(([id, { value }]) => [id, value])), FULL);
  await page.getByText(`The file ${file.suggestedFilename()} is in your downloads.`).waitFor();
  // The same file on an empty browser.
  const other = await open();
  await other.page.getByLabel('Import a file').setInputFiles(await file.path());
  await button(other.page, 'Replace').click();
  assert.deepEqual(await kept(other.page), await kept(page));
  assert.deepEqual([...complaints, ...other.complaints], []);
  await other.close();
  await close();
});

test('a file is previewed; merging keeps what is newer, and is undone', async () => {
  const { page, complaints, close } = await open({ 'skill:networking.dns': 'working', 'resource:py4e': 'todo', 'note:resource/py4e': 'mine' });
  const before = await kept(page);
  const file = plan({ 'skill:networking.dns': 'senior', 'skill:databases.write-sql': 'entry', 'resource:py4e': 'done', 'read:index.md': true }, { time: 1_700_000_000_001 });
  file.items['resource:py4e'].time = 5;
  await choose(page, file);
  const preview = part(page, 'import');
  await preview.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'import');
  const words = await preview.innerText();
  assert.match(words, /This file, of 22 November 2026, holds 2 skills, 1 mark, 1 page read\. You have 1 skill, 1 mark, 1 note(, a place in the book)?\./);
  assert.match(words, /Merging would change 3 entries\. Replacing would change 4 and remove 1\./);
  assert.deepEqual(await kept(page), before, 'nothing has changed yet');
  await button(page, 'Cancel').click();
  assert(await preview.isHidden());
  assert.deepEqual(await kept(page), before);
  // The same file again.
  await choose(page, file);
  await button(page, 'Merge').click();
  assert.deepEqual(await kept(page), { ...before, 'read:index.md': true, 'skill:databases.write-sql': 'entry', 'skill:networking.dns': 'senior' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Where I am');
  await page.locator('.notice', { hasText: 'The plans are merged.' }).getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await kept(page), before);
  assert(await part(page, 'undo').isHidden());
  assert.deepEqual(complaints, []);
  await close();
});

test('undoing an import takes back what it changed, and nothing that was written since', async () => {
  const mine = { 'skill:networking.dns': 'working', 'note:resource/py4e': 'mine', 'resource:school-of-sre': 'todo' };
  for (const how of ['Merge', 'Replace']) {
    for (const where of ['notice', 'page']) {
      const { page, context, complaints, close } = await open(mine);
      await choose(page, plan({ 'skill:networking.dns': 'senior', 'note:resource/py4e': 'theirs', 'skill:databases.write-sql': 'entry', 'resource:think-python-3e': 'done' }, { time: 1_700_000_000_001 }));
      await button(page, how).click();
      // Written after it: something new, here and in another tab; something that the import had changed; something that it had brought and that is taken back.
      const other = await context.newPage();
      await other.goto(`${books.guide.base}/${PAGES.guide}`);
      await other.evaluate(() => /** @type {any} */ (window).hops.state.set('skill:security.patching', 'entry'));
      await page.bringToFront();
      await heard(page, 'skill:security.patching');
      await page.evaluate(() => {
        const { state } = /** @type {any} */ (window).hops;
        state.set('note:section/definition/networking.md#networking', 'written since');
        state.set('note:resource/py4e', 'mine again');
        state.set('resource:think-python-3e', null);
      });
      if (where === 'notice') await page.locator('.notice', { hasText: /merged|replaced/ }).getByRole('button', { name: 'Undo' }).click();
      else await button(page, 'Undo the import').click();
      await page.locator('.notice', { hasText: 'Undone, except for what you have changed since: that stays.' }).waitFor();
      const expected = { ...mine, 'note:resource/py4e': 'mine again', 'note:section/definition/networking.md#networking': 'written since', 'skill:security.patching': 'entry' };
      assert.deepEqual(await kept(page), Object.fromEntries(Object.entries(expected).sort()), `${how}, ${where}`);
      // Nor does the other tab bring back what was undone.
      await other.evaluate(() => /** @type {any} */ (window).hops.state.set('skill:databases.backup', 'entry'));
      await heard(page, 'skill:databases.backup');
      assert.deepEqual(Object.keys(await kept(page)).filter((id) => !(id in expected)), ['skill:databases.backup']);
      assert(await part(page, 'undo').isHidden());
      assert.deepEqual(complaints, []);
      await close();
    }
  }
});

test('replacing keeps only what the file holds, and is undone by a button that stays', async () => {
  const { page, complaints, close } = await open(FULL);
  const before = await kept(page);
  await choose(page, plan({ 'skill:networking.dns': 'entry' }));
  await button(page, 'Replace').click();
  assert.deepEqual(await kept(page), { 'skill:networking.dns': 'entry' });
  await page.locator('.notice', { hasText: 'Your plan is replaced.' }).getByRole('button', { name: 'Dismiss' }).click();
  await button(page, 'Undo the import').click();
  assert.deepEqual(await kept(page), before);
  assert.match(await part(page, 'where').innerText(), /Networking 2 of 6/);
  assert.deepEqual(complaints, []);
  await close();
});

/** One entry of every kind that there is, and what it is called. @type {[string, unknown, string][]} */
const KINDS = [
  ['skill:networking.dns', 'working', '1 skill'],
  ['evidence:networking.dns', 'https://example.org/', '1 evidence link'],
  ['resource:py4e', 'doing', '1 mark'],
  ['note:resource/py4e', 'mine', '1 note'],
  ['planner', { from: 'tech-support' }, 'a route'],
  ['trace', [{ text: 'Answered phones', kind: 'job' }], 'a path of one’s own'],
  ['practice:top-clients', { s: 2.3065, d: 2.1181, due: 20_782, log: [[20_780, 3, 0]] }, '1 practised question'],
  ['mock', { day: 20_780, minutes: 45, at: 1, items: [{ id: 'top-clients' }] }, 'a mock interview'],
  ['scenario:full-disk', { steps: ['df -h'] }, '1 incident'],
  ['review:full-disk', 'What happened', '1 review'],
  ['advert', { text: 'We are looking for' }, 'an advert'],
  ['employer', { chosen: ['last-page'], breakers: {} }, 'questions to companies'],
  ['company:1', { name: 'Acme', answers: {} }, '1 company'],
  ['oncall', { people: '4' }, 'numbers of the calculator'],
  ['realities-check', { statements: { 'own-pager': 'reality' }, answers: {} }, 'answers of the realities check'],
  ['name', 'Alex Morgan', 'a name'],
  ['read:index.md', true, '1 page read'],
  ['place', { page: 'index.md', heading: '', title: 'How to' }, 'a place in the book'],
  ['setting:theme', 'light', 'settings'],
  ['view:resources', 'q=dns', 'settings'],
  ['later:kind', 1, '1 other entry'],
];

test('every kind of thing that is kept is named before it is erased, and before it comes in', async () => {
  // The list at the head of state.js, in which whoever keeps a new kind writes it down.
  const source = readFileSync(new URL('../../theme/hops/state.js', import.meta.url), 'utf8');
  const lines = [...source.matchAll(/^\/\/   ([a-z-]+:?)/gm)];
  const inWords = (all) => [...new Set(all.map((id) => id.replace(/:.*/, ':')))].sort();
  assert.deepEqual(inWords(lines.map(([, id]) => id)), inWords(KINDS.map(([id]) => id).filter((id) => !id.startsWith('later'))));
  const { page, complaints, close } = await open({});
  for (const [id, value, words] of KINDS) {
    const document = plan({ [id]: value });
    const found = await page.evaluate((document) => /** @type {any} */ (window).hops.exchange.counts(document), document);
    assert.equal(found, words, id);
    assert.equal(await page.evaluate((text) => /** @type {any} */ (window).hops.exchange.check(text).leftOut, JSON.stringify(document)), '', id);
  }
  const all = Object.fromEntries(KINDS.map(([id, value]) => [id, value]));
  const words = [...new Set(KINDS.map(([, , words]) => words))].join(', ');
  await choose(page, plan(all));
  // A hidden part has words, too, but not yet these.
  await part(page, 'import').waitFor();
  assert.match(await part(page, 'import').innerText(), new RegExp(`This file, of 22 November 2026, holds ${words}\\. You have (a place in the book|nothing)\\.`));
  await button(page, 'Merge').click();
  await button(page, 'Erase all …').click();
  assert((await page.getByRole('dialog', { name: 'Erase everything?' }).innerText()).includes(`This browser holds ${words} for this book.`));
  assert.deepEqual(complaints, []);
  await close();
});

test('erasing asks first; Escape and Keep it change nothing', async () => {
  const { page, complaints, close } = await open(FULL);
  const before = await kept(page);
  const ask = button(page, 'Erase all …');
  await ask.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Erase everything?' });
  assert.match(await dialog.innerText(), /3 skills, 2 evidence links, 4 marks, 7 notes, a route, a name, 1 page read, (a place in the book, )?settings for this book/);
  await page.keyboard.press('Escape');
  assert(await dialog.isHidden());
  assert(await ask.evaluate((one) => one === document.activeElement));
  await ask.click();
  await button(page, 'Keep it').click();
  assert.deepEqual(await kept(page), before);
  await ask.click();
  const download = page.waitForEvent('download');
  await button(page, 'Export a file first').click();
  assert((await download).suggestedFilename().endsWith('.json'));
  assert(await dialog.isVisible());
  await dialog.getByRole('button', { name: 'Erase all', exact: true }).click();
  await page.getByText('Nothing is ticked yet.').waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem('hops:how-to-get-into-sre')), null);
  assert.deepEqual(complaints, []);
  await close();
});

test('the plan is copied as Markdown, and shown selected where copying is not allowed', async () => {
  const { page, complaints, close } = await open({ 'skill:networking.dns': 'working', 'evidence:networking.dns': 'https://example.org/a(b)', 'resource:py4e': 'doing', 'note:resource/py4e': 'One\nTwo', planner: { from: 'tech-support', to: 'sre' } });
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await part(page, 'take').getByRole('button', { name: 'Copy as Markdown' }).click();
  const box = page.getByLabel('Text to copy');
  await box.waitFor();
  const { text, selected } = await box.evaluate((box) => ({ text: box.value, selected: box.value.slice(box.selectionStart, box.selectionEnd) }));
  assert.equal(selected, text);
  const base = books.guide.base;
  const expected = `# My plan: How to Get Into SRE

DATE

## Where I am

- Networking (1 of 6 skills: 1 working)
  - Working: Explain and debug DNS

## My route

- [Technical support engineer: open my route](${base}/your-path/planner.html#from=tech-support&to=sre)

## Doing

- [Python for Everybody](https://www.py4e.com/)
  > One
  > Two

## Notes and evidence

- [Explain and debug DNS](${base}/your-path/checklist.html#hops-skill-networking.dns): [https://example.org/a(b)](https://example.org/a%28b%29)

## What next
`;
  assert.equal(text.replace(/^\d+ \w+ 20\d\d$/m, 'DATE').slice(0, expected.length), expected);
  assert.match(text, /- \[Explain TCP\/IP in motion\]\(.+\), from \[.+\]\(https:.+\)\n/);
  assert.deepEqual(complaints, []);
  await close();
});

test('the skills sheet has the name, the skills by area, what each level means, and the evidence', async () => {
  const { page, complaints, close } = await open({ ...FULL, name: null }, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByText('See the sheet').click();
  const sheet = page.locator('[data-slot="skills"]');
  assert.equal(await sheet.locator('h4').innerText(), 'Skills');
  await page.getByLabel(/A name to stand over it/).fill('Sam Okoro');
  await page.keyboard.press('Tab');
  await sheet.getByText('Sam Okoro: skills').waitFor();
  assert.equal((await kept(page)).name, 'Sam Okoro');
  const checklist = await visit(books.browser, books.guide, 'your-path/checklist.html');
  const meaning = await checklist.page.locator('label:has([data-skill="networking.dns"][data-level="working"])').innerText();
  await checklist.close();
  const words = await sheet.innerText();
  assert(words.includes(`Explain and debug DNS (working): ${meaning.replace('Working: ', '').trim()} https://example.org/dns-notes`), words);
  assert.match(words, /Software engineering\s+Write a small program people can run \(senior\)[^]*Networking/);
  assert.match(words, /three levels: entry, working and senior/);
  assert.doesNotMatch(words, /Chapter 7|Databases|gone/);
  await part(page, 'skills').getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByText('Copied.').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^# Sam Okoro: skills\n[^]*\n## Networking\n\n- \*\*Explain and debug DNS\*\* \(working\): .* \[https:\/\/example\.org\/dns-notes\]\(https:\/\/example\.org\/dns-notes\)\n/);
  assert.deepEqual(complaints, []);
  await close();
});

// ---- On paper.

/** Presses a button, and says what is on the sheet that it prints: visible headings, and how many pages of A4. @param {Page} page @param {string} name */
async function printed(page, name) {
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', document.documentElement.dataset.sheet ?? '');
  });
  await button(page, name).click();
  const sheet = await page.evaluate(() => document.documentElement.dataset.printed);
  await page.emulateMedia({ media: 'print' });
  const seen = (await page.locator('main').innerText()).trim();
  const controls = await page.locator('main :is(button:not([data-marked]), input, textarea, select)').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
  await page.emulateMedia({ media: 'screen' });
  // Whoever prints next gets the whole page.
  assert.equal(await page.evaluate(() => document.documentElement.dataset.sheet), undefined);
  return { sheet, seen, controls, pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length };
}

test('each sheet is printed alone, on one page', async () => {
  const { page, complaints, close } = await open(FULL);
  const whole = await printed(page, 'Print the plan');
  assert.deepEqual([whole.sheet, whole.pages, whole.controls], ['plan', 1, 0]);
  assert.match(whole.seen, /^My plan: How to Get Into SRE\. \d+ \w+ 20\d\d\s+Where I am/);
  for (const words of ['Explain and debug DNS', 'Chapter 7 on Tuesday.', 'https://example.org/dns-notes', 'Kept without a place.', 'What next']) assert(whole.seen.includes(words), words);
  for (const words of ['Share by link', 'Safari', 'Take it along', 'The other 66']) assert(!whole.seen.includes(words), words);
  const skills = await printed(page, 'Print the skills sheet');
  assert.deepEqual([skills.sheet, skills.pages, skills.controls], ['skills', 1, 0]);
  assert.match(skills.seen, /^Alex Morgan: skills/);
  assert(skills.seen.includes('https://example.org/dns-notes') && !skills.seen.includes('Chapter 7') && !skills.seen.includes('What next'));
  await button(page, 'My own plan').first().click();
  await button(page, 'My own plan').nth(1).click();
  const pair = await printed(page, 'Print this sheet');
  assert.deepEqual([pair.sheet, pair.pages, pair.controls], ['buddy', 1, 0]);
  assert.match(pair.seen, /^Me and Buddy, /);
  assert(!pair.seen.includes('What next') && !pair.seen.includes('From a file'));
  assert.deepEqual(complaints, []);
  await close();
});

test('printed as it is, the page has the plan and no controls', async () => {
  const { page, close } = await open(FULL, { viewport: { width: 680, height: 1000 } });
  await page.emulateMedia({ media: 'print' });
  const seen = await page.locator('main').innerText();
  for (const words of ['My plan', 'Where I am', 'Technical support engineer: open my route', 'Chapter 7 on Tuesday.', 'What to do next']) assert(seen.includes(words), words);
  for (const words of ['Share by link', 'Erase', 'Make a link', 'fill in by hand']) assert(!seen.includes(words), words);
  assert.equal(await page.locator('hops-plan :is(input, textarea, select)').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 0);
  // A copy without anything of the reader's is the blank plan.
  await page.evaluate(() => document.documentElement.setAttribute('data-blank', ''));
  const blank = await page.locator('main').innerText();
  assert(blank.includes('☐ entry ☐ working ☐ senior') && !blank.includes('Chapter 7'));
  await close();
});

// ---- Plans of others.

test('a shared plan is read only; the way back, and back again', async () => {
  const { page, complaints, close } = await open({ 'skill:databases.write-sql': 'entry' });
  const before = await kept(page);
  const hash = await fragment(page, FULL);
  await page.evaluate((hash) => (location.hash = hash), hash);
  const banner = part(page, 'shared');
  await banner.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'shared');
  assert.match(await banner.innerText(), /It holds 3 skills, 2 evidence links, 4 marks, 7 notes, and was last changed on 22 November 2026\./);
  assert.match(await part(page, 'where').innerText(), /Networking 2 of 6/);
  assert.equal(await page.locator('hops-plan .hops-own').count(), 0);
  assert.deepEqual(
    await page.locator('hops-plan :is(button, input, textarea)').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent).filter((words) => words !== 'Copy')),
    ['Take it over …', 'Put it beside mine', 'Back to my own plan'],
  );
  await button(page, 'Back to my own plan').click();
  assert(await banner.isHidden());
  assert.equal(new URL(page.url()).hash, '');
  assert.match(await part(page, 'where').innerText(), /Databases 1 of 6/);
  await page.goBack();
  await banner.waitFor();
  assert.deepEqual(await kept(page), before);
  assert.deepEqual(complaints, []);
  await close();
});

test('going to a part of the page, as by the skip link, leaves a shared plan in view', async () => {
  const { page, complaints, close } = await open();
  await page.evaluate((hash) => (location.hash = hash), await fragment(page, FULL));
  await part(page, 'shared').waitFor();
  await page.getByRole('link', { name: 'Skip to the text' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**#Page-text');
  await frames(page);
  assert.match(await part(page, 'where').innerText(), /Networking 2 of 6/);
  await button(page, 'Back to my own plan').click();
  await page.getByText('Nothing is ticked yet.').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('a shared plan is taken over with a preview; what it cannot hold stays when it replaces', async () => {
  const mine = { 'skill:databases.write-sql': 'entry', 'setting:theme': 'dark', name: 'Me Myself' };
  const { page, complaints, close } = await open(mine);
  await page.evaluate((hash) => (location.hash = hash), await fragment(page, { 'skill:networking.dns': 'senior' }));
  await button(page, 'Take it over …').click();
  assert.match(await part(page, 'import').innerText(), /This link, of 22 November 2026, holds 1 skill\. You have 1 skill, a name, (a place in the book, )?settings\.\s+Merging would change 1 entry\. Replacing would change 1 and remove 1\./);
  await button(page, 'Cancel').click();
  assert.deepEqual(await kept(page), Object.fromEntries(Object.entries(mine).sort()));
  await button(page, 'Take it over …').click();
  await button(page, 'Replace').click();
  assert.deepEqual(await kept(page), { name: 'Me Myself', 'setting:theme': 'dark', 'skill:networking.dns': 'senior' });
  assert.equal(new URL(page.url()).hash, '');
  assert(await part(page, 'shared').isHidden());
  await button(page, 'Undo the import').click();
  assert.deepEqual(await kept(page), Object.fromEntries(Object.entries(mine).sort()));
  assert.deepEqual(complaints, []);
  await close();
});

test('an address with a broken plan says so, and shows the reader’s own', async () => {
  const { page, complaints, close } = await open({ 'skill:databases.write-sql': 'entry' }, { hash: '#plan=1.broken' });
  await page.locator('.notice', { hasText: /The plan in this address cannot be opened\. .*missing or was changed.*This is your own plan\./ }).waitFor();
  assert.match(await part(page, 'where').innerText(), /Databases 1 of 6/);
  assert(await part(page, 'shared').isHidden());
  assert.deepEqual(complaints, []);
  await close();
});

test('whatever somebody packs into a link, it is a plan or there is a notice, and the reader’s own plan', async () => {
  const { page, complaints, close } = await open({ 'skill:databases.write-sql': 'entry' });
  const odd = ['x', '', 0, -1, 1.5, 1e308, true, null, [], [null], {}, { toString: null }, { length: 1 }, { a: { b: { c: {} } } }, 'constructor', '__proto__'];
  const good = plan({ 'skill:networking.dns': 'working' });
  const item = { value: 'entry', time: 1 };
  const made = [
    ...['schema', 'book', 'since', 'updated', 'items'].flatMap((part) => odd.map((value) => ({ ...good, [part]: value }))),
    ...odd.flatMap((value) => [value, { ...good, items: { 'skill:x': value } }, { ...good, items: { 'skill:networking.dns': { ...item, time: value } } }]),
    ...['skill:networking.dns', 'skill:x', 'evidence:networking.dns', 'evidence:x', 'resource:py4e', 'resource:x', 'note:resource/py4e', 'note:x'].flatMap((id) => odd.map((value) => ({ ...good, items: { [id]: { value, time: 1 } } }))),
    ...['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '', ':', '#', '/', '.md#', 'x#', '#x'].flatMap((name) =>
      ['', 'note:', 'note:section/', 'note:skill/', 'note:resource/', 'note:question/', 'evidence:', 'skill:'].map((kind) => ({ ...good, items: Object.fromEntries([[`${kind}${name}`, { ...item, value: 'senior' }]]) })),
    ),
  ];
  const faults = [];
  for (const [what, text] of new Set(made.map((document) => JSON.stringify(document))).entries()) {
    await page.evaluate((hash) => (location.hash = hash), `#plan=1.${deflateRawSync(what).toString('base64url')}`);
    const end = page.locator('[data-part="shared"]:not([hidden]), .notice-problem').first();
    await end.waitFor({ timeout: 5_000 }).catch(() => faults.push(`nothing happens: ${text}`));
    const isShared = await part(page, 'shared').isVisible();
    const own = /Databases 1 of 6/.test(await part(page, 'where').innerText());
    if (isShared === own) faults.push(`${own ? 'both' : 'neither'}: ${text}`);
    // Back to one's own.
    await page.evaluate(() => document.querySelectorAll('.notice').forEach((notice) => notice.remove()));
    await page.evaluate(() => (location.hash = ''));
    await part(page, 'shared').waitFor({ state: 'hidden' });
  }
  assert.deepEqual(faults, []);
  assert.deepEqual(complaints, []);
  await close();
});

test('whatever stands in the storage, the plan is shown', async () => {
  const odd = [0, true, [], [null], {}, { toString: null }, { length: 1, from: 'student', avoid: { length: 1, toString: null } }, 'constructor', '__proto__'];
  const ids = ['skill:networking.dns', 'evidence:networking.dns', 'evidence:x', 'resource:py4e', 'note:resource/py4e', 'note:section/constructor', 'note:x', 'planner', 'name'];
  for (const value of odd) {
    const { page, complaints, close } = await open({ 'skill:databases.write-sql': 'entry', ...Object.fromEntries(ids.map((id) => [id, value])) });
    assert.match(await part(page, 'where').innerText(), /Databases 1 of 6/, JSON.stringify(value));
    assert.deepEqual(complaints, [], JSON.stringify(value));
    await close();
  }
});

test('evidence is shown as the address that it leads to, wherever it is shown', async () => {
  /** What somebody wrote, and where it leads. @type {[string, string][]} */
  const addresses = [
    ['https://ex\u0430mple.org/', 'https://xn--exmple-4nf.org/'],
    ['https://example.org\u2044login.elsewhere.example/', 'https://example.xn--orglogin-g03d.elsewhere.example/'],
    ['https://example%2eorg%2eelsewhere.example/', 'https://example.org.elsewhere.example/'],
    ['https://elsewhere.example\\@example.org/', 'https://elsewhere.example/@example.org/'],
    ['https://elsewhere.example/\u202egro.elpmaxe//:sptth', 'https://elsewhere.example/%E2%80%AEgro.elpmaxe//:sptth'],
    ['https:elsewhere.example', 'https://elsewhere.example/'],
    ['https://2130706433/', 'https://127.0.0.1/'],
    ['https://example.org/#\u2066\u200b', 'https://example.org/#%E2%81%A6%E2%80%8B'],
  ];
  for (const [written, leads] of addresses) {
    const values = { 'skill:networking.dns': 'working', 'evidence:networking.dns': written, 'evidence:gone.skill': written };
    const { page, complaints, close } = await open(values, { permissions: ['clipboard-read', 'clipboard-write'] });
    const isRight = async () => {
      const links = await page.locator('hops-plan a.bare').evaluateAll((all) => all.map((a) => [a.textContent, a.href]));
      assert.equal(links.length, 2, written);
      for (const [text, href] of links) assert.deepEqual([text, href], [leads, leads], written);
      assert.equal(await part(page, 'lost').locator('.hops-plan-note').textContent(), leads);
    };
    await isRight();
    await button(page, 'Copy as Markdown').first().click();
    await page.getByText('Copied.').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert(!text.includes(written) || written === leads, text);
    await page.evaluate((hash) => (location.hash = hash), await fragment(page, values));
    await part(page, 'shared').waitFor();
    await isRight();
    await page.goto(`${books.guide.base}/your-path/checklist.html`);
    const own = page.locator('.hops-own-line a');
    assert.deepEqual(await own.evaluateAll((all) => all.map((a) => [a.textContent, a.href])), (await own.count()) === 0 ? [] : [[leads, leads]]);
    assert.deepEqual(complaints, []);
    await close();
  }
});

test('two plans side by side, from a file and a link: what each can show the other, and what both mean to do', async () => {
  const { page, complaints, close } = await open({ 'skill:networking.dns': 'working', 'skill:databases.write-sql': 'entry', 'resource:py4e': 'doing', 'resource:school-of-sre': 'todo' });
  const before = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  const buddy = part(page, 'buddy');
  const [one, other] = [buddy.locator('fieldset').nth(0), buddy.locator('fieldset').nth(1)];
  await one.getByRole('button', { name: 'My own plan' }).click();
  assert(await part(page, 'pair').isHidden(), 'one plan is no pair');
  const theirs = { 'skill:networking.dns': 'entry', 'skill:security.patching': 'senior', 'skill:databases.write-sql': 'entry', 'resource:py4e': 'todo', 'resource:school-of-sre': 'done' };
  await other.getByLabel('From a file').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(plan(theirs))) });
  const sheet = page.locator('[data-slot="pair"]');
  await sheet.waitFor();
  assert.equal(await other.getByRole('status').innerText(), 'This file holds 3 skills, 2 marks.');
  await other.getByLabel('Name').fill('Kim');
  const words = await sheet.innerText();
  assert.match(words, /Me can show Kim: 1 skill: Explain and debug DNS\./);
  assert.match(words, /Both mean to do: 1 resource\.\s+Python for Everybody/);
  const table = sheet.getByRole('table', { name: 'Networking' });
  assert.deepEqual(await table.getByRole('columnheader').allTextContents(), ['Skill', 'Me', 'Kim']);
  assert.deepEqual(await table.getByRole('row').nth(1).locator('th, td').allTextContents(), ['Explain and debug DNS', 'working', 'entry']);
  // A link in the same place.
  await other.getByLabel('From a link').fill(`https://elsewhere.example/x.html${await fragment(page, { 'skill:databases.write-sql': 'senior' })}`);
  await page.keyboard.press('Tab');
  await sheet.getByText('Kim can show Me: 1 skill').waitFor();
  await other.getByLabel('From a link').fill('https://example.org/no-plan');
  await page.keyboard.press('Tab');
  await other.getByText(/This link is not used\. It holds no plan/).waitFor();
  assert.equal(await page.evaluate(() => JSON.stringify({ ...localStorage })), before);
  assert.deepEqual(complaints, []);
  await close();
});

test('a shared plan is put beside one’s own', async () => {
  const { page, complaints, close } = await open({ 'skill:databases.write-sql': 'entry' });
  await page.evaluate((hash) => (location.hash = hash), await fragment(page, { 'skill:networking.dns': 'senior' }));
  await button(page, 'Put it beside mine').click();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Study buddy');
  assert.match(await page.locator('[data-slot="pair"]').innerText(), /Me can show Buddy: 1 skill[^]*Buddy can show Me: 1 skill: Explain and debug DNS\./);
  assert.deepEqual(complaints, []);
  await close();
});

// ---- Everywhere.

test('without scripts there is a blank plan, and nothing that would not work', async () => {
  const { page, close } = await open(undefined, { javaScriptEnabled: false });
  assert.equal(await page.locator('.hops-plan-area').count(), 12);
  const line = page.locator('[data-skill="networking.dns"]');
  assert.match(await line.innerText(), /Explain and debug DNS\s+☐ entry ☐ working ☐ senior\s+.+ \(Free\)/);
  assert.equal(await line.getByRole('link').first().getAttribute('href'), 'checklist.html#hops-skill-networking.dns');
  assert.equal(await page.locator('hops-plan :is(button, input, textarea, select)').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 0);
  await page.emulateMedia({ media: 'print' });
  assert(await line.isVisible());
  await close();
});

test('when its script does not arrive, the blank plan is shown', async () => {
  const context = await books.browser.newContext();
  const page = await context.newPage();
  await page.route('**/widgets*.js', (route) => route.abort());
  await page.goto(`${books.guide.base}/${PAGES.guide}`);
  const line = page.locator('[data-skill="networking.dns"]');
  await line.waitFor();
  assert(await page.locator('.hops-plan-live').isHidden());
  await context.close();
});

test('on the page with the whole book the plan is the blank one', async () => {
  const { page, complaints, close } = await open(FULL);
  await page.goto(`${books.guide.base}/print.html`);
  const line = page.locator('[data-skill="networking.dns"] .hops-plan-levels');
  assert(await line.isVisible());
  assert(await page.locator('.hops-plan-live').isHidden());
  assert.deepEqual(complaints, []);
  await close();
});

test('nothing moves, with nothing kept and with a whole plan, however late the script', async () => {
  for (const values of [undefined, FULL]) {
    for (const viewport of [{ width: 375, height: 812 }, { width: 1350, height: 900 }]) {
      const { page, context, close } = await open(values, { viewport });
      await noteMovement(context);
      await page.route('**/widgets*.js', async (route) => {
        await new Promise((done) => setTimeout(done, 600));
        await route.continue();
      });
      // In the middle of the plan, as after a reload.
      await page.goto('about:blank');
      await page.goto(`${books.guide.base}/${PAGES.guide}#your-plan`);
      await page.locator('hops-plan[data-ready]').waitFor();
      assert.deepEqual(await movementOf(page), [], `${values ? 'full' : 'empty'}, ${viewport.width} px`);
      await close();
    }
  }
});

test('nothing scrolls sideways and nothing is cut off, down to 320 px', async () => {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(5);
  const values = { ...FULL, name: long.slice(0, 200), 'note:resource/py4e': long, 'note:section/gone.md#x': long, 'evidence:networking.dns': `https://example.org/${long}` };
  for (const width of WIDTHS) {
    const { page, close } = await open(values, { viewport: { width, height: 800 } });
    await page.locator('hops-plan details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
    await button(page, 'My own plan').first().click();
    await button(page, 'My own plan').nth(1).click();
    await page.getByLabel('Name', { exact: true }).first().fill(long.slice(0, 80));
    await page.getByRole('checkbox', { name: /^With notes/ }).check();
    await button(page, 'Make a link').click();
    await part(page, 'link').waitFor();
    await choose(page, plan(values));
    await part(page, 'import').waitFor();
    assert.equal(await sideways(page), 0, `${width} px`);
    const cut = await page.locator('hops-plan :is(p, li, h3, h4, h5, td, th, button, label)').evaluateAll((all) =>
      all.filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0).map((one) => one.textContent.slice(0, 60)),
    );
    assert.deepEqual(cut, [], `${width} px`);
    await close();
  }
});

test('by keyboard alone: a link is made, a plan imported, arrows stay in the field', async () => {
  const { page, complaints, close } = await open(FULL);
  const start = page.url();
  await page.getByRole('checkbox', { name: /^With evidence/ }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Make a link');
  await page.keyboard.press('Enter');
  await part(page, 'link').waitFor();
  await page.keyboard.press('Tab');
  assert.match(await page.evaluate(() => document.activeElement.value), /#plan=1\./);
  for (const key of ['ArrowRight', 'ArrowLeft', 's', '?', 'c']) await page.keyboard.press(key);
  await page.getByLabel(/A name to stand over it/).focus();
  for (const key of ['ArrowRight', 'ArrowLeft', 's', '/', '?', 'c']) await page.keyboard.press(key);
  assert.equal(page.url(), start);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await choose(page, plan({ 'skill:databases.write-sql': 'entry' }));
  await part(page, 'import').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal((await kept(page))['skill:databases.write-sql'], 'entry');
  assert.deepEqual(complaints, []);
  await close();
});

test('every state is clean for axe, light and dark', async () => {
  const states = /** @type {[string, (page: Page) => Promise<void>][]} */ ([
    ['filled', async (page) => page.locator('hops-plan details').evaluateAll((all) => all.forEach((one) => (one.open = true)))],
    ['preview', (page) => choose(page, plan(FULL))],
    ['merged', async (page) => {
      await choose(page, plan(FULL));
      await button(page, 'Merge').click();
    }],
    ['refused', (page) => choose(page, 'x')],
    ['link', async (page) => {
      await button(page, 'Make a link').click();
      await part(page, 'link').waitFor();
    }],
    ['erase', (page) => button(page, 'Erase all …').click()],
    ['buddy', async (page) => {
      await button(page, 'My own plan').first().click();
      await button(page, 'My own plan').nth(1).click();
    }],
    ['shared', async (page) => {
      await page.evaluate((hash) => (location.hash = hash), await fragment(page, FULL));
      await part(page, 'shared').waitFor();
    }],
    ['copying refused', async (page) => {
      await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
      await part(page, 'take').getByRole('button', { name: 'Copy as Markdown' }).click();
    }],
  ]);
  const faults = [];
  for (const [what, bring] of states) {
    const { page, close } = await open({ ...FULL, 'setting:theme': null }, { reducedMotion: 'reduce', viewport: { width: 375, height: 800 } });
    await bring(page);
    // What lies under the bar or a notice is no smaller for it.
    await page.evaluate(() => scrollTo(0, 0));
    await frames(page);
    faults.push(...(await lookTwice(page)).map((fault) => `${what}, ${fault}`));
    await close();
  }
  assert.deepEqual(faults, []);
});

test('it works from a disk: ticks, files, links', async () => {
  const context = await books.browser.newContext();
  const page = await context.newPage();
  const complaints = watch(page, 'file://');
  const address = pathToFileURL(join(BOOKS.guide, PAGES.guide)).href;
  await page.goto(address);
  await page.locator('hops-plan[data-ready]').waitFor();
  await choose(page, plan(FULL));
  await button(page, 'Merge').click();
  await page.getByText('Networking').first().waitFor();
  await button(page, 'Make a link').click();
  await part(page, 'link').waitFor();
  assert.match(await page.locator('[data-slot="share-words"]').innerText(), /the copy of the book on this disk/);
  const link = await page.locator('[data-slot="link"]').inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await part(page, 'shared').waitFor();
  await button(page, 'Back to my own plan').click();
  assert.equal(page.url(), address);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the style book has it, too, where nothing but the data is another', async () => {
  const { page, complaints, close } = await open({ 'skill:dough.knead': 'entry' }, { book: 'style' });
  assert.match(await part(page, 'where').innerText(), /Dough 1 of 2 skills: 1 entry/);
  assert.equal(MOUNTS.style, '/guide/');
  assert.deepEqual(complaints, []);
  await close();
});
