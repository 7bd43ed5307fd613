// The planner, the map that lights its route, and a path of one's own, in a real browser. Enter at `open`.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClean } from '../../../tests/browser/axe.mjs';
import { BOOKS, chaptersOf, keep, kept, sideways, sourceOf, useBooks, visit } from '../../../tests/browser/browser.mjs';
import { movementOf } from '../../../tests/browser/movement.mjs';

const PAGE = 'your-path/planner.html';
const TRACE = 'my-path.html';

const books = useBooks(['guide']);

/** @param {string} [path] @param {import('playwright-core').BrowserContextOptions} [options] */
async function open(path = PAGE, options = {}) {
  const visited = await visit(books.browser, books.guide, path, options);
  const { page } = visited;
  return { ...visited, result: page.getByRole('region', { name: 'Your route' }), from: page.getByRole('combobox', { name: 'Where you are' }), to: page.getByRole('combobox', { name: 'Where to' }) };
}

/** The roles of the first route that is shown. @param {import('playwright-core').Locator} result */
const rolesOf = (result) => result.locator('> .hops-stops > .hops-stop').evaluateAll((stops) => stops.map((stop) => stop.dataset.to));

/** Waits until the first route has other roles. @param {import('playwright-core').Page} page @param {string[]} roles */
const otherThan = (page, roles) =>
  page.waitForFunction((roles) => {
    const now = [...document.querySelectorAll('.hops-planner-result > .hops-stops > .hops-stop')].map((stop) => stop.dataset.to);
    return now.length > 0 && String(now) !== String(roles);
  }, roles);

