// Incidents in a real browser: every incident played to a good and to a poor end by typing, the terminal, the
// list of what can be done, what is kept, the review. incident.test.mjs holds the engine against that of the build. Enter at `open`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assertClean } from '../../../tests/browser/axe.mjs';
import { BOOKS, kept, sideways, sourceOf, useBooks, visit } from '../../../tests/browser/browser.mjs';
import { engines, deferredOf, vectorsOf } from '../../../tests/browser/engine.mjs';

const DISK = 'full-disk';

const books = useBooks(['guide']);
const scenarios = vectorsOf('incidents');
/** What the incident's page has for the script. @param {string} id */
const dataOf = (id) => deferredOf(BOOKS.guide, `interviews/incidents/${id}.html`, `hops-scenario-${id}`);

/** @param {string} [id] @param {import('playwright-core').BrowserContextOptions} [options] */
async function open(id = DISK, options = {}) {
  const visited = await visit(books.browser, books.guide, `interviews/incidents/${id}.html`, options);
  const { page } = visited;
  const input = page.getByRole('textbox', { name: /^Command at/ });
  return {
    ...visited,
    input,
    log: page.getByRole('log', { name: 'What happens' }),
    end: page.getByRole('group', { name: 'How it ended' }),
    begin: async () => {
      await page.getByRole('button', { name: 'Begin the incident' }).click();
      await input.waitFor();
    },
    /** Types lines as a reader does. @param {string[]} lines */
    type: async (...lines) => {
      for (const line of lines) {
        await input.fill(line);
        await input.press('Enter');
      }
    },
  };
}

/** The last thing the terminal said. @param {import('playwright-core').Locator} log */
const last = (log) => log.locator('.hops-log-line').last().textContent();

// ---- Every incident.

/** The shortest way to an ending that is not good, as it is typed. */
function poorWay(data) {
  const { begin, step, endingOf } = engines('typos', 'incident').incident;
  const asked = new Set([...data.acts, ...data.events, ...data.endings].flatMap(({ when, unless, since }) => [...when, ...unless, since]));
  const keyOf = ({ facts, fired }) => [...facts].filter((fact) => asked.has(fact)).sort().join() + [...fired].sort().join();
  const moves = [...data.looks.map(({ id, commands }) => [{ look: id }, commands[0]]), ...data.acts.map(({ id, commands }) => [{ act: id }, commands[0]]), [{ wait: 15 }, 'wait 15']];
  const seen = new Set();
  let open = [{ state: begin(data), way: [] }];
  while (open.length > 0) {
    const next = [];
    for (const { state, way } of open) {
      if (endingOf(data, state.facts)?.good === false) return way;
      for (const [move, command] of moves) {
        const done = step(data, state, move);
        if (!done || seen.has(keyOf(done.state))) continue;
        seen.add(keyOf(done.state));
        next.push({ state: done.state, way: [...way, command] });
      }
    }
    open = next;
  }
  return null;
}

for (const { id, way, minutes, ending } of scenarios) {
  test(`${id} is played to a good and to a poor end by typing`, async () => {
    const data = dataOf(id);
    const { page, complaints, log, begin, type, end, close } = await open(id);
    await begin();
    await type('done');
    assert.equal(await last(log), data.notYet.replaceAll('`', ''));
    await type(...way, 'done');
    const title = data.endings.find((one) => one.id === ending).title;
    const heading = end.getByRole('heading').first();
    assert.equal(await heading.textContent(), `${title}: a good ending`);
    assert(await heading.evaluate((element) => element === document.activeElement), 'what came of it has the focus');
    assert.match((await end.textContent()) ?? '', new RegExp(`It took ${minutes} minutes, from`));
    const review = await end.getByLabel('The review, in Markdown').inputValue();
    assert(review.startsWith(`# Post-incident review: ${data.title}\n`), review);
    for (const part of ['Summary', 'Impact', 'Timeline', 'What went well', 'What was hard', 'Where we had luck', 'Contributing conditions', 'Actions']) assert(review.includes(`\n## ${part}\n`), part);
    assert(review.includes(data.cause) && data.followUps.every((action) => review.toLowerCase().includes(`| ${action.replace(/^[^:]*: /, '').toLowerCase()} |`)), review);
    assert.equal(review.match(/^\| .*\|$/gm)?.length, data.followUps.length + 2, 'a head, an action each, and one of the reader');

    await end.getByRole('button', { name: 'Play it again' }).click();
    const poor = poorWay(data);
    assert(poor, 'there is a way to a poor end');
    await type(...poor, 'done');
    assert.match((await heading.textContent()) ?? '', /: a poor ending$/);
    assert.equal((await kept(page, `scenario:${id}`)).plays.length, 2);
    assert.deepEqual(complaints, []);
    await close();
  });
}

// ---- The terminal.

