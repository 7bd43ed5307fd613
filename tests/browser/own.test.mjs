// What is the reader's own, in a real browser: levels of skills, marks, notes, evidence; how they are kept, shown, printed and refused.
// The scripts under test are theme/js/own.js and checklist.js. resources.test.mjs and plan.test.mjs go on from here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { BOOKS, chaptersOf, launch, need, sourceOf, useBooks, visit, watch } from './browser.mjs';
import { movementOf } from './movement.mjs';

const books = useBooks(['guide']);
const KEY = 'hops:how-to-get-into-sre';
const PAGE = 'definition/networking.html';
const SOURCE = 'definition/networking.md';
const SKILL = 'networking.dns';
const LIST = 'your-path/checklist.html';

/** @param {string} [path] @param {import('playwright-core').BrowserContextOptions} [options] */
const open = (path = PAGE, options = {}) => visit(books.browser, books.guide, path, options);

/** @param {import('playwright-core').Page} page */
const storedDocument = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? 'null'), KEY);

/** What is kept, without its times. @param {import('playwright-core').Page} page */
async function valuesOf(page) {
  const items = (await storedDocument(page))?.items ?? {};
  return Object.fromEntries(Object.entries(items).map(([id, { value }]) => [id, value]).filter(([id]) => !/^(place|read:)/.test(id)));
}

/** @param {import('playwright-core').Page} page @param {string} [skill] */
const skillAt = (page, skill = SKILL) => page.locator('.hops-skill', { has: page.locator(`[data-skill="${skill}"]`) }).first();

/** @param {import('playwright-core').Page} page @param {string} name @param {string} [skill] */
const level = (page, name, skill = SKILL) => skillAt(page, skill).getByRole('radio', { name: new RegExp(`^${name}`) });

/** The host of the second section: the first behind a heading of the text. @param {import('playwright-core').Page} page */
const sectionHost = (page) => page.locator('main > .hops-own').nth(1);

/** Puts a document into the storage before the page's scripts run, once. @param {Record<string, unknown>} values */
const holding = (values) => async (page) => {
  const items = Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, time: 1 }]));
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
    KEY,
    JSON.stringify({ schema: 1, book: 'how-to-get-into-sre', since: 1, updated: 1, items }),
  ]);
  await page.reload();
};

// ---- Skills.

test('a skill is one choice of four, on every page that shows it, in every tab', async () => {
  const { page, context, complaints, close } = await open();
  const other = await context.newPage();
  const theirs = watch(other, books.guide.origin);
  await other.goto(`${books.guide.base}/${LIST}`);
  assert(await level(page, 'Not yet').isChecked());
  await level(page, 'Working').check();
  assert(!(await level(page, 'Not yet').isChecked()));
  await other.waitForFunction((skill) => document.querySelector(`[data-skill="${skill}"][data-level="working"]`)?.checked, SKILL);
  await level(other, 'Senior').check();
  await page.waitForFunction((skill) => document.querySelector(`[data-skill="${skill}"][data-level="senior"]`)?.checked, SKILL);
  await page.reload();
  assert(await level(page, 'Senior').isChecked());
  await level(page, 'Not yet').check();
  assert.equal((await valuesOf(page))[`skill:${SKILL}`], null);
  await other.waitForFunction((skill) => document.querySelector(`[data-skill="${skill}"][data-level="none"]`)?.checked, SKILL);
  assert.deepEqual([...complaints, ...theirs], []);
  await close();
});

test('a page that shows only the entry level ticks it for whoever is further, and takes nothing away', async () => {
  const { page, close } = await open('interviews/entry-level.html');
  const skill = await page.locator('.hops-skill input').first().getAttribute('data-skill');
  await holding({ [`skill:${skill}`]: 'senior' })(page);
  assert.equal(await skillAt(page, skill).getByRole('radio').count(), 2);
  assert(await level(page, 'Entry', skill).isChecked());
  assert.equal((await valuesOf(page))[`skill:${skill}`], 'senior');
  await close();
});

