// Practice in a real browser: drawing and marking them, a mock interview, and all of it on paper, by keyboard and
// without scripts. Enter at `open`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean } from '../../../tests/browser/axe.mjs';
import { BOOKS, keep, kept, sideways, sourceOf } from '../../../tests/browser/browser.mjs';
import { movementOf } from '../../../tests/browser/movement.mjs';
import { askedNow, books, CODING, drawOther, KEY, listOf, ONE, open, PAGE, today } from './practice.mjs';

// ---- When questions come back.

test('a question is thought about, answered, compared, marked and explained, and comes back', async () => {
  const { page, question, ask, field, complaints, close } = await open(ONE);
  await ask.waitFor();
  assert(await ask.evaluate((heading) => heading === document.activeElement), 'the question has the focus');
  assert.match((await question.textContent()) ?? '', /Coding, entry level\. Not practised yet\..*Silence is allowed/s);
  assert.equal(await question.getByRole('heading', { name: 'A strong answer' }).isVisible(), false);
  await field.fill('Line by line, <b>one counter</b>.');
  await page.waitForFunction(([key]) => localStorage.getItem(key)?.includes('one counter'), [KEY]);
  assert.equal(await kept(page, 'note:question/top-clients'), 'Line by line, <b>one counter</b>.');
  await question.getByRole('button', { name: 'Compare with a strong answer' }).click();
  assert(await question.getByRole('heading', { name: 'A strong answer' }).evaluate((heading) => heading === document.activeElement));
  const boxes = question.getByRole('group', { name: 'It shows these. Tick what yours had.' }).getByRole('checkbox');
  const all = await boxes.count();
  assert(all >= 3);
  assert((await question.locator('[data-slot="answer"] code').count()) > 0, 'code is shown as code');
  assert.match((await question.textContent()) ?? '', /It probes: .*One good answer:.*Asked next:.*Rests on: .*Learn it from: /s);
  await boxes.nth(1).check();
  await question.getByRole('button', { name: 'Nearly' }).click();
  const day = await today(page);
  const missing = [...Array(all).keys()].filter((at) => at !== 1);
  assert.deepEqual(await kept(page, 'practice:top-clients'), { s: 1.2931, d: 5.1122, due: day + 1, log: [[day, 2, 0, ...missing]] });
  const back = question.getByText(/^Marked “nearly”\. The question comes back on \w+ \d+ \w+( \d+)?\.$/);
  assert(await back.evaluate((line) => line === document.activeElement));
  const after = question.locator('[data-part="after"]');
  assert.match((await after.textContent()) ?? '', /The common trap: \w+/);
  assert.equal(await after.locator('[data-slot="missing"] > li').count(), all - 1);
  // Ticked after the mark, it counts.
  await boxes.nth(0).check();
  assert.equal(await after.locator('[data-slot="missing"] > li').count(), all - 2);
  assert.deepEqual((await kept(page, 'practice:top-clients')).log, [[day, 2, 0, ...missing.slice(1)]]);
  // A change of mind is no second mark.
  await question.getByRole('button', { name: 'Good', exact: true }).click();
  assert.deepEqual(await kept(page, 'practice:top-clients'), { s: 2.3065, d: 2.1181, due: day + 2, log: [[day, 3, 0, ...missing.slice(1)]] });
  assert.equal(await after.locator('[data-part="missing"]').isVisible(), false);
  assert.match((await page.locator('[data-slot="due"]').textContent()) ?? '', /Nothing is due today\./);
  for (const part of ['due', 'status', 'where', 'back', 'history-words', 'history']) {
    assert.doesNotMatch((await page.locator(`[data-slot="${part}"]`).textContent()) ?? '', /streak|score|%|points/i);
  }
  assert.deepEqual(complaints, []);
  await close();
});

test('what is due is drawn, soonest first, and its memory goes on from the last mark', async () => {
  const { page, draw, question, close } = await open();
  const day = await today(page);
  await keep(page, { 'practice:check-ten-urls': { s: 2.3065, d: 2.1181, due: day, log: [[day - 2, 3, 0]] } });
  await keep(page, { 'practice:top-clients': { s: 2.3065, d: 2.1181, due: day - 3, log: [[day - 5, 3, 1, 0]] } });
  await page.getByText('2 questions are due today.').waitFor();
  await page.getByText('What you have practised: 2 questions').click();
  assert.match((await page.locator('[data-slot="history"]').textContent()) ?? '', /good, aloud, on \w+ \d+ \w+( \d+)? \(1 not ticked\)\. Comes back on/);
  await page.getByRole('combobox', { name: 'From', exact: true }).selectOption({ label: 'What is due today' });
  assert.equal(await drawOther(page, ''), 'top-clients');
  await question.getByRole('button', { name: 'Compare with a strong answer' }).click();
  await question.getByRole('button', { name: 'Again', exact: true }).click();
  const card = await kept(page, 'practice:top-clients');
  const wanted = await page.evaluate(() => window.hops.recall.next({ stability: 2.3065, difficulty: 2.1181 }, 5, 1));
  assert.equal(card.s, Number(wanted.stability.toFixed(4)));
  assert.equal(card.due, day + 1);
  assert.deepEqual(card.log[0], [day - 5, 3, 1, 0]);
  assert.equal(card.log.length, 2);
  await page.getByText('1 question is due today.').waitFor();
  assert.equal(await drawOther(page, 'top-clients'), 'check-ten-urls');
  await keep(page, { 'practice:check-ten-urls': null });
  await draw.click();
  await page.getByRole('status').getByText(/^Nothing of this is due today\. The next question comes back on/).waitFor();
  await close();
});

