// How the search of a book compares with mdBook's own: what a reader loads, and whether the same pages are found. Usage:
// node search-foreign.mjs FOLDER-OF-HTML FOLDER-OF-HOPS, the same book built by both renderers. `cargo xtask foreign` runs it.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { Library } from './search-index.mjs';

const [html, hops] = process.argv.slice(2);
/** About how many pairs of words are asked for. */
const PAIRS = 400;

/** mdBook's index, with its engine. @returns {{ index: any, search: any, bytes: number }} */
function mdbooks() {
  const files = readdirSync(html).filter((name) => /^(searchindex|elasticlunr)/.test(name));
  const texts = Object.fromEntries(files.map((name) => [name.split(/[-.]/)[0], readFileSync(join(html, name))]));
  const window = { search: /** @type {any} */ ({}) };
  compileFunction(texts.searchindex.toString(), ['window'])(window);
  const module = { exports: /** @type {any} */ ({}) };
  compileFunction(texts.elasticlunr.toString(), ['module', 'exports'])(module, module.exports);
  const engine = module.exports;
  const bytes = Object.values(texts).reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
  return { index: engine.Index.load(window.search.index), search: window.search, bytes };
}

/** A word of each heading with one of its text, always the same. */
function pairs(search) {
  const docs = Object.values(search.index.documentStore.docs);
  const words = (text) => text.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const all = docs.flatMap(({ title, body }, at) => {
    const [inTitle, inBody] = [words(title), words(body)];
    if (inTitle.length === 0 || inBody.length === 0) return [];
    return [`${inTitle[at % inTitle.length]} ${inBody[(at * 7) % inBody.length]}`];
  });
  return all.filter((_, at) => at % Math.ceil(all.length / PAIRS) === 0);
}

const own = mdbooks();
const library = new Library(hops);
library.engine.entry.settings.all = true;
let [asked, missed] = [0, 0];
const costs = [];
for (const query of pairs(own.search)) {
  const found = own.index.search(query, { ...own.search.search_options, bool: 'AND' });
  const theirs = new Set(found.map(({ ref }) => own.search.doc_urls[ref].split('#')[0]));
  const { results } = await library.engine.find(query);
  const ours = new Set(results.map(({ section }) => library.engine.pageOf[section]));
  const pages = new Set();
  for (const { unit } of results) pages.add((await library.engine.text(unit)).address.split('#')[0]);
  const gone = [...theirs].filter((page) => !pages.has(page));
  asked += 1;
  if (gone.length > 0) {
    missed += 1;
    console.log(`“${query}”: not found here: ${gone.slice(0, 4).join(', ')}${gone.length > 4 ? ' …' : ''} (${ours.size} pages are)`);
  }
  if (asked % 10 === 0) {
    const reader = new Library(hops);
    await reader.search(query);
    const first = reader.bytes;
    await reader.search('error trait');
    costs.push({ first, second: reader.bytes - first });
  }
}
const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const firsts = costs.map(({ first }) => first);
console.log(
  `search: mdBook ${own.bytes} bytes; here ${middle(firsts)} to the first results, ${Math.max(...firsts)} at most, ${middle(costs.map(({ second }) => second))} for the next query`,
);
console.log(`of ${asked} pairs of a heading's word and one of its text, ${missed} find not all pages that mdBook finds`);
