// A view of the resources table, in a real browser: as a link, remembered, followed to a row, and when nothing fits.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL, becomes, books, factsOf, field, hashOf, ids, KEPT, open, seen, status } from './resources.mjs';

test('a view is a link: another reader sees the same', async () => {
  const first = await open();
  const page = first.page;
  await field(page, 'topic').selectOption('networking');
  await field(page, 'level').selectOption('beginner');
  await field(page, 'q').fill('dns & tcp');
  await field(page, 'q').fill('dns');
  await field(page, 'sort').selectOption('level');
  await field(page, 'reverse').check();
  await becomes(async () => hashOf(page), '#q=dns&topic=networking&level=beginner&sort=-level');
  const [rows, said] = [await seen(page), await status(page)];
  assert(rows.length > 0);
  const second = await open(hashOf(page));
  await becomes(() => seen(second.page), rows);
  assert.equal(await status(second.page), said);
  assert.equal(await field(second.page, 'topic').inputValue(), 'networking');
  assert.equal(await second.page.locator('thead [aria-sort]').getAttribute('aria-sort'), 'descending');
  assert.deepEqual(second.complaints, []);
  await first.close();
  await second.close();
});

test('the address changes without a history of every letter', async () => {
  const { page, close } = await open();
  const length = await page.evaluate(() => history.length);
  await field(page, 'q').pressSequentially('prometheus');
  await becomes(async () => hashOf(page), '#q=prometheus');
  assert.equal(await page.evaluate(() => history.length), length);
  await close();
});

test('an address typed by hand is followed', async () => {
  const { page, close } = await open('#topic=networking');
  const facts = await factsOf(page);
  await becomes(() => seen(page), ids(facts.filter(({ topic }) => topic.includes('networking'))));
  await page.evaluate(() => {
    location.hash = '#topic=databases';
  });
  await becomes(() => seen(page), ids(facts.filter(({ topic }) => topic.includes('databases'))));
  await page.goBack();
  await becomes(() => seen(page), ids(facts.filter(({ topic }) => topic.includes('networking'))));
  await close();
});

test('an address made to hurt does nothing', async () => {
  const long = 'x'.repeat(200_000);
  for (const hash of [
    '#topic=nonsense&level=%00&sort=--level&q=',
    '#=&&&==%',
    '#__proto__=1&constructor=2&sort=__proto__&mark=<img src=x onerror=alert(1)>',
    '#sort=reverse&reverse=on&unknown=1',
    `#topic=${long}`,
  ]) {
    const { page, complaints, close } = await open(hash);
    const facts = await factsOf(page);
    await becomes(async () => (await seen(page)).length, facts.length, hash.slice(0, 80));
    assert.equal(await status(page), `${facts.length} resources`);
    assert.deepEqual(complaints, []);
    await close();
  }
  const { page, complaints, close } = await open(`#q=${long}`);
  assert((await field(page, 'q').inputValue()).length <= 100, 'a search has its length');
  await becomes(async () => (await seen(page)).length, 0);
  await becomes(async () => hashOf(page).length < 200, true);
  const scripted = await open('#q=<b>bold</b>"%27');
  assert.equal(await scripted.page.locator('.hops-filters b, .hops-view b').count(), 0);
  assert.deepEqual([...complaints, ...scripted.complaints], []);
  await scripted.close();
  await close();
});

test('the view comes back on the next visit, is seen as such, and is gone when it is cleared', async () => {
  const { page, close } = await open();
  const facts = await factsOf(page);
  await field(page, 'topic').selectOption('security');
  await field(page, 'sort').selectOption('title');
  await becomes(async () => hashOf(page), '#topic=security&sort=title');
  const rows = await seen(page);
  const kept = () => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '{}').items?.['view:resources']?.value, KEPT);
  assert.equal(await kept(), 'topic=security&sort=title');

  await page.goto('about:blank');
  await page.goto(`${books.guide.base}/${ALL}`);
  await becomes(() => seen(page), rows);
  assert.equal(await status(page), `${rows.length} of ${facts.length} resources`);
  assert.equal(await field(page, 'topic').inputValue(), 'security');
  assert(await field(page, 'topic').isVisible(), 'the filter that is on is in sight');
  assert.equal(hashOf(page), '#topic=security&sort=title');

  await page.getByRole('button', { name: 'Clear all' }).click();
  await becomes(() => seen(page), ids(facts));
  await becomes(kept, null);
  assert.equal(hashOf(page), '');
  assert.equal(await status(page), `${facts.length} resources`);
  await page.reload();
  await becomes(() => seen(page), ids(facts));
  await close();
});