test('the marks that are kept of a question are bounded', async () => {
  const { page, question, ask, close } = await open();
  const day = await today(page);
  await keep(page, { 'practice:top-clients': { s: 5, d: 5, due: day, log: Array.from({ length: 20 }, (_, at) => [day - 40 + at, 2, 0]) } });
  await page.goto(`${books.guide.base}/${ONE}`);
  await ask.waitFor();
  await question.getByRole('button', { name: 'Compare with a strong answer' }).click();
  await question.getByRole('button', { name: 'Good', exact: true }).click();
  const { log } = await kept(page, 'practice:top-clients');
  assert.equal(log.length, 20);
  assert.deepEqual(log.at(-1).slice(0, 3), [day, 3, 0]);
  await close();
});

// ---- Drawing.

test('questions are drawn by kind and level, and none twice in a row', async () => {
  const { page, close } = await open();
  const all = await listOf(page);
  assert(all.length >= 80, `${all.length} questions`);
  assert.equal(new Set(all.map(({ kind }) => kind)).size, 8);
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('networking');
  await page.getByRole('combobox', { name: 'Level', exact: true }).selectOption('working');
  const fitting = all.filter(({ kind, level }) => kind === 'networking' && level === 'working').map(({ id }) => id);
  let before = '';
  for (let draws = 0; draws < 8; draws += 1) {
    before = await drawOther(page, before);
    assert(fitting.includes(before), before);
  }
  assert.equal(await page.getByRole('status').getByText(`Drawn from ${fitting.length} questions.`).count(), 1);
  await close();
});

test('questions that rest on the weakest skills, and those not practised yet', async () => {
  const { page, close } = await open();
  const all = await listOf(page);
  const weak = all[0].skills[0];
  await page.evaluate(
    ([skills, weak]) => {
      for (const skill of skills) window.hops.state.set(`skill:${skill}`, skill === weak ? 'entry' : 'working');
    },
    [[...new Set(all.flatMap(({ skills }) => skills))], weak],
  );
  const from = page.getByRole('combobox', { name: 'From', exact: true });
  await from.selectOption({ label: 'What rests on my weakest skills' });
  let before = '';
  for (let draws = 0; draws < 4; draws += 1) {
    before = await drawOther(page, before);
    assert(all.find(({ id }) => id === before)?.skills.includes(weak), before);
  }
  await page.getByRole('status').getByText('They rest on a skill that you ticked at “entry” only.').waitFor();
  await keep(page, { [`skill:${weak}`]: null });
  await drawOther(page, before);
  await page.getByRole('status').getByText('They rest on a skill that you have not ticked.').waitFor();

  const day = await today(page);
  const left = all.filter(({ kind }) => kind === 'coding').slice(-2).map(({ id }) => id);
  await page.evaluate(
    ([ids, day]) => {
      for (const id of ids) window.hops.state.set(`practice:${id}`, { s: 1, d: 5, due: day + 5, log: [[day, 1, 0]] });
    },
    /** @type {const} */ ([all.filter(({ id, kind }) => kind === 'coding' && !left.includes(id)).map(({ id }) => id), day]),
  );
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('coding');
  await from.selectOption({ label: 'What I have not practised yet' });
  const first = await drawOther(page, before);
  const second = await drawOther(page, first);
  assert.deepEqual([first, second].sort(), [...left].sort());
  await close();
});

