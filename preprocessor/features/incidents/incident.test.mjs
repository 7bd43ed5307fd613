// incident.js, without a browser: the same of every play as the build makes of it, as tests/suite/vectors.rs has written it down.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines, vectorsOf } from '../../../tests/browser/engine.mjs';

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
