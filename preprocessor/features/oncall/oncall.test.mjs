// What an hour pays: the arithmetic against cases worked by hand, what is said of numbers that cannot be, and how it is kept and printed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean } from '../../../tests/browser/axe.mjs';
import { sideways, useBooks, visit } from '../../../tests/browser/browser.mjs';
import { movementOf } from '../../../tests/browser/movement.mjs';

const PAGE = 'interviews/on-call-pay.html';

const books = useBooks(['guide']);

/** @param {import('playwright-core').BrowserContextOptions} [options] */
const open = (options = {}) => visit(books.browser, books.guide, PAGE, options);

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {Record<string, string>} values */
async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) await page.locator(`hops-oncall [name="${name}"]`).fill(value);
}

/** What the table says. @param {Page} page */
const table = (page) => page.locator('hops-oncall td[data-value]').evaluateAll((cells) => Object.fromEntries(cells.map((cell) => [cell.dataset.value, cell.textContent])));

/** What stands under each formula. @param {Page} page */
const formulas = (page) => page.locator('hops-oncall [data-formula]').evaluateAll((lines) => Object.fromEntries(lines.map((line) => [line.dataset.formula, line.textContent])));

const EXAMPLE = { people: '4', days: '7', calls: '8', share: '50', hours: '1', pay: '200', salary: '104000', week: '40' };

