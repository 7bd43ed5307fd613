// The page with the reader's plan, in a real browser: what it shows and prints, everywhere. What it takes in and gives out is in
// plan-exchange.test.mjs.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { lookTwice } from '../../../tests/browser/axe.mjs';
import { BOOKS, MOUNTS, WIDTHS, choose, sideways, watch } from '../../../tests/browser/browser.mjs';
import { movementOf, noteMovement } from '../../../tests/browser/movement.mjs';
import { FULL, MARKUP, PAGES, books, button, fragment, frames, headings, heard, open, ownOf, part, plan } from './plan.mjs';

/** @typedef {import('playwright-core').Page} Page */

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
  assert.deepEqual(await ownOf(page), Object.fromEntries(Object.entries(FULL).sort()));
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
      assert.equal(Object.keys(await ownOf(page)).filter((id) => id in many).length, Object.keys(many).length);
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

test('printed with nothing kept, the page has no heading over nothing', async () => {
  for (const name of [undefined, 'Print the plan']) {
    const { page, close } = await open();
    await page.getByText('Nothing is ticked yet.').waitFor();
    let seen = '';
    if (name) {
      ({ seen } = await printed(page, name));
    } else {
      await page.emulateMedia({ media: 'print' });
      seen = await page.locator('main').innerText();
    }
    assert(seen.includes('Nothing is marked yet.') && seen.includes('What next'), seen);
    assert(!seen.includes('Where I am') && !seen.includes('Nothing is ticked yet.'), seen);
    await close();
  }
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
  assert.equal((await ownOf(page))['skill:databases.write-sql'], 'entry');
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
  const { page, complaints, close } = await open({ 'skill:an-area.knead': 'entry' }, { book: 'style' });
  assert.match(await part(page, 'where').innerText(), /Dough 1 of 2 skills: 1 entry/);
  assert.equal(MOUNTS.style, '/guide/');
  assert.deepEqual(complaints, []);
  await close();
});