test('the terminal answers help, slips, harmless commands, pipes and sudo, and none of that costs a minute', async () => {
  const { page, log, begin, type, close } = await open();
  await begin();
  const answers = [
    ['help', /note TEXT[\s\S]*update TEXT[\s\S]*done[\s\S]*after Escape it always moves on/],
    ['list', /LOOK[\s\S]*df -h[\s\S]*ASK[\s\S]*ACT[\s\S]*lb drain/],
    ['dff -h', /^dff: not in this incident\. Did you mean df -h/],
    ['lsof', /lsof \+L1/],
    ['xyzzy', /^xyzzy: not in this incident\. list shows all/],
    ['ls -la', /Nothing in the files here helps/],
    ['pwd', /^\/home\/you$/],
    ['whoami', /^you$/],
    ['date', /^02:20:00 UTC$/],
    ['uptime', /0 minutes since it began/],
    ['echo "Good  night"', /^Good night$/],
    ['htop', /A live view shows everything/],
    ['vim /etc/fstab', /nothing to edit by hand/],
    ['man df', /df -h/],
    ['man nothing-such', /No manual entry for nothing-such/],
    ['exit', /You stay/],
    ['note', /Say what: note TEXT/],
    ['wait x', /Wait how long\?/],
    ['wait 500', /N from 1 to 60/],
    ['clock', /^02:20 UTC, 0 minutes in\. Nobody is hurt/],
    ['history', /1 {2}help\s+2 {2}list\s+3 {2}dff -h/],
  ];
  for (const [line, words] of answers) {
    await type(line);
    assert.match((await last(log)) ?? '', words, line);
  }
  assert.match((await page.locator('[data-slot="clock"]').textContent()) ?? '', /^02:20 UTC, 0 minutes in$/);
  await type('sudo  df   -h | grep var');
  assert.match((await last(log)) ?? '', /Filesystem[\s\S]*\(All of it is shown: nothing is filtered here\.\)/);
  await type('wait 3', 'note The disk is /var', 'update We look at web-3');
  assert.match((await page.locator('[data-slot="clock"]').textContent()) ?? '', /, 6 minutes in$/);
  assert.match((await last(log)) ?? '', /^02:26 Update posted: We look at web-3$/);
  await type('clear');
  assert.equal(await log.locator('.hops-log-line').count(), 0);
  await close();
});

test('arrows bring back what was typed, and Tab completes, but never holds anybody', async () => {
  const { page, input, begin, type, close } = await open();
  await begin();
  await type('pwd', 'date');
  await input.fill('half a li');
  await input.press('ArrowUp');
  assert.equal(await input.inputValue(), 'date');
  await input.press('ArrowUp');
  await input.press('ArrowUp');
  assert.equal(await input.inputValue(), 'pwd');
  await input.press('ArrowDown');
  await input.press('ArrowDown');
  assert.equal(await input.inputValue(), 'half a li');
  const focused = () => input.evaluate((element) => element === document.activeElement);
  await input.fill('lb d');
  await input.press('Tab');
  assert.equal(await input.inputValue(), 'lb drain ');
  assert(await focused());
  // Each press adds something or moves on: after a few it has left.
  for (let presses = 0; presses < 5 && (await focused()); presses += 1) await page.keyboard.press('Tab');
  assert(!(await focused()), 'Tab has moved on');
  await input.fill('xyzzy');
  await input.press('Tab');
  assert(!(await focused()), 'nothing to complete');
  await input.fill('');
  await input.press('Tab');
  assert(!(await focused()), 'an empty line');
  await input.fill('lb d');
  await input.press('Escape');
  await input.press('Tab');
  assert(!(await focused()), 'after Escape');
  assert.equal(await input.inputValue(), 'lb d');
  await input.focus();
  await input.press('Shift+Tab');
  assert(!(await focused()), 'back');
  await close();
});

test('the keys of the page do nothing in the controls of an incident', async () => {
  const { page, begin, input, close } = await open();
  await begin();
  await page.getByText('Everything that can be done, to pick from').click();
  const address = page.url();
  for (const control of [input, page.getByLabel('Your words'), page.getByRole('button', { name: 'Run', exact: true }), page.getByRole('log')]) {
    for (const key of ['ArrowLeft', 'ArrowRight']) await control.press(key);
    assert.equal(page.url(), address);
  }
  for (const control of [input, page.getByLabel('Your words')]) await control.press('s');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await close();
});

// ---- The list.