test('words of the last time stay until new ones are written, and both can be spoken instead', async () => {
  const { page, question, ask, field, close } = await open();
  await keep(page, { 'note:question/top-clients': 'Old words' });
  await page.goto(`${books.guide.base}/${ONE}`);
  await page.reload();
  await ask.waitFor();
  assert.equal(await field.inputValue(), '', 'what was written does not give the answer away');
  await question.getByText('What you wrote last time').click();
  assert(await question.getByText('Old words').isVisible());
  await field.fill('New');
  await field.blur();
  assert.equal(await kept(page, 'note:question/top-clients'), 'New');
  await field.fill('');
  await field.blur();
  assert.equal(await kept(page, 'note:question/top-clients'), 'Old words');
  await question.getByLabel('I say it aloud').check();
  await question.getByRole('button', { name: 'Compare with a strong answer' }).click();
  await question.getByRole('button', { name: 'Good', exact: true }).click();
  assert.equal((await kept(page, 'practice:top-clients')).log[0][2], 1);
  assert.equal(await kept(page, 'note:question/top-clients'), 'Old words');
  // The same words stand on the page with the answers, and in the plan.
  await page.goto(`${books.guide.base}/${CODING}#hops-question-top-clients`);
  await page.locator('#hops-question-top-clients > summary').click();
  assert(await page.locator('#hops-question-top-clients').getByText('Old words').isVisible());
  await page.goto(`${books.guide.base}/your-path/my-plan.html`);
  await page.getByRole('heading', { name: 'Sections and questions' }).waitFor();
  const link = page.locator('[data-slot="notes"] a[href$="practice/coding.html#hops-question-top-clients"]');
  assert.equal(await link.count(), 1);
  assert(await page.locator('[data-slot="notes"]').getByText('Old words').isVisible());
  await close();
});

test('a clock is there only if it is asked for, and counts up', async () => {
  const { page, question, ask, close } = await open(ONE);
  await ask.waitFor();
  assert.doesNotMatch((await question.textContent()) ?? '', /\d min/);
  const button = question.getByRole('button', { name: 'Show a clock' });
  await button.click();
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  const clock = question.locator('[data-slot="clock"]');
  assert.match((await clock.textContent()) ?? '', /^0 min 0\d s$/);
  const before = await clock.textContent();
  await page.waitForFunction((before) => document.querySelector('[data-slot="clock"]')?.textContent !== before, before);
  await button.click();
  assert.equal(await clock.textContent(), '');
  await close();
});

