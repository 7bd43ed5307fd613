// Plans as files and links, in a real browser: what goes out comes back the same, and what somebody else has made up does no harm.
// The script under test is preprocessor/features/plan/exchange.js; the page around it is in plan.test.mjs, links are in exchange-links.test.mjs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOOK, CARD, MOCK, SKILLS, entry, hold, items, numbers, open, planOf, stored } from './exchange.mjs';
import { choose } from '../../../tests/browser/browser.mjs';

// ---- Generated states.

const TEXTS = [
  'plain',
  '<img src=x onerror=alert(1)><script>alert(2)</script>',
  'Zeile\nund noch eine\r\n\ttab',
  '日本語 🦥 עברית \u202e ümläut e\u0301',
  '"quotes" \\ back {{#include x}} `code` $a$',
  '\u0000\u2028\ufeff',
  ' ',
];

/** @param {() => number} next */
function generated(next) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  const some = [
    () => [`skill:${pick(SKILLS)}`, pick(['entry', 'working', 'senior', null])],
    () => [`evidence:${pick(SKILLS)}`, pick(['https://example.org/a?b=c#d', 'http://example.org/ü/(x)', null])],
    () => [`resource:${pick(['py4e', 'school-of-sre', 'gone'])}`, pick(['todo', 'doing', 'done', 'not-for-me', null])],
    () => [`note:${pick(['skill/networking.dns', 'resource/py4e', 'section/index.md#start-here', 'section/gone.md#no'])}`, pick([...TEXTS, null])],
    () => [`read:${pick(['index.md', 'definition/index.md'])}`, pick([true, null])],
    () => [`setting:${pick(['theme', 'shortcuts'])}`, pick(['dark', false, null])],
    () => ['view:resources', pick(['#topic=dns', null])],
    () => [`practice:${pick(['top-clients', 'gone'])}`, pick([{ s: 0.212, d: 6.4133, due: 20_001, log: [[20_000, 1, 1, 0, 1, 2]] }, null])],
    () => ['mock', pick([{ day: 20_000, minutes: 30, at: 1, items: [{ id: 'top-clients', words: pick(TEXTS), spoken: true, ticked: [0] }, { id: 'gone' }] }, null])],
    () => ['place', pick([{ page: 'index.md', heading: '', title: pick(TEXTS) }, null])],
    () => ['name', pick([...TEXTS, null])],
    () => ['planner', pick([{ from: 'student' }, { from: 'gone-role', to: 'sre', avoid: ['noc', 'dba'], via: ['sysadmin'], pace: 5 }, null])],
    () => ['trace', pick([[], [{ text: pick(TEXTS), kind: pick(['job', 'learning', 'people', 'luck']) }], null])],
    () => [`company:${pick([1, 2, 3, 4])}`, pick([{ name: pick(TEXTS), answers: { 'last-page': { mark: 'red', text: pick(TEXTS) } } }, { name: '', answers: {} }, null])],
    () => ['employer', pick([{ chosen: ['last-page'], breakers: { rotation: { text: pick(TEXTS), set: '2026-11-03', late: false } } }, null])],
    () => ['oncall', pick([{ people: '4', pay: 'x' }, null])],
    () => ['realities-check', pick([{ statements: { 'own-pager': 'reality' }, answers: { pay: 'same-is-fine' } }, null])],
    () => [`scenario:${pick(['full-disk', 'gone'])}`, pick([{ steps: TEXTS }, { steps: ['df -h'], plays: [{ ending: 'x', minutes: 5, pain: 0 }] }, null])],
    () => ['review:full-disk', pick([...TEXTS, null])],
    () => [pick(['later:kind', 'no-colon', '日本:語']), pick([pick(TEXTS), 1.5, true, [1, { a: [null] }], { deep: { er: {} } }, null])],
  ];
  const found = {};
  for (let n = Math.floor(next() * 30); n >= 0; n -= 1) {
    const [id, value] = pick(some)();
    found[id] = { value, time: Math.floor(next() * 1_700_000_000_000) };
  }
  return found;
}