test('the list has the same power, by keyboard alone', async () => {
  const { page, log, end, begin, close } = await open();
  await begin();
  const data = dataOf(DISK);
  await page.getByText('Everything that can be done, to pick from').press('Enter');
  for (const [name, moves] of [['look', data.looks.filter(({ commands }) => !commands[0].startsWith('ask '))], ['ask', data.looks.filter(({ commands }) => commands[0].startsWith('ask '))]]) {
    assert.deepEqual(await page.locator(`[data-group="${name}"] button`).allTextContents(), moves.map(({ say }) => say));
  }
  const commands = new Set(data.acts.map(({ commands }) => commands[0]));
  assert.equal(await page.locator('[data-group="act"] button').count(), commands.size);
  const words = page.getByLabel('Your words');
  await page.getByRole('button', { name: 'Write them down as a note' }).press('Enter');
  assert.match((await page.getByRole('status').filter({ hasText: 'Write your words first' }).textContent()) ?? '', /Write your words first/);
  assert(await words.evaluate((element) => element === document.activeElement));
  await words.fill('I begin');
  await page.getByRole('button', { name: 'Write them down as a note' }).press('Enter');
  assert.match((await last(log)) ?? '', /Note: I begin$/);
  await words.fill('We are looking');
  await page.getByRole('button', { name: /^Post them as an update/ }).press('Enter');
  assert.match((await last(log)) ?? '', /Update posted: We are looking$/);
  await page.getByRole('button', { name: 'Wait and see' }).press('Enter');
  const { way } = scenarios.find(({ id }) => id === DISK);
  for (const command of way) {
    const button = page.locator(`.hops-moves button[data-run=${JSON.stringify(command)}]`);
    await button.focus();
    await page.keyboard.press('Enter');
    assert(await page.evaluate(() => document.activeElement?.closest('.hops-moves')), 'the focus stays in the list');
  }
  await page.getByRole('button', { name: 'Declare the end of the incident' }).press('Enter');
  assert.match((await end.getByRole('heading').first().textContent()) ?? '', /: a good ending$/);
  assert.match((await end.textContent()) ?? '', /1 note and 1 update\./);
  await close();
});

// ---- What is kept.

test('a play survives a reload, and can begin again and be taken back', async () => {
  const { page, log, begin, type, input, close } = await open();
  await begin();
  await type('df -h', 'update We look', 'lb drain web-3');
  const clock = await page.locator('[data-slot="clock"]').textContent();
  const words = await log.textContent();
  await page.reload();
  await page.getByRole('button', { name: 'Go on where you were' }).click();
  await input.waitFor();
  assert.equal(await page.locator('[data-slot="clock"]').textContent(), clock);
  assert.equal(await log.textContent(), words);
  await page.getByRole('button', { name: 'Begin again' }).click();
  assert.equal(await log.textContent(), 'It is 02:20. help says what can be typed, list what can be done.');
  assert.equal(await kept(page, `scenario:${DISK}`), null);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await log.textContent(), words);
  assert.deepEqual((await kept(page, `scenario:${DISK}`)).steps, ['df -h', 'update We look', 'lb drain web-3']);
  await close();
});