test('what is ticked is summed up in words and as a route: area, whole list', async () => {
  const { page, close } = await open(LIST);
  const area = page.locator('.hops-area', { has: page.locator(`[data-skill="${SKILL}"]`) });
  const sums = { area: area.locator('.hops-total'), whole: page.locator('hops-checklist > .hops-total') };
  const skills = await area.locator('.hops-skill').count();
  const all = await page.locator('.hops-skill').count();
  const areas = await page.locator('.hops-area').count();
  assert.equal(await sums.area.textContent(), `None of ${skills} skills ticked yet`);
  const others = await area.locator('[data-level="senior"]').evaluateAll((inputs) => inputs.map((input) => input.dataset.skill));
  await level(page, 'Entry', others[1]).check();
  await level(page, 'Entry', others[2]).check();
  await level(page, 'Senior', others[0]).check();
  assert.equal(await sums.area.textContent(), `3 of ${skills} skills ticked: 2 entry, 1 senior`);
  assert.equal(await sums.whole.textContent(), `3 of ${all} skills ticked: 2 entry, 1 senior; 1 of ${areas} areas begun`);
  const stops = await area.locator('.hops-route > span').evaluateAll((nodes) => nodes.map((node) => node.dataset.reached));
  assert.deepEqual(stops.slice(0, 4), ['senior', 'entry', 'entry', 'none']);
  assert.equal(stops.length, skills);
  assert.equal(await page.locator('.hops-route:not([aria-hidden="true"])').count(), 0);
  await close();
});

test('levels are chosen by keyboard; the keys turn no page and open no search', async () => {
  const { page, close } = await open();
  await level(page, 'Not yet').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert(await level(page, 'Working').isChecked());
  for (const key of ['ArrowRight', 's', '/', '?', 'c']) await page.keyboard.press(key);
  assert(await level(page, 'Senior').isChecked());
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert(page.url().endsWith(PAGE));
  await close();
});

test('on the page that holds the whole book each place of a skill has a choice of its own, and all agree', async () => {
  const { page, close } = await open('print.html');
  const all = page.locator(`input[data-skill="${SKILL}"][data-level="working"]`);
  assert((await all.count()) > 1);
  await all.first().check();
  for (const input of await all.all()) assert(await input.isChecked());
  await close();
});

// ---- Notes and evidence.

