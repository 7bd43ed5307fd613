// The page with the reader's plan: what it takes in, gives out and erases, and plans of others, in a real browser. The scripts under test are
// preprocessor/features/plan/; what a file or a link may hold is in exchange.test.mjs.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { choose, visit } from '../../../tests/browser/browser.mjs';
import { FULL, PAGES, books, button, fragment, frames, heard, open, ownOf, part, plan } from './plan.mjs';

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
  assert.deepEqual(await ownOf(other.page), await ownOf(page));
  assert.deepEqual([...complaints, ...other.complaints], []);
  await other.close();
  await close();
});

test('a file is previewed; merging keeps what is newer, and is undone', async () => {
  const { page, complaints, close } = await open({ 'skill:networking.dns': 'working', 'resource:py4e': 'todo', 'note:resource/py4e': 'mine' });
  const before = await ownOf(page);
  const file = plan({ 'skill:networking.dns': 'senior', 'skill:databases.write-sql': 'entry', 'resource:py4e': 'done', 'read:index.md': true }, { time: 1_700_000_000_001 });
  file.items['resource:py4e'].time = 5;
  await choose(page, file);
  const preview = part(page, 'import');
  await preview.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'import');
  const words = await preview.innerText();
  assert.match(words, /This file, of 22 November 2026, holds 2 skills, 1 mark, 1 page read\. You have 1 skill, 1 mark, 1 note(, a place in the book)?\./);
  assert.match(words, /Merging would change 3 entries\. Replacing would change 4 and remove 1\./);
  assert.deepEqual(await ownOf(page), before, 'nothing has changed yet');
  await button(page, 'Cancel').click();
  assert(await preview.isHidden());
  assert.deepEqual(await ownOf(page), before);
  // The same file again.
  await choose(page, file);
  await button(page, 'Merge').click();
  assert.deepEqual(await ownOf(page), { ...before, 'read:index.md': true, 'skill:databases.write-sql': 'entry', 'skill:networking.dns': 'senior' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Where I am');
  await page.locator('.notice', { hasText: 'The plans are merged.' }).getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await ownOf(page), before);
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
      assert.deepEqual(await ownOf(page), Object.fromEntries(Object.entries(expected).sort()), `${how}, ${where}`);
      // Nor does the other tab bring back what was undone.
      await other.evaluate(() => /** @type {any} */ (window).hops.state.set('skill:databases.backup', 'entry'));
      await heard(page, 'skill:databases.backup');
      assert.deepEqual(Object.keys(await ownOf(page)).filter((id) => !(id in expected)), ['skill:databases.backup']);
      assert(await part(page, 'undo').isHidden());
      assert.deepEqual(complaints, []);
      await close();
    }
  }
});

test('replacing keeps only what the file holds, and is undone by a button that stays', async () => {
  const { page, complaints, close } = await open(FULL);
  const before = await ownOf(page);
  await choose(page, plan({ 'skill:networking.dns': 'entry' }));
  await button(page, 'Replace').click();
  assert.deepEqual(await ownOf(page), { 'skill:networking.dns': 'entry' });
  await page.locator('.notice', { hasText: 'Your plan is replaced.' }).getByRole('button', { name: 'Dismiss' }).click();
  await button(page, 'Undo the import').click();
  assert.deepEqual(await ownOf(page), before);
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
  // The lists at the heads of these files, in which whoever keeps a new kind writes it down.
  const features = new URL('../', import.meta.url);
  const files = readdirSync(features, { recursive: true }).filter((path) => /\/(all-)?kept\.js$/.test(path.toString()));
  const lines = files.flatMap((path) => [...readFileSync(new URL(path.toString(), features), 'utf8').matchAll(/^\/\/   ([a-z-]+:?)/gm)]);
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
  const before = await ownOf(page);
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
  assert.deepEqual(await ownOf(page), before);
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
  assert.equal((await ownOf(page)).name, 'Sam Okoro');
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

// ---- Plans of others.

test('a shared plan is read only; the way back, and back again', async () => {
  const { page, complaints, close } = await open({ 'skill:databases.write-sql': 'entry' });
  const before = await ownOf(page);
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
  assert.deepEqual(await ownOf(page), before);
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
  assert.deepEqual(await ownOf(page), Object.fromEntries(Object.entries(mine).sort()));
  await button(page, 'Take it over …').click();
  await button(page, 'Replace').click();
  assert.deepEqual(await ownOf(page), { name: 'Me Myself', 'setting:theme': 'dark', 'skill:networking.dns': 'senior' });
  assert.equal(new URL(page.url()).hash, '');
  assert(await part(page, 'shared').isHidden());
  await button(page, 'Undo the import').click();
  assert.deepEqual(await ownOf(page), Object.fromEntries(Object.entries(mine).sort()));
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
