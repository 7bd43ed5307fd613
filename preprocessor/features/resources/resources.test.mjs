// The table that answers: search, filters, sorting, views as links, remembered views; by mouse, by keyboard, on paper and without scripts.
// What should be shown is computed here from the rows as they stand in the page, never by the script under test.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { assertClean } from '../../../tests/browser/axe.mjs';
import { BOOKS, sideways, visit, watch } from '../../../tests/browser/browser.mjs';
import { movementOf, noteMovement } from '../../../tests/browser/movement.mjs';
import { ALL, becomes, books, COLUMNS, factsOf, field, FILTERS, hashOf, ids, open, passes, seen, status } from './resources.mjs';

test('every filter alone shows what has that word, and says how many', async () => {
  const { page, complaints, close } = await open();
  const facts = await factsOf(page);
  assert(facts.length > 150, `${facts.length} rows`);
  assert.equal(await status(page), `${facts.length} resources`);
  for (const name of FILTERS) {
    const values = await field(page, name).locator('option').evaluateAll((options) => options.map(({ value }) => value));
    assert.equal(values[0], '');
    assert(values.length > 1, `${name} offers ${values}`);
    for (const value of values.slice(1)) {
      await field(page, name).selectOption(value);
      const expected = facts.filter((fact) => passes(fact, name, value));
      if (name !== 'mark') assert(expected.length > 0, `${name} ${value} occurs`);
      await becomes(() => seen(page), ids(expected), `${name} ${value}`);
      if (expected.length > 0) await becomes(() => status(page), `${expected.length} of ${facts.length} resources`);
    }
    await field(page, name).selectOption('');
  }
  await becomes(() => status(page), `${facts.length} resources`);
  assert.deepEqual(complaints, []);
  await close();
});

test('filters and search hold together', async () => {
  const { page, close } = await open();
  const facts = await factsOf(page);
  await field(page, 'level').selectOption('beginner');
  await field(page, 'list').selectOption('original');
  await field(page, 'q').fill('learn  LINUX');
  const has = ({ words }) => /learn/i.test(words) && /linux/i.test(words);
  const expected = facts.filter((fact) => fact.level === 'beginner' && fact.list === 'original' && has(fact));
  assert(expected.length > 0 && expected.length < 20, `${expected.length} fit`);
  await becomes(() => seen(page), ids(expected));
  await becomes(() => status(page), `${expected.length} of ${facts.length} resources`);
  await close();
});

test('the search finds titles, authors and reasons, whatever the case and the accents', async () => {
  const { page, close } = await open();
  const facts = await factsOf(page);
  const author = 'Julia Evans';
  for (const query of ['How DNS Works', author, 'JULIA', 'dns']) {
    await field(page, 'q').fill(query);
    const words = query.toLowerCase().split(' ');
    const expected = facts.filter((fact) => words.every((word) => fact.words.toLowerCase().includes(word)));
    assert(expected.length > 0, query);
    await becomes(() => seen(page), ids(expected), query);
  }
  await field(page, 'q').fill('júlía');
  const evans = facts.filter(({ words }) => /julia/i.test(words));
  await becomes(() => seen(page), ids(evans));
  await close();
});

test('accents in the table do not hide it from those who type none', async () => {
  const context = await books.browser.newContext();
  const page = await context.newPage();
  await page.route(`**/${ALL}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('>Learn Git Branching<', '>Crème Brûlée<') });
  });
  await page.goto(`${books.guide.base}/${ALL}`);
  await field(page, 'q').fill('creme brulee');
  await becomes(async () => (await seen(page)).length, 1);
  await context.close();
});

test('what readers write into rows is not searched, and neither is the word on the button', async () => {
  const { page, close } = await open('#q=mark');
  const facts = await factsOf(page);
  await becomes(() => seen(page), ids(facts.filter(({ words }) => /mark/i.test(words))));
  await close();
});

test('every column sorts up, down, and back to the groups, and one header says so', async () => {
  const { page, close } = await open();
  const facts = await factsOf(page);
  const options = async (name) => field(page, name).locator('option').evaluateAll((all) => all.map(({ value }) => value));
  const collator = new Intl.Collator('en');
  const listed = await page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.id || row.textContent));
  for (const [index, key] of COLUMNS.entries()) {
    const order = ['title', 'why'].includes(key) ? undefined : await options(key);
    const compare = (a, b) => (order ? order.indexOf(a[key]) - order.indexOf(b[key]) : collator.compare(a[key], b[key]));
    const header = page.getByRole('columnheader').nth(index);
    const marked = () => page.locator('thead th').evaluateAll((all) => all.map((th) => th.getAttribute('aria-sort')));
    const only = (value) => COLUMNS.map((_, n) => (n === index ? value : null));
    const where = new Map(facts.map((fact, place) => [fact, place]));
    for (const [direction, step] of /** @type {const} */ ([['ascending', 1], ['descending', -1]])) {
      await header.getByRole('button').click();
      const expected = [...facts].sort((a, b) => step * compare(a, b) || where.get(a) - where.get(b));
      await becomes(() => seen(page), ids(expected), `${key} ${direction}`);
      assert.deepEqual(await marked(), only(direction));
      assert.equal(await page.locator('.hops-group:visible').count(), 0, 'no group stands among sorted rows');
      assert.equal(await field(page, 'sort').inputValue(), key);
      assert.equal(await field(page, 'reverse').isChecked(), step < 0);
      await becomes(async () => hashOf(page), `#sort=${step < 0 ? '-' : ''}${key}`);
    }
    await header.getByRole('button').click();
    await becomes(() => page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.id || row.textContent)), listed, `${key}: back`);
    assert.deepEqual(await marked(), COLUMNS.map(() => null));
    assert.equal(await page.locator('.hops-group:visible').count(), await page.locator('.hops-group').count());
    await becomes(async () => hashOf(page), '');
  }
  await close();
});

