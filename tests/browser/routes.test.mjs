// The engine of the browser against that of the build: the same answers to the same questions, over all pairs of roles of the book and over
// networks that were made up. `cargo run --example routes` has written them down. The script under test is theme/hops/routes.js.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { useBooks, visit } from './browser.mjs';

const books = useBooks(['guide']);
const { networks } = JSON.parse(readFileSync(process.env.HOPS_ROUTES ?? 'HOPS_ROUTES is not set: run `cargo xtask test`', 'utf8'));

/** Runs in the page: the answers to all cases of a network, written as the build writes them. */
function answers({ goals, hops, cases }) {
  const { answer } = window.hops.routes;
  const network = { goals, hops: hops.map(([from, to, distance, skills]) => ({ from, to, distance, skills })) };
  const pair = ({ cost, roles }) => [cost, roles];
  return cases.map((question) => {
    const found = answer(network, { ...question, skills: new Set(question.skills) });
    if (!found) return null;
    return 'routes' in found ? { routes: found.routes.map(pair) } : { blocked: found.blocked, nearest: pair(found.nearest) };
  });
}

test('the browser finds the same routes at the same costs as the build', async (t) => {
  const { page, complaints, close } = await visit(books.browser, books.guide, 'your-path/planner.html');
  const kinds = { routes: 0, blocked: 0, nowhere: 0 };
  for (const network of networks) {
    const found = await page.evaluate(answers, network);
    network.cases.forEach((one, at) => {
      assert.deepEqual(found[at], one.answer, JSON.stringify({ ...one, answer: undefined }));
      kinds[one.answer === null ? 'nowhere' : Object.hasOwn(one.answer, 'routes') ? 'routes' : 'blocked'] += 1;
    });
  }
  assert(Object.values(kinds).every((count) => count > 50), `every kind of answer was asked for: ${JSON.stringify(kinds)}`);
  t.diagnostic(JSON.stringify(kinds));
  assert.deepEqual(complaints, []);
  await close();
});

test('a network of 1,000 roles and 10,000 hops is answered', async (t) => {
  const { page, close } = await visit(books.browser, books.guide, 'your-path/planner.html');
  const { took, lengths } = await page.evaluate(() => {
    let seed = 1;
    const chance = (most) => {
      seed = (seed * 48271) % 2147483647;
      return seed % most;
    };
    const hops = Array.from({ length: 10_000 }, (_, at) => {
      const from = at % 990;
      const skills = [chance(100), chance(100), chance(100)];
      return { from, to: Math.min(999, from + 1 + chance(30)), distance: 1 + chance(5), skills };
    });
    const network = { goals: Array.from({ length: 1000 }, (_, role) => role >= 990), hops };
    const start = performance.now();
    const answer = window.hops.routes.answer(network, { from: 0, to: null, avoid: [100], via: [], skills: new Set([1, 2, 3]) });
    return { took: performance.now() - start, lengths: answer.routes.map(({ roles }) => roles.length) };
  });
  t.diagnostic(`${Math.round(took)} ms at full speed`);
  assert(lengths.length > 0 && lengths[0] > 30, `${lengths}`);
  await close();
});
