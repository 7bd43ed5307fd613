// Search, in a real browser: from the key to the page, by keyboard, and when its index does not come.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { focused, folder, host, html, notices, open, OTHER, searchFor, tabTo } from './shell.mjs';

/** What a file of the index holds. */
const partIn = (file) => JSON.parse(/^hops\.part\("[^"]*",(.*)\)$/m.exec(readFileSync(file, 'utf8'))[1]);

/** A list goes on when its reader comes to its end. */
async function allResults(page) {
  const results = page.locator('#Page-search-results > li');
  const [, number] = /(\d+) (?:of \d+ )?results? for/.exec(await page.locator('#Page-search-count').textContent());
  for (let now = await results.count(); now < Number(number); now = await results.count()) {
    await results.last().scrollIntoViewIfNeeded();
    await page.waitForFunction((now) => document.querySelectorAll('#Page-search-results > li').length > now, now);
  }
}

test('a search from key to page: counted, walked by arrows, marked, and told to nobody', async () => {
  const requests = [];
  const prepare = (page) => page.on('request', (request) => requests.push(request.url()));
  const { page, errors, close } = await open(html, { prepare });
  assert(!requests.some((url) => /\/search/.test(url)), 'loaded only when it is needed');
  await searchFor(page, 'resolver');
  assert.equal(await focused(page), 'Page-search-words');
  const results = page.locator('#Page-search-results > li');
  await allResults(page);
  const number = await results.count();
  assert(number > 1);
  assert.match(await page.getByRole('dialog').getByRole('status').first().textContent(), /^(The best \d+ of )?\d+ results for “resolver”$/);
  assert(await page.locator('#Page-search-results .search-teaser mark').first().isVisible());

  const at = () => page.evaluate(() => [...document.querySelectorAll('#Page-search-results a')].indexOf(document.activeElement));
  await page.keyboard.press('ArrowDown');
  assert.equal(await at(), 0);
  await page.keyboard.press('ArrowDown');
  assert.equal(await at(), 1);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(page), 'Page-search-words');
  for (let n = 0; n < number + 3; n += 1) await page.keyboard.press('ArrowDown');
  assert.equal(await at(), number - 1, 'the last result is the end');

  const other = page.locator('#Page-search-results a:not([href*="networking"])').first();
  const target = new URL(await other.evaluate((link) => link.href));
  await other.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === target.pathname);
  await page.waitForFunction(() => CSS.highlights.get('search')?.size > 0);
  const marked = await page.evaluate(() => [...CSS.highlights.get('search')].map(String));
  assert(marked.every((word) => /^resolv/i.test(word)), `${marked}`);
  assert.equal(await page.locator('main mark').count(), 0, 'the page itself is unchanged');
  assert(!page.url().includes('resolver'));
  assert(!requests.some((url) => url.includes('resolver') && !url.includes('#')), 'the words are in no request');
  assert.match(await notices(page).textContent(), /Search words are marked/);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => CSS.highlights.has('search')), false);
  assert.equal(await notices(page).count(), 0);
  await page.reload();
  assert.equal(await page.evaluate(() => CSS.highlights.has('search')), false, 'marked once');
  assert.deepEqual(errors, []);
  await close();
});

test('Enter in the search field opens the first result; Clear takes the marks away', async () => {
  const { page, close } = await open('index.html');
  await searchFor(page, 'traceroute');
  const target = await page.locator('#Page-search-results a').first().evaluate((link) => link.href);
  await page.keyboard.press('Enter');
  await page.waitForURL(target);
  await page.waitForFunction(() => CSS.highlights.has('search'));
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await page.evaluate(() => CSS.highlights.has('search')), false);
  await close();
});

test('a result on the same page is shown and marked at once', async () => {
  const { page, close } = await open(html);
  await searchFor(page, 'resolver');
  await page.locator('#Page-search-results a[href*="networking.html"]').first().click();
  await page.waitForFunction(() => CSS.highlights.has('search'));
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await close();
});

