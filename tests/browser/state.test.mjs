// What is kept, in a real browser: tabs that write at once, storage that is broken, full, missing or newer, and forgetting. The script under test is
// theme/js/state.js.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focused, host, html, linkTo, notices, open, OTHER, PAGE, root, searchFor, stateOf } from './shell.mjs';

const KEY = 'hops:how-to-get-into-sre';

/** Puts `text` under the book's key before the first script of the first page runs. */
const withStored = (text) => ({
  prepare: (page) =>
    page.addInitScript(
      ([key, text]) => {
        if (sessionStorage.getItem('prepared')) return;
        sessionStorage.setItem('prepared', '1');
        localStorage.setItem(key, text);
      },
      [KEY, text],
    ),
});

test('two tabs that write at the same time lose nothing', async () => {
  const { page, context, close } = await open(html);
  const other = await context.newPage();
  await other.goto(`${host.origin}/${OTHER}.html`);
  await page.evaluate(() => window.hops.state.set('a', 1));
  await other.evaluate(() => window.hops.state.set('b', 2));
  await page.evaluate(() => window.hops.state.set('c', 3));
  for (const tab of [page, other]) {
    await tab.waitForFunction(() => window.hops.state.entries('').length === 3);
  }
  // Taken back in one tab, it does not come back from the other.
  await other.evaluate(() => window.hops.state.set('a', null));
  await page.evaluate(() => window.hops.state.set('d', 4));
  // The storage tells other tabs a little later, so both may need a moment to agree.
  for (const tab of [page, other]) {
    await tab.waitForFunction(() => `${window.hops.state.entries('').map(([id]) => id).sort()}` === 'b,c,d');
  }
  const { items, schema, book, updated } = await stateOf(page);
  assert.deepEqual([schema, book], [1, 'how-to-get-into-sre']);
  assert.equal(items.a.value, null);
  assert(updated >= items.d.time);
  // A write that went over another one, as two processes can: the tab that lost puts its part back.
  await page.evaluate(
    ([key]) => {
      const { items, ...rest } = JSON.parse(localStorage.getItem(key));
      const { b, ...others } = items;
      localStorage.setItem(key, JSON.stringify({ ...rest, items: { ...others, e: { value: 5, time: Date.now() } } }));
    },
    [KEY],
  );
  await other.waitForFunction(([key]) => JSON.parse(localStorage.getItem(key)).items.b?.value === 2, [KEY]);
  assert.equal((await stateOf(page)).items.e.value, 5);
  await close();
});

test('the later of two states of an item holds, and what is not known is kept', async () => {
  const items = { 'setting:theme': { value: 'dark', time: 5e15, note: 'x' }, 'from:later': { value: [1], time: 1 } };
  const text = JSON.stringify({ schema: 1, book: 'x', updated: 1, more: true, items });
  const { page, errors, close } = await open(html, withStored(text));
  assert.equal(await root(page, 'data-theme'), 'dark');
  await page.evaluate(() => window.hops.state.set('setting:theme', 'light'));
  const found = await stateOf(page);
  assert.equal(found.items['setting:theme'].value, 'light', 'also after a clock that ran ahead');
  assert.equal(found.items['setting:theme'].time, 5e15 + 1);
  assert.deepEqual(found.items['from:later'], { value: [1], time: 1 });
  assert.equal(found.more, true);
  assert.deepEqual(errors, []);
  await close();
});

const GARBAGE = {
  'no JSON': '{"schema":1,',
  'empty': '',
  'null': 'null',
  'a number': '7',
  'a list': '[1]',
  'no items': '{"schema":1}',
  'items that are a list': '{"schema":1,"items":[]}',
  'items that are null': '{"schema":1,"items":null}',
  'an item that is null': '{"schema":1,"items":{"setting:theme":null}}',
  'an item without a time': '{"schema":1,"items":{"setting:theme":{"value":"dark"}}}',
  'a schema that is a word': '{"schema":"one","items":{}}',
  'an older schema': '{"schema":0,"items":{}}',
};

for (const [what, text] of Object.entries(GARBAGE)) {
  test(`storage with ${what} is set aside, said, and the page works`, async () => {
    const { page, errors, close } = await open(html, withStored(text));
    assert.match(await notices(page).textContent(), /could not be read.*set aside/);
    assert.equal(await page.evaluate((key) => localStorage.getItem(`${key}:set-aside`), KEY), text);
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), null);
    await page.locator('#Page-read-mark').click();
    await page.reload();
    assert(await page.locator('#Page-read-mark input').isChecked());
    assert.equal(await notices(page).count(), 0, 'said once');
    assert.deepEqual(errors, []);
    await close();
  });
}

test('values of the wrong kind in a sound document change nothing', async () => {
  const item = (value) => ({ value, time: 1 });
  const items = {
    'setting:theme': item({ a: 1 }),
    'setting:contents': item(7),
    'setting:shortcuts': item('no'),
    place: item('here'),
    [`read:${PAGE}.md`]: item('yes'),
    ['__proto__']: item(1),
  };
  const text = JSON.stringify({ schema: 1, book: '', updated: 'x', items });
  for (const path of [html, 'index.html']) {
    const { page, errors, close } = await open(path, withStored(text));
    assert.equal(await root(page, 'data-theme'), null);
    assert(await page.locator('#Page-contents').isVisible());
    assert.equal(await page.locator('#Page-contents .is-read').count(), 0);
    assert(!(await page.locator('#Page-resume').isVisible()));
    assert.deepEqual(errors, []);
    await close();
  }
});

