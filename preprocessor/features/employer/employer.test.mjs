// Interviewing a company: questions, the sheet, deal-breakers, up to four companies side by side; in a real browser. Enter at `open`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean } from '../../../tests/browser/axe.mjs';
import { keep, kept, sideways, useBooks, visit } from '../../../tests/browser/browser.mjs';
import { movementOf } from '../../../tests/browser/movement.mjs';

const PAGE = 'interviews/interview-the-company.html';
/** Questions of the book: chosen for the sheet, and with a line drawn. */
const CHOSEN = ['six-months', 'last-page', 'rotation'];
const LINE = 'fewer than five people';
const FILLED = {
  employer: { chosen: CHOSEN, breakers: { rotation: { text: LINE, set: '2026-11-03', late: false }, 'who-left': { text: '', set: '2026-11-20', late: true } } },
  'company:1': { name: 'Acme', answers: { 'six-months': { mark: 'green', text: 'canaries' }, rotation: { mark: 'red', text: 'three people\nno time back' } } },
  'company:3': { name: 'Bolt <b>& Sons</b>', answers: { 'six-months': { mark: 'amber', text: '' }, 'feared-part': { mark: 'green', text: 'the billing job' } } },
};

const books = useBooks(['guide']);

/** @param {import('playwright-core').BrowserContextOptions} [options] @param {string} [path] */
const open = (options = {}, path = PAGE) => visit(books.browser, books.guide, path, options);

/** @typedef {import('playwright-core').Page} Page */

/** A question of the list. @param {Page} page @param {string} id */
const ask = (page, id) => page.locator(`.hops-ask[data-question="${id}"]`);

/** What one company answered to a question. @param {Page} page @param {number} number @param {string} id */
const reply = (page, number, id) => page.locator(`.hops-company[data-number="${number}"] [data-question="${id}"]`);

/** @param {Page} page @param {string} name */
async function add(page, name) {
  await page.getByLabel('Name of a company').fill(name);
  await page.getByRole('button', { name: 'Add it' }).click();
}

/** The day in the page's own time. @param {Page} page */
const todayInWords = (page) => page.evaluate(() => new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }));