test('Esc closes the search with one press; the focus goes back, and the words are kept for the next time', async () => {
  const { page, close } = await open(html);
  await tabTo(page, '#Page-search-button');
  await page.keyboard.press('Enter');
  await page.keyboard.type('latency');
  await page.waitForFunction(() => /“latency”/.test(document.getElementById('Page-search-count').textContent));
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.equal(await focused(page), 'Page-search-button');
  await page.goto(`${host.origin}/${OTHER}.html`);
  await page.keyboard.press('s');
  await page.locator('#Page-search-results a').first().waitFor();
  const field = page.locator('#Page-search-words');
  assert.equal(await field.inputValue(), 'latency');
  assert.equal(await field.evaluate((field) => field.selectionEnd - field.selectionStart), 7);
  await close();
});

test('what is typed is text: nothing found, signs, markup, the names of properties', async () => {
  const { page, errors, close } = await open(html);
  const count = page.locator('#Page-search-count');
  await page.keyboard.press('/');
  for (const words of ['qqxzzy', '<img src=x onerror=alert(1)>', '__proto__', 'constructor', '***', '“”', 'the']) {
    await page.locator('#Page-search-words').fill(words);
    await page.waitForFunction((words) => document.getElementById('Page-search-count').textContent.includes(`“${words}”`), words);
  }
  await page.locator('#Page-search-words').fill('qqxzzy');
  await page.waitForFunction(() => /^No page has “qqxzzy”/.test(document.getElementById('Page-search-count').textContent));
  await page.keyboard.press('Enter');
  assert(await page.locator('#Page-search').isVisible(), 'Enter without a result closes nothing');
  await page.locator('#Page-search-words').fill('');
  await page.waitForFunction(() => document.getElementById('Page-search-count').textContent === '');
  assert.equal(await count.textContent(), '');
  assert.equal(await page.locator('#Page-search img').count(), 0);
  assert.deepEqual(errors, []);
  await close();
});

test('a teaser keeps the case and the words whole, and shows the word that was looked for', async () => {
  const { page, close } = await open(html);
  await searchFor(page, 'kubernetes');
  const teasers = await page.locator('#Page-search-results .search-teaser').allTextContents();
  const marks = await page.locator('#Page-search-results mark').allTextContents();
  assert(teasers.length > 3);
  assert(teasers.every((teaser) => teaser.split(/\s+/).length < 60), 'about 30 words');
  assert(marks.includes('Kubernetes'), `${marks}`);
  const files = readdirSync(join(folder, 'search')).filter((name) => name.startsWith('t'));
  const bodies = files.flatMap((name) => partIn(join(folder, 'search', name))[1].map((unit) => unit[4]));
  for (const teaser of teasers) {
    const words = teaser.replace(/^…\s/, '').replace(/\s…$/, '');
    assert(bodies.some((body) => body.includes(words)), `part of a text: ${words}`);
  }
  await close();
});

test('a middle click on a result is a middle click on a link', async () => {
  const { page, context, close } = await open(html);
  await searchFor(page, 'percentile');
  const target = await page.locator('#Page-search-results a').first().evaluate((link) => link.href);
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.locator('#Page-search-results a').first().click({ button: 'middle' }),
  ]);
  await tab.waitForURL(target);
  assert(!target.includes('percentile'));
  assert(await page.locator('#Page-search').isVisible(), 'the search stays open here');
  await close();
});

test('an index that does not load is said, harms nothing, and is tried again', async () => {
  for (const part of ['search/index-', 'search-']) {
    let broken = true;
    const prepare = (page) => page.route(`**/${part}*`, (route) => (broken ? route.abort() : route.continue()));
    const { page, errors, close } = await open(html, { prepare });
    await page.keyboard.press('/');
    await page.waitForFunction(() => /did not load.*try/.test(document.getElementById('Page-search-count').textContent));
    await page.keyboard.type('dns');
    await page.keyboard.press('Enter');
    assert(await page.locator('#Page-search').isVisible());
    await page.keyboard.press('Escape');
    broken = false;
    await page.keyboard.press('/');
    await page.locator('#Page-search-results a').first().waitFor();
    assert.match(await page.locator('#Page-search-count').textContent(), /“dns”/);
    assert.deepEqual(errors, []);
    await close();
  }
});

