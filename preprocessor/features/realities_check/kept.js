// What a reader keeps of the realities check.
//   realities-check    { statements, answers }: by statement "expectation" or "reality"; by question the id of the answer
(() => {
  'use strict';
  const { byId, oneOf, id, parts } = window.hops.shapes;
  const verdict = oneOf('expectation', 'reality');
  window.hops.kept.push({ ids: 'realities-check', names: ['answers of the realities check'], shape: parts({ statements: byId(verdict), answers: byId(id) }), fault: 'is no list of answers' });
  window.hops.realitiesCheck = { verdict };
})();
