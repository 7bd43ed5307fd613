// The engine of the search, without a browser: over the indexes of built books. The scripts under test are theme/js/search-words.js and
// search-engine.js; what the build writes, tests/suite/search.rs looks at.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BOOKS } from './browser.mjs';
import { vectorsOf } from './engine.mjs';
import { MOST_FIRST_SEARCH, MOST_SECOND_SEARCH } from './limits.mjs';
import { Library, searchScripts } from './search-index.mjs';

const QUERIES = readFileSync(new URL('../search/queries.toml', import.meta.url), 'utf8');
/** How many results a reader looks at, and for how many queries the page must be among them. */
const LOOKED_AT = 3;
const FOUND = 0.95;

/** @returns {{ words: string, page: string }[]} */
function queries() {
  const found = [...QUERIES.matchAll(/^\[\[query\]\]\nwords = (".*")\npage = (".*")$/gm)];
  assert.equal(found.length, [...QUERIES.matchAll(/^\[\[query\]\]$/gm)].length, 'each query has two lines');
  return found.map(([, words, page]) => ({ words: JSON.parse(words), page: JSON.parse(page) }));
}

test('the browser reads the same words as the build', () => {
  const { letters, cases } = vectorsOf('search');
  const read = searchScripts().searchWords.reader(letters);
  for (const [text, words] of cases) {
    const found = read(text);
    assert.deepEqual(
      found.map(({ word }) => word),
      words,
      JSON.stringify(text),
    );
    for (const { start, end } of found) assert(start < end && end <= text.length, JSON.stringify(text));
  }
  const strange = read('İstanbul x');
  assert.deepEqual(
    strange.map(({ start, end }) => 'İstanbul x'.slice(start, end)),
    ['İstanbul', 'x'],
  );
});

test('forms of a word are those of Porter', () => {
  const { stem, lightStem } = searchScripts().searchWords;
  const families = [
    ['certification', 'certifications', 'certificate'],
    ['operate', 'operating', 'operations', 'operator'],
    ['policy', 'policies'],
    ['hope', 'hoping', 'hoped'],
    ['run', 'running', 'runs'],
    ['fall', 'falling'],
    ['reliable', 'reliability'],
  ];
  for (const family of families) assert.equal(new Set(family.map(stem)).size, 1, `${family}: ${family.map(stem)}`);
  assert.notEqual(lightStem('certification'), lightStem('certificate'));
  assert.equal(lightStem('certifications'), lightStem('certification'));
  for (const word of ['', 's', 'say', 'c++', 'über', 'ing', 'ed']) assert.equal(stem(word), word);
});

test('what readers look for is among the first three results', async (t) => {
  const missed = [];
  const costs = { first: [], second: [] };
  const all = queries();
  for (const [at, { words, page }] of all.entries()) {
    const library = new Library(BOOKS.guide);
    const { texts } = await library.search(words);
    const place = texts.findIndex(({ address }) => address.startsWith(page));
    if (place < 0 || place >= LOOKED_AT) missed.push(`${words}: ${page} is not among ${texts.slice(0, LOOKED_AT).map(({ address }) => address)}`);
    costs.first.push(library.bytes);
    await library.search(all[(at + 1) % all.length].words);
    costs.second.push(library.bytes - costs.first[at]);
  }
  const most = (list) => Math.max(...list);
  t.diagnostic(`the first search: ${most(costs.first)} bytes at most; the second: ${most(costs.second)}; missed: ${missed.join('; ') || 'none'}`);
  assert(missed.length <= all.length * (1 - FOUND), missed.join('\n'));
  assert(most(costs.first) <= MOST_FIRST_SEARCH, `${most(costs.first)} bytes for a first search`);
  assert(most(costs.second) <= MOST_SECOND_SEARCH, `${most(costs.second)} bytes for a second search`);
});

/** Words of the texts of a book, always the same. */
async function wordsIn({ engine }, every) {
  const words = new Map();
  for (let unit = 0; unit < engine.pageOf.length; unit += 1) {
    const { text, title } = await engine.text(unit);
    for (const { word, isRest } of engine.read(`${title} ${text}`)) if (!isRest) words.set(word, engine.pageOf[unit]);
  }
  return [...words].filter((_, at) => at % every === 0);
}

for (const name of ['guide', 'style']) {
  test(`every word of ${name} is found where it stands`, async () => {
    const library = new Library(BOOKS[name]);
    for (const [word, page] of await wordsIn(library, name === 'guide' ? 10 : 1)) {
      const { results, instead } = await library.engine.find(word);
      assert(
        results.some(({ section }) => library.engine.pageOf[section] === page),
        `${word} on page ${page}`,
      );
      assert.equal(instead.size, 0, `${word} is there as it is`);
    }
  });
}

test('a word of a heading and one of its text find its section', async () => {
  const { engine } = new Library(BOOKS.guide);
  engine.entry.settings.all = true;
  for (let unit = 0; unit < engine.pageOf.length; unit += 7) {
    const { title, text } = await engine.text(unit);
    const [heading] = engine.read(title).slice(-1);
    const [body] = engine.read(text).slice(-1);
    if (!heading || !body || heading.isRest || body.isRest) continue;
    const { results } = await engine.find(`${heading.word} ${body.word}`);
    const sections = results.map(({ section }) => section);
    assert(sections.includes(engine.sectionOf[unit]), `${heading.word} ${body.word}: ${unit} is not among ${sections.length}`);
  }
});

test('strange queries find nothing, or something, and never fail', async () => {
  const { engine } = new Library(BOOKS.guide);
  const strange = ['__proto__', 'constructor', 'toString', '***', '“”', '', ' ', 'a'.repeat(10_000), 'sre '.repeat(2_500), '漢字', 'ไ', '\u0000', '😀', '|', '0', 'Z9', '++', '\ud800'];
  for (const query of strange) {
    const { results } = await engine.find(query);
    assert(Array.isArray(results), query);
  }
  assert.equal((await engine.find('qqxzzyq')).results.length, 0);
  assert((await engine.find('the')).results.length > 0, 'a word that says little is found if it is asked for alone');
  assert.deepEqual((await engine.find('the')).results.length > 0, (await engine.find('the of')).results.length > 0);
});

test('a letter wrong is told, and finds what has it right', async () => {
  const { engine } = new Library(BOOKS.guide);
  for (const [wrong, right] of [
    ['kuberntes', 'kubernetes'],
    ['kubernettes', 'kubernetes'],
    ['kubrenetes', 'kubernetes'],
    ['latemcy', 'latency'],
  ]) {
    const { results, instead } = await engine.find(wrong);
    assert.deepEqual([...instead], [[wrong, right]]);
    assert(results.length > 0);
  }
});

test('words that are kept apart do not find each other', async () => {
  const { engine } = new Library(BOOKS.guide);
  const { results } = await engine.find('certification');
  const mark = engine.marker('certification', new Map());
  assert.equal(mark('certificates'), -1);
  assert.equal(mark('certifications'), 0);
  for (const { unit } of results) {
    const { text, title, crumbs } = await engine.text(unit);
    assert.match(`${crumbs} ${title} ${text}`, /certification/i);
  }
});
