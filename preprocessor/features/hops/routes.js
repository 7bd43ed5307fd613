// Best routes: the nearest way from one role to another, and real alternatives to it. The same as preprocessor/features/hops/engine.rs, rule by rule; its head
// says what the rules are, and routes.test.mjs holds both to the same answers. Enter at `answer`.
(() => {
  'use strict';
  const { state } = window.hops;
  const ALTERNATIVES = 2;
  /** A real alternative costs at most so many fifths of the best. */
  const DEAREST_FIFTHS = 8;
  /** Among so many routes, nearest first, alternatives are looked for. */
  const EXAMINED = 60;
  /** After so many steps a search gives up. */
  const MOST_STEPS = 50_000;
  /** Cost and strain, the sum of squared distances, in one number that adds up and compares like the pair: no strain is as large as this. */
  const ONE_COST = 65_536;

  /** @typedef {HopsNetwork} Network */
  /** @typedef {HopsQuestion} Question */
  /** @typedef {{ weight: number, roles: number[] }} Found */
  /** A beginning of a route, or a place to go on from. `bound`: what the whole weighs at least. @typedef {{ bound: number, roles: number[], weight: number, passed: number }} Beginning */

  /** @param {HopsLeg} hop @param {Set<number>} skills those one has */
  function cost({ distance, skills: all }, skills) {
    const missing = all.filter((skill) => !skills.has(skill)).length;
    return Math.max(distance * 10, Math.floor((distance * 60 * missing) / Math.max(all.length, 1)));
  }

  // ---- The queue.

  /** Does `a` come before `b`? @param {Beginning} a @param {Beginning} b */
  function isBefore(a, b) {
    if (a.bound !== b.bound) return a.bound < b.bound;
    const at = a.roles.findIndex((role, index) => role !== b.roles[index]);
    if (at < 0) return a.roles.length < b.roles.length;
    return at < b.roles.length && a.roles[at] < b.roles[at];
  }

  /** A binary heap: what comes first is taken first. @template Item @param {(a: Item, b: Item) => boolean} isFirst */
  function makeQueue(isFirst) {
    /** @type {Item[]} */
    const list = [];

    /** @param {Item} item */
    function put(item) {
      let at = list.length;
      while (at > 0) {
        const above = (at - 1) >> 1;
        if (!isFirst(item, list[above])) break;
        list[at] = list[above];
        at = above;
      }
      list[at] = item;
    }

    /** Finds a place for `item` from the top downwards. @param {Item} item */
    function sink(item) {
      let at = 0;
      for (let below = 1; below < list.length; below = 2 * at + 1) {
        if (below + 1 < list.length && isFirst(list[below + 1], list[below])) below += 1;
        if (!isFirst(list[below], item)) break;
        list[at] = list[below];
        at = below;
      }
      list[at] = item;
    }

    /** @returns {Item | undefined} */
    function take() {
      const first = list[0];
      const last = list.pop();
      if (last !== undefined && list.length > 0) sink(last);
      return first;
    }

    return { put, take };
  }

  // ---- The search.

  /** The hops out of each role, and into each, by position. They stay the same while the reader asks again and again. @type {WeakMap<Network, { out: number[][], into: number[][] }>} */
  const atRoles = new WeakMap();

  /** @param {Network} network */
  function hopsAt(network) {
    const found = atRoles.get(network);
    if (found) return found;
    /** @param {'from' | 'to'} end */
    const by = (end) => {
      /** @type {number[][]} */
      const lists = network.goals.map(() => []);
      network.hops.forEach((hop, at) => lists[hop[end]].push(at));
      return lists;
    };
    const made = { out: by('from'), into: by('to') };
    atRoles.set(network, made);
    return made;
  }

  /** How many roles of `via` are behind somebody who comes to `role` with `passed` of them behind. @param {Question} question @param {number} passed @param {number} role */
  const passedAt = ({ via }, passed, role) => passed + (via[passed] === role ? 1 : 0);

  /**
   * Dijkstra from the ends backwards: for (role, how many of `via` are behind), as one number, the weight of the way to the end.
   * @param {Network} network @param {Question} question @param {number[]} ends @param {number[]} weights of the hops
   */
  function boundsOf(network, question, ends, weights) {
    const { into } = hopsAt(network);
    const stages = question.via.length + 1;
    const avoided = new Set(question.avoid);
    /** @type {number[]} */
    const bounds = new Array(network.goals.length * stages).fill(Infinity);
    /** @type {ReturnType<typeof makeQueue<[bound: number, place: number]>>} */
    const queue = makeQueue((a, b) => a[0] < b[0]);
    /** @param {number} bound @param {number} role @param {number} passed */
    const wait = (bound, role, passed) => {
      const place = role * stages + passed;
      if (bound >= bounds[place] || avoided.has(role)) return;
      bounds[place] = bound;
      queue.put([bound, place]);
    };
    for (const end of ends) wait(0, end, stages - 1);
    for (let next = queue.take(); next; next = queue.take()) {
      const [bound, place] = next;
      if (bound > bounds[place]) continue;
      const role = Math.floor(place / stages);
      const passed = place % stages;
      for (let earlier = Math.max(0, passed - 1); earlier <= passed; earlier += 1) {
        if (passedAt(question, earlier, role) !== passed) continue;
        for (const hop of into[role]) wait(bound + weights[hop], network.hops[hop].from, earlier);
      }
    }
    return bounds;
  }

  /** All routes, nearest first. @param {Network} network @param {Question} question @param {number[]} ends @returns {Generator<Found, void>} */
  function* routesOf(network, question, ends) {
    const { out } = hopsAt(network);
    const weights = network.hops.map((hop) => cost(hop, question.skills) * ONE_COST + hop.distance ** 2);
    const bounds = boundsOf(network, question, ends, weights);
    const all = question.via.length;
    const waiting = makeQueue(isBefore);
    /** @param {number} role @param {number} passed */
    const isEnd = (role, passed) => passed === all && ends.includes(role);
    /** Puts a beginning into the queue, if it can be ended. @param {number[]} before @param {number} role @param {number} weight @param {number} passed */
    const wait = (before, role, weight, passed) => {
      const rest = isEnd(role, passed) ? 0 : bounds[role * (all + 1) + passed];
      if (rest < Infinity) waiting.put({ bound: weight + rest, roles: [...before, role], weight, passed });
    };

    if (!question.avoid.includes(question.from)) wait([], question.from, 0, passedAt(question, 0, question.from));
    let steps = 0;
    for (let found = waiting.take(); found; found = waiting.take()) {
      const { roles, weight, passed } = found;
      const last = roles[roles.length - 1];
      if (isEnd(last, passed)) {
        yield { weight, roles };
        continue;
      }
      steps += 1;
      if (steps > MOST_STEPS) return;
      for (const hop of out[last]) {
        const { to } = network.hops[hop];
        if (!roles.includes(to) && !question.avoid.includes(to)) wait(roles, to, weight + weights[hop], passedAt(question, passed, to));
      }
    }
  }

  // ---- The answer.

  /** @param {Found} route @returns {HopsRoute} */
  const priced = ({ weight, roles }) => ({ cost: Math.floor(weight / ONE_COST), roles });

  /** @param {{ roles: number[] }} route */
  const middleOf = ({ roles }) => roles.slice(1, -1);

  /** Is it another way than those shown, and no detour of one of them? @param {HopsRoute} route @param {HopsRoute[]} shown */
  function isReal(route, shown) {
    const own = middleOf(route);
    const middles = shown.map(middleOf);
    const isNew = own.some((role) => !middles.some((middle) => middle.includes(role)));
    const isDetour = middles.some((middle) => middle.length > 0 && middle.every((role) => own.includes(role)));
    return own.length === 0 || (isNew && !isDetour);
  }

  /** The best route and its real alternatives. @param {Network} network @param {Question} question @param {number[]} ends */
  function shortlist(network, question, ends) {
    /** @type {HopsRoute[]} */
    const shown = [];
    let examined = 0;
    for (const found of routesOf(network, question, ends)) {
      const route = priced(found);
      if (shown.length > 0 && route.cost * 5 > shown[0].cost * DEAREST_FIFTHS) break;
      if (shown.length === 0 || isReal(route, shown)) shown.push(route);
      examined += 1;
      if (shown.length > ALTERNATIVES || examined === EXAMINED) break;
    }
    return shown;
  }

  /** What is to be avoided, then what is to be passed. @param {Question} question @returns {HopsConstraint[]} */
  const constraintsOf = ({ avoid, via }) => [
    ...avoid.map((role) => /** @type {HopsConstraint} */ (['avoid', role])),
    ...via.map((role) => /** @type {HopsConstraint} */ (['via', role])),
  ];

  /** The question without one of its constraints. @param {Question} question @param {number} which @returns {Question} */
  const without = (question, which) => ({
    ...question,
    avoid: question.avoid.filter((_, at) => at !== which),
    via: question.via.filter((_, at) => at + question.avoid.length !== which),
  });

  /** Which single constraint blocks, and what were without it; all of them, if no single one does. @param {Network} network @param {Question} question @param {number[]} ends @returns {HopsAnswer} */
  function blocked(network, question, ends) {
    /** @param {Question} question */
    const nearest = (question) => routesOf(network, question, ends).next().value ?? undefined;
    const constraints = constraintsOf(question);
    /** @type {(Beginning & { by: HopsConstraint }) | undefined} */
    let best;
    constraints.forEach((by, which) => {
      const found = nearest(without(question, which));
      const own = found && { ...found, bound: found.weight, passed: 0, by };
      // The first of equals.
      if (own && (!best || isBefore(own, best))) best = own;
    });
    if (best) return { blocked: [best.by], nearest: priced(best) };
    const free = nearest({ ...question, avoid: [], via: [] });
    return free && constraints.length > 0 ? { blocked: constraints, nearest: priced(free) } : null;
  }

  /** @param {Network} network @param {Question} question @returns {HopsAnswer} */
  function answer(network, question) {
    const goals = network.goals.flatMap((isGoal, role) => (isGoal && role !== question.from ? [role] : []));
    const ends = question.to === null ? goals : [question.to];
    const routes = shortlist(network, question, ends);
    return routes.length > 0 ? { routes } : blocked(network, question, ends);
  }

  // ---- What the reader has kept.

  /** @param {HopsPlannerData} data @returns {Network} */
  const networkOf = (data) => ({ goals: data.roles.map(({ kind }) => kind === 'goal'), hops: data.hops });

  /** The skills that are ticked, whatever their levels, by position. @param {HopsPlannerData} data */
  const had = (data) => new Set(data.skills.flatMap(({ id }, at) => (state.get(`skill:${id}`) ? [at] : [])));

  /** A choice as a question; nothing if it does not say where from. Roles that are not there are left out. @param {HopsPlannerData} data @param {HopsChoice} choice @returns {Question | undefined} */
  function questionOf(data, { from, to, avoid, via }) {
    /** @param {string} [id] */
    const at = (id) => data.roles.findIndex((role) => role.id === id);
    const all = (/** @type {string[]} */ ids = []) => ids.map(at).filter((role) => role >= 0);
    if (at(from) < 0) return undefined;
    return { from: at(from), to: at(to) < 0 ? null : at(to), avoid: all(avoid), via: all(via), skills: had(data) };
  }

  window.hops.routes = { answer, cost, networkOf, had, questionOf };
})();
