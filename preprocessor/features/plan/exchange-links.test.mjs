// Plans in links, in a real browser: what a link holds, what it never holds, and what is refused.
// The script under test is preprocessor/features/plan/exchange.js.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { CARD, MOCK, books, entry, hold, items, numbers, open, planOf, stored } from './exchange.mjs';

const FULL = {
  'skill:networking.dns': 'working',
  'skill:databases.backup': null,
  'evidence:networking.dns': 'https://example.org/my-notes',
  'resource:py4e': 'doing',
  'note:resource/py4e': 'Grüße <b>from</b> 日本',
  'read:index.md': true,
  'setting:theme': 'dark',
  'practice:top-clients': CARD,
  mock: MOCK,
  'view:resources': '#x',
  name: 'Alex',
  'later:kind': 'unknown',
};

/** @param {import('playwright-core').Page} page @param {{ evidence?: boolean, notes?: boolean }} [choice] */
async function link(page, { evidence, notes } = {}) {
  await page.getByRole('checkbox', { name: /^With evidence/ }).setChecked(Boolean(evidence));
  await page.getByRole('checkbox', { name: /^With notes/ }).setChecked(Boolean(notes));
  await page.getByRole('button', { name: 'Make a link' }).click();
  await page.waitForFunction(() => document.querySelector('[data-slot="share-words"]')?.textContent !== '');
  return page.locator('[data-slot="link"]').inputValue();
}

/** What a link holds. @param {string} address @param {import('playwright-core').Page} page */
const held = (page, address) =>
  page.evaluate(async (address) => {
    const { document } = await /** @type {any} */ (window).hops.exchange.unpack(address);
    return Object.fromEntries(Object.entries(document.items).map(([id, { value }]) => [id, value]));
  }, address);

test('a link holds skills and marks, evidence and notes if wanted, and never anything else', async () => {
  const { page, close } = await open();
  await hold(page, FULL);
  const always = { 'skill:networking.dns': 'working', 'resource:py4e': 'doing' };
  const evidence = { 'evidence:networking.dns': FULL['evidence:networking.dns'] };
  const notes = { 'note:resource/py4e': FULL['note:resource/py4e'] };
  assert.deepEqual(await held(page, await link(page)), always);
  assert.deepEqual(await held(page, await link(page, { evidence: true })), { ...always, ...evidence });
  assert.deepEqual(await held(page, await link(page, { evidence: true, notes: true })), { ...always, ...evidence, ...notes });
  await close();
});

test('what no import would take is in no link', async () => {
  const { page, close } = await open();
  await hold(page, { 'skill:networking.dns': 'entry', 'skill:databases.backup': 'expert', 'note:resource/py4e': ['x'] });
  assert.deepEqual(await held(page, await link(page, { notes: true })), { 'skill:networking.dns': 'entry' });
  await close();
});

test('what somebody packed into a link beyond that is left out', async () => {
  const { page, close } = await open();
  const packed = deflateRawSync(JSON.stringify(planOf(items(FULL)))).toString('base64url');
  const found = await held(page, `https://example.org/#plan=1.${packed}`);
  assert.deepEqual(Object.keys(found).sort(), ['evidence:networking.dns', 'note:resource/py4e', 'resource:py4e', 'skill:networking.dns']);
  await close();
});

test('a link shows the plan to another browser, keeps nothing there, and no request has the fragment in it', async () => {
  const { page, close } = await open();
  await hold(page, FULL);
  const address = await link(page, { evidence: true, notes: true });
  await close();
  const requests = [];
  const context = await books.browser.newContext();
  context.on('request', (request) => requests.push(JSON.stringify([request.url(), request.postData(), request.headers()])));
  const other = await context.newPage();
  await other.goto(address);
  await other.getByRole('heading', { name: 'A shared plan, read only' }).waitFor();
  await other.getByText(FULL['note:resource/py4e']).first().waitFor();
  const keys = await other.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].map((key) => `${localStorage[key]}${sessionStorage[key]}`).join());
  assert.doesNotMatch(keys, /skill:|resource:|note:|evidence:|plan=/);
  assert(requests.length > 3);
  const packed = address.split('#plan=')[1];
  assert(packed.length > 100);
  assert.deepEqual(requests.filter((request) => request.includes('plan=') || request.includes(packed.slice(0, 40))), []);
  // Taken over, it is kept.
  await other.getByRole('button', { name: 'Take it over …' }).click();
  await other.getByRole('button', { name: 'Merge' }).click();
  const { items: taken } = JSON.parse(await stored(other));
  const values = Object.fromEntries(Object.entries(taken).map(([id, { value }]) => [id, value]));
  assert.equal(values['skill:networking.dns'], 'working');
  assert.equal(values['note:resource/py4e'], FULL['note:resource/py4e']);
  assert.equal(values.name, undefined);
  await context.close();
});

