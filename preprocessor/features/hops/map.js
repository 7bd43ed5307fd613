// The map: the route that the reader keeps in the planner is lit, and named. Enter at `show`.
(() => {
  'use strict';
  const { state, late, routes } = window.hops;
  const map = /** @type {Element} */ (document.querySelector('hops-map'));
  const words = map.querySelector('.hops-map-mine');
  const blank = words?.textContent ?? '';

  /** The nearest route, as ids and titles; none if nothing is kept. */
  async function kept() {
    const choice = /** @type {any} */ (state.get('planner'));
    if (typeof choice?.from !== 'string') return [];
    /** @type {HopsPlannerData} */
    const data = await late(map.querySelector('.hops-later')?.id ?? '');
    const list = (/** @type {unknown} */ ids) => (Array.isArray(ids) ? ids : []);
    const question = routes.questionOf(data, { ...choice, avoid: list(choice.avoid), via: list(choice.via) });
    const answer = question ? routes.answer(routes.networkOf(data), question) : null;
    return answer && 'routes' in answer ? answer.routes[0].roles.map((role) => data.roles[role]) : [];
  }

  async function show() {
    const roles = await kept();
    const ids = roles.map(({ id }) => id);
    for (const role of map.querySelectorAll('[data-role]')) role.classList.toggle('is-lit', ids.includes(role.getAttribute('data-role') ?? ''));
    for (const hop of map.querySelectorAll('[data-from]')) {
      const at = ids.indexOf(hop.getAttribute('data-from') ?? '');
      hop.classList.toggle('is-lit', at >= 0 && ids[at + 1] === hop.getAttribute('data-to'));
    }
    if (words) words.textContent = roles.length > 0 ? `Your route: ${roles.map(({ title }) => title).join(' → ')}. Its lines are drawn thicker.` : blank;
  }

  state.onChange(show);
  show();
})();
