// The map: the route that the reader keeps in the planner is lit, and named. Enter at `light`.
(() => {
  'use strict';
  const { state, deferred, routes } = window.hops;
  const { Component } = window.hops.elements;

  /** @param {unknown} ids */
  const idsIn = (ids) => (Array.isArray(ids) ? ids : []);

  class RouteMap extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.words = root.querySelector('.hops-map-mine');
      this.blank = this.words?.textContent ?? '';
      state.onChange(() => this.light());
      this.light();
    }

    /** The roles of the nearest route; none if nothing is kept. */
    async nearest() {
      const choice = /** @type {any} */ (state.get('planner'));
      if (typeof choice?.from !== 'string') return [];
      /** @type {HopsPlannerData} */
      const data = await deferred(this.root.querySelector('.hops-deferred')?.id ?? '');
      const question = routes.questionOf(data, { ...choice, avoid: idsIn(choice.avoid), via: idsIn(choice.via) });
      const answer = question ? routes.answer(routes.networkOf(data), question) : null;
      return answer && 'routes' in answer ? answer.routes[0].roles.map((role) => data.roles[role]) : [];
    }

    async light() {
      const roles = await this.nearest();
      const ids = roles.map(({ id }) => id);
      for (const role of this.root.querySelectorAll('[data-role]')) role.classList.toggle('is-lit', ids.includes(role.getAttribute('data-role') ?? ''));
      for (const hop of this.root.querySelectorAll('[data-from]')) {
        const at = ids.indexOf(hop.getAttribute('data-from') ?? '');
        hop.classList.toggle('is-lit', at >= 0 && ids[at + 1] === hop.getAttribute('data-to'));
      }
      if (this.words) this.words.textContent = roles.length > 0 ? `Your route: ${roles.map(({ title }) => title).join(' → ')}. Its lines are drawn thicker.` : this.blank;
    }
  }

  RouteMap.start('hops-map');
})();
