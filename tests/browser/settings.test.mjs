// The settings and the single-key shortcuts, in a real browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focused, host, html, NARROW, open, OTHER, root, stateOf, tabTo, withText } from './shell.mjs';

test('the colours are set by keyboard, hold at once, on every page, and in other tabs', async () => {
  const { page, context, errors, close } = await open(html, { colorScheme: 'light' });
  const other = await context.newPage();
  await other.goto(`${host.origin}/index.html`);
  const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper(page);
  await tabTo(page, '#Page-settings-button');
  await page.keyboard.press('Enter');
  await tabTo(page, 'input[value="system"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await root(page, 'data-theme'), 'dark');
  assert.notEqual(await paper(page), light);
  await other.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'Page-settings-button');
  await page.goto(`${host.origin}/${OTHER}.html`);
  assert.equal(await root(page, 'data-theme'), 'dark');
  await page.locator('#Page-settings-button').click();
  assert(await page.getByRole('radio', { name: 'Dark' }).isChecked());
  await page.getByRole('radio', { name: 'As the system says' }).check();
  assert.equal(await root(page, 'data-theme'), null);
  await other.waitForFunction(() => !('theme' in document.documentElement.dataset));
  assert.equal((await stateOf(page)).items['setting:theme'].value, null);
  assert.deepEqual(errors, []);
  await close();
});

test('the theme is there before the first paint, without the other scripts', async () => {
  const { page, close } = await open(html);
  await page.locator('#Page-settings-button').click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.route('**/book*.js', (route) => route.abort());
  await page.reload();
  assert.equal(await root(page, 'data-theme'), 'dark');
  await close();
});

test('a dialog closes by a press beside it, not by one that began inside', async () => {
  const { page, close } = await open(html);
  const dialog = page.locator('#Page-settings');
  await page.keyboard.press('?');
  const { x, y, width } = await dialog.boundingBox();
  await page.mouse.move(x + width / 2, y + 60);
  await page.mouse.down();
  await page.mouse.move(x - 40, y + 60);
  await page.mouse.up();
  assert(await dialog.isVisible());
  await page.mouse.click(x + 4, y + 4);
  assert(await dialog.isVisible(), 'its edge is not beside it');
  await page.mouse.click(x - 40, y + 60);
  assert(!(await dialog.isVisible()));
  await close();
});

test('single keys work, and can be switched off', async () => {
  const { page, close } = await open(html);
  const isOpen = (id) => page.locator(`#Page-${id}`).evaluate((dialog) => dialog.open);
  for (const [key, id] of [['/', 'search'], ['s', 'search'], ['?', 'settings']]) {
    await page.keyboard.press(key);
    assert(await isOpen(id), key);
    await page.keyboard.press('Escape');
    assert(!(await isOpen(id)), `${key}, Escape`);
  }
  for (const key of ['Control+s', 'Alt+s', 'Meta+/']) {
    await page.evaluate(() => addEventListener('keydown', (event) => event.ctrlKey && event.preventDefault()));
    await page.keyboard.press(key);
    assert(!(await isOpen('search')), key);
  }
  await page.keyboard.press('c');
  assert.equal(await focused(page, 'ariaCurrent'), 'page', 'c goes to the contents');
  await page.keyboard.press('c');
  assert.equal(await root(page, 'data-contents'), 'hidden');
  assert.equal(await focused(page), 'Page-contents-button');
  await page.keyboard.press('c');
  assert.equal(await root(page, 'data-contents'), null);

  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.goto(`${host.origin}/${html}`);
  for (const key of ['/', 's', '?', 'c', 'ArrowRight']) await page.keyboard.press(key);
  assert(!(await isOpen('search')) && !(await isOpen('settings')));
  assert.equal(new URL(page.url()).pathname, `/${html}`);
  assert.equal(await root(page, 'data-contents'), null);
  await page.locator('#Page-settings-button').click();
  assert(!(await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).isChecked()));
  await close();
});

test('arrows turn pages when nothing has the focus', async () => {
  const { page, close } = await open(html);
  const here = () => new URL(page.url()).pathname;
  const next = await page.locator('.route-next').evaluate((link) => link.pathname);
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(`**${next}`);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(`**/${html}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(`**${next}`);
  assert.equal(here(), next, 'also after the skip link');
  await close();
});

/** From now on the links to other pages are pressed in vain; what is returned tells which. */
async function turnsOf(page) {
  await page.evaluate(() => {
    window.turns = [];
    document.querySelector('.page-end').addEventListener('click', (event) => {
      event.preventDefault();
      window.turns.push(event.target.closest('a').rel);
    });
  });
  return () => page.evaluate(() => window.turns);
}

test('arrows turn the other way where the text runs from right to left', async () => {
  const { page, close } = await open(html, { change: (text) => text.replace('dir="ltr"', 'dir="rtl"') });
  const next = await page.locator('.route-next').evaluate((link) => link.pathname);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(`**${next}`);
  await close();
});

test('arrows turn no page away from something that has the focus, a selection, a dialog, or its own use for them', async () => {
  const widgets = `<input id="w-box" type="checkbox"><input id="w-text"><textarea id="w-area"></textarea>
    <select id="w-select"><option>a<option>b</select><p id="w-edit" contenteditable>a</p><button id="w-button">a</button>
    <a id="w-link" href="#Page-text">a</a><details><summary id="w-summary">a</summary></details><div id="w-own" tabindex="0">a</div>`;
  const { page, close } = await open(html, { change: withText(widgets) });
  const turns = await turnsOf(page);
  const stays = async (why) => {
    for (const key of ['ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
    assert.deepEqual(await turns(), [], why);
  };
  for (const id of ['w-box', 'w-text', 'w-area', 'w-select', 'w-edit', 'w-button', 'w-link', 'w-summary', 'w-own']) {
    await page.locator(`#${id}`).focus();
    await stays(id);
  }
  for (const id of ['w-box', 'w-text', 'w-area', 'w-select', 'w-edit']) {
    await page.locator(`#${id}`).focus();
    for (const key of ['s', '/', '?', 'c']) await page.keyboard.press(key);
    assert.equal(await page.locator('dialog[open]').count(), 0, `typed into ${id}`);
    assert.equal(await focused(page), id);
  }
  await page.evaluate(() => {
    document.activeElement.blur();
    getSelection().selectAllChildren(document.querySelector('main p'));
  });
  await stays('a selection');
  await page.evaluate(() => getSelection().removeAllRanges());
  await page.keyboard.press('?');
  await page.evaluate(() => document.activeElement.blur());
  await stays('a dialog');
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    document.activeElement.blur();
    document.body.addEventListener('keydown', (event) => event.key === 'ArrowRight' && event.preventDefault());
  });
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await turns(), [], 'the key is taken');
  await page.keyboard.press('ArrowLeft');
  assert.deepEqual(await turns(), ['prev'], 'this one is not');
  await close();
});

test('arrows do not turn the page under the drawer', async () => {
  const { page, close } = await open(html, { viewport: NARROW });
  await page.keyboard.press('c');
  assert.equal(await root(page, 'data-contents'), 'open');
  const turns = await turnsOf(page);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('/');
  assert.deepEqual(await turns(), []);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await close();
});
