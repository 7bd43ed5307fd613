// What the page knows of reading, in a real browser: pages read, the place one was at, the section in view. The script under test is theme/js/reading.js.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { host, html, linkTo, open, OTHER, PAGE, root, stateOf, tick } from './shell.mjs';

test('a page is marked as read by its reader, in the contents of every page and tab', async () => {
  const { page, context, errors, close } = await open(html);
  const other = await context.newPage();
  await other.goto(`${host.origin}/${OTHER}.html`);
  const mark = page.getByRole('checkbox', { name: 'I have read this page' });
  assert(!(await mark.isChecked()));
  await mark.focus();
  await page.keyboard.press('Space');
  for (const tab of [page, other]) {
    await tab.waitForFunction((name) => document.querySelector(`#Page-contents .is-read > a[data-page="${name}.md"]`), PAGE);
    assert.match(await linkTo(tab, PAGE).textContent(), / \(read\)$/);
    assert.equal(await tab.locator('#Page-contents .is-read').count(), 1);
  }
  assert.equal((await stateOf(page)).items[`read:${PAGE}.md`].value, true);
  await page.reload();
  assert(await mark.isChecked());
  await mark.uncheck();
  await other.waitForFunction(() => !document.querySelector('#Page-contents .is-read'));
  assert.doesNotMatch(await linkTo(other, PAGE).textContent(), /read/);
  assert.deepEqual(errors, []);
  await close();
});

/** Waits until the browser has told whether the end of the text is in view: to this observer last, so the page's own has heard it. */
const endIsInView = (page, wanted) =>
  page.evaluate(
    (wanted) =>
      new Promise((done) => {
        const observer = new IntersectionObserver((entries) => {
          if (entries.at(-1).isIntersecting !== wanted) return;
          observer.disconnect();
          done();
        });
        observer.observe(document.querySelector('.page-end'));
      }),
    wanted,
  );

async function toTheEnd(page) {
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await endIsInView(page, true);
}

test('a page that was read to its end is marked, but not one that was only scrolled through', async () => {
  const prepare = (page) => page.clock.install();
  const { page, close } = await open(html, { prepare });
  const mark = page.getByRole('checkbox', { name: 'I have read this page' });
  const length = await page.locator('main').evaluate((main) => main.textContent.length);
  await page.clock.runFor(10_000);
  assert(!(await mark.isChecked()), 'the end was not reached');
  await toTheEnd(page);
  await page.clock.runFor(3_000);
  assert(!(await mark.isChecked()), `${length} characters in 13 seconds`);
  await page.evaluate(() => scrollTo(0, 0));
  await endIsInView(page, false);
  await page.clock.runFor((length / 90) * 1000);
  assert(!(await mark.isChecked()), 'the end is not in view');
  await toTheEnd(page);
  await page.clock.runFor(2_000);
  assert(await mark.isChecked());

  await mark.uncheck();
  await page.reload();
  await toTheEnd(page);
  await page.clock.runFor((length / 90) * 1000 + 60_000);
  assert(!(await mark.isChecked()), 'what the reader took back stays so');
  await close();
});

test('the start page does not count by itself, and pages that are no chapters have no mark', async () => {
  const { page, close } = await open('index.html', { viewport: { width: 1350, height: 20_000 }, prepare: (page) => page.clock.install() });
  await endIsInView(page, true);
  await page.clock.runFor(600_000);
  assert(!(await page.getByRole('checkbox', { name: 'I have read this page' }).isChecked()));
  for (const path of ['404.html', 'print.html']) {
    await page.goto(`${host.origin}/${path}`);
    assert.equal(await page.locator('#Page-read-mark:visible').count(), 0, path);
  }
  await close();
});

test('the start page leads back to the place, to the very section', async () => {
  const { page, errors, close } = await open('index.html');
  const line = page.locator('#Page-resume');
  assert(!(await line.isVisible()), 'nothing to go back to');
  assert.equal(await root(page, 'data-resume'), null);
  await page.goto(`${host.origin}/${html}`);
  const heading = page.locator('main :is(h2, h3)[id]').nth(2);
  const id = await heading.getAttribute('id');
  await heading.evaluate((heading) => heading.scrollIntoView());
  await page.goto(`${host.origin}/index.html`);
  assert(await line.isVisible());
  assert.equal(await root(page, 'data-resume'), '');
  const title = await line.locator('a').textContent();
  assert.equal(title, 'Networking');
  for (const path of ['print.html', '404.html', 'index.html']) await page.goto(`${host.origin}/${path}`);
  await line.locator('a').click();
  await page.waitForURL(`**/${html}#${id}`);
  assert.deepEqual(errors, []);
  await close();
});

test('a place on a page that is no longer in the book is not offered', async () => {
  const { page, close } = await open(html);
  await page.evaluate(() => window.hops.state.set('place', { page: 'gone.md', heading: 'a', title: 'Gone' }));
  await page.evaluate(() => (document.querySelector('main h1').textContent = ''));
  await page.goto(`${host.origin}/index.html`);
  assert(!(await page.locator('#Page-resume').isVisible()));
  await close();
});

test('the list of this page marks the section in view', async () => {
  const { page, close } = await open(html);
  const links = page.locator('.on-this-page a');
  const current = page.locator('.on-this-page a[aria-current="true"]');
  const total = await links.count();
  assert(total > 2);
  assert.equal(await current.count(), 0, 'at the top of the page no section is in view yet');
  await links.nth(1).click();
  await tick(page);
  assert.equal(await current.count(), 1);
  assert.equal(await current.textContent(), await links.nth(1).textContent());
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await tick(page);
  assert.equal(await current.textContent(), await links.last().textContent());
  await close();
});