test('what could not be looked up is never said to be nowhere', async () => {
  const answers = {
    gone: (route) => route.fulfill({ status: 404, body: '' }),
    'cut off': (route) => route.abort(),
    'another page': (route) => route.fulfill({ status: 200, contentType: 'text/javascript', body: 'void 0;' }),
  };
  for (const [name, answer] of Object.entries(answers)) {
    for (const part of ['w', 't']) {
      let broken = true;
      const prepare = (page) => page.route(`**/search/${part}*`, (route) => (broken ? answer(route) : route.continue()));
      const { page, errors, close } = await open(html, { prepare });
      await page.keyboard.press('/');
      await page.keyboard.type('resolver');
      const count = page.locator('#Page-search-count');
      await page.waitForFunction(() => /A part of the search index did not load/.test(document.getElementById('Page-search-count').textContent));
      assert.equal(await page.locator('#Page-search-results > li').count(), 0, `${name} ${part}`);
      assert.doesNotMatch(await count.textContent(), /No page has/);
      broken = false;
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      await page.locator('#Page-search-results a').first().waitFor();
      assert.match(await count.textContent(), /“resolver”/);
      assert.deepEqual(errors, [], name);
      await close();
    }
  }
});

test('a letter wrong, a thing with its kind, a query that is longer than anybody reads', async () => {
  const { page, close } = await open(html);
  await searchFor(page, 'kuberntes');
  assert.match(await page.locator('#Page-search-count').textContent(), /^No page has “kuberntes”\. .* for “kuberntes” with “kubernetes”$/);
  await page.locator('#Page-search-words').fill('Python for Everybody');
  await page.waitForFunction(() => document.getElementById('Page-search-count').textContent.includes('Everybody'));
  const first = page.locator('#Page-search-results a').first();
  assert.match(await first.textContent(), /^Resource .*Python for Everybody$/);
  await first.click();
  await page.waitForURL('**/resources/all.html#hops-resource-py4e');
  await page.waitForFunction(() => CSS.highlights.has('search'));
  await page.keyboard.press('/');
  await page.locator('#Page-search-words').fill('x'.repeat(10_000));
  await page.waitForFunction(() => /^No page has “x{100}…”/.test(document.getElementById('Page-search-count').textContent));
  await page.locator('#Page-search-words').fill('***');
  await page.waitForFunction(() => document.getElementById('Page-search-count').textContent === '“***” has no word to look for.');
  await close();
});

test('while parts of the index are coming, the reader is told so, and what was typed last is looked up', async () => {
  /** @type {(() => void)[]} */
  const waiting = [];
  let isSlow = true;
  const prepare = (page) => page.route('**/search/w*', (route) => (isSlow ? waiting.push(() => route.continue()) : route.continue()));
  const { page, close } = await open(html, { prepare });
  const count = page.locator('#Page-search-count');
  await page.keyboard.press('/');
  await page.keyboard.type('resolver');
  await page.waitForFunction(() => document.getElementById('Page-search-count').textContent === 'Loading the search index …');
  assert.equal(await page.locator('#Page-search-results > li').count(), 0);
  assert(waiting.length > 0);
  await page.locator('#Page-search-words').fill('latency');
  isSlow = false;
  for (const go of waiting) go();
  await page.waitForFunction(() => document.getElementById('Page-search-count').textContent.includes('“latency”'));
  assert.match(await count.textContent(), /results for “latency”/);
  await close();
});

test('Enter waits for the results of what was typed, and opens none of an earlier query', async () => {
  /** @type {(() => void)[]} */
  const waiting = [];
  let isSlow = false;
  const prepare = (page) => page.route('**/search/w*', (route) => (isSlow ? waiting.push(() => route.continue()) : route.continue()));
  const { page, close } = await open(html, { prepare });
  await searchFor(page, 'kubernetes');
  isSlow = true;
  await page.locator('#Page-search-words').fill('traceroute');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('Page-search-count').textContent === 'Loading the search index …');
  isSlow = false;
  for (const go of waiting) go();
  await page.waitForFunction(() => CSS.highlights.get('search')?.size > 0);
  const marked = await page.evaluate(() => [...CSS.highlights.get('search')].map(String));
  assert(marked.every((word) => /^tracerout/i.test(word)), `${marked}`);
  await close();
});