test('a link that is too long is not made: how long it is and what to leave out are said', async () => {
  const { page, close } = await open();
  const next = numbers(3);
  const noise = Array.from({ length: 9_000 }, () => String.fromCharCode(33 + Math.floor(next() * 90))).join('');
  const sections = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`evidence:gone.${n}`, `https://example.org/${noise.slice(n * 25, n * 25 + 25)}`]));
  await hold(page, { 'skill:networking.dns': 'entry', 'note:resource/py4e': noise, ...sections });
  const words = page.locator('[data-slot="share-words"]');
  assert.equal(await link(page, { notes: true, evidence: true }), '');
  assert.match(await words.textContent(), /would be [\d,]{5,} characters long.*8,000.*Leave out the notes/);
  assert(await page.locator('[data-slot="link"]').isHidden());
  assert.equal(await link(page, { evidence: true }), '');
  assert.match(await words.textContent(), /Leave out the evidence, or export a file/);
  assert((await link(page)).length < 8_000);
  await close();
});

test('no link is made that could not be opened', async () => {
  const { page, close } = await open();
  await hold(page, Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`note:section/p${n}.md#h`, 'x'.repeat(20_000)])));
  assert.equal(await link(page, { notes: true }), '');
  assert.match(await page.locator('[data-slot="share-words"]').textContent(), /^No link can hold this plan\. It is too large: .*Export a file/);
  await close();
});

test('a bomb is refused before it has unfolded', async () => {
  const { page, complaints, close } = await open();
  const bomb = deflateRawSync(Buffer.alloc(150_000_000, ' '), { level: 9 }).toString('base64url');
  assert(bomb.length < 200_000, `${bomb.length}`);
  const problem = await page.evaluate(async (address) => (await /** @type {any} */ (window).hops.exchange.unpack(address)).problem, `#plan=1.${bomb}`);
  assert.match(problem, /too large: unpacked it has more than 1,000,000 bytes/);
  const long = await page.evaluate(async () => (await /** @type {any} */ (window).hops.exchange.unpack(`#plan=1.${'A'.repeat(300_000)}`)).problem);
  assert.match(long, /too long/);
  assert.deepEqual(complaints, []);
  await close();
});

test('a link is read with whatever mail and chat add to it', async () => {
  const { page, complaints, close } = await open();
  await hold(page, FULL);
  const good = await link(page);
  const [before, packed] = good.split('#plan=');
  const wrapped = (sign) => good.replace(/.{76}/g, `$&${sign}`);
  const added = [
    ...['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '”', '…', '&fbclid=IwAR0x-y_z', '?utm_source=x', '%20', '*', '\n', ') and then some more'].map((end) => good + end),
    `<${good}>`,
    `(${good}).`,
    `[my plan](${good})`,
    `Here it is: ${good}, have a look.`,
    ...[' ', '\n', '\r\n', '\r\n  ', '\t', '\u00a0', '\u00ad', '\u200b', '%20', '%0A', '%0D%0A', '%C2%A0'].map(wrapped),
    `${before}%23plan=${packed}`,
    `${before}#plan%3D${packed}`,
    `${before}%23plan%3d${packed}.`,
  ];
  const expected = { 'skill:networking.dns': 'working', 'resource:py4e': 'doing' };
  for (const address of added) assert.deepEqual(await held(page, address), expected, address.slice(-60));
  // Opened instead of pasted, as far as it leads to the page.
  for (const address of [`${good}).`, `${good}&fbclid=x`, `${before}#plan%3D${packed}`, wrapped(' ')]) {
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByText('It holds 1 skill, 1 mark, and was').waitFor();
  }
  // A wrong cut is found, wherever it is.
  for (let cut = 1; cut < 40; cut += 1) {
    const problem = await page.evaluate(async (address) => (await /** @type {any} */ (window).hops.exchange.unpack(address)).problem, `${good.slice(0, -cut)}).`);
    assert.match(problem ?? '', /a part of it is missing/, `${cut} signs are cut off`);
  }
  assert.deepEqual(complaints, []);
  await close();
});

test('a link with a fault is refused with the reason', async () => {
  const { page, complaints, close } = await open();
  await hold(page, FULL);
  const good = await link(page);
  const pack = (value) => `#plan=1.${deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;
  /** @type {[string, RegExp][]} */
  const faulty = [
    [good.slice(0, -8), /a part of it is missing/],
    [good.replace(/.{6}$/, '______'), /is missing or was changed|cannot be read/],
    [good.replace('plan=1', 'plan=2'), /newer version/],
    [good.replace('#plan=', '#plan:'), /holds no plan/],
    [`${good.slice(0, -8)}&fbclid=x`, /a part of it is missing/],
    [`${good}AAAA`, /is missing or was changed/],
    ['', /holds no plan/],
    [pack('{'), /no JSON/],
    [pack(Buffer.from([0xff, 0xfe]).toString('latin1')), /no JSON|is missing/],
    [pack(entry('evidence:x', 'javascript:alert(1)')), /“evidence:x” is no address/],
    [pack(planOf({}, { book: 'another' })), /another book/],
  ];
  for (const [address, why] of faulty) {
    const problem = await page.evaluate(async (address) => (await /** @type {any} */ (window).hops.exchange.unpack(address)).problem, address);
    assert.match(problem ?? '', why, address.slice(0, 80));
  }
  assert.deepEqual(complaints, []);
  await close();
});

test('a browser that cannot pack says so, and offers the file', async () => {
  const { page, close } = await open();
  await page.evaluate(() => Reflect.deleteProperty(window, 'CompressionStream'));
  assert.equal(await link(page), '');
  assert.match(await page.locator('[data-slot="share-words"]').textContent(), /cannot make links. Export a file/);
  await close();
});