test('sorting from far down the table leads back to its top', async () => {
  const { page, close } = await open();
  await page.locator('tbody tr[data-topic]').nth(100).scrollIntoViewIfNeeded();
  const header = page.getByRole('columnheader', { name: 'Level' });
  const { y } = await header.boundingBox();
  assert(y > 0 && y < 200, `the headers stay in sight, at ${y}`);
  await header.getByRole('button').click();
  await becomes(async () => hashOf(page), '#sort=level');
  await becomes(() => page.locator('tbody tr[data-topic]:visible').first().evaluate((row) => {
    const { top } = row.getBoundingClientRect();
    return top > 0 && top < innerHeight;
  }), true);
  await close();
});

test('by the time it takes, what states none comes last in both directions', async () => {
  const { page, close } = await open();
  const facts = await factsOf(page);
  const [timed, others] = [facts.filter(({ time }) => time), facts.filter(({ time }) => !time)];
  assert(timed.length > 5 && others.length > 5);
  await field(page, 'sort').selectOption('time');
  const place = new Map(facts.map((fact, n) => [fact, n]));
  const by = (step) => [...timed].sort((a, b) => step * (a.time - b.time) || place.get(a) - place.get(b));
  await becomes(() => seen(page), [...ids(by(1)), ...ids(others)]);
  await field(page, 'reverse').check();
  await becomes(() => seen(page), [...ids(by(-1)), ...ids(others)]);
  await close();
});

test('sorting one way while the last one is still under way ends in the last order', async () => {
  const { page, close } = await open();
  const facts = await factsOf(page);
  const order = await field(page, 'level').locator('option').evaluateAll((all) => all.map(({ value }) => value));
  await page.evaluate(() => {
    const buttons = document.querySelectorAll('thead button');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    return [0, 1, 5, 2].reduce(async (before, n) => {
      await before;
      buttons[n].click();
      await frame();
    }, Promise.resolve());
  });
  const place = new Map(facts.map((fact, n) => [fact, n]));
  const expected = [...facts].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level) || place.get(a) - place.get(b));
  await becomes(() => seen(page), ids(expected));
  assert.equal(await page.locator('tbody tr[data-topic]').count(), facts.length, 'none is lost, none is twice');
  assert.equal(await page.locator('tbody').count(), (await page.locator('.hops-group').count()) + 1, 'nothing is left behind');
  await close();
});

test('groups follow: what is empty is not there, and each says how many of how many', async () => {
  const { page, close } = await open();
  const facts = await factsOf(page);
  const sizes = await page.locator('tbody').evaluateAll((bodies) => bodies.map((body) => [body.id, body.querySelectorAll('[data-topic]').length]));
  await field(page, 'level').selectOption('advanced');
  await becomes(() => seen(page), ids(facts.filter(({ level }) => level === 'advanced')));
  const groups = await page.locator('tbody').evaluateAll((bodies) =>
    bodies.map((body) => [body.id, body.checkVisibility(), body.querySelector('.hops-group').textContent, body.querySelectorAll('[data-level=advanced]').length]),
  );
  assert(groups.some(([, visible]) => visible) && groups.length === sizes.length);
  for (const [n, [id, visible, words, count]] of groups.entries()) {
    assert.equal(visible, count > 0, id);
    const size = sizes[n][1];
    assert(words.endsWith(count === size ? `(${size})` : `(${count} of ${size})`), `${words}: ${count} of ${size}`);
  }
  await close();
});

