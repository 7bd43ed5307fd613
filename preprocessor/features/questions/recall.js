// When a question comes back: FSRS-6, the Free Spaced Repetition Scheduler, with its default parameters. Written anew from the formulas in
// the documentation of its reference implementations (github.com/open-spaced-repetition: ts-fsrs 5, py-fsrs 6); recall.test.mjs
// holds it against the vectors of ts-fsrs. Time is counted in whole days, and a question is never due on the day it was marked.
//
// What is remembered of a question has a stability, the days after which it is recalled with a chance of 90 %, and a difficulty from 1 to 10.
// Enter at `next`.
(() => {
  'use strict';
  const DAY = 86_400_000;
  const AGAIN = 1;
  const HARD = 2;
  const EASY = 4;
  /** w0 to w20. */
  const W = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425,
    0.0912, 0.0658, 0.1542,
  ];
  const DECAY = -W[20];
  const FACTOR = 0.9 ** (1 / DECAY) - 1;
  const LEAST = 0.001;
  const MOST = 36_500;

  /** @param {number} value @param {number} least @param {number} most */
  const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

  /** The chance to recall it after `days`. @param {number} stability @param {number} days */
  const chance = (stability, days) => (1 + (FACTOR * days) / stability) ** DECAY;

  /** The difficulty that a first grade stands for, which may lie outside of 1 to 10. @param {number} grade */
  const firstDifficulty = (grade) => W[4] - Math.exp(W[5] * (grade - 1)) + 1;

  /** @param {number} difficulty @param {number} grade */
  function nextDifficulty(difficulty, grade) {
    // The nearer to 10, the less it grows; and it is drawn a little to that of an easy one.
    const moved = difficulty - (W[6] * (grade - 3) * (10 - difficulty)) / 9;
    return clamp(W[7] * firstDifficulty(EASY) + (1 - W[7]) * moved, 1, 10);
  }

  /** Once more on the same day. @param {number} stability @param {number} grade */
  function soon(stability, grade) {
    const growth = Math.exp(W[17] * (grade - 3 + W[18])) * stability ** -W[19];
    return stability * (grade >= HARD ? Math.max(growth, 1) : growth);
  }

  /** @param {HopsMemory} memory @param {number} recall */
  function forgotten({ stability, difficulty }, recall) {
    const later = W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * Math.exp(W[14] * (1 - recall));
    return Math.min(later, stability / Math.exp(W[17] * W[18]));
  }

  /** @param {HopsMemory} memory @param {number} recall @param {number} grade */
  function recalled({ stability, difficulty }, recall, grade) {
    const weight = grade === HARD ? W[15] : grade === EASY ? W[16] : 1;
    const growth = Math.exp(W[8]) * (11 - difficulty) * stability ** -W[9] * (Math.exp(W[10] * (1 - recall)) - 1);
    return stability * (1 + growth * weight);
  }

  /** @param {HopsMemory} memory @param {number} days @param {number} grade */
  function nextStability(memory, days, grade) {
    if (days < 1) return soon(memory.stability, grade);
    const recall = chance(memory.stability, days);
    return grade === AGAIN ? forgotten(memory, recall) : recalled(memory, recall, grade);
  }

  window.hops.recall = {
    next(memory, days, grade) {
      if (!memory) return { stability: W[grade - 1], difficulty: clamp(firstDifficulty(grade), 1, 10) };
      const stability = clamp(nextStability(memory, days, grade), LEAST, MOST);
      return { stability, difficulty: nextDifficulty(memory.difficulty, grade) };
    },
    // At 90 %, what is asked for, the wait is the stability.
    wait: ({ stability }) => clamp(Math.round(stability), 1, MOST),
    today() {
      const now = new Date();
      return Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / DAY);
    },
    inWords(day, hasYear = false) {
      const date = new Date(day * DAY);
      const year = hasYear || date.getUTCFullYear() !== new Date().getFullYear() ? 'numeric' : undefined;
      return date.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year, timeZone: 'UTC' });
    },
  };
})();