test('a note is kept while it is typed, shown as text, changed, and taken back when it is emptied', async () => {
  const { page, complaints, close } = await open();
  const host = sectionHost(page);
  const button = host.getByRole('button', { name: /^Add a note on / });
  await button.focus();
  await page.keyboard.press('Enter');
  const field = host.getByRole('textbox', { name: 'My note' });
  assert(await field.evaluate((element) => element === document.activeElement), 'the focus is in the note');
  const words = '<img src=x onerror=alert(1)> is & stays text\n\ta second line\'s "quotes" ☑';
  await field.fill(words);
  const id = `note:section/${SOURCE}#${await host.evaluate((element) => element.dataset.own.slice(8))}`;
  await page.waitForFunction(([key, id]) => JSON.parse(localStorage.getItem(key) ?? '{}').items?.[id], [KEY, id]);
  assert.equal((await valuesOf(page))[id], words, 'without a press on Done');
  await page.keyboard.press('Escape');
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /^Change my note$/);
  await page.reload();
  assert.equal(await host.locator('.hops-own-line').evaluate((line) => line.textContent), `My note: ${words}`);
  assert.equal(await host.locator('img').count(), 0);
  await host.getByRole('button').click();
  await field.fill('  \n ');
  await host.getByRole('button', { name: 'Done' }).click();
  assert.equal((await valuesOf(page))[id], null);
  assert.equal(await host.locator('.hops-own-line').count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test('whoever leaves in the middle of a word keeps it', async () => {
  const { page, close } = await open();
  await sectionHost(page).getByRole('button').click();
  await page.keyboard.type('half a wor');
  await page.locator('.bar-title').evaluate((a) => a.click());
  await page.waitForURL(/index\.html/);
  assert(Object.values(await valuesOf(page)).includes('half a wor'), JSON.stringify(await valuesOf(page)));
  await close();
});

test('keys typed into a note are the note', async () => {
  const { page, close } = await open();
  await sectionHost(page).getByRole('button').click();
  await page.keyboard.type('s/c?');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  assert.equal(await sectionHost(page).getByRole('textbox').inputValue(), 's/c?');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert(page.url().endsWith(PAGE));
  await close();
});

test('a skill has a note and evidence; only http and https are addresses', async () => {
  const { page, close } = await open();
  const host = skillAt(page).locator('.hops-own');
  await host.getByRole('button').click();
  const field = host.getByRole('textbox', { name: /^Evidence/ });
  for (const bad of ['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://', 'not an address', 'http://a b.c/', 'mailto:a@b.example', 'https://example.org@elsewhere.example/', 'https://a:b@elsewhere.example/']) {
    await field.fill(bad);
    await host.getByRole('button', { name: 'Done' }).click();
    assert.match(await host.getByRole('alert').textContent(), /no address/, bad);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert(await field.evaluate((element) => element === document.activeElement), 'the focus is where to mend it');
    assert.equal((await valuesOf(page))[`evidence:${SKILL}`], undefined, bad);
  }
  await field.fill('example.org/runbook?x=1');
  await host.getByRole('textbox', { name: 'My note' }).fill('In the lab.');
  await page.keyboard.press('Enter');
  await host.getByRole('button', { name: 'Done' }).click();
  assert.equal((await valuesOf(page))[`evidence:${SKILL}`], 'https://example.org/runbook?x=1');
  assert.equal(await host.locator('a').getAttribute('href'), 'https://example.org/runbook?x=1');
  await page.goto(`${books.guide.base}/${LIST}`);
  assert.match(await skillAt(page).locator('.hops-own').innerText(), /In the lab\.[\s\S]*Evidence: https:\/\/example\.org\/runbook/);
  await close();
});

test('what is stored and no address is never a link', async () => {
  const { page, close } = await open();
  await holding({ [`evidence:${SKILL}`]: 'javascript:alert(1)', [`note:skill/${SKILL}`]: { a: 1 }, [`skill:${SKILL}`]: 'constructor', 'resource:how-dns-works': 'toString' })(page);
  assert.equal(await page.locator('main a[href^="javascript" i]').count(), 0);
  assert.equal(await skillAt(page).locator('.hops-own-line').count(), 0);
  assert(await level(page, 'Not yet').isChecked());
  assert.equal(await page.locator('.hops-link-mark').count(), 0);
  await close();
});

test('the note on a section that is gone is shown at the end of its page', async () => {
  const { page, close } = await open();
  await holding({ [`note:section/${SOURCE}#what-is-no-more`]: 'still mine', 'note:section/other.md#what-is-no-more': 'not here' })(page);
  assert.equal(await page.locator('.hops-lost').innerText(), 'My note on a part that is gone (what-is-no-more): still mine');
  await close();
});

test('every section of every chapter has its place for a note, and only one', () => {
  for (const path of chaptersOf(BOOKS.guide)) {
    const page = sourceOf(BOOKS.guide, path);
    const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'));
    const headings = [...main.matchAll(/<h[12] id="([^"]+)"/g)].map((match) => match[1]);
    const places = [...main.matchAll(/data-own="section\/([^"]+)"/g)].map((match) => match[1]);
    assert(headings.length > 0, path);
    assert.deepEqual(places, headings, path);
  }
});

// ---- Marks where links are.

test('a link to a resource or a skill says its mark, in words', async () => {
  const { page, close } = await open();
  await holding({ 'resource:how-dns-works': 'doing', [`skill:${SKILL}`]: 'entry' })(page);
  const learn = skillAt(page).locator('p', { hasText: 'Learn it from' });
  assert.match(await learn.innerText(), /How DNS Works[^,]*\(doing\),/);
  await page.evaluate(() => window.hops.state.set('resource:how-dns-works', null));
  assert.doesNotMatch(await learn.innerText(), /\(doing\)/);
  await close();
});

// ---- The document.

test('the document in the storage has the shape that files and other versions rely on', async () => {
  const { page, close } = await open();
  await level(page, 'Entry').check();
  await skillAt(page).locator('.hops-own > button').click();
  await skillAt(page).getByRole('textbox', { name: 'My note' }).fill('n');
  await skillAt(page).getByRole('textbox', { name: /^Evidence/ }).fill('https://example.org/');
  await skillAt(page).getByRole('button', { name: 'Done' }).click();
  await sectionHost(page).getByRole('button').click();
  await sectionHost(page).getByRole('textbox').fill('s');
  await sectionHost(page).getByRole('button', { name: 'Done' }).click();
  await page.locator('#Page-read-mark').click();
  await page.evaluate(() => window.hops.state.set('setting:theme', 'dark'));
  const heading = await sectionHost(page).evaluate((element) => element.dataset.own.slice(8));
  const { items, since, updated, ...rest } = await storedDocument(page);
  assert.deepEqual(rest, { schema: 1, book: 'how-to-get-into-sre' });
  assert(Number.isInteger(since) && Number.isInteger(updated) && since <= updated);
  const values = Object.fromEntries(Object.entries(items).map(([id, item]) => [id, item.value]));
  delete values.place;
  assert.deepEqual(values, {
    [`skill:${SKILL}`]: 'entry',
    [`note:skill/${SKILL}`]: 'n',
    [`evidence:${SKILL}`]: 'https://example.org/',
    [`note:section/${SOURCE}#${heading}`]: 's',
    [`read:${SOURCE}`]: true,
    'setting:theme': 'dark',
  });
  for (const item of Object.values(items)) assert.deepEqual(Object.keys(item).sort(), ['time', 'value']);
  await close();
});

test('a document of an older schema goes through each migration in turn, once', async () => {
  const { page, context, close } = await open();
  await holding({ trail: 'one' })(page);
  await context.route('**/book-*.js', async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    const migrate = "(d) => ({ ...d, schema: d.schema + 1, items: { trail: { ...d.items.trail, value: d.items.trail.value + '>NAME' } } })";
    const migrations = `const MIGRATIONS = [${migrate.replace('NAME', 'two')}, ${migrate.replace('NAME', 'three')}];`;
    const changed = script.replace('const SCHEMA = 1;', 'const SCHEMA = 3;').replace('const MIGRATIONS = [];', migrations);
    assert.notEqual(changed, script);
    await route.fulfill({ response, body: changed });
  });
  await page.reload();
  const trail = () => page.evaluate(() => window.hops.state.get('trail'));
  assert.equal(await trail(), 'one>two>three');
  await page.evaluate(() => window.hops.state.set('more', 1));
  assert.equal((await storedDocument(page)).schema, 3);
  await page.reload();
  assert.equal(await trail(), 'one>two>three');
  await context.unroute('**/book-*.js');
  await page.reload();
  assert.match(await page.locator('#Page-notices').innerText(), /newer version/);
  await close();
});

test('to replace or merge a document holds in all tabs, also against what they have in memory', async () => {
  const { page, context, close } = await open();
  const other = await context.newPage();
  await other.goto(`${books.guide.base}/${LIST}`);
  await other.evaluate(() => window.hops.state.set('mine', 'old'));
  await page.waitForFunction(() => window.hops.state.get('mine') === 'old');
  const before = await page.evaluate(() => window.hops.state.document());
  await page.evaluate(() => {
    const state = window.hops.state;
    state.replace({ ...state.document(), items: { theirs: { value: 1, time: 5 } } });
  });
  await other.waitForFunction(() => window.hops.state.get('theirs') === 1);
  await other.evaluate(() => window.hops.state.set('new', 2));
  await page.waitForFunction(() => window.hops.state.get('new') === 2);
  assert.equal(await page.evaluate(() => window.hops.state.get('mine')), undefined);
  await page.evaluate((document) => window.hops.state.merge(document), before);
  await other.waitForFunction(() => window.hops.state.get('mine') === 'old');
  assert.deepEqual(Object.keys((await storedDocument(page)).items).filter((id) => id !== 'place').sort(), ['mine', 'new', 'theirs']);
  await close();
});

test('a page that comes back from the page cache shows what was kept meanwhile', async (t) => {
  // Chromium's headless shell has no such cache.
  const browser = await launch({ executablePath: need('HOPS_WHOLE_CHROMIUM'), ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${books.guide.base}/${PAGE}`);
  await page.evaluate(() => addEventListener('pageshow', (event) => Object.assign(window, { cameBack: event.persisted })));
  await page.goto(`${books.guide.base}/${LIST}`);
  await level(page, 'Senior').check();
  // Such a page is not loaded again.
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForFunction(() => 'cameBack' in window);
  assert.equal(await page.evaluate(() => window.cameBack), true, 'this page was in the cache');
  assert(await level(page, 'Senior').isChecked());
});

test('opened from a disk, what is ticked and written is kept as well', async () => {
  const context = await books.browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(`${BOOKS.guide}/${PAGE}`).href);
  await level(page, 'Entry').check();
  await sectionHost(page).getByRole('button').click();
  await page.keyboard.type('on a disk');
  await page.keyboard.press('Escape');
  await page.reload();
  assert(await level(page, 'Entry').isChecked());
  assert.match(await sectionHost(page).innerText(), /on a disk/);
  await context.close();
});

test('a storage that throws loses nothing while the page is open, and says so', async () => {
  const { page, context, close } = await open();
  await context.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })");
  await page.reload();
  assert.equal(await page.locator('#Page-notices .notice').count(), 0);
  await level(page, 'Working').check();
  assert.match(await page.locator('#Page-notices').innerText(), /not saved/);
  await sectionHost(page).getByRole('button').click();
  await page.keyboard.type('in memory');
  await page.keyboard.press('Escape');
  assert.match(await sectionHost(page).innerText(), /in memory/);
  assert(await level(page, 'Working').isChecked());
  await close();
});

// ---- Paper, and no scripts.

/** The signs that are printed for the boxes of a skill. */
const signs = (page) =>
  skillAt(page)
    .locator('input[data-level]')
    .evaluateAll((inputs) => inputs.filter((input) => input.checkVisibility()).map((input) => getComputedStyle(input, '::before').content));

test('on paper levels are ☐ and ☑ up to the one reached, notes are words, and nothing is a control', async () => {
  const { page, close } = await open();
  await holding({ [`skill:${SKILL}`]: 'working', [`note:skill/${SKILL}`]: 'printed note', 'resource:how-dns-works': 'done' })(page);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await signs(page), ['"☑"', '"☑"', '"☐"']);
  assert.match(await skillAt(page).innerText(), /My note: printed note/);
  assert.match(await skillAt(page).innerText(), /How DNS Works[^,]*\(done\)/);
  assert.equal(await page.locator('main button:not([data-marked]):visible').count(), 0);
  await close();
});

test('a blank copy has no marks, and is offered where there are some', async () => {
  const { page, close } = await open();
  const offer = page.getByRole('button', { name: 'Print a blank copy' });
  assert(!(await offer.isVisible()));
  await holding({ [`skill:${SKILL}`]: 'working', [`note:skill/${SKILL}`]: 'printed note', 'resource:how-dns-works': 'done' })(page);
  await page.evaluate(() => {
    window.print = () => {
      const box = document.querySelector('.is-reached > input');
      const words = document.querySelector('.hops-skill')?.innerText;
      Object.assign(window, { printed: { sign: getComputedStyle(box, '::before').content, words } });
    };
  });
  await page.emulateMedia({ media: 'print' });
  await page.locator('#Page-print-blank-button').evaluate((button) => button.click());
  const { sign, words } = await page.evaluate(() => window.printed);
  assert.equal(sign, '"☐"');
  assert.match(words, /Resolves a name/);
  assert.doesNotMatch(words, /printed note|\(done\)/);
  assert.deepEqual(await signs(page), ['"☑"', '"☑"', '"☐"'], 'and afterwards all is as it was');
  await close();
});

test('without scripts a skill has its three boxes, and nothing asks for a note', async () => {
  const { page, close } = await open(PAGE, { javaScriptEnabled: false });
  assert.equal(await skillAt(page).getByRole('checkbox').count(), 3);
  assert.equal(await skillAt(page).getByRole('radio').count(), 0);
  assert.equal(await page.locator('.hops-own:visible, .hops-total:visible, .hops-not-yet:visible').count(), 0);
  await close();
});

test('nothing moves while a page with ticks, marks and notes loads', async () => {
  const { page, close } = await open();
  const heading = await sectionHost(page).evaluate((element) => element.dataset.own.slice(8));
  await holding({ [`skill:${SKILL}`]: 'working', 'resource:how-dns-works': 'done' })(page);
  assert(heading);
  for (const path of [PAGE, LIST]) {
    await page.goto(`${books.guide.base}/${path}`);
    assert.deepEqual(await movementOf(page), [], path);
  }
  await close();
});