/** What is put in; what the table, the sentences and the formulas must say, each worked out on paper. */
const CASES = [
  [
    'the example of the page: pay for the turns makes up for the nights exactly',
    EXAMPLE,
    // 364 / 28 = 13 turns, 2,600 in all; 52 × 8 / 2 / 4 = 52 hours; 106,600 / 2,132 = 50; 52 × 128 / 4 = 1,664.
    { salary: '104,000', other: '104,000', extraPay: '2,600', contract: '2,080', extra: '52', rate: '50', plain: '50', waiting: '1,612' },
    ['An hour of work pays 50, as much as in the job without (50).', 'You are on call 7 of every 28 days: 13 weeks a year.', 'if a turn were paid with 200.', 'being on call pays 1.56 an hour.'],
    { turns: '52 × 7 ÷ (4 × 7) = 13', rate: '(104,000 + 13 × 200) ÷ (52 × 40 + 52) = 50', even: '(50 × 2,132 − 104,000) ÷ 13 = 200' },
  ],
  [
    'no pages at all, and nothing for the waiting',
    { people: '2', days: '14', calls: '0', share: '30', hours: '2', pay: '0', salary: '52000', week: '25' },
    // 52,000 / 1,300 = 40, with or without; 52 × 143 / 2 = 3,718 hours of waiting.
    { extraPay: '0', contract: '1,300', extra: '0', rate: '40', plain: '40', waiting: '3,718' },
    ['An hour of work pays 40, as much as in the job without (40).', 'No pages reach you outside working hours', 'Being on call is not paid: 3,718 hours a year'],
    { extra: '52 × 0 × 30 ÷ 100 × 2 ÷ 2 = 0', even: '(40 × 1,300 − 52,000) ÷ 13: nothing, or less' },
  ],
  [
    'one person, always on call',
    { people: '1', days: '7', calls: '5', share: '20', hours: '2', pay: '100', salary: '41600', week: '40' },
    // 52 turns; 52 × 5 / 5 × 2 = 104 hours; 46,800 / 2,184 = 21.428…; 52 × 128 = 6,656; 5,200 / 6,656 = 0.78125.
    { extraPay: '5,200', extra: '104', rate: '21.43', plain: '20', waiting: '6,552' },
    ['An hour of work pays 21.43, 7.14 % more than in the job without (20).', 'You are on call all the time: there is nobody to take turns with.', 'About 52 pages a year', 'pays 0.78 an hour.', 'with 40.'],
    { waiting: '52 × (168 − 40) ÷ 1 − 104 = 6,552' },
  ],
  [
    'decimals, and a better-paid job beside it',
    { people: '6', days: '3,5', calls: '2.5', share: '100', hours: '0,5', pay: '0', salary: '60 000', week: '37.5', other: '63000' },
    // 364 / 21 = 17.33 turns; 130 / 6 / 2 = 10.83 hours; 60,000 / 1,960.83 = 30.599…; 63,000 / 1,950 = 32.307…; 3,350 / 17.33 = 193.269….
    { salary: '60,000', other: '63,000', extra: '10.83', contract: '1,950', rate: '30.6', plain: '32.31', waiting: '1,120.17' },
    ['An hour of work pays 30.6, 5.29 % less than in the job without (32.31).', 'if a turn were paid with 193.27.'],
    { plain: '63,000 ÷ (52 × 37.5) = 32.31' },
  ],
  [
    'days only, Monday to Friday: no waiting',
    { ...EXAMPLE, people: '5', covered: '40', share: '0', pay: '0' },
    // Working hours are all that is covered.
    { extra: '0', rate: '50', plain: '50', waiting: '0' },
    ['as much as in the job without (50).', 'reach you outside working hours, so no working hours are added.', 'No hour outside working hours is covered, so there is no waiting.'],
    { waiting: '40 − 40: none', standing: 'There are no such hours.' },
  ],
  [
    'follow the sun, 08 to 20 on 7 days',
    { ...EXAMPLE, people: '6', covered: '84', calls: '0', pay: '150' },
    // 12 × 7 = 84; 52 × 44 / 6 = 381.33 hours; 364 / 42 = 8.67 turns, 1,300 in all; 1,300 / 381.33 = 3.409….
    { extraPay: '1,300', waiting: '381.33' },
    ['Spread over all 381.33 hours outside working hours', 'being on call pays 3.41 an hour.'],
    { waiting: '52 × (84 − 40) ÷ 6 − 0 = 381.33' },
  ],
  [
    'paid by the month: 500, which are 6,000 over 10.4 turns',
    { ...EXAMPLE, people: '5', calls: '0', pay: '576,92', salary: '72000' },
    // 364 / 35 = 10.4 turns; 10.4 × 576.92 = 5,999.968; 77,999.968 / 2,080 = 37.49….
    { extraPay: '5,999.97', rate: '37.5', plain: '34.62' },
    ['10.4 weeks a year.'],
    {},
  ],
  [
    'no pages, and 300 a turn',
    { ...EXAMPLE, people: '5', calls: '0', pay: '300', salary: '90000' },
    // 10.4 × 300 = 3,120; 93,120 / 2,080 = 44.769…; 52 × 128 / 5 = 1,331.2; 3,120 / 1,331.2 = 2.343….
    { extraPay: '3,120', rate: '44.77', waiting: '1,331.2' },
    ['being on call pays 2.34 an hour.'],
    {},
  ],
  [
    'one day off for each turn',
    { ...EXAMPLE, pay: '0', off: '8' },
    // 2,080 + 52 − 13 × 8 = 2,028; 104,000 / 2,028 = 51.282….
    { extra: '52', lieu: '104', rate: '51.28' },
    ['An hour of work pays 51.28, 2.56 % more than in the job without (50).', 'Hours off for your turns come to 104 a year', 'or more here, even if a turn were not paid.'],
    { rate: '(104,000 + 13 × 0) ÷ (52 × 40 + 52 − 13 × 8) = 51.28' },
  ],
  [
    'a page in the night of each turn, and six hours of legal rest for it',
    { ...EXAMPLE, calls: '1', share: '100', pay: '0', off: '6' },
    // 52 / 4 = 13 hours; 2,080 + 13 − 78 = 2,015; 104,000 / 2,015 = 51.612….
    { extra: '13', lieu: '78', rate: '51.61' },
    [],
    {},
  ],
  [
    'without pages and pay both jobs are the same, to the last digit',
    { ...EXAMPLE, calls: '0', pay: '0', salary: '32500', week: '37.5' },
    // 32,500 / 1,950 = 16.666…, which a computer multiplies back to a little more than 32,500.
    { rate: '16.67' },
    ['even if a turn were not paid.'],
    { even: '(16.67 × 1,950 − 32,500) ÷ 13: nothing, or less' },
  ],
];

