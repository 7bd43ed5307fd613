// What a reader keeps of the practice with interview questions.
//   practice:QUESTION    { s, d, due, log }: its stability and difficulty as recall.js has them, the day it is due, and the last 20 marks, each
//                        [day, 1 again | 2 nearly | 3 good, 1 if said aloud, the places of what was not ticked …]. Days count from 1970
//   mock                 { day, minutes, at, items: [{ id, words, spoken, ticked }] }: the last mock interview. `at` is the place of the question
//                        that is asked, or the number of all; all but `id` of an item may be missing
(() => {
  'use strict';
  const { parts, list, both, whole, within, text, id, day, count, truth } = window.hops.shapes;
  const mark = both(list(day, 13, 3), ([, grade]) => whole(1, 3)(grade));
  const card = parts({ s: within(0.001, 36_500), d: within(1, 10), due: day, log: list(mark, 20, 1) });
  const answer = parts({ id }, { words: text(20_000), spoken: truth, ticked: list(day, 10) });
  const interview = both(parts({ day, minutes: day, at: count, items: list(answer, 20, 1) }), ({ at, items }) => at <= items.length);
  window.hops.kept.push(
    { ids: 'practice:', names: ['practised question', 'practised questions'], shape: card, fault: 'is no practised question' },
    { ids: 'mock', names: ['a mock interview'], shape: interview, fault: 'is no mock interview', most: 1_500_000 },
  );
})();
