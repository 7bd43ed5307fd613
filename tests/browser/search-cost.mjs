// What a search costs a reader, in books that are ten times as large as each other. `cargo xtask reader-cost` runs it.

import { Library } from './search-index.mjs';

const folders = (process.env.HOPS_SEARCHED_BOOKS ?? '').split('\n').filter(Boolean);
/** How many words of each book are looked up, always the same: every so many of its first texts. */
const QUERIES = 60;

/** Two words that stand in one text, for each of some texts. */
async function queriesOf(folder) {
  const { engine } = new Library(folder);
  const queries = [];
  const step = Math.max(1, Math.floor(engine.pageOf.length / QUERIES));
  for (let unit = 0; unit < engine.pageOf.length && queries.length < QUERIES; unit += step) {
    const words = engine.read((await engine.text(unit)).text);
    if (words.length > 3) queries.push(`${words[1].word} ${words[words.length >> 1].word}`);
  }
  return queries;
}

console.log('sections    first search: middle, most    next query: middle, most    files  milliseconds');
for (const folder of folders) {
  const queries = await queriesOf(folder);
  const [firsts, seconds, files, times] = [[], [], [], []];
  let sections = 0;
  for (const [at, query] of queries.entries()) {
    const library = new Library(folder);
    sections = library.engine.pageOf.length;
    const start = performance.now();
    await library.search(query);
    times.push(performance.now() - start);
    firsts.push(library.bytes);
    files.push(library.files);
    await library.search(queries[(at + 7) % queries.length]);
    seconds.push(library.bytes - firsts[at]);
  }
  const sorted = [firsts, seconds, files, times].map((list) => list.sort((a, b) => a - b));
  const [first, second, file, time] = sorted.map((list) => [list[list.length >> 1], list[list.length - 1]].map(Math.round));
  console.log([sections, ...first, ...second, file[0], time[0]].map((number) => `${number}`.padStart(10)).join(' '), folder);
}