test('a link with a view of its own wins over what is remembered', async () => {
  const { page, close } = await open('#topic=security');
  const facts = await factsOf(page);
  await page.goto('about:blank');
  await page.goto(`${books.guide.base}/${ALL}#topic=databases`);
  await becomes(() => seen(page), ids(facts.filter(({ topic }) => topic.includes('databases'))));
  await close();
});

test('what cannot be remembered says nothing, and the filters work', async () => {
  const context = await books.browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new Error('full');
    };
  });
  await page.goto(`${books.guide.base}/${ALL}`);
  await field(page, 'topic').selectOption('security');
  await becomes(async () => hashOf(page), '#topic=security');
  assert.equal(await page.locator('.notice').count(), 0);
  await context.close();
});

test('a link to a group or to a resource leads there, also past a filter', async () => {
  const { page, close } = await open('#topic=security');
  const facts = await factsOf(page);
  const inView = (id) =>
    page.locator(`[id="${id}"]`).evaluate((target) => {
      const { top, bottom } = target.getBoundingClientRect();
      return target.checkVisibility() && bottom > 52 && top < innerHeight;
    });
  await becomes(async () => (await seen(page)).length < facts.length, true);
  for (const id of ['hops-group-databases', 'hops-resource-how-dns-works']) {
    await field(page, 'topic').selectOption('security');
    await becomes(async () => hashOf(page), '#topic=security');
    await page.evaluate((id) => {
      location.hash = `#${id}`;
    }, id);
    await becomes(() => inView(id), true, id);
    await becomes(() => seen(page), ids(facts), 'the filter that hid it is off');
    assert.equal(await page.locator('.notice').count(), 0);
  }
  // What the filter shows anyway is no reason to take it off.
  const secure = facts.find(({ topic }) => topic.includes('security'));
  await field(page, 'topic').selectOption('security');
  await becomes(async () => hashOf(page), '#topic=security');
  await page.evaluate((id) => {
    location.hash = `#hops-resource-${id}`;
  }, secure.id);
  await becomes(() => inView(`hops-resource-${secure.id}`), true);
  assert.equal(await field(page, 'topic').inputValue(), 'security');
  await close();
});

test('a link to a resource from another page does not apply the remembered view', async () => {
  const { page, close } = await open('#topic=security');
  const facts = await factsOf(page);
  await becomes(() => page.evaluate((key) => localStorage.getItem(key)?.includes('topic=security'), KEPT), true);
  await page.goto('about:blank');
  await page.goto(`${books.guide.base}/${ALL}#hops-resource-how-dns-works`);
  await becomes(() => seen(page), ids(facts));
  await close();
});

test('nothing fits: each filter that stands in the way can be taken off, and the focus goes to it', async () => {
  const { page, close } = await open('#topic=networking&q=xyzzyx');
  const facts = await factsOf(page);
  const networking = facts.filter(({ topic }) => topic.includes('networking'));
  await becomes(async () => (await seen(page)).length, 0);
  assert.match(await status(page), /^None of 198 resources fits all of this\./);
  const buttons = page.locator('.hops-filters [role=status] button');
  assert.deepEqual(await buttons.allTextContents(), [`Without “Search: xyzzyx”: ${networking.length}`], 'the topic alone would still show none');
  await buttons.click();
  await becomes(() => seen(page), ids(networking));
  assert(await field(page, 'q').evaluate((input) => input === document.activeElement));
  assert.equal(await status(page), `${networking.length} of ${facts.length} resources`);

  // Two that exclude each other: without either there is something.
  const level = ['advanced', 'intermediate', 'beginner'];
  const pair = level.flatMap((l) => [...new Set(facts.map(({ type }) => type))].map((t) => [l, t]));
  const [l, t] = pair.find(([l, t]) => !facts.some((fact) => fact.level === l && fact.type === t)) ?? [];
  assert(l, 'some level has no resource of some type');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await field(page, 'level').selectOption(l);
  await field(page, 'type').selectOption(t);
  await becomes(() => buttons.count(), 2);
  const number = (text) => Number(text.match(/: (\d+)$/)[1]);
  const promised = (await buttons.allTextContents()).map(number);
  assert.deepEqual(promised, [facts.filter((fact) => fact.level === l).length, facts.filter((fact) => fact.type === t).length]);
  await buttons.nth(1).focus();
  await page.keyboard.press('Enter');
  await becomes(async () => (await seen(page)).length, promised[1]);
  assert(await field(page, 'level').evaluate((select) => select === document.activeElement));
  await close();
});

test('nothing fits, and no single filter is to blame: that is said', async () => {
  const { page, close } = await open('#q=xyzzyx&topic=networking&mark=done');
  await becomes(async () => (await seen(page)).length, 0);
  assert.match(await status(page), /without any one of these filters still none/);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await becomes(() => status(page), '198 resources');
  await close();
});