test('what was kept by somebody else breaks nothing', async () => {
  const { page, complaints, log, input, close } = await open();
  const lines = [5, null, { a: 1 }, '<img src=x onerror=alert(1)>', 'df -h', 'note <b>x</b>', ...Array.from({ length: 400 }, () => 'pwd')];
  await page.evaluate(([id, value]) => window.hops.state.set(id, value), [`scenario:${DISK}`, { steps: lines, plays: [{ minutes: 3, pain: 4 }] }]);
  await page.reload();
  await page.getByRole('button', { name: 'Go on where you were' }).click();
  await input.waitFor();
  assert.equal(await log.locator('img, b b').count(), 0);
  assert.match((await log.textContent()) ?? '', /Note: <b>x<\/b>/);
  assert.match((await last(log)) ?? '', /That was 300 lines/);
  await page.evaluate(([id]) => window.hops.state.set(id, 'nonsense'), [`scenario:${DISK}`]);
  await page.reload();
  await page.getByRole('button', { name: 'Begin the incident' }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('the review is finished, kept, copied, saved as a file and made anew', async () => {
  const { page, begin, type, end, context, close } = await open(DISK, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { way } = scenarios.find(({ id }) => id === DISK);
  await begin();
  await type('note a <b>bold</b> guess', ...way, 'done');
  const review = end.getByLabel('The review, in Markdown');
  const begun = await review.inputValue();
  assert.match(begun, /^- 02:21 Note: a <b>bold<\/b> guess$/m);
  assert.equal(begun.match(/^- \d\d:\d\d (Looked|Acted): /gm)?.length, way.length);
  await review.fill(`${begun}\nMine.`);
  await page.reload();
  await page.getByRole('button', { name: 'Go on where you were' }).click();
  await review.waitFor();
  assert.equal(await review.inputValue(), `${begun}\nMine.`);
  await end.getByRole('button', { name: 'Copy it' }).click();
  await page.getByText('The review is copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${begun}\nMine.`);
  const [file] = await Promise.all([page.waitForEvent('download'), end.getByRole('button', { name: 'Save it as a file' }).click()]);
  assert.equal(file.suggestedFilename(), 'review-full-disk.md');
  assert.equal(readFileSync(await file.path(), 'utf8'), `${begun}\nMine.`);
  await end.getByRole('button', { name: 'Make it anew from the log' }).click();
  assert.equal(await review.inputValue(), begun);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await review.inputValue(), `${begun}\nMine.`);
  const skills = await end.locator('[data-slot="skills"] a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert(skills.length > 1 && skills.every((href) => href.includes('checklist.html#hops-skill-')), skills.join());
  await context.close();
  await close();
});

test('the debrief says what was done, what was not looked at, and what it is about', async () => {
  const { begin, type, end, close } = await open();
  const data = dataOf(DISK);
  const poor = data.acts.find(({ commands }) => commands[0] === 'kill -9 2210');
  await begin();
  await type('df -h', 'ssh web-1 df -h /var', 'appctl --all log-level info', 'kill -9 2210', 'done');
  const words = (await end.textContent()) ?? '';
  assert(words.includes(poor.why), words);
  const unseen = await end.locator('[data-slot="unseen"] code').allTextContents();
  assert.deepEqual(unseen, data.looks.filter(({ commands }) => !['df -h', 'ssh web-1 df -h /var'].includes(commands[0])).map(({ commands }) => commands[0]));
  assert.match(words, /Users were hurt in \d+ of them, at worst \d+ of 100: \d+ user-minutes/);
  assert.match(words, /What caused it[\s\S]*What it teaches[\s\S]*Read next/);
  await close();
});

// ---- Reach.

test('without a script the incident is read, worked through', async () => {
  const { page, complaints, close } = await open(DISK, { javaScriptEnabled: false });
  const data = dataOf(DISK);
  assert.equal(await page.locator('.hops-incident').isVisible(), false);
  await page.getByText('The whole incident, worked through').click();
  const { say, shows } = data.looks[0];
  await page.locator('.hops-move', { hasText: say }).first().locator('summary').click();
  const output = page.locator('.hops-move', { hasText: say }).first().locator('pre').first();
  assert(await output.isVisible());
  assert.equal(await output.innerText(), shows);
  const words = await page.locator('.hops-worked').innerText();
  for (const part of ['What can be looked at', 'What can be done', 'A good way through', 'How it can end', 'What caused it', 'What it teaches', 'Read next']) assert(words.includes(part), part);
  assert.match(words, /It walked all \d+ states of this incident; from each of them a good ending can still be reached\./);
  for (const { title } of data.endings) assert(words.includes(title), title);
  assert.deepEqual(complaints, []);
  await close();
});

test('on paper all of it is there, and the terminal is not', async () => {
  const { page, begin, type, close } = await open();
  await begin();
  await type('df -h');
  await page.emulateMedia({ media: 'print' });
  assert(!(await page.locator('.hops-terminal').isVisible()));
  const data = dataOf(DISK);
  const paper = page.locator('.hops-worked');
  for (const { say } of [...data.looks, ...data.acts]) assert(await paper.getByText(say, { exact: true }).first().isVisible(), say);
  assert(await paper.locator('pre.hops-output').first().isVisible());
  await close();
});

for (const width of [320, 1350]) {
  test(`no fault is found at ${width} px, in light and dark: before, in the middle, at the end`, async () => {
    const { page, begin, type, end, close } = await open(DISK, { viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    await assertClean(page, 'before');
    await begin();
    await type('df -h', 'lsof +L1', 'list', 'note x', 'reboot', 'wait 30');
    await page.getByText('Everything that can be done, to pick from').click();
    await assertClean(page, 'in the middle');
    assert.equal(await sideways(page), 0);
    const { way } = scenarios.find(({ id }) => id === DISK);
    await type(...way, 'done');
    await end.waitFor();
    await end.getByText('The timeline').click();
    await page.getByText('The whole incident, worked through').click();
    await assertClean(page, 'at the end');
    assert.equal(await sideways(page), 0);
    await close();
  });
}

test('it works from a disk', async () => {
  const context = await books.browser.newContext();
  const page = await context.newPage();
  await page.goto(`file://${BOOKS.guide}/interviews/incidents/${DISK}.html`);
  await page.getByRole('button', { name: 'Begin the incident' }).click();
  const input = page.getByRole('textbox', { name: /^Command at/ });
  await input.fill('df -h');
  await input.press('Enter');
  await page.getByRole('log').getByText('Filesystem').waitFor();
  await context.close();
});

test('what the script needs is not loaded with the page', () => {
  const source = sourceOf(BOOKS.guide, `interviews/incidents/${DISK}.html`);
  assert.match(source, /<template class="hops-deferred" data-file="[^"]*data-hops-scenario-full-disk[^"]*"/);
});
