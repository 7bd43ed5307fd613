// What a reader keeps of the questions to employers.
//   employer     { chosen, breakers }: ids of the questions on the sheet; by question, { text, set, late }: where the line is, the day it was
//                set (2026-11-03), whether there were answers by then
//   company:N    { name, answers }, N from 1 to 4; by question, { mark, text }: the mark, and the words that were used
(() => {
  'use strict';
  const { parts, text, like, byId, list, oneOf, id, truth } = window.hops.shapes;
  const LONGEST = { name: 80, limit: 200, text: 2000 };
  const MARKS = ['green', 'amber', 'red', 'not-asked'];
  const breaker = parts({ text: text(LONGEST.limit), set: like(/^\d{4}-\d\d-\d\d$/), late: truth });
  const reply = parts({ mark: oneOf(...MARKS), text: text(LONGEST.text) });
  const name = text(LONGEST.name);
  window.hops.kept.push(
    { ids: 'employer', names: ['questions to companies'], shape: parts({ chosen: list(id, 100), breakers: byId(breaker) }), fault: 'is no choice of questions and deal-breakers', most: 200_000 },
    { ids: 'company:', names: ['company', 'companies'], shape: parts({ name, answers: byId(reply) }), fault: 'is no company with marked answers of at most 2,000 characters', most: 1_500_000 },
  );
  window.hops.employer = { LONGEST, MARKS, breaker, reply, name };
})();