test('export, erase, import gives back the same, whatever was kept', async () => {
  const { page, complaints, close } = await open();
  const next = numbers(7);
  const states = Array.from({ length: 80 }, () => generated(next));
  const faults = await page.evaluate(
    ([states, rest]) => {
      const { state, exchange } = /** @type {any} */ (window).hops;
      const sorted = ({ items }) => JSON.stringify(Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1)));
      return states.flatMap((items) => {
        state.replace({ ...rest, items });
        const before = sorted(state.document());
        const file = JSON.stringify(state.document(), null, 1);
        state.forget();
        const { document, problem, leftOut } = exchange.check(file);
        if (!document || leftOut) return [problem ?? leftOut];
        state.replace(document);
        const after = sorted(state.document());
        return before === after && before === sorted({ items }) ? [] : [`${before}\n${after}`];
      });
    },
    [states, planOf({})],
  );
  assert.deepEqual(faults, []);
  assert.deepEqual(complaints, []);
  await close();
});

test('merging twice changes no more than once, and the order of two merges does not matter', async () => {
  const { page, close } = await open();
  const next = numbers(11);
  const pairs = Array.from({ length: 50 }, () => [generated(next), generated(next)]);
  // Equal times, too.
  pairs.push([items({ 'skill:networking.dns': 'entry' }), items({ 'skill:networking.dns': 'senior' })]);
  const faults = await page.evaluate(
    ([pairs, rest]) => {
      const { state, exchange } = /** @type {any} */ (window).hops;
      const sorted = () => JSON.stringify(Object.entries(state.document().items).sort(([a], [b]) => (a < b ? -1 : 1)));
      const merged = (...all) => {
        state.forget();
        for (const items of all) state.merge(exchange.check(JSON.stringify({ ...rest, items })).document);
        return sorted();
      };
      return pairs.flatMap(([a, b]) => {
        const once = merged(a, b);
        const wrong = [];
        if (once !== merged(a, b, b)) wrong.push(`twice: ${once}`);
        if (once !== merged(b, a)) wrong.push(`the other way round: ${once}`);
        // What the preview promises is what happens.
        state.forget();
        state.merge({ ...rest, items: a });
        const mine = state.document();
        const { merged: promised } = exchange.difference(mine, { ...rest, items: b });
        state.merge({ ...rest, items: b });
        const now = state.document().items;
        const value = (items, id) => JSON.stringify(items[id]?.value ?? null);
        const changed = Object.keys(now).filter((id) => value(now, id) !== value(mine.items, id)).length;
        if (changed !== promised) wrong.push(`promised ${promised}, changed ${changed}`);
        return wrong;
      });
    },
    [pairs, planOf({})],
  );
  assert.deepEqual(faults, []);
  await close();
});

// ---- Files that are no plans.