test('my mark filters; a mark that changes takes no row away until a filter changes', async () => {
  const { page, close } = await open();
  const facts = await factsOf(page);
  const [one, two] = [facts[3].id, facts[40].id];
  await page.evaluate(([one, two]) => {
    window.hops.state.set(`resource:${one}`, 'todo');
    window.hops.state.set(`resource:${two}`, 'done');
  }, [one, two]);
  await field(page, 'mark').selectOption('todo');
  await becomes(() => seen(page), [one]);
  await page.evaluate((one) => window.hops.state.set(`resource:${one}`, 'done'), one);
  await sleep(500);
  assert.deepEqual(await seen(page), [one], 'it stays under the reader’s eyes');
  await field(page, 'mark').selectOption('done');
  await becomes(() => seen(page), [one, two]);
  await field(page, 'mark').selectOption('none');
  await becomes(async () => (await seen(page)).length, facts.length - 2);
  await page.evaluate((one) => window.hops.state.set(`resource:${one}`, null), one);
  await field(page, 'mark').selectOption('');
  await field(page, 'mark').selectOption('none');
  await becomes(async () => (await seen(page)).length, facts.length - 1, 'a mark taken back is none');
  await close();
});

test('by keyboard alone: the order of the fields, header buttons, no page turned, no search opened', async () => {
  const { page, close } = await open();
  const address = page.url().replace(/#.*/, '');
  await field(page, 'q').focus();
  for (const name of ['sort', 'reverse', ...FILTERS]) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), name);
  }
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Clear all');
  for (const name of ['Resource', 'Kind', 'Level']) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), name);
  }
  await page.keyboard.press('Enter');
  await becomes(() => page.locator('[aria-sort]').allTextContents(), ['Level']);
  await page.keyboard.press('Space');
  await becomes(() => page.locator('[aria-sort=descending]').allTextContents(), ['Level']);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Level', 'the focus stays');
  await page.keyboard.press('ArrowRight');
  await field(page, 'level').focus();
  for (const key of ['s', '/', 'ArrowRight', 'ArrowLeft', 'c', '?']) await page.keyboard.press(key);
  await field(page, 'q').focus();
  for (const key of ['s', '/', 'ArrowRight', 'ArrowLeft', 'c', '?', 'Enter']) await page.keyboard.press(key);
  assert.equal(await field(page, 'q').inputValue(), 'sc?/');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.equal(page.url().replace(/#.*/, ''), address);
  await close();
});

test('on a phone the headers come into sight when the keyboard comes to them', async () => {
  const { page, close } = await open('', { viewport: { width: 320, height: 800 } });
  await page.getByRole('button', { name: 'Clear all' }).focus();
  await page.keyboard.press('Tab');
  const button = page.locator('thead button').first();
  assert(await button.evaluate((b) => b === document.activeElement));
  const { width, height } = await button.boundingBox();
  assert(width >= 24 && height >= 24);
  assert(await button.evaluate((b) => {
    const { left, top, width, height } = b.getBoundingClientRect();
    return b.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  }), 'nothing lies over it');
  assert.equal(await sideways(page), 0);
  await close();
});

test('on a phone the filters are folded, the search, the order and the count are not', async () => {
  const { page, close } = await open('', { viewport: { width: 375, height: 812 } });
  for (const name of ['q', 'sort']) assert(await field(page, name).isVisible(), name);
  assert(await page.locator('.hops-filters [role=status]').isVisible());
  assert.equal(await field(page, 'topic').isVisible(), false);
  await page.getByText('Filters', { exact: true }).click();
  assert(await field(page, 'topic').isVisible());
  await close();
  const wide = await open();
  assert(await field(wide.page, 'topic').isVisible());
  assert.equal(await wide.page.locator('.hops-filters summary').isVisible(), false);
  await wide.close();
});

test('all controls can be hit: 24 px at least, 44 px for fields and main buttons', async () => {
  for (const width of [320, 1350]) {
    const { page, close } = await open('#topic=security', { viewport: { width, height: 900 } });
    const boxes = await page.locator('.hops-filters :is(input[type=search], select, button)').evaluateAll((all) =>
      all.filter((e) => e.checkVisibility()).map((e) => [e.outerHTML.slice(0, 40), e.getBoundingClientRect().height]),
    );
    assert(boxes.length > 9);
    for (const [what, height] of boxes) assert(height >= 44, `${what} is ${height} px high`);
    await close();
  }
});

