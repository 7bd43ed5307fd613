// Mock interviews, in a real browser: mixed, gone on with after a reload, ended, stopped.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LEVELS, listOf, open, today } from './practice.mjs';
import { keep, kept } from '../../../tests/browser/browser.mjs';

/** Begins one. @param {import('playwright-core').Page} page @param {string[]} kinds @param {string} minutes */
async function begin(page, kinds, minutes) {
  await page.locator('summary', { hasText: 'A mock interview' }).click();
  const form = page.getByRole('form', { name: 'A mock interview' });
  for (const box of await form.getByRole('checkbox').all()) await box.setChecked(kinds.includes((await box.getAttribute('value')) ?? ''));
  await form.getByLabel('Time').selectOption(minutes);
  await form.getByRole('button', { name: 'Begin' }).click();
}

test('a mock interview mixes kinds and levels, goes on after a reload, and ends with a result without a grade', async () => {
  const { page, question, ask, field, complaints, close } = await open();
  await begin(page, ['coding', 'linux', 'behaviour'], '45');
  await question.getByText(/^Question 1 of 6: .*, entry level\. About 8 minutes\.$/).waitFor();
  assert(await ask.evaluate((heading) => heading === document.activeElement));
  const mock = await kept(page, 'mock');
  const all = await listOf(page);
  const asked = mock.items.map(({ id }) => all.find((one) => one.id === id));
  assert.equal(new Set(mock.items.map(({ id }) => id)).size, 6, 'no question twice');
  assert.deepEqual(['behaviour', 'coding', 'linux'].map((kind) => asked.filter((one) => one.kind === kind).length), [2, 2, 2]);
  const levels = asked.map(({ level }) => LEVELS.indexOf(level));
  assert.deepEqual(levels, levels.toSorted(), 'easiest first');
  assert(levels[0] === 0 && new Set(levels).size >= 2, `${levels}`);
  assert.equal(await page.getByRole('button', { name: 'Draw a question', exact: true }).isVisible(), false, 'there is nothing else to do');
  assert.equal(await question.getByRole('button', { name: 'Compare with a strong answer' }).isVisible(), false);

  await field.fill('First <i>words</i>');
  await question.getByRole('button', { name: 'Next question' }).click();
  await question.getByText(/^Question 2 of 6/).waitFor();
  assert.equal(await field.inputValue(), '');
  await question.getByLabel('I say it aloud').check();
  await page.reload();
  await question.getByText(/^Question 2 of 6/).waitFor();
  assert(await question.getByLabel('I say it aloud').isChecked());
  for (const number of [3, 4, 5, 6]) {
    await question.getByRole('button', { name: 'Next question' }).click();
    await question.getByText(new RegExp(`^Question ${number} of 6`)).waitFor();
  }
  await question.getByRole('button', { name: 'See the result' }).click();
  const result = page.getByRole('region', { name: 'Your mock interview' });
  const head = result.getByRole('heading', { name: 'Your mock interview' });
  await head.waitFor();
  assert(await head.evaluate((heading) => heading === document.activeElement));
  assert.equal(await question.isVisible(), false);
  const items = result.locator('.hops-practice-items > li');
  assert.equal(await items.count(), 6);
  assert.match((await items.nth(0).textContent()) ?? '', /First <i>words<\/i>/);
  assert.match((await items.nth(1).textContent()) ?? '', /Said aloud\./);
  assert.match((await items.nth(2).textContent()) ?? '', /Nothing written\./);
  assert.doesNotMatch((await result.locator('> p').allTextContents()).join(' '), /%|score|points|passed|failed/i);
  assert.equal(await kept(page, 'note:question/' + mock.items[0].id), null, 'an interview keeps its own words');

  // What is ticked is kept, and what is not is what to look at next.
  const look = result.locator('[data-slot="look"] > li');
  assert.equal(await look.count(), 6);
  const boxes = items.nth(0).getByRole('checkbox');
  for (const box of await boxes.all()) await box.check();
  assert.equal(await look.count(), 5);
  assert.equal((await kept(page, 'mock')).items[0].ticked.length, await boxes.count());
  assert.match((await look.first().textContent()) ?? '', /^Question [2-6] \(.+\): \d of \d items not ticked\.Rests on: .*Learn it from: /s);

  // Kept until it is removed; seen again when it is asked for.
  await page.reload();
  await page.getByText('the last one is kept').click();
  assert.equal(await result.isVisible(), false);
  await page.getByRole('button', { name: 'See your last mock interview' }).click();
  await head.waitFor();
  assert.equal(await items.nth(0).getByRole('checkbox', { checked: true }).count(), await boxes.count());
  await result.getByRole('button', { name: 'Remove it' }).click();
  assert.equal(await kept(page, 'mock'), null);
  await page.getByRole('button', { name: 'Undo' }).click();
  await head.waitFor();
  assert.equal((await kept(page, 'mock')).items.length, 6);
  assert.deepEqual(complaints, []);
  await close();
});

test('a mock interview can be stopped: what was asked stays, and nothing if nothing was', async () => {
  const { page, question, field, close } = await open();
  await begin(page, ['networking'], '30');
  await question.getByText(/^Question 1 of 4/).waitFor();
  await question.getByRole('button', { name: 'Stop here' }).click();
  await page.getByRole('status').getByText('The mock interview is stopped. Nothing of it is kept.').waitFor();
  assert.equal(await kept(page, 'mock'), null);
  await page.getByRole('form', { name: 'A mock interview' }).getByRole('button', { name: 'Begin' }).click();
  await question.getByText(/^Question 1 of 4/).waitFor();
  await question.getByRole('button', { name: 'Next question' }).click();
  await question.getByText(/^Question 2 of 4/).waitFor();
  await field.fill('Half a sentence');
  await question.getByRole('button', { name: 'Stop here' }).click();
  await page.getByRole('heading', { name: 'Your mock interview' }).waitFor();
  const mock = await kept(page, 'mock');
  assert.deepEqual([mock.at, mock.items.length, mock.items[1].words], [2, 2, 'Half a sentence']);
  await close();
});

test('without a kind no interview begins; a question that is gone is passed over', async () => {
  const { page, question, complaints, close } = await open();
  await begin(page, [], '30');
  await page.getByRole('status').getByText('Choose at least one kind.').waitFor();
  assert.equal(await kept(page, 'mock'), null);
  await keep(page, { mock: { day: await today(page), minutes: 30, at: 0, items: [{ id: 'gone-for-good' }, { id: 'top-clients' }] } });
  await question.getByText(/^Question 2 of 2: Coding/).waitFor();
  await question.getByRole('button', { name: 'See the result' }).click();
  await page.getByText('1 question cannot be shown: no longer in the book, or not loaded.').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});