const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000 - 2)}`;

/** What is tried, and what the reader is told. @type {[string, unknown, RegExp][]} */
const HOSTILE = [
  ['10 MB of brackets', '['.repeat(10_000_000), /cannot be read/],
  ['2 MB of nesting that is whole JSON', `${deep}]]`, /no plan|cannot be read/],
  ['more than 10,000,000 characters', ' '.repeat(10_000_001), /too large.*10,000,000/],
  ['no JSON', 'skill: entry', /no JSON/],
  ['half a file', JSON.stringify(entry('name', 'x')).slice(0, -9), /not all of it is there/],
  ['a list', [], /no plan/],
  ['nothing', 'null', /no plan/],
  ['no version', { book: BOOK, items: {} }, /which version/],
  ['a version that is no number', planOf({}, { schema: '1' }), /which version/],
  ['a newer version', planOf({}, { schema: 2 }), /newer version/],
  ['another book', planOf({}, { book: 'How <b>to</b> bake' }), /another book: “How <b>to<\/b> bake”/],
  ['no entries', planOf(undefined), /no entries/],
  ['entries as a list', planOf([]), /no entries/],
  ['too many entries', planOf(items(Object.fromEntries(Array.from({ length: 20_001 }, (_, n) => [`a:${n}`, 1])))), /20,001 entries/],
  ['__proto__ as an entry', JSON.stringify(planOf({})).replace('{}', '{"__proto__":{"value":1,"time":1}}'), /“__proto__” has no name/],
  ['__proto__ beside the entries', JSON.stringify(planOf({})).replace('{"schema"', '{"__proto__":{"polluted":1},"schema"'), /part named “__proto__”/],
  ['an entry without a value', planOf({ 'name': { time: 1 } }), /“name” has no value/],
  ['an entry that is a text', planOf({ 'name': 'x' }), /“name” has no value/],
  ['a time that is a text', planOf({ 'name': { value: 'x', time: '1' } }), /“name” has no time/],
  ['a time before all times', planOf({ 'name': { value: 'x', time: -1 } }), /“name” has no time/],
  ['a time without end', JSON.stringify(entry('name', 'x')).replace(/1700000000000/g, '1e999'), /has no time/],
];

/** Files with one entry that cannot be right beside one that is: which is left out, and why. @type {[string, unknown, RegExp][]} */
const SPOILT = [
  ['__proto__ within a value', JSON.stringify(entry('later:x', 'HERE')).replace('"HERE"', '{"a":{"__proto__":{"polluted":1}}}'), /“later:x” has a part named “__proto__”/],
  ['constructor within a value', entry('later:x', { constructor: { prototype: {} } }), /part named “constructor”/],
  ['prototype within a list', entry('later:x', [[{ prototype: 1 }]]), /part named “prototype”/],
  ['a nested unknown value', entry('later:x', [[[[[[1]]]]]]), /“later:x” is nested too deeply/],
  ['a large unknown value', entry('later:x', 'x'.repeat(10_001)), /“later:x” is larger/],
  ['a script as evidence', entry('evidence:networking.dns', 'javascript:alert(1)'), /“evidence:networking.dns” is no address/],
  ['data as evidence', entry('evidence:networking.dns', 'data:text/html,<script>alert(1)</script>'), /is no address/],
  ['a hidden script as evidence', entry('evidence:networking.dns', '\u0001 jav\nascript:alert(1)'), /is no address/],
  ['an address with a name in it', entry('evidence:networking.dns', 'https://example.org@elsewhere.example/'), /is no address.*no name or password in it/],
  ['an address with a password in it', entry('evidence:networking.dns', 'https://example.org:443%2f@elsewhere.example/'), /is no address/],
  ['an endless address', entry('evidence:networking.dns', `https://example.org/${'x'.repeat(2_000)}`), /at most 2,000/],
  ['evidence that is no text', entry('evidence:networking.dns', ['https://example.org/']), /is no address/],
  ['a level that there is not', entry('skill:databases.backup', 'expert'), /“skill:databases.backup” is none of the levels/],
  ['a level that is no text', entry('skill:databases.backup', ['entry']), /none of the levels/],
  ['a mark that there is not', entry('resource:py4e', 'later'), /none of the marks/],
  ['a note that is no text', entry('note:resource/py4e', { toString: 'x' }), /is no text/],
  ['an endless note', entry('note:resource/py4e', 'x'.repeat(20_001)), /at most 20,000/],
  ['a page read that says otherwise', entry('read:index.md', 'yes'), /not “true”/],
  ['a setting that is an object', entry('setting:theme', {}), /no setting/],
  ['a view that is no text', entry('view:resources', 5), /no view/],
  ['a place without a page', entry('place', { title: 'x' }), /no place/],
  ['a route from nowhere', entry('planner', { to: 'sre' }), /“planner” is no choice of a route/],
  ['a route from markup', entry('planner', { from: '<img src=x>' }), /no choice of a route/],
  ['a route to two places', entry('planner', { from: 'student', to: ['sre', 'dba'] }), /no choice of a route/],
  ['a route around a thousand roles', entry('planner', { from: 'student', avoid: Array.from({ length: 1_000 }, (_, n) => `r${n}`) }), /no choice of a route/],
  ['a route through six roles', entry('planner', { from: 'student', via: ['a', 'b', 'c', 'd', 'e', 'f'] }), /no choice of a route/],
  ['a pace that is not offered', entry('planner', { from: 'student', pace: 1e9 }), /no choice of a route/],
  ['a path that is no list', entry('trace', { text: 'x', kind: 'job' }), /“trace” is no path/],
  ['a path of 61 steps', entry('trace', Array.from({ length: 61 }, () => ({ text: 'x', kind: 'job' }))), /at most 60 steps/],
  ['a step of a kind that there is not', entry('trace', [{ text: 'x', kind: 'fate' }]), /“trace” is no path/],
  ['an endless step', entry('trace', [{ text: 'x'.repeat(301), kind: 'job' }]), /“trace” is no path/],
  ['a company that is a text', entry('company:1', 'Acme'), /“company:1” is no company/],
  ['a company without answers', entry('company:1', { name: 'Acme' }), /is no company/],
  ['an endless name of a company', entry('company:1', { name: 'x'.repeat(81), answers: {} }), /is no company/],
  ['a mark of an answer that there is not', entry('company:1', { name: '', answers: { 'last-page': { mark: 'blue', text: '' } } }), /is no company/],
  ['an endless answer', entry('company:1', { name: '', answers: { 'last-page': { mark: 'red', text: 'x'.repeat(2001) } } }), /at most 2,000/],
  ['an answer to markup', entry('company:1', { name: '', answers: { '<b>': { mark: 'red', text: '' } } }), /is no company/],
  ['endless answers', entry('company:1', { name: '', answers: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`q-${n}`, { mark: 'red', text: '' }])) }), /is no company/],
  ['deal-breakers without a day', entry('employer', { chosen: [], breakers: { rotation: { text: '', late: false } } }), /no choice of questions/],
  ['a day that is none', entry('employer', { chosen: [], breakers: { rotation: { text: '', set: ['2026-11-03'], late: false } } }), /no choice of questions/],
  ['a deal-breaker that is a text', entry('employer', { chosen: [], breakers: { rotation: 'none' } }), /no choice of questions/],
  ['chosen questions that are none', entry('employer', { chosen: [{}], breakers: {} }), /no choice of questions/],
  ['no choice at all', entry('employer', { breakers: {} }), /no choice of questions/],
  ['numbers of the calculator that are long', entry('oncall', { pay: 'x'.repeat(21) }), /no list of short numbers/],
  ['numbers of the calculator that are lists', entry('oncall', { pay: ['1'] }), /no list of short numbers/],
  ['a statement judged otherwise', entry('realities-check', { statements: { 'own-pager': 'maybe' }, answers: {} }), /no list of answers/],
  ['an answer that is markup', entry('realities-check', { statements: {}, answers: { pay: '<b>' } }), /no list of answers/],
  ['a practised question that is a text', entry('practice:top-clients', 'good'), /“practice:top-clients” is no practised question/],
  ['a stability of nothing', entry('practice:top-clients', { ...CARD, s: 0 }), /is no practised question/],
  ['a stability without end', JSON.stringify(entry('practice:top-clients', CARD)).replace('2.3065', '1e999'), /is no practised question/],
  ['a difficulty beyond all', entry('practice:top-clients', { ...CARD, d: 10.5 }), /is no practised question/],
  ['a day that is a text', entry('practice:top-clients', { ...CARD, due: '20000' }), /is no practised question/],
  ['a day beyond all days', entry('practice:top-clients', { ...CARD, due: 1e300 }), /is no practised question/],
  ['no marks', entry('practice:top-clients', { ...CARD, log: [] }), /is no practised question/],
  ['too many marks', entry('practice:top-clients', { ...CARD, log: Array(21).fill([1, 3, 0]) }), /is no practised question/],
  ['a mark that there is not', entry('practice:top-clients', { ...CARD, log: [[1, 4, 0]] }), /is no practised question/],
  ['a stability that is a text', entry('practice:top-clients', { ...CARD, s: '2.3065' }), /is no practised question/],
  ['a mark with a text in it', entry('practice:top-clients', { ...CARD, log: [[1, 3, 0, 'x']] }), /is no practised question/],
  ['more than a mark has', entry('practice:top-clients', { ...CARD, log: [[1, 3, 0, ...Array(11).fill(1)]] }), /is no practised question/],
  ['more than is kept of a question', entry('practice:top-clients', { ...CARD, more: 'x'.repeat(100_000) }), /is no practised question/],
  ['a mock interview without questions', entry('mock', { ...MOCK, items: [] }), /“mock” is no mock interview/],
  ['an endless mock interview', entry('mock', { ...MOCK, items: Array(21).fill({ id: 'x' }) }), /no mock interview/],
  ['a mock interview beyond its end', entry('mock', { ...MOCK, at: 3 }), /no mock interview/],
  ['a question that is markup', entry('mock', { ...MOCK, items: [{ id: '<img src=x>' }] }), /no mock interview/],
  ['endless words in an interview', entry('mock', { ...MOCK, items: [{ id: 'x', words: 'x'.repeat(20_001) }] }), /no mock interview/],
  ['ticks that are none', entry('mock', { ...MOCK, items: [{ id: 'x', ticked: ['<b>'] }] }), /no mock interview/],
  ['more than is kept of an interview', entry('mock', { ...MOCK, more: 'x'.repeat(1_500_000) }), /no mock interview/],
  ['a name that is no text', entry('name', 5), /no text/],
  ['a play without steps', entry('scenario:full-disk', { plays: [] }), /“scenario:full-disk” is no play of an incident/],
  ['a play with steps that are no texts', entry('scenario:full-disk', { steps: ['df', 5] }), /no play/],
  ['an endless play', entry('scenario:full-disk', { steps: Array(302).fill('df') }), /no play/],
  ['an endless step', entry('scenario:full-disk', { steps: ['x'.repeat(501)] }), /no play/],
  ['a play with an end that is none', entry('scenario:full-disk', { steps: [], plays: [{ ending: 'x', minutes: -1, pain: 0 }] }), /no play/],
  ['too many plays', entry('scenario:full-disk', { steps: [], plays: Array(21).fill({ ending: 'x', minutes: 1, pain: 0 }) }), /no play/],
  ['a review that is no text', entry('review:full-disk', ['x']), /“review:full-disk” is no text/],
  ['an endless review', entry('review:full-disk', 'x'.repeat(200_001)), /at most 200,000/],
  ['an endless id', entry('x'.repeat(600), 1), /“x{60}…” has no name/],
];

