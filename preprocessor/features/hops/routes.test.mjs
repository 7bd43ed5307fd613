// routes.js, without a browser: the same answers as the build's to the same questions, as tests/suite/vectors.rs has written them down.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, vectorsOf } from '../../../tests/browser/engine.mjs';

/** An answer, written as the build writes it. */
function written(found) {
  const pair = ({ cost, roles }) => [cost, roles];
  if (!found) return null;
  return 'routes' in found ? { routes: found.routes.map(pair) } : { blocked: found.blocked, nearest: pair(found.nearest) };
}

test('the browser finds the same routes at the same costs as the build', (t) => {
  const { answer } = engines('routes').routes;
  const kinds = { routes: 0, blocked: 0, nowhere: 0 };
  for (const { goals, hops, cases } of vectorsOf('routes').networks) {
    const network = { goals, hops: hops.map(([from, to, distance, skills]) => ({ from, to, distance, skills })) };
    for (const [from, to, avoid, via, skills, expected] of cases) {
      const found = answer(network, { from, to, avoid, via, skills: new Set(skills) });
      assert.deepEqual(written(found), expected, JSON.stringify({ from, to, avoid, via, skills }));
      kinds[expected === null ? 'nowhere' : Object.hasOwn(expected, 'routes') ? 'routes' : 'blocked'] += 1;
    }
  }
  assert(Object.values(kinds).every((count) => count > 50), `every kind of answer was asked for: ${JSON.stringify(kinds)}`);
  t.diagnostic(JSON.stringify(kinds));
});

test('a network of 1,000 roles and 10,000 hops is answered', (t) => {
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
  const answer = engines('routes').routes.answer(network, { from: 0, to: null, avoid: [100], via: [], skills: new Set([1, 2, 3]) });
  t.diagnostic(`${Math.round(performance.now() - start)} ms at full speed`);
  const lengths = answer.routes.map(({ roles }) => roles.length);
  assert(lengths.length > 0 && lengths[0] > 30, `${lengths}`);
});
