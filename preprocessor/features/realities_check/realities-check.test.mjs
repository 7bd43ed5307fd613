// The realities check in a real browser: statements are judged and explained, honest questions lead to an outcome in words. Enter at `open`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean } from '../../../tests/browser/axe.mjs';
import { BOOKS, kept, sideways, sourceOf, useBooks, visit } from '../../../tests/browser/browser.mjs';
import { movementOf } from '../../../tests/browser/movement.mjs';

const PAGE = 'realities-check.html';
const STATEMENTS = 12;
const QUESTIONS = 7;

const books = useBooks(['guide']);

/** @param {import('playwright-core').BrowserContextOptions} [options] */
const open = (options = {}) => visit(books.browser, books.guide, PAGE, options);

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {number} index */
const statement = (page, index) => page.locator('.hops-statement').nth(index);

/** Gives the answer that weighs so to a question. @param {import('playwright-core').Locator} question @param {string} weighs */
async function chooseAnswer(question, weighs) {
  const id = await question.locator(`.hops-meanings [data-weighs="${weighs}"]`).first().getAttribute('data-answer');
  await question.locator(`input[value="${id}"]`).check();
}

/** The same, question by question. @param {Page} page @param {string[]} weights */
async function answer(page, weights) {
  for (const [index, weighs] of weights.entries()) await chooseAnswer(page.locator('.hops-honest > li').nth(index), weighs);
}

/** @param {Page} page */
const outcomes = (page) => page.locator('.hops-outcome').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.querySelector('h3')?.textContent));

test('a statement is explained when it is judged, right or wrong, and what was said is kept', async () => {
  const { page, complaints, close } = await open();
  assert.equal(await page.locator('.hops-statement').count(), STATEMENTS);
  const truths = await page.locator('.hops-statement').evaluateAll((items) => items.map((item) => item.dataset.is));
  assert(new Set(truths).size === 2);
  for (const index of truths.keys()) {
    const item = statement(page, index);
    assert.equal(await item.locator('details').evaluate((fold) => fold.open), false, 'it is judged before it is explained');
    // Every other one as the book has it.
    const says = index % 2 ? truths[index] : truths[index] === 'reality' ? 'expectation' : 'reality';
    await item.locator(`input[value="${says}"]`).check();
    const said = (await item.locator('[data-slot="said"]').innerText()).trim();
    assert.match(said, index % 2 ? /and so does this book\.$/ : /This book counts it as an? \w+\.$/);
    assert.equal(await page.locator('hops-realities-check [data-slot="status"]').first().textContent(), said);
    assert.match(await item.locator('details').innerText(), truths[index] === 'reality' ? /Reality\. \S/ : /Expectation\. \S/);
  }
  assert.equal(await page.locator('[data-slot="statements"]').textContent(), `${STATEMENTS} of ${STATEMENTS} answered.`);
  assert.equal(Object.keys((await kept(page, 'realities-check')).statements).length, STATEMENTS);
  await page.reload();
  assert(await statement(page, 3).locator(`input[value="${truths[3]}"]`).isChecked());
  assert.doesNotMatch((await page.locator('main').innerText()).toLowerCase(), /\b(score|points? of|right answers?|\d+ (right|correct)|personality)\b/);
  assert.deepEqual(complaints, []);
  await close();
});

test('the comparison that a statement is about stands with it', async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  const realities = sourceOf(BOOKS.guide, 'realities.html');
  const compared = page.locator('.hops-compared', { hasText: 'In the comparison:' });
  assert((await compared.count()) >= 7);
  for (const line of await compared.allTextContents()) {
    const claim = /You may expect: (.*?) You will find:/.exec(line)?.[1] ?? 'none';
    assert(realities.includes(claim), claim);
  }
  assert.match(realities, /href="realities-check\.html"/);
  assert((await page.locator('main a[href="realities.html"]').count()) > 0, 'and back');
  await close();
});

