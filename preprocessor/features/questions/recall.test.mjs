// recall.js, without a browser: the memory of questions against the vectors of another hand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../../../tests/browser/engine.mjs';

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
