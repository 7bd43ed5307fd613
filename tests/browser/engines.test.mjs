// The engines of the browser, without one: the same answers as the build's to the same questions, as tests/suite/vectors.rs has written them down;
// and the memory of questions against the vectors of another hand. The scripts under test are preprocessor/features/hops/routes.js, incident.js and recall.js.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, vectorsOf } from './engine.mjs';

// ---- Routes.

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

// ---- Incidents.

test('the browser makes the same of every play as the build', () => {
  const { begin, step, endingOf } = engines('typos', 'incident').incident;
  let steps = 0;
  let refused = 0;
  for (const { id, rules, plays } of vectorsOf('incidents')) {
    plays.forEach((play, at) => {
      let state = begin(rules);
      play.forEach(([move, ...expected], number) => {
        const where = `${id}, play ${at}, step ${number}: ${move}`;
        const [kind, what] = move.split(' ');
        const facts = JSON.stringify([...state.facts]);
        const done = step(rules, state, { [kind]: kind === 'wait' ? Number(what) : what });
        assert.equal(JSON.stringify([...state.facts]), facts, `${where} has changed the state it came from`);
        assert.deepEqual(done ? outcome(state, done) : [], expected, where);
        state = done?.state ?? state;
        steps += 1;
        refused += done ? 0 : 1;
      });
    });

    /** What came of a step, written as the build writes it. */
    function outcome(before, { state, shows }) {
      const came = [...state.facts].filter((fact) => !before.facts.has(fact));
      const went = [...before.facts].filter((fact) => !state.facts.has(fact));
      const fired = rules.events.filter((event) => state.fired.has(event.id) && !before.fired.has(event.id)).map((event) => event.id);
      const changed = [...came, ...went.map((fact) => `-${fact}`)].sort();
      return [state.clock, state.hurt, state.pain, changed, fired, endingOf(rules, state.facts)?.id ?? null, shows];
    }
  }
  assert(steps > 5_000 && refused > 100, `${steps} steps, ${refused} refused`);
});

// ---- When questions come back.

test('the memory of a question is that of FSRS-6: the vectors of ts-fsrs', () => {
  // open-spaced-repetition/ts-fsrs, packages/fsrs/__tests__/FSRS-6.test.ts at 32b6081: “memory state using next_state[short-term]”,
  // “first repeat” and “ivl_history”, with the default parameters. (Its intervals of 0 days are minutes later on the same day.)
  const { next, wait } = engines('recall').recall;
  const first = [1, 2, 3, 4].map((grade) => next(undefined, 0, grade));
  const state = [1, 3, 3, 3, 3, 3].reduce((memory, grade, at) => next(memory, [0, 0, 1, 3, 8, 21][at], grade), undefined);
  const sameDay = [0, 6, 7];
  let memory;
  let passed = 0;
  const waits = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3].map((grade, at) => {
    memory = next(memory, passed, grade);
    passed = sameDay.includes(at) ? 0 : wait(memory);
    return passed;
  });
  const near = (value, wanted, digits) => assert(Math.abs(value - wanted) < 0.5 * 10 ** -digits, `${value} is not ${wanted}`);
  assert.deepEqual(first.map(({ stability }) => stability), [0.212, 1.2931, 2.3065, 8.2956]);
  first.forEach(({ difficulty }, at) => near(difficulty, [6.4133, 5.11217071, 2.11810397, 1][at], 8));
  near(state.stability, 53.62691, 4);
  near(state.difficulty, 6.3574867, 4);
  assert.deepEqual(waits, [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
});