for (const [what, values, cells, sentences, lines] of CASES) {
  test(`worked by hand: ${what}`, async () => {
    const { page, complaints, close } = await open();
    assert.equal(await page.locator('hops-oncall table').isVisible(), false);
    await fill(page, values);
    const found = await table(page);
    for (const [name, value] of Object.entries(cells)) assert.equal(found[name], value, name);
    const said = (await page.locator('hops-oncall [data-slot="says"] li').allTextContents()).join('\n');
    for (const words of sentences) assert(said.includes(words), `“${words}” is not in\n${said}`);
    const numbers = await formulas(page);
    for (const [name, line] of Object.entries(lines)) assert.equal(numbers[name], line);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('nothing but the hours of a week is filled in beforehand, and what is missing is named', async () => {
  const { page, close } = await open();
  for (const input of await page.locator('hops-oncall input').all()) {
    assert.equal(await input.inputValue(), (await input.getAttribute('name')) === 'covered' ? '168' : '');
    assert.equal(await input.getAttribute('placeholder'), null);
  }
  const missing = page.locator('hops-oncall [data-slot="missing"]');
  assert.match((await missing.textContent()) ?? '', /as soon as the fields are filled in/);
  const { week, ...rest } = EXAMPLE;
  await fill(page, rest);
  assert.equal(await missing.textContent(), 'Still empty: Working hours a week.');
  await fill(page, { week });
  assert.equal(await missing.isVisible(), false);
  await close();
});

test('a number that cannot be is said to be so at its field, and nothing is computed', async () => {
  const { page, close } = await open();
  await fill(page, EXAMPLE);
  for (const [name, value, words, place = name] of [
    ['salary', '1,2,3', /A number, please, such as 1500\.50 or 104,000\./],
    ['salary', '76%', /A number, please/],
    ['people', '€4', /A number, please/],
    ['covered', '169', /168 or less/],
    ['off', '169', /168 or less/],
    ['off', '164', /leave no hour of work/],
    ['salary', '0', /more than 0/],
    ['pay', '-5', /0 or more/],
    ['pay', 'a lot', /A number, please/],
    ['pay', '1e5', /A number, please/],
    ['people', '2.5', /whole number/],
    ['people', '0', /1 or more/],
    ['days', '0', /more than 0/],
    ['share', '101', /100 or less/],
    ['hours', '25', /24 or less/],
    ['week', '169', /168 or less/],
    ['other', 'x', /A number, please/],
    ['calls', '9000', /take 58,500 hours a year, and 1,664 are covered outside working hours/, 'hours'],
    ['covered', '43', /take 52 hours a year, and 39 are covered outside working hours/, 'hours'],
  ]) {
    const field = page.locator(`hops-oncall [name="${name}"]`);
    await field.fill(value);
    // What does not fit together is said where each one is right by itself.
    const at = page.locator(`hops-oncall [name="${place}"]`);
    assert.equal(await at.getAttribute('aria-invalid'), 'true', `${name}: ${value}`);
    const described = await at.evaluate((input) => document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? '');
    assert.match(described, words, `${name}: ${value}`);
    assert.equal(await page.locator('hops-oncall table').isVisible(), false);
    assert.equal(await page.locator('hops-oncall [data-slot="missing"]').textContent(), 'One of the fields has to be mended first.');
    await field.fill({ ...EXAMPLE, covered: '168' }[name] ?? '');
    assert.equal(await at.getAttribute('aria-invalid'), null);
    assert.equal((await table(page)).rate, '50');
  }
  await close();
});

test('what is typed is kept as it is typed, emptied and brought back', async () => {
  const { page, close } = await open();
  await fill(page, { ...EXAMPLE, pay: 'x' });
  await page.reload();
  assert.equal(await page.locator('hops-oncall [name="pay"]').inputValue(), 'x');
  assert.equal(await page.locator('hops-oncall [name="pay"]').getAttribute('aria-invalid'), 'true');
  await page.getByRole('button', { name: 'Empty all fields' }).click();
  assert.equal(await page.evaluate(() => window.hops.state.get('oncall')), null);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'people');
  await page.getByRole('button', { name: 'Undo' }).click();
  for (const [name, value] of Object.entries({ ...EXAMPLE, pay: 'x' })) assert.equal(await page.locator(`hops-oncall [name="${name}"]`).inputValue(), value, name);
  await close();
});

test('numbers with signs between thousands and beside them are read; what could be two numbers says which', async () => {
  const { page, complaints, close } = await open();
  await fill(page, EXAMPLE);
  for (const [name, value, key, cell, note] of [
    ['salary', '104,000', 'salary', '104,000', 'Read as 104,000.'],
    ['salary', '85.000', 'salary', '85,000', 'Read as 85,000.'],
    ['salary', '24,00,000', 'salary', '2,400,000', ''],
    ['salary', '1.234.567,89', 'salary', '1,234,567.89', ''],
    ['salary', '1,234,567.89', 'salary', '1,234,567.89', ''],
    ['salary', '85’000', 'salary', '85,000', ''],
    ['salary', '€85000', 'salary', '85,000', ''],
    ['salary', '85 000 €', 'salary', '85,000', ''],
    ['other', 'CHF 85000.50', 'other', '85,000.5', ''],
    ['share', '76%', 'extra', '79.04', ''],
    // A thousand hours of a day cannot be, so it is one and a half.
    ['hours', '1.500', 'extra', '78', 'Read as 1.5.'],
    ['hours', '0.125', 'extra', '6.5', ''],
  ]) {
    const field = page.locator(`hops-oncall [name="${name}"]`);
    await field.fill(value);
    assert.equal((await table(page))[key], cell, value);
    assert.equal(await field.getAttribute('aria-invalid'), null, value);
    assert.equal(await page.locator(`hops-oncall [data-problem="${name}"]`).textContent(), note, value);
    await field.fill(EXAMPLE[name] ?? '');
  }
  assert.deepEqual(complaints, []);
  await close();
});

test('numbers kept before the hours covered were asked for open with day and night; other hours are kept', async () => {
  const { page, complaints, close } = await open();
  await page.evaluate((numbers) => window.hops.state.set('oncall', numbers), EXAMPLE);
  await page.reload();
  const covered = page.locator('hops-oncall [name="covered"]');
  assert.equal(await covered.inputValue(), '168');
  assert.equal((await table(page)).waiting, '1,612');
  await covered.fill('84');
  await page.reload();
  assert.equal(await covered.inputValue(), '84');
  assert.equal((await table(page)).waiting, '520');
  await covered.fill('');
  await page.reload();
  assert.equal(await covered.inputValue(), '', 'an emptied field stays empty');
  assert.match((await page.locator('hops-oncall [data-slot="missing"]').textContent()) ?? '', /^Still empty: Hours a week in which/);
  assert.deepEqual(complaints, []);
  await close();
});

test('the result is announced when a field is left, and keys turn no page', async () => {
  const { page, close } = await open();
  await fill(page, EXAMPLE);
  await page.locator('hops-oncall [name="week"]').focus();
  for (const key of ['ArrowRight', 'ArrowLeft', 's', '/', '?']) await page.keyboard.press(key);
  assert(page.url().endsWith(PAGE));
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await fill(page, { week: '26' });
  await page.keyboard.press('Tab');
  assert.match((await page.locator('hops-oncall [data-slot="status"]').textContent()) ?? '', /^An hour of work pays 75\.93, 1\.3 % less/);
  await page.locator('hops-oncall [name="week"]').focus();
  await page.keyboard.press('Enter');
  assert(page.url().endsWith(PAGE), 'Enter sends nothing');
  await close();
});

test('without JavaScript the formulas stand there in words, and no dead form', async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator('.hops-oncall-form').isVisible(), false);
  assert.equal(await page.locator('.hops-oncall-result').isVisible(), false);
  assert(await page.getByText('its salary ÷ (52 weeks × working hours a week)').isVisible());
  assert(await page.getByText('52 weeks × (hours a week in which somebody is on call − working hours a week) ÷ people').isVisible());
  await close();
});