test('an address opens its question, says if there is none, and what is made up does no harm', async () => {
  const { page, ask, question, complaints, close } = await open(`${PAGE}#question=gone-for-good`);
  await page.getByRole('status').getByText('The question in this address is not here.').waitFor();
  for (const hash of ['question=<img src=x onerror=alert(1)>', 'question=__proto__', 'question=', 'question=a&b=c']) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    assert.equal(await question.isVisible(), false, hash);
  }
  await page.evaluate(() => (location.hash = 'question=top-clients'));
  await ask.waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

// ---- In every state, on every screen, on paper.

/** The states in which a panel can be, as what to do in the page. @type {[string, (page: import('playwright-core').Page) => Promise<unknown>][]} */
const STATES = [
  ['folded', (page) => page.getByRole('button', { name: 'Draw a question', exact: true }).waitFor()],
  [
    'marked',
    async (page) => {
      await keep(page, { 'note:question/top-clients': 'Words '.repeat(60) + 'x'.repeat(200) });
      await page.evaluate(() => (location.hash = 'question=top-clients'));
      await page.getByRole('button', { name: 'Compare with a strong answer' }).click();
      await page.getByRole('button', { name: 'Again', exact: true }).click();
      await page.getByRole('button', { name: 'Show a clock' }).click();
    },
  ],
  ['asking', async (page) => keep(page, { mock: { day: await today(page), minutes: 45, at: 0, items: [{ id: 'top-clients' }, { id: 'check-ten-urls' }] } })],
  [
    'over',
    async (page) => {
      await keep(page, { mock: { day: await today(page), minutes: 45, at: 2, items: [{ id: 'top-clients', words: 'x'.repeat(300) }, { id: 'check-ten-urls', ticked: [0] }] } });
      await page.locator('[data-do="see-mock"]').evaluate((button) => button.click());
      await page.getByRole('heading', { name: 'Your mock interview' }).waitFor();
    },
  ],
];

for (const width of [320, 1350]) {
  test(`in every state, with every fold open, axe finds nothing at ${width} px, in light and dark`, async () => {
    for (const [name, bring] of STATES) {
      const { page, close } = await open(PAGE, { viewport: { width, height: 800 }, reducedMotion: 'reduce' });
      await bring(page);
      await page.evaluate(() => document.querySelectorAll('hops-practice details').forEach((fold) => fold.setAttribute('open', '')));
      await assertClean(page, name);
      assert.equal(await sideways(page), 0, name);
      await close();
    }
  });
}

test('the keyboard alone is enough, and no key turns the page', async () => {
  const { page, question, ask, close } = await open();
  await page.getByRole('combobox', { name: 'Kind', exact: true }).focus();
  await page.keyboard.type('Cod');
  /** Tab until the focus is on what has that name. @param {string} name @param {string} [role] */
  const tabTo = async (name) => {
    for (let presses = 0; presses < 25; presses += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(() => (document.activeElement?.closest('label') ?? document.activeElement)?.textContent?.trim());
      if (found?.startsWith(name)) return;
    }
    assert.fail(`“${name}” has no focus after 25 presses of Tab`);
  };
  await tabTo('Draw a question');
  await page.keyboard.press('Enter');
  await ask.waitFor();
  await tabTo('Your answer');
  await page.keyboard.type('s / c ? all of these are only letters');
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await tabTo('I say it aloud');
  await page.keyboard.press('Space');
  for (const key of ['ArrowLeft', 'ArrowRight']) await page.keyboard.press(key);
  await tabTo('Compare with a strong answer');
  for (const key of ['ArrowLeft', 'ArrowRight']) await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.equal(await question.getByRole('group', { name: /^It shows these/ }).getByRole('checkbox', { checked: true }).count(), 1);
  await tabTo('Good');
  await page.keyboard.press('Space');
  await question.getByText(/^Marked “good”/).waitFor();
  assert.match(page.url(), /practice\.html#question=/);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  const before = await askedNow(page);
  await tabTo('Another question');
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => location.hash !== `#question=${before}`, before);
  await close();
});

test('nothing moves while what was practised appears', async () => {
  for (const [width, height] of [
    [375, 812],
    [1350, 900],
  ]) {
    const { page, close } = await open(PAGE, { viewport: { width, height } });
    const day = await today(page);
    await keep(page, { 'practice:top-clients': { s: 1, d: 5, due: day, log: [[day - 1, 1, 0]] } });
    await keep(page, { mock: { day, minutes: 45, at: 1, items: [{ id: 'top-clients', words: 'Words' }] } });
    await page.goto('about:blank');
    await page.goto(`${books.guide.base}/${PAGE}`);
    await page.getByText('1 question is due today.').waitFor();
    assert.deepEqual(await movementOf(page), [], `${width}`);
    await close();
  }
});

test('without JavaScript every question has its answer, and no dead form stands there', async () => {
  const { page, close } = await open(PAGE, { javaScriptEnabled: false });
  assert.equal(await page.locator('.hops-practice-panel').isVisible(), false);
  assert.equal(await page.locator('hops-practice .hops-practice-kind').count(), 8);
  await page.locator('.hops-practice-kind > summary').first().click();
  const link = page.locator('.hops-practice-kind li > a').first();
  const words = await link.textContent();
  await link.click();
  await page.waitForURL(/practice\/coding\.html#hops-question-/);
  const target = page.locator('.hops-question:target');
  assert.equal(await target.locator('summary > b').textContent(), words);
  await target.locator('summary').click();
  assert.match((await target.textContent()) ?? '', /It probes: .*A strong answer shows:.*One good answer: .*The common trap: .*Asked next:.*Rests on: .*Learn it from: /s);
  await close();
});

test('every question of the data stands once among the answers, whole', () => {
  const practice = sourceOf(BOOKS.guide, PAGE);
  const ids = [...practice.matchAll(/data-question="([^"]+)"/g)].map(([, id]) => id);
  const kinds = [...practice.matchAll(/data-kind="([^"]+)"/g)].map(([, kind]) => kind);
  const pages = kinds.map((kind) => sourceOf(BOOKS.guide, `interviews/practice/${kind}.html`)).join('');
  for (const id of ids) assert.equal(pages.split(`id="hops-question-${id}"`).length, 2, id);
});

test('on paper the panel is gone, answers are unfolded, and the result of an interview is a sheet of its own', async () => {
  const { page, close } = await open(CODING);
  await page.emulateMedia({ media: 'print' });
  assert(await page.locator('#hops-question-top-clients .hops-question-answer').isVisible());
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${books.guide.base}/${PAGE}`);
  await STATES[3][1](page);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.hops-practice-panel').isVisible(), false);
  assert(await page.locator('.hops-practice-kind li').first().isVisible());
  await page.evaluate(() => {
    document.documentElement.dataset.sheet = 'mock';
  });
  assert(await page.getByRole('heading', { name: 'What to look at next' }).isVisible());
  assert(await page.locator('.hops-practice-items .hops-practice-words').first().isVisible());
  for (const selector of ['main > h1', 'main > p', '.hops-practice-kind', '[data-part="draw"]', '.hops-practice-items details', '[data-do="remove-mock"]']) {
    assert.equal(await page.locator(selector).first().isVisible(), false, selector);
  }
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length, 1, 'one page');
  await close();
});

test('on the page with the whole book nothing is drawn', async () => {
  const { page, complaints, close } = await open('print.html');
  assert.equal(await page.locator('.hops-practice-panel').first().isVisible(), false);
  assert((await page.locator('.hops-question').count()) >= 80);
  assert.deepEqual(complaints, []);
  await close();
});