test('what is no plan is refused with the reason, and what is kept stays byte for byte as it was', async () => {
  const { page, complaints, close } = await open();
  await hold(page, { 'skill:networking.dns': 'working', 'note:resource/py4e': 'mine', 'setting:theme': 'dark' });
  const before = await stored(page);
  assert(before?.includes('mine'));
  const line = page.locator('[data-slot="import-problem"]');
  for (const [what, content, why] of HOSTILE) {
    await line.evaluate((element) => (element.textContent = ''));
    await choose(page, content, `${what}.json`.replaceAll('/', ' '));
    await page.waitForFunction(() => document.querySelector('[data-slot="import-problem"]')?.textContent !== '');
    const words = await line.textContent();
    assert.match(words, why, what);
    assert.match(words, /is not imported, and nothing has changed/, what);
    assert(await page.locator('[data-part="import"]').isHidden(), what);
    assert.equal(await stored(page), before, what);
  }
  assert.equal(await page.evaluate(() => /** @type {any} */ ({}).polluted), undefined);
  assert.deepEqual(complaints, []);
  await close();
});

test('an entry that cannot be right is left out and named, and the rest is taken', async () => {
  const { page, complaints, close } = await open();
  const preview = page.locator('[data-part="import"]');
  for (const [what, content, why] of SPOILT) {
    await choose(page, content, `${what}.json`.replaceAll('/', ' '));
    await preview.waitFor();
    const words = await page.locator('[data-slot="left-out"]').textContent();
    assert.match(words, why, what);
    assert.match(words, /^Left out is 1 entry: “[^]*\.$/, what);
    assert.match(await page.locator('[data-slot="import"]').textContent(), /holds 1 skill\./, what);
    await page.getByRole('button', { name: 'Cancel' }).click();
  }
  const [, content] = SPOILT[0];
  await choose(page, content);
  await page.getByRole('button', { name: 'Merge' }).click();
  const { items: taken } = JSON.parse(await stored(page));
  assert.deepEqual(Object.keys(taken).filter((id) => id !== 'place'), ['skill:networking.dns']);
  // Many are named as far as anybody would read, and counted.
  await choose(page, planOf(items({ 'skill:networking.dns': 'entry', ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`skill:s${n}`, 'expert'])) })));
  await preview.waitFor();
  assert.match(await page.locator('[data-slot="left-out"]').textContent(), /^Left out are 30 entries: (“skill:s\d+” is none of the levels; ){10}and 20 more\.$/);
  // Beside another plan, too.
  await page.getByLabel('From a file').first().setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(SPOILT[2][1])) });
  await page.getByText(/^This file holds 1 skill\. Left out is 1 entry: “/).waitFor();
  assert.equal(await page.evaluate(() => /** @type {any} */ ({}).polluted), undefined);
  assert.deepEqual(complaints, []);
  await close();
});

