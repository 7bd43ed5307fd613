// What a reader keeps of the planner.
//   planner    { from, to, avoid, via, pace }: the route the reader looks at. Ids of roles, `avoid` and `via` lists of them, `pace` hours a
//              week; all but `from` may be missing
(() => {
  'use strict';
  const { parts, list, oneOf, id } = window.hops.shapes;
  const route = parts({ from: id }, { to: id, avoid: list(id, 30), via: list(id, 5), pace: oneOf(2, 5, 10, 20) });
  window.hops.kept.push({ ids: 'planner', names: ['a route'], shape: route, fault: 'is no choice of a route' });
})();
