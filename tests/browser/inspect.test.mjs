// Every page of the guide, looked at by the inspector; and what its search loads.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BOOKS, launch } from './browser.mjs';
import { inspectBook, walkThrough } from './inspect.mjs';
import { MOST_FIRST_SEARCH, MOST_SECOND_SEARCH } from './limits.mjs';
import { serve } from './server.mjs';

test('every page of the guide is sound at 320, 375 and 1350 px, in light and dark, unfolded, spaced and on paper', (t) => inspectBook('guide', t));

test('search is loaded only when it is opened, and little of it', async (t) => {
  const host = await serve(BOOKS.guide);
  t.after(() => host.close());
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  /** @type {Set<string>} */
  const asked = new Set();
  page.on('request', (request) => /\/search[-/]/.test(request.url()) && asked.add(new URL(request.url()).pathname));
  await page.goto(`${host.base}/index.html`);
  await walkThrough(page);
  assert.deepEqual([...asked], []);
  const packed = () => [...asked].reduce((sum, path) => sum + gzipSync(readFileSync(join(BOOKS.guide, path)), { level: 9 }).length, 0);
  const search = async (words) => {
    const before = packed();
    await page.locator('#Page-search-words').fill(words);
    await page.waitForFunction((words) => document.getElementById('Page-search-count').textContent.includes(`“${words}”`), words);
    // All texts of the first results come before the number of results is told.
    return packed() - before;
  };
  await page.locator('#Page-search-button').click();
  const [first, second] = [await search('error budget'), await search('kubernetes interview')];
  t.diagnostic(`search: ${first} bytes to the first results with their texts, ${second} for another query`);
  assert(first > 0 && first <= MOST_FIRST_SEARCH, `${first} bytes for the first search`);
  assert(second > 0 && second <= MOST_SECOND_SEARCH, `${second} bytes for the second search`);
});