test('the same plans with nothing wrong in them are taken: an entry is left out for its fault only', async () => {
  const { page, close } = await open();
  const good = {
    'later:x': [[[[1]]]],
    'later:y': 'x'.repeat(9_000),
    'evidence:networking.dns': 'http://example.org/',
    'skill:networking.dns': null,
    'note:resource/py4e': 'x'.repeat(20_000),
    'read:index.md': true,
    'setting:theme': 'dark',
    'practice:top-clients': CARD,
    mock: MOCK,
    place: { page: 'index.md', heading: '', title: '' },
    name: '',
    planner: { from: 'student', to: 'sre', avoid: ['a'], via: ['a', 'b', 'c', 'd', 'e'], pace: 20 },
    trace: Array.from({ length: 60 }, () => ({ text: 'x'.repeat(300), kind: 'luck' })),
    'company:4': { name: 'x'.repeat(80), answers: { 'last-page': { mark: 'not-asked', text: 'x'.repeat(2000) } } },
    employer: { chosen: ['last-page'], breakers: { rotation: { text: 'x'.repeat(200), set: '2026-11-03', late: true } } },
    oncall: { people: 'x'.repeat(20) },
    'realities-check': { statements: { 'own-pager': 'expectation' }, answers: { pay: 'same-is-fine' } },
    'scenario:full-disk': { steps: Array(301).fill('"'.repeat(500)) },
    'review:full-disk': '"'.repeat(200_000),
  };
  for (const [id, value] of Object.entries(good)) {
    assert.equal(await page.evaluate((text) => /** @type {any} */ (window).hops.exchange.check(text).leftOut, JSON.stringify(entry(id, value))), '', id);
  }
  await close();
});