for (const width of [320, 1350]) {
  test(`with a result and a wrong number, axe finds nothing at ${width} px, in light and dark`, async () => {
    const { page, close } = await open({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    for (const other of ['', 'x']) {
      await fill(page, { ...EXAMPLE, other });
      // Where the page was scrolled to, the bar lies over a field.
      await page.evaluate(() => scrollTo(0, 0));
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
    await fill(page, EXAMPLE);
    await page.evaluate(() => scrollTo(0, 0));
    await page.reload();
    await page.locator('[data-slot="found"]:not([hidden])').first().waitFor({ state: 'attached' });
    assert.deepEqual(await movementOf(page), []);
    await close();
  });
}

test('on paper the result and the formulas stand with their numbers, without the fields; a blank copy has no numbers', async () => {
  const { page, close } = await open();
  await fill(page, EXAMPLE);
  await page.emulateMedia({ media: 'print' });
  assert(await page.getByRole('cell', { name: '2,600' }).isVisible());
  assert(await page.getByText('52 × 7 ÷ (4 × 7) = 13').isVisible());
  assert(await page.getByText('52 × (168 − 40) ÷ 4 − 52 = 1,612').isVisible());
  assert.equal(await page.locator('.hops-oncall-form').isVisible(), false);
  await page.evaluate(() => {
    document.documentElement.dataset.blank = '';
  });
  assert.equal(await page.getByText('52 × 7 ÷ (4 × 7) = 13').isVisible(), false);
  assert.equal(await page.locator('.hops-oncall-result').isVisible(), false);
  await close();
});
