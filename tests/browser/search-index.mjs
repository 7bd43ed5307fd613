// The search of a built book without a browser: theme/js/search-engine.js over the book's own index, and what a reader would load for it.
// Enter at `Library`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { gzipSync } from 'node:zlib';

const SCRIPTS = fileURLToPath(new URL('../../theme/js/', import.meta.url));

/** @param {string} text @param {Record<string, unknown>} names @param {string} filename */
const runWith = (text, names, filename) => compileFunction(text, Object.keys(names), { filename })(...Object.values(names));

/** What `theme/js/search-words.js` and `search-engine.js` put into `window.hops`. */
export function searchScripts() {
  const window = { hops: /** @type {Record<string, any>} */ ({}) };
  for (const name of ['search-words.js', 'search-engine.js']) runWith(readFileSync(join(SCRIPTS, name), 'utf8'), { window }, name);
  return window.hops;
}

/** Where the page at `path` says that its index and its engine are. @param {string} folder @param {string} path @returns {{ index: string, search: string }} */
function named(folder, path) {
  const html = readFileSync(join(folder, path), 'utf8');
  const file = (/** @type {string} */ name) => {
    const [, value] = new RegExp(` data-${name}="([^"]*)"`).exec(html) ?? [];
    assert(value, `${path} names no ${name}`);
    return join(dirname(join(folder, path)), value);
  };
  return { index: file('index'), search: file('search') };
}

/** A reader's browser that has loaded nothing yet. */
export class Library {
  /** How many bytes were loaded so far, packed. */
  bytes = 0;
  files = 0;
  /** @type {Map<string, unknown>} */
  #parts = new Map();

  /** @param {string} folder of a built book @param {string} [path] of the page on which the reader begins */
  constructor(folder, path = 'index.html') {
    const { index, search } = named(folder, path);
    this.weigh(readFileSync(search));
    this.index = index;
    this.engine = searchScripts().searchEngine(this.part('index'), async (/** @type {string} */ name) => this.part(name));
  }

  /** @param {Buffer} file */
  weigh(file) {
    this.bytes += gzipSync(file, { level: 9 }).length;
    this.files += 1;
  }

  /** @param {string} name @returns {any} */
  part(name) {
    const file = this.index.replace(/index(-[0-9a-f]{8}\.js)$/, `${name}$1`);
    if (!this.#parts.has(name)) {
      const text = readFileSync(file);
      this.weigh(text);
      const part = (/** @type {string} */ key, /** @type {unknown} */ data) => this.#parts.set(name, data) && assert(file.endsWith(`/${key}.js`));
      runWith(text.toString(), { hops: { part } }, file);
    }
    return this.#parts.get(name);
  }

  /** The best results of a query, with what stands in them. @param {string} query @param {number} [most] */
  async search(query, most = 6) {
    const { results, instead } = await this.engine.find(query);
    const texts = await Promise.all(results.slice(0, most).map((/** @type {any} */ { unit }) => this.engine.text(unit)));
    return { all: results.length, instead, texts };
  }
}