test('a time from a clock that runs ahead counts as now', async () => {
  const { page, close } = await open();
  const far = Date.now() + 10 * 365 * 86_400_000;
  const soon = Date.now() + 3_600_000;
  const text = JSON.stringify(planOf({ a: { value: 1, time: far }, b: { value: 1, time: soon } }, { updated: far }));
  const { now, found } = await page.evaluate((text) => ({ found: /** @type {any} */ (window).hops.exchange.check(text).document, now: Date.now() }), text);
  assert(found.items.a.time <= now && found.items.a.time > now - 60_000, `${found.items.a.time}`);
  assert(found.updated <= now);
  assert.equal(found.items.b.time, soon, 'an hour is let pass');
  await close();
});

test('as much as a browser keeps for a site comes out as a file and in again', async () => {
  const { page, complaints, close } = await open();
  const notes = Object.fromEntries(Array.from({ length: 240 }, (_, n) => [`note:section/p${n}.md#h`, `${n} ${'\u65e5x'.repeat(9_990)}`]));
  await hold(page, notes);
  const kept = await stored(page);
  assert(kept.length > 4_500_000, `${kept.length}`);
  const download = page.waitForEvent('download');
  await page.locator('[data-part="take"]').getByRole('button', { name: 'Export a file' }).click();
  const file = await (await download).path();
  await page.evaluate(() => /** @type {any} */ (window).hops.state.forget());
  await page.getByLabel('Import a file').setInputFiles(file);
  await page.getByRole('button', { name: 'Merge' }).click();
  assert.deepEqual(JSON.parse(await stored(page)).items, JSON.parse(kept).items);
  assert.deepEqual(complaints, []);
  await close();
});

test('what is merged stays within what is taken', async () => {
  const { page, complaints, close } = await open();
  const many = (from) => items(Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`later:${from + n}`, 1])));
  await choose(page, planOf(many(0)));
  await page.getByRole('button', { name: 'Merge' }).click();
  const before = await stored(page);
  await choose(page, planOf(many(10_000)));
  await page.locator('.notice', { hasText: 'together with yours it has 25,000 entries. A plan has 20,000 at most.' }).waitFor();
  assert(await page.locator('[data-part="import"]').isHidden());
  assert.equal(await stored(page), before);
  assert.deepEqual(complaints, []);
  await close();
});