test('without scripts every row and every group is there, and no form', async () => {
  const { page, close } = await open('#topic=security', { javaScriptEnabled: false });
  assert.equal(await page.locator('.hops-filters').isVisible(), false);
  assert.equal(await page.locator('tbody tr:visible').count(), 198 + (await page.locator('.hops-groups li').count()));
  assert.equal(await page.locator('thead button').count(), 0);
  for (const link of await page.locator('.hops-groups a').all()) {
    const id = (await link.getAttribute('href')).slice(1);
    const words = await page.locator(`tbody[id="${id}"] > .hops-group`).innerText();
    assert(words.startsWith(await link.innerText()), words);
  }
  await close();
});

test('on paper stands the view, and what it is', async () => {
  const { page, close } = await open('#level=beginner&sort=title', { viewport: { width: 680, height: 1009 } });
  const rows = await seen(page);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.hops-filters').isVisible(), false);
  assert.deepEqual(await seen(page), rows);
  assert.equal(await page.locator('.hops-view').innerText(), `${rows.length} of 198 resources; Level: Beginner; sorted by Resource.`);
  assert.equal(await page.locator('main tbody tr:visible').first().evaluate((row) => getComputedStyle(row).display), 'table-row');
  assert.equal(await page.locator('thead').evaluate((head) => getComputedStyle(head).display), 'table-header-group');
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await page.locator('.hops-view').isVisible(), false);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await becomes(() => status(page), '198 resources');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.hops-view').isVisible(), false, 'all of it needs no explanation');
  await close();
});

test('printing waits for no frame: every row is there at once', async () => {
  const { page, close } = await open();
  const count = await page.evaluate(async () => {
    document.querySelectorAll('thead button')[0].click();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    window.dispatchEvent(new Event('beforeprint'));
    return [...document.querySelectorAll('tbody tr[data-topic]')].filter((row) => row.checkVisibility()).length;
  });
  assert.equal(count, 198);
  await close();
});

test('the whole book on one page has no form and applies no view', async () => {
  const { page, close } = await visit(books.browser, books.guide, 'print.html#topic=security');
  assert.equal(await page.locator('.hops-filters').first().isVisible(), false);
  assert.equal(await page.locator('tbody tr[data-topic][hidden]').count(), 0);
  await close();
});

test('no sideways scroll and nothing that moves on load, with a view and without', async () => {
  for (const width of [320, 375, 1350]) {
    for (const hash of ['', '#topic=security&sort=-level', '#q=xyzzyx&topic=security']) {
      const context = await books.browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      const complaints = watch(page, books.guide.origin);
      await noteMovement(page);
      await page.goto(`${books.guide.base}/${ALL}${hash}`);
      assert.deepEqual(await movementOf(page), [], `${width} px ${hash}`);
      assert.equal(await sideways(page), 0, `${width} px ${hash}`);
      assert.deepEqual(complaints, []);
      await context.close();
    }
  }
});

test('axe finds nothing in the form: filtered, sorted, nothing found; narrow and wide, light and dark', async () => {
  for (const name of /** @type {const} */ (['guide', 'rtl'])) {
    for (const width of [320, 1350]) {
      for (const hash of ['#level=beginner&sort=-level', '#q=xyzzyx&level=beginner']) {
        const context = await books.browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
        const page = await context.newPage();
        await page.goto(`${books[name].base}/${name === 'guide' ? ALL : 'all-resources.html'}${hash}`);
        await page.evaluate(() => {
          document.querySelector('.hops-filters details').open = true;
        });
        await assertClean(page, `${name} ${width} px ${hash}`);
        await context.close();
      }
    }
  }
});

test('the table works from a disk', async () => {
  const context = await books.browser.newContext();
  const page = await context.newPage();
  const complaints = watch(page, 'file://');
  const address = pathToFileURL(join(BOOKS.guide, ALL)).href;
  await page.goto(`${address}#topic=security`);
  const facts = await factsOf(page);
  await becomes(() => seen(page), ids(facts.filter(({ topic }) => topic.includes('security'))));
  await field(page, 'topic').selectOption('databases');
  await becomes(() => seen(page), ids(facts.filter(({ topic }) => topic.includes('databases'))));
  await becomes(async () => hashOf(page), '#topic=databases');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('other tables of a page are left alone, and have the reader’s marks', async () => {
  const { page, close } = await visit(books.browser, books.style, 'all-resources.html#level=beginner');
  await becomes(() => page.locator('.hops-filters [role=status]').innerText(), '1 of 3 resources');
  assert.equal(await page.locator('hops-resources').nth(1).locator('tbody tr:visible').count(), 4);
  assert.equal(await page.locator('.hops-filters').count(), 1);
  assert.equal(await page.locator('hops-resources [data-own="resource/sponge"]').count(), 1);
  assert.equal(await page.locator('hops-resources [data-own="resource/first-loaf"]').count(), 2);
  await close();
});