for (const javaScriptEnabled of [true, false]) {
  test(`every question has its parts, the article's three first, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    const { page, complaints, close } = await open({ javaScriptEnabled });
    const asks = page.locator('.hops-ask');
    assert((await asks.count()) >= 15);
    for (const question of await asks.all()) {
      await question.locator('summary').click();
      const words = (await question.innerText()).replaceAll(/\s+/g, ' ');
      assert.match(words, /\? .*Why you ask: \S.*Sounds good: \S.*Sounds worrying: \S.*Ask further: \S.*\?/s);
    }
    for (const index of [0, 1, 2]) {
      assert.match((await asks.nth(index).locator('summary').textContent()) ?? '', /after Alice Goldfuss/);
      assert.equal(await asks.nth(index).getByRole('link').getAttribute('href'), 'https://blog.alicegoldfuss.com/how-to-get-into-sre/');
    }
    for (const selector of ['.hops-companies', '.hops-ask-choice', '[data-do="print"]']) assert.equal(await page.locator(selector).first().isVisible(), javaScriptEnabled, selector);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('questions are chosen for the sheet, which holds them, the deal-breakers and room to write', async () => {
  const { page, close } = await open();
  const onSheet = () => page.locator('.hops-sheet-asks > li').evaluateAll((items) => items.filter((item) => !item.hidden).map((item) => item.dataset.question));
  const all = await page.locator('.hops-ask').count();
  assert.equal((await onSheet()).length, all);
  for (const id of CHOSEN.toReversed()) await ask(page, id).getByLabel('On my sheet').check();
  assert.deepEqual(await onSheet(), CHOSEN, 'in the order of the page');
  await ask(page, 'who-left').getByLabel('Deal-breaker').check();
  assert.deepEqual(await onSheet(), [...CHOSEN, 'who-left'], 'what would break the deal has to be asked');
  await ask(page, 'who-left').getByLabel('Where the line is').fill('nobody says');
  await page.reload();
  assert.deepEqual(await onSheet(), [...CHOSEN, 'who-left']);
  assert(await ask(page, 'rotation').getByLabel('On my sheet').isChecked());
  await page.evaluate(() => {
    window.print = () => Object.assign(window, { printed: document.documentElement.dataset.sheet });
  });
  await page.getByRole('button', { name: 'Print the sheet' }).click();
  assert.equal(await page.evaluate(() => window.printed), 'employer');
  await page.emulateMedia({ media: 'print' });
  assert(await page.getByText('My deal-breakers, set beforehand:').isVisible());
  assert(await page.locator('[data-slot="breakers"]').getByText('nobody says').isVisible());
  for (const words of ['Company:', 'Date:', 'I talked to:', 'A question of my own, and the answer:', 'To use when we talk about pay:']) assert(await page.getByText(words, { exact: true }).isVisible(), words);
  for (const hidden of ['h1', '.hops-asks', '.hops-companies', '[data-do="print"]']) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  const room = await page.locator('.hops-sheet-asks > li:not([hidden])').evaluateAll((items) => items.map((item) => item.getBoundingClientRect().bottom - item.lastElementChild.getBoundingClientRect().bottom));
  assert(room.every((height) => height > 100), `${room}`);
  await close();
});

for (const [what, chosen, most] of /** @type {const} */ ([
  ['four questions', [...CHOSEN, 'who-left'], 1],
  ['all questions', [], 2],
])) {
  test(`the sheet with ${what} takes ${most === 1 ? 'one page' : 'two pages'} of paper`, async () => {
    const { page, close } = await open();
    if (chosen.length > 0) await keep(page, { employer: { chosen, breakers: { rotation: { text: LINE, set: '2026-11-03', late: false } } } });
    await page.evaluate(() => {
      document.documentElement.dataset.sheet = 'employer';
    });
    const pdf = await page.pdf({ format: 'A4' });
    assert.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length, most);
    await close();
  });
}

test('a deal-breaker that was set beforehand is remembered with its day, and reminded of when the answer is red', async () => {
  const { page, complaints, close } = await open();
  const question = ask(page, 'rotation');
  await question.getByLabel('Deal-breaker').check();
  await question.getByLabel('Where the line is').fill(LINE);
  const set = `Set on ${await todayInWords(page)}, before your first answer.`;
  await question.getByText(set).waitFor();
  await add(page, 'Acme');
  const answer = reply(page, 1, 'rotation');
  for (const mark of ['Green', 'Amber']) {
    await answer.getByLabel(mark).check();
    assert.equal(await answer.getByText('deal-breakers').isVisible(), false, mark);
  }
  await answer.getByLabel('Red').check();
  const words = `This is one of your deal-breakers. Your line: “${LINE}”. ${set} You decided on it on a calm day.`;
  assert.equal(await answer.locator('.hops-breaker').textContent(), words);
  assert.equal(await page.locator('hops-employer [data-slot="status"]').textContent(), words);
  assert.match((await page.locator('.hops-compare-box .hops-breaker').textContent()) ?? '', /^Acme has a deal-breaker of yours:How many people.*fewer than five people/);
  assert.match((await page.locator('.hops-company > summary').textContent()) ?? '', /1 red.*1 of 1 deal-breaker met$/);
  await page.reload();
  assert.equal(await reply(page, 1, 'rotation').locator('.hops-breaker').textContent(), words);
  assert.deepEqual(complaints, []);
  await close();
});

test('a deal-breaker that changes when there are answers is said to be late, and not forbidden', async () => {
  const { page, close } = await open();
  await keep(page, FILLED);
  const question = ask(page, 'rotation');
  assert.match((await question.locator('[data-slot="set"]').textContent()) ?? '', /^Set on 3 November 2026, before/);
  await question.getByLabel('Where the line is').fill('fewer than three people');
  await page.getByText('You have answers already, and are moving the line.').waitFor();
  assert.match((await question.locator('[data-slot="set"]').textContent()) ?? '', new RegExp(`^Set on ${await todayInWords(page)}, when you had answers already\\.$`));
  const { text, late } = (await kept(page, 'employer')).breakers.rotation;
  assert.deepEqual({ text, late }, { text: 'fewer than three people', late: true });
  assert.doesNotMatch((await reply(page, 1, 'rotation').locator('.hops-breaker').textContent()) ?? '', /calm day/);
  const before = await kept(page, 'employer');
  await question.getByLabel('Deal-breaker').uncheck();
  await page.getByText('this was one of your deal-breakers').waitFor();
  assert.equal((await kept(page, 'employer')).breakers.rotation, undefined);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await kept(page, 'employer'), before);
  await ask(page, 'last-page').getByLabel('Deal-breaker').check();
  await page.getByText('is marked as set late').last().waitFor();
  assert.equal((await kept(page, 'employer')).breakers['last-page'].late, true);
  await close();
});

test('four companies can be written about, one removed and brought back, and the focus is never lost', async () => {
  const { page, close } = await open();
  const summaries = page.locator('.hops-company > summary');
  const names = ['Acme', 'Bolt', 'Coil', ''];
  for (const [index, name] of names.entries()) {
    await add(page, name);
    assert(await summaries.nth(index).evaluate((summary) => summary === document.activeElement), `the focus goes to “${name}”`);
  }
  assert.match((await summaries.nth(3).textContent()) ?? '', /^Company 4/);
  assert(await page.getByLabel('Name of a company').isDisabled());
  assert(await page.getByText('Four is all there is room for.').isVisible());
  await reply(page, 2, 'six-months').getByLabel('What they said').fill('tickets');
  await page.locator('.hops-company[data-number="2"]').getByRole('button', { name: 'Remove' }).click();
  assert.equal(await kept(page, 'company:2'), null);
  assert.equal(await summaries.count(), 3);
  assert.notEqual(await page.evaluate(() => document.activeElement?.localName), 'body');
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await kept(page, 'company:2'), { name: 'Bolt', answers: { 'six-months': { mark: 'not-asked', text: 'tickets' } } });
  await summaries.nth(1).click();
  await page.locator('.hops-company[data-number="2"]').getByLabel('Name').fill('Bolt Ltd');
  assert.match((await summaries.nth(1).textContent()) ?? '', /^Bolt Ltd/);
  await close();
});

test('what is written is kept while it is typed, as text, in every tab and after the page was left', async () => {
  const { page, context, complaints, close } = await open();
  await add(page, 'Acme');
  const field = reply(page, 1, 'last-page').getByLabel('What they said');
  const nasty = '<img src=x onerror=alert(1)> & "the old box"\nyesterday';
  await field.fill(nasty);
  await field.press('End');
  await field.pressSequentially(' s?/');
  const other = await context.newPage();
  await other.goto(`${books.guide.base}/${PAGE}`);
  await other.locator('.hops-company > summary').click();
  assert.equal(await reply(other, 1, 'last-page').getByLabel('What they said').inputValue(), `${nasty} s?/`);
  await reply(other, 1, 'last-page').getByLabel('Amber').check();
  await page.waitForFunction(() => document.querySelector('.hops-company [data-question="last-page"] [value="amber"]')?.checked);
  assert.equal(await field.inputValue(), `${nasty} s?/`);
  assert.equal(await page.locator('hops-employer img').count(), 0);
  assert.equal(await page.locator('.hops-reply-words').first().textContent(), `${nasty} s?/`);
  assert.deepEqual(complaints, []);
  await close();
});

test('companies stand side by side in a table, each mark as a word, with what was not asked about', async () => {
  const { page, close } = await open();
  await keep(page, FILLED);
  const table = page.getByRole('table', { name: 'Answers of 2 companies' });
  assert.deepEqual(await table.getByRole('columnheader').allTextContents(), ['Question', 'Acme', 'Bolt <b>& Sons</b>']);
  const rows = await table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.deepEqual(rows.map(([, ...cells]) => cells), [
    ['Greencanaries', 'Amber'],
    ['Not asked', 'Not asked'],
    ['Redthree people\nno time back', 'Not asked'],
    // Not chosen, but answered.
    ['Not asked', 'Greenthe billing job'],
    ['1 green, 1 red, 2 not asked', '1 green, 1 amber, 2 not asked'],
  ]);
  assert.match(rows[2][0], /Deal-breaker$/);
  const notAsked = await page.locator('.hops-compare-box > .hops-aside').allTextContents();
  assert.deepEqual(notAsked.map((words) => words.split(' was ')[0]), ['Acme', 'Bolt <b>& Sons</b>']);
  assert.match(notAsked[1], /not asked about a deal-breaker of yours yet: How many people.* Who left/);
  // The shape tells the marks apart, too.
  const shapes = await page.locator('.hops-marks').first().locator('.hops-mark').evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark, '::before').content));
  assert.equal(new Set(shapes).size, 4, `${shapes}`);
  await close();
});

test('keys in its controls turn no page and open nothing', async () => {
  const { page, close } = await open();
  await keep(page, FILLED);
  await page.locator('hops-employer details').evaluateAll((folds) => folds.forEach((fold) => fold.setAttribute('open', '')));
  const controls = page.locator('hops-employer :is(input, textarea)');
  assert((await controls.count()) > 40);
  for (const control of [...(await page.locator('.hops-ask').first().locator('input').all()), ...(await page.locator('.hops-companies :is(input, textarea)').all()).slice(0, 12)]) {
    if (!(await control.isVisible())) continue;
    await control.focus();
    for (const key of ['ArrowLeft', 'ArrowRight', 's', '/', '?', 'c']) await page.keyboard.press(key);
    assert.equal(await page.locator('dialog[open]').count(), 0);
    assert(page.url().endsWith(PAGE));
  }
  await close();
});

test('the keyboard alone is enough to mark an answer', async () => {
  const { page, close } = await open();
  await page.getByLabel('Name of a company').focus();
  await page.keyboard.type('Acme');
  await page.keyboard.press('Enter');
  for (let presses = 0; presses < 6 && (await page.evaluate(() => document.activeElement?.getAttribute('type'))) !== 'radio'; presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp');
  assert.deepEqual(await kept(page, 'company:1'), { name: 'Acme', answers: { 'six-months': { mark: 'red', text: '' } } });
  await page.keyboard.press('Tab');
  await page.keyboard.type('a thousand servers');
  assert.equal((await kept(page, 'company:1')).answers['six-months'].text, 'a thousand servers');
  await close();
});

for (const width of [320, 1350]) {
  test(`with everything filled in and open, axe finds nothing at ${width} px, in light and dark`, async () => {
    const { page, close } = await open({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    await keep(page, FILLED);
    await page.locator('hops-employer details').evaluateAll((folds) => folds.forEach((fold) => fold.setAttribute('open', '')));
    await assertClean(page);
    assert.equal(await sideways(page), 0);
    const small = await page.locator('hops-employer :is(input, textarea, summary, button)').evaluateAll((controls) =>
      controls.filter((control) => control.checkVisibility() && Math.min(control.getBoundingClientRect().width, control.getBoundingClientRect().height) < 24).map((control) => control.outerHTML),
    );
    assert.deepEqual(small, []);
    await close();
  });
}

test('on paper the questions are open, the comparison stands, the fields are gone; a blank copy has no answers', async () => {
  const { page, close } = await open();
  await keep(page, FILLED);
  await page.emulateMedia({ media: 'print' });
  assert(await ask(page, 'six-months').getByText('Why you ask:').isVisible());
  assert(await page.locator('.hops-compare').getByText('no time back').isVisible());
  for (const selector of ['.hops-ask-choice', '.hops-company', '.hops-company-add']) assert.equal(await page.locator(selector).first().isVisible(), false, selector);
  await page.evaluate(() => {
    document.documentElement.dataset.blank = '';
  });
  assert.equal(await page.locator('.hops-compare').isVisible(), false);
  assert.equal(await page.locator('[data-slot="breakers"]').isVisible(), false);
  await page.emulateMedia({ media: null });
  assert(await page.getByRole('button', { name: 'Print a blank copy' }).isVisible());
  await page.evaluate(() => window.hops.state.forget());
  assert.equal(await page.getByRole('button', { name: 'Print a blank copy' }).isVisible(), false);
  await close();
});

for (const [width, height] of [
  [375, 812],
  [1350, 900],
]) {
  test(`nothing moves while what is kept appears, at ${width} px`, async () => {
    const { page, close } = await open({ viewport: { width, height } });
    await keep(page, FILLED);
    await page.goto(`${books.guide.base}/${PAGE}`);
    await page.locator('.hops-compare').waitFor();
    assert.deepEqual(await movementOf(page), []);
    await close();
  });
}

test('what somebody has spoilt in the storage does no harm', async () => {
  const { page, complaints, close } = await open();
  for (const values of [
    { employer: 'x', 'company:1': 5 },
    { employer: { chosen: 'all', breakers: { rotation: 7, 'last-page': { text: 1 } } }, 'company:1': { name: 7 }, 'company:2': { name: 'B', answers: { rotation: { mark: 'blue', text: 'x' } } } },
    { employer: { chosen: [7, 'gone'], breakers: { gone: { text: 'x', set: 'never', late: 1 } } }, 'company:2': { name: 'B', answers: null } },
  ]) {
    await keep(page, values);
    await page.reload();
    assert((await page.locator('.hops-ask').count()) >= 15);
  }
  assert.match((await page.locator('.hops-company > summary').textContent()) ?? '', /^B /);
  assert.deepEqual(complaints, []);
  await close();
});