test('a storage that throws: the page works, and says once that nothing is kept, when something was to be', async () => {
  for (const which of ['localStorage', 'both']) {
    const init = `for (const name of ${which === 'both' ? "['localStorage', 'sessionStorage']" : "['localStorage']"})
      Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });`;
    const { page, errors, close } = await open(html, { init });
    assert.equal(await notices(page).count(), 0, 'nothing to say yet');
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    assert.equal(await notices(page).count(), 0, 'the place is not worth a notice');
    await page.locator('#Page-settings-button').click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    assert.equal(await root(page, 'data-theme'), 'dark');
    assert.match(await notices(page).textContent(), /not saved/);
    assert(await notices(page).isVisible());
    await page.getByRole('radio', { name: 'Light' }).check();
    assert.equal(await root(page, 'data-theme'), 'light');
    await page.keyboard.press('Escape');
    assert.equal(await notices(page).count(), 1);
    await page.locator('#Page-read-mark').click();
    assert(await linkTo(page, PAGE).locator('..').evaluate((li) => li.classList.contains('is-read')));
    await page.evaluate(() => document.activeElement.blur());
    await searchFor(page, 'latency');
    assert.deepEqual(errors, []);
    await close();
  }
});

test('a storage that is full: said once, held in memory, saved as soon as there is room', async () => {
  const { page, errors, close } = await open(html);
  await page.evaluate(() => {
    let size = 5_000_000;
    for (let n = 0; size >= 1; n += 1) {
      try {
        localStorage.setItem(`fill-${n}`, 'x'.repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await page.locator('#Page-read-mark').click();
  assert.match(await notices(page).textContent(), /not saved/);
  assert(await page.locator('#Page-read-mark input').isChecked());
  await page.evaluate(() => window.hops.state.set('note', 'x'));
  assert.equal(await notices(page).count(), 1);
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), null);
  await page.evaluate(() => localStorage.removeItem('fill-0'));
  await page.evaluate(() => window.hops.state.set('note', 'y'));
  const { items } = await stateOf(page);
  assert.equal(items.note.value, 'y');
  assert.equal(items[`read:${PAGE}.md`].value, true);
  assert.deepEqual(errors, []);
  await close();
});

test('a state of a newer version is read, never written, and that is said', async () => {
  const items = { 'setting:theme': { value: 'dark', time: 1 }, [`read:${OTHER}.md`]: { value: true, time: 1 } };
  const text = JSON.stringify({ schema: 2, book: '', updated: 1, items, more: { deep: 1 } });
  const { page, errors, close } = await open(html, withStored(text));
  assert.match(await notices(page).textContent(), /newer version/);
  assert.equal(await root(page, 'data-theme'), 'dark');
  assert(await linkTo(page, OTHER).locator('..').evaluate((li) => li.classList.contains('is-read')));
  await page.locator('#Page-read-mark').click();
  assert(await page.locator('#Page-read-mark input').isChecked(), 'it holds on this page');
  assert.equal(await notices(page).count(), 1);
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), text);
  await page.goto(`${host.origin}/${OTHER}.html`);
  assert.equal(await notices(page).count(), 0, 'said once in a session');
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), text);
  assert.deepEqual(errors, []);
  await close();
});

test('to forget takes two presses, leaves nothing of this book and all of others, in every tab', async () => {
  const { page, context, errors, close } = await open(html);
  const other = await context.newPage();
  await other.goto(`${host.origin}/${OTHER}.html`);
  await page.evaluate((key) => {
    localStorage.setItem(`${key}:set-aside`, 'x');
    localStorage.setItem(`${key}-2`, 'another book');
    localStorage.setItem('mdbook-theme', 'navy');
  }, KEY);
  await page.locator('#Page-read-mark').click();
  await page.locator('#Page-settings-button').click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await other.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  const button = page.locator('#Page-forget-button');
  await button.dblclick();
  assert.equal(await button.textContent(), 'Press again to forget everything');
  assert.notEqual(await stateOf(page), null, 'a double click is not two answers');
  await page.keyboard.press('Escape');
  await page.locator('#Page-settings-button').click();
  assert.equal(await button.textContent(), 'Forget all of it', 'asked anew');
  await button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.match(await page.getByRole('dialog').getByRole('status').last().textContent(), /Forgotten/);
  assert.equal(await focused(page), 'Page-forget-button');
  assert.equal(await root(page, 'data-theme'), null);
  assert(!(await page.locator('#Page-read-mark input').isChecked()));
  await other.waitForFunction(() => !document.documentElement.dataset.theme && !document.querySelector('.is-read'));
  for (const tab of [page, other]) await tab.evaluate(() => dispatchEvent(new Event('pagehide')));
  const left = await page.evaluate(() => [Object.keys(localStorage).sort(), Object.keys(sessionStorage)]);
  assert.deepEqual(left, [[`${KEY}-2`, 'mdbook-theme'], []]);
  await page.keyboard.press('Escape');
  await page.locator('#Page-read-mark').click();
  assert.deepEqual(Object.keys((await stateOf(page)).items), [`read:${PAGE}.md`], 'the old does not come back with the new');
  assert.deepEqual(errors, []);
  await close();
});

test('a tab that slept while all was forgotten does not bring it back', async () => {
  const { page, close } = await open(html);
  const old = await page.evaluate(() => (window.hops.state.set('old', 1), Date.now()));
  await page.waitForFunction((old) => Date.now() > old, old);
  // As another tab would leave it: forgotten, and begun anew. No `storage` event reaches a page that sleeps.
  await page.evaluate((key) => {
    const now = Date.now();
    const document = { schema: 1, book: '', since: now, updated: now, items: { young: { value: 2, time: now } } };
    localStorage.setItem(key, JSON.stringify(document));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    window.hops.state.set('new', 3);
  }, KEY);
  assert.deepEqual(Object.keys((await stateOf(page)).items).sort(), ['new', 'young']);
  await close();
});