for (const [what, weights, title] of /** @type {const} */ ([
  ['nothing that speaks against it', ['for', 'for', 'ask', 'for', 'for', 'for', 'for'], /^Nothing you chose/],
  ['one answer against it', ['for', 'against', 'ask', 'for', 'for', 'for', 'for'], /^Look twice/],
  ['two answers against it', ['against', 'against', 'ask', 'for', 'for', 'for', 'for'], /^Look twice/],
  ['three answers against it', ['against', 'against', 'against', 'for', 'for', 'for', 'for'], /^Perhaps not this job/],
  ['all answers against it', Array(QUESTIONS).fill('against'), /^Perhaps not this job/],
])) {
  test(`the outcome with ${what} is in words, with roles to look at`, async () => {
    const { page, complaints, close } = await open();
    await answer(page, [...weights]);
    const shown = await outcomes(page);
    assert.equal(shown.length, 1);
    assert.match(shown[0] ?? '', title);
    const against = weights.filter((weighs) => weighs === 'against').length;
    const list = (name) => page.locator(`[data-slot="${name}"] li`);
    assert.equal(await list('against').count(), against);
    assert.equal(await list('ask').count(), weights.filter((weighs) => weighs === 'ask').length);
    assert.equal(await page.locator('[data-slot="roles"]').isVisible(), against > 0);
    const links = await list('roles').locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.equal(links.length, await list('roles').count());
    assert.equal(new Set(links).size, links.length, 'each role once');
    for (const link of links) assert.match(link ?? '', /^your-path\/planner\.html#hops-role-[a-z-]+$/);
    assert.equal(await page.locator('[data-slot="answers"]').textContent(), `${QUESTIONS} of ${QUESTIONS} answered.`);
    assert.doesNotMatch(await page.locator('.hops-outcomes').innerText(), /\d/, 'no number stands in it');
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('only the chosen answer is explained, the outcome changes with it and is announced, and all is taken back', async () => {
  const { page, close } = await open();
  assert.equal((await outcomes(page)).length, 3, 'before anything is answered all of them can be read');
  await answer(page, ['against', 'against', 'against']);
  const status = page.locator('hops-realities-check [data-slot="status"]').last();
  assert.match((await status.textContent()) ?? '', /^What comes of it so far: Perhaps not/);
  const first = page.locator('.hops-honest > li').first();
  const shown = () => first.locator('.hops-says').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
  assert.match(String(await shown()), /^Speaks against it\. [^,]+.* Look at: /);
  await chooseAnswer(first, 'for');
  assert.match(String(await shown()), /^Speaks for it\. /);
  assert.match((await outcomes(page))[0] ?? '', /^Look twice/);
  await page.reload();
  assert.match((await outcomes(page))[0] ?? '', /^Look twice/);
  const before = await kept(page, 'realities-check');
  await page.locator('[data-clear="answers"]').click();
  assert.equal(await kept(page, 'realities-check'), null);
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'input');
  assert.equal((await outcomes(page)).length, 3);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await kept(page, 'realities-check'), before);
  await close();
});

test('the keyboard alone is enough, and its keys turn no page', async () => {
  const { page, close } = await open();
  await statement(page, 0).locator('input').first().focus();
  await page.keyboard.press('ArrowDown');
  for (const key of ['s', '/', '?', 'c']) await page.keyboard.press(key);
  assert.equal(Object.values((await kept(page, 'realities-check')).statements)[0], 'reality');
  await page.keyboard.press('ArrowLeft');
  assert.equal(Object.values((await kept(page, 'realities-check')).statements)[0], 'expectation');
  await page.locator('.hops-honest input').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  assert.equal(Object.keys((await kept(page, 'realities-check')).answers).length, 1);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert(page.url().endsWith(PAGE));
  await close();
});

test('without JavaScript every statement has its fold, every answer its meaning, every outcome its condition, and no dead control', async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator('hops-realities-check :is(input, button)').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 0);
  await statement(page, 0).locator('summary').click();
  assert(await statement(page, 0).getByText(/^Reality\./).isVisible());
  for (const fold of await page.locator('.hops-meanings > summary').all()) await fold.click();
  const says = page.locator('.hops-meanings > .hops-says');
  assert((await says.count()) >= 3 * QUESTIONS);
  for (const line of await says.all()) assert.match(await line.innerText(), /\S+\s+(Speaks for it|Ask about it|Speaks against it)\. \S/);
  for (const words of ['If none of your answers speaks against it:', 'If 1 to 2 of your answers speak against it:', 'If 3 or more of your answers speak against it:']) assert(await page.getByText(words).isVisible(), words);
  await close();
});

for (const width of [320, 1350]) {
  test(`before and after answering, axe finds nothing at ${width} px, in light and dark`, async () => {
    const { page, close } = await open({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    for (const answered of [false, true]) {
      if (answered) {
        for (let index = 0; index < STATEMENTS; index += 1) await statement(page, index).locator('input').first().check();
        await answer(page, ['against', 'ask', 'for', 'against', 'ask', 'for', 'against']);
      }
      await assertClean(page);
      assert.equal(await sideways(page), 0);
    }
    await close();
  });
}

for (const [width, height] of [
  [375, 812],
  [1350, 900],
]) {
  test(`nothing moves while what is kept appears, at ${width} px`, async () => {
    const { page, close } = await open({ viewport: { width, height } });
    await statement(page, 0).locator('input').first().check();
    await answer(page, ['against', 'ask', 'for']);
    await page.evaluate(() => scrollTo(0, 0));
    await page.reload();
    await page.locator('.hops-outcome.is-mine').first().waitFor({ state: 'attached' });
    assert.deepEqual(await movementOf(page), []);
    await close();
  });
}

test('on paper all is open; with answers it has the reader’s own outcome, and a blank copy has all of them', async () => {
  const { page, close } = await open();
  await page.emulateMedia({ media: 'print' });
  assert.equal((await outcomes(page)).length, 3);
  const says = (index) => page.locator('.hops-honest > li').nth(index).locator('.hops-says').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  assert.deepEqual([await says(0), await says(1)], [3, 3]);
  await page.emulateMedia({ media: null });
  await answer(page, ['against']);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual([await says(0), await says(1)], [1, 3]);
  assert.equal((await outcomes(page)).length, 1);
  assert(await page.getByText(/She warns of the opposite/).isVisible());
  await page.evaluate(() => {
    document.documentElement.dataset.blank = '';
  });
  assert.equal((await outcomes(page)).length, 3);
  await close();
});

test('what somebody has spoilt in the storage does no harm', async () => {
  const { page, complaints, close } = await open();
  for (const value of ['x', { statements: 5, answers: null }, { statements: { 'own-pager': 'maybe', gone: 'reality' }, answers: { pay: 'gone"]', nights: 7 } }]) {
    await page.evaluate((value) => window.hops.state.set('realities-check', value), value);
    await page.reload();
    assert.equal(await page.locator('hops-realities-check input:checked').count(), 0);
  }
  assert.deepEqual(complaints, []);
  await close();
});