for (const role of ['Student', 'From outside tech', 'Technical support engineer', 'Network engineer', 'Database administrator']) {
  test(`from “${role}” there is a route, with skills to learn for its first hop`, async () => {
    const { from, result, complaints, page, close } = await open();
    await from.selectOption({ label: role });
    await result.getByRole('heading', { name: 'Your best route' }).waitFor();
    const first = result.locator('> .hops-stops > .hops-stop').first();
    assert((await first.getByRole('checkbox').count()) > 0);
    assert.match((await first.textContent()) ?? '', /You bring: .*It takes: .*How people do it: .*Rests on/s);
    assert.match((await result.textContent()) ?? '', new RegExp(`Start: ${role}`));
    assert.match((await result.locator('> .hops-stops').getAttribute('aria-label')) ?? '', new RegExp(`^Route: ${role} to `));
    assert.doesNotMatch(await result.innerHTML(), /from (<b>)?from/i);
    for (const link of await first.locator('.hops-stop-skills a:not([data-resource])').all()) assert.match((await link.getAttribute('href')) ?? '', /checklist\.html#/);
    await page.waitForFunction(() => document.querySelector('hops-planner > [role="status"]:not(form *)')?.textContent?.startsWith('Best route: '));
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('the route and the fold of a role lead to the page about starting there, where there is one', async () => {
  const { page, result, close } = await open(`${PAGE}#from=helpdesk`);
  await result.getByRole('link', { name: 'The page for you, if you are here: Help desk or IT support' }).click();
  assert.match(page.url(), /your-path\/from\/helpdesk\.html$/);
  await page.goBack();
  const fold = page.locator('.hops-role[data-role="sysadmin"]');
  await fold.locator('> summary').click();
  assert.equal(await fold.getByRole('link', { name: 'The page for you, if you are here: System administrator' }).getAttribute('href'), 'from/sysadmin.html');
  await page.locator('select[name="from"]').selectOption('internal-tools-dev');
  await result.getByText('Start: Internal tools developer').first().waitFor();
  assert.equal(await result.getByRole('link', { name: /The page for you/ }).count(), 0);
  await close();
});

test('another title for a job finds it', async () => {
  const { page, from, result, close } = await open();
  await page.getByLabel('Find your job by any title').fill('customer success engineer');
  await page.getByRole('button', { name: 'Technical support engineer, also: customer success engineer' }).click();
  await result.getByRole('heading', { name: 'Your best route' }).waitFor();
  assert.equal(await from.inputValue(), 'tech-support');
  assert(await result.evaluate((element) => element === document.activeElement), 'the route has the focus');
  await page.getByLabel('Find your job by any title').fill('xyzzy');
  await page.locator('[data-slot="found"]').getByText('No title fits').waitFor();
  await page.getByText('None of these?', { exact: true }).click();
  await page.getByRole('button', { name: 'From outside tech' }).click();
  await page.waitForFunction(() => location.hash === '#from=career-changer');
  await close();
});

test('a role is avoided and passed, and what blocks is named and taken away', async () => {
  const { page, from, result, close } = await open();
  await from.selectOption('tech-support');
  await result.getByRole('heading', { name: 'Your best route' }).waitFor();
  const roles = await rolesOf(result);
  await result.getByRole('button', { name: /^Find a way around/ }).first().click();
  await otherThan(page, roles);
  assert(!(await rolesOf(result)).includes(roles[0]));
  assert((await kept(page, 'planner')).avoid.includes(roles[0]));
  await page.getByText('Roles to avoid or to pass').click();
  await page.getByLabel('A role').selectOption(roles[0]);
  await page.getByRole('button', { name: 'Pass it' }).click();
  const free = result.getByRole('button', { name: /^No longer (avoid|pass)/ });
  await free.waitFor();
  assert.match((await result.textContent()) ?? '', /No route (avoids|passes) “/);
  assert((await rolesOf(result)).length > 0, 'the nearest without it is shown');
  await free.click();
  await result.getByRole('heading', { name: 'Your best route' }).waitFor();
  await page.getByLabel('A role').selectOption('internal-tools-dev');
  await page.getByRole('list', { name: 'Avoided and passed' }).getByRole('button', { name: /^Remove/ }).first().click();
  await page.waitForFunction(() => location.hash === '#from=tech-support');
  await page.getByRole('button', { name: 'Pass it' }).click();
  await page.waitForFunction(() => [...document.querySelectorAll('.hops-planner-result > .hops-stops > .hops-stop')].some((stop) => stop.dataset.to === 'internal-tools-dev'));
  await close();
});

test('a tick plans anew at once, and the focus and open folds stay', async () => {
  const { page, from, result, close } = await open();
  await from.selectOption('tech-support');
  const box = result.getByRole('checkbox').first();
  await box.waitFor();
  const fold = result.locator('.hops-planner-other').first();
  await fold.locator('> summary').click();
  const skill = await box.getAttribute('data-skill');
  await box.focus();
  await page.keyboard.press('Space');
  assert.equal(await kept(page, `skill:${skill}`), 'entry');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('data-skill')), skill);
  assert.match((await result.textContent()) ?? '', /1 of the \d+ skills that hops take count/);
  assert(await result.locator('.hops-planner-other').first().evaluate((fold) => fold.open));
  await keep(page, { [`skill:${skill}`]: 'senior' });
  await box.uncheck();
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await kept(page, `skill:${skill}`), 'senior');
  await close();
});

test('skills that are ticked lead another way when that has become nearer', async () => {
  const { page, from, result, close } = await open();
  await from.selectOption('tech-support');
  await result.getByRole('checkbox').first().waitFor();
  const roles = await rolesOf(result);
  const target = await result.locator('.hops-planner-other .hops-stop').evaluateAll((stops) => stops[0].dataset.to);
  const skills = await page.evaluate(async (target) => {
    const data = await window.hops.deferred('hops-planner-data');
    const at = data.roles.findIndex(({ id }) => id === target);
    return data.hops.filter(({ from, to }) => from === at || to === at).flatMap(({ skills }) => skills.map((skill) => data.skills[skill].id));
  }, target);
  for (const skill of skills) await keep(page, { [`skill:${skill}`]: 'entry' });
  await otherThan(page, roles);
  assert.equal((await rolesOf(result))[0], target);
  await close();
});

/**
 * Runs in a page: every route that stands there, as what is common to both ways of writing one. Planner and build arrange the parts of a stop
 * differently; the words, their markup and where links lead are the same.
 * @param {ParentNode} root
 */
function routesIn(root) {
  /** Links lead from another page; what is no link here is a `span` there; the build breaks lines between elements. @param {Element | null | undefined} element */
  const markup = (element) => {
    const copy = /** @type {HTMLElement | undefined} */ (element?.cloneNode(true));
    for (const link of copy?.querySelectorAll('a') ?? []) link.setAttribute('href', link.href);
    return copy?.innerHTML.replace(/\n|<span>(.*?)<\/span>/g, '$1');
  };
  const leads = (link) => [link.textContent, link.href];
  const stopOf = (stop, at) => {
    const lines = new Map([...stop.querySelectorAll('p')].map((line) => [line.querySelector('b')?.textContent, line]));
    const skills = stop.querySelectorAll('.hops-stop-skills > li > div > a');
    const taken = skills.length > 0 ? [...skills] : [...(lines.get('It takes:') ?? lines.get('Still missing:')).querySelectorAll('a')];
    const head = stop.querySelector('.hops-stop-role').cloneNode(true);
    // The planner says other names of a role at the first stop only.
    if (at > 0) head.querySelector('.hops-aside')?.remove();
    return {
      roles: [stop.dataset.from, stop.dataset.to],
      head: markup(head),
      bring: markup(lines.get('You bring:')),
      takes: taken.map(leads),
      how: markup(lines.get('How people do it:')),
      rests: markup(stop.querySelector('.hops-rests-on')) ?? markup(lines.get('Rests on:')),
    };
  };
  return [...root.querySelectorAll('.hops-stops')].map((list) => ({
    name: list.getAttribute('aria-label'),
    start: markup(list.previousElementSibling),
    stops: [...list.children].map(stopOf),
  }));
}

test('the planner writes a route as the build does', async () => {
  const { page: plain, close: closePlain } = await open(PAGE, { javaScriptEnabled: false });
  const built = [];
  for (const path of chaptersOf(BOOKS.guide).filter((path) => sourceOf(BOOKS.guide, path).includes('class="hops-stops"'))) {
    await plain.goto(`${books.guide.base}/${path}`);
    const sums = await plain.locator('hops-route > .hops-stops-sum').allTextContents();
    const found = await plain.evaluate(`(${routesIn})(document)`);
    built.push(...found.map((route, at) => ({ ...route, sum: sums[at] })));
  }
  await closePlain();
  assert(built.length >= 20, `${built.length} routes`);
  const { page, close } = await open();
  const read = await page.evaluateHandle(`(${routesIn})`);
  const written = await page.evaluate(
    async ([chains, read]) => {
      const { stops, deferred } = window.hops;
      const data = await deferred('hops-planner-data');
      const writer = stops.of(data);
      return chains.map((chain) => {
        const roles = chain.map((role) => data.roles.findIndex(({ id }) => id === role));
        const root = document.createElement('div');
        root.append(...writer.list(roles, new Set()));
        return { ...read(root)[0], sum: `${stops.sumWords(writer.hopsOf(roles))}.` };
      });
    },
    /** @type {any} */ ([built.map(({ stops }) => [stops[0].roles[0], ...stops.map(({ roles }) => roles[1])]), read]),
  );
  // Only a block with one route says its sum below it.
  for (const [at, { sum = written[at].sum, ...route }] of built.entries()) assert.deepEqual(written[at], { ...route, sum }, route.name);
  await close();
});

test('a view is a link, and a link is not kept until something is changed', async () => {
  const { page, from, to, result, close } = await open();
  await keep(page, { planner: { from: 'student' } });
  await page.goto(`${books.guide.base}/${PAGE}#from=tech-support&to=sre&avoid=noc`);
  await result.getByText('This route came with a link.').waitFor();
  assert.deepEqual([await from.inputValue(), await to.inputValue()], ['tech-support', 'sre']);
  assert.deepEqual(await kept(page, 'planner'), { from: 'student' });
  await to.selectOption('');
  await result.getByText('This route came with a link.').waitFor({ state: 'detached' });
  assert.deepEqual(await kept(page, 'planner'), { from: 'tech-support', avoid: ['noc'] });
  assert.equal(await page.evaluate(() => location.hash), '#from=tech-support&avoid=noc');
  await page.reload();
  await result.getByRole('heading', { name: 'Your best route' }).waitFor();
  assert.equal(await result.getByText('This route came with a link.').count(), 0);
  await close();
});

for (const [what, hash] of [
  ['markup', '#from=tech-support&to=<img src=x onerror=alert(1)>'],
  ['names of objects', '#from=tech-support&__proto__=x&avoid=constructor.prototype'],
  ['too much', `#from=tech-support&avoid=${'a,'.repeat(3000)}`],
]) {
  test(`an address with ${what} in it is refused with a notice`, async () => {
    const { page, complaints, close } = await open(`${PAGE}${hash}`);
    await page.getByText('nothing that a route can be made of').waitFor();
    assert.equal(await page.locator('.hops-planner-result img').count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('a role that is gone is named, and the nearest by name stands in for it', async () => {
  const { from, result, close } = await open(`${PAGE}#from=tech-suport&avoid=gone-role`);
  await result.getByText('“tech-suport” is no longer in this book. “Technical support engineer” is the nearest by name').waitFor();
  await result.getByText('“gone-role” is no longer in this book, and is left out.').waitFor();
  assert.equal(await from.inputValue(), 'tech-support');
  await close();
});

test('the guess of months is off until it is asked for, and is a range', async () => {
  const { page, from, result, close } = await open();
  await from.selectOption('tech-support');
  await result.getByRole('checkbox').first().waitFor();
  assert.doesNotMatch((await result.textContent()) ?? '', /hours a week|months/);
  await page.getByText('Months out, if you want a guess').click();
  await page.getByLabel('Time to learn').selectOption('2');
  await result.getByText(/At 2 hours a week, a guess: for the next hop, \d+ to \d+ months; for all \d hops, \d+ to \d+ months\./).waitFor();
  assert.deepEqual(await kept(page, 'planner'), { from: 'tech-support', pace: 2 });
  await close();
});

test('the keyboard alone is enough', async () => {
  const { page, from, result, close } = await open();
  await page.getByLabel('Find your job by any title').focus();
  await page.keyboard.type('customer success');
  await page.locator('[data-slot="found"] button').first().waitFor();
  await page.keyboard.press('Enter');
  await result.getByRole('heading', { name: 'Your best route' }).waitFor();
  assert.equal(await from.inputValue(), 'tech-support');
  for (let presses = 0; presses < 12 && (await page.evaluate(() => document.activeElement?.localName)) !== 'input'; presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.equal((await page.evaluate(() => window.hops.state.entries('skill:'))).length, 1);
  assert.match(page.url(), /planner\.html#/, 'no key has turned the page');
  await close();
});

for (const width of [320, 1350]) {
  test(`with a route shown and everything open, axe finds nothing at ${width} px, in light and dark`, async () => {
    for (const path of [`${PAGE}#from=tech-support`, `${PAGE}#from=tech-support&to=sre&via=noc&avoid=noc`, 'your-path/map.html', TRACE]) {
      const { page, close } = await open(path, { viewport: { width, height: 800 }, reducedMotion: 'reduce' });
      if (path.startsWith(PAGE)) await page.locator('.hops-planner-result .hops-stop').first().waitFor();
      await keep(page, { planner: { from: 'tech-support', pace: 5 } });
      await keep(page, { trace: [{ text: 'One step', kind: 'luck' }] });
      await page.evaluate(() => document.querySelectorAll('hops-planner > :not(.hops-roles) details, hops-planner > .hops-planner-form details').forEach((fold) => fold.setAttribute('open', '')));
      await assertClean(page, path);
      assert.equal(await sideways(page), 0, path);
      await close();
    }
  });
}

test('without JavaScript every role has its route, and no dead form stands there', async () => {
  const { page, close } = await open(PAGE, { javaScriptEnabled: false });
  assert.equal(await page.locator('.hops-planner-form').isVisible(), false);
  assert.equal(await page.locator('.hops-planner-result').isVisible(), false);
  assert((await page.locator('details.hops-role').count()) > 20);
  await close();
});

for (const [width, height] of [
  [375, 812],
  [1350, 900],
]) {
  test(`nothing moves while a kept route appears, at ${width} px`, async () => {
    const { page, close } = await open(PAGE, { viewport: { width, height } });
    for (const [path, selector] of [
      [PAGE, '.hops-planner-result .hops-stop'],
      ['your-path/map.html', 'hops-map .is-lit'],
      [TRACE, '.hops-own-steps > li'],
    ]) {
      await keep(page, { planner: { from: 'tech-support' } });
      await keep(page, { trace: [{ text: 'One step', kind: 'luck' }] });
      await page.goto(`${books.guide.base}/${path}`);
      await page.locator(selector).first().waitFor({ state: 'attached' });
      assert.deepEqual(await movementOf(page), [], path);
    }
    await close();
  });
}

test('on paper the route stands without the form and the other roles', async () => {
  const { page, result, close } = await open(`${PAGE}#from=tech-support`);
  await result.locator('.hops-stop').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  assert(await result.locator('.hops-stop').first().isVisible());
  for (const selector of ['.hops-planner-form', '.hops-roles', '.hops-planner-take']) assert.equal(await page.locator(selector).first().isVisible(), false, selector);
  await page.emulateMedia({ media: null });
  // The button has the browser print; what it would put on paper is looked at in its stead.
  await page.evaluate(() => Object.defineProperty(window, 'print', { value: () => window.dispatchEvent(new Event('asked to print')) }));
  const asked = page.evaluate(() => new Promise((done) => window.addEventListener('asked to print', () => done(document.documentElement.dataset.sheet), { once: true })));
  await result.getByRole('button', { name: 'Print the route' }).click();
  assert.equal(await asked, 'route');
  await page.evaluate(() => {
    document.documentElement.dataset.sheet = 'route';
  });
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length, 1, 'one page');
  await close();
});

test('the map lights the kept route by thicker lines, and names it', async () => {
  const { page, complaints, close } = await open('your-path/map.html');
  assert.equal(await page.locator('hops-map .is-lit').count(), 0);
  await keep(page, { planner: { from: 'tech-support' } });
  await page.locator('.hops-map-mine').getByText('Your route: Technical support engineer → ').waitFor();
  const widths = await page.evaluate(() => ['.hops-map-hop.is-lit', '.hops-map-hop:not(.is-lit)'].map((selector) => parseFloat(getComputedStyle(document.querySelector(selector)).strokeWidth)));
  assert(widths[0] > 2 * widths[1], `${widths}`);
  await keep(page, { planner: null });
  await page.waitForFunction(() => !document.querySelector('hops-map .is-lit'));
  assert.deepEqual(complaints, []);
  await close();
});

test('a path of one’s own is written, kept, moved, removed, brought back and printed', async () => {
  const { page, complaints, close } = await open(TRACE);
  const own = page.getByRole('region', { name: 'Your own path' });
  for (const [number, words] of [
    [1, 'Answered phones'],
    [2, 'Read a book <b>'],
  ]) {
    await own.getByRole('button', { name: 'Add a step' }).click();
    await page.keyboard.type(String(words));
    await own.getByLabel(`What carried step ${number}`).selectOption({ label: number === 1 ? 'Job' : 'Learning' });
  }
  const steps = [
    { text: 'Answered phones', kind: 'job' },
    { text: 'Read a book <b>', kind: 'learning' },
  ];
  assert.deepEqual(await kept(page, 'trace'), steps);
  await own.getByRole('button', { name: 'Move step 2 up' }).click();
  assert.deepEqual(await kept(page, 'trace'), steps.toReversed());
  assert(await own.getByRole('listitem').first().evaluate((item) => item.contains(document.activeElement)), 'the focus goes along');
  await page.reload();
  assert.equal(await own.getByLabel('Step 1', { exact: true }).inputValue(), 'Read a book <b>');
  await own.getByRole('button', { name: 'Remove step 1' }).click();
  assert.deepEqual(await kept(page, 'trace'), [steps[0]]);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await kept(page, 'trace'), steps.toReversed());
  await page.emulateMedia({ media: 'print' });
  assert(await own.getByText('Read a book <b> Learning.').isVisible());
  assert.equal(await own.locator('input').first().isVisible(), false);
  assert.deepEqual(complaints, []);
  await close();
});

test('the plan names the route, and leads to it', async () => {
  const { page, close } = await open('your-path/my-plan.html');
  await keep(page, { planner: { from: 'tech-support', avoid: ['noc'] } });
  const link = page.getByRole('link', { name: 'Technical support engineer: open my route' });
  await link.waitFor();
  assert.match((await link.getAttribute('href')) ?? '', /planner\.html#from=tech-support&avoid=noc$/);
  await link.click();
  await page.locator('.hops-planner-result').getByText('Start: Technical support engineer').first().waitFor();
  assert.equal(await page.locator('.hops-planner-result .hops-stop[data-to="noc"]').count(), 0);
  await close();
});
