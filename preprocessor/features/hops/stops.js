// A route as a list of stops, as preprocessor/features/hops/stops.rs writes it. Enter at `list`.
(() => {
  'use strict';
  const { make, link, count } = window.hops.elements;

  /** @typedef {HopsPlannerData['hops'][number]} Hop */

  /** @type {HopsStops['doButton']} */
  const doButton = (words, dataset) => make('button', { type: 'button', dataset: { ...dataset, key: Object.values(dataset).join(' ') } }, words);

  /** Puts commas between the items. @param {Node[]} items */
  const joined = (items) => items.flatMap((item, at) => (at === 0 ? [item] : [', ', item]));

  /** @param {string} name @param {(Node | string)[]} children */
  const stopLine = (name, ...children) => make('p', {}, make('b', {}, `${name}:`), ' ', ...children);

  /** "2 hops, distance 2 + 2 = 4". @param {Hop[]} hops */
  function sumWords(hops) {
    const distances = hops.map(({ distance }) => distance);
    const sum = distances.reduce((a, b) => a + b, 0);
    return `${count(hops.length, 'hop')}, distance ${hops.length > 1 ? `${distances.join(' + ')} = ` : ''}${sum}`;
  }

  class Stops {
    /** @param {HopsPlannerData} data */
    constructor(data) {
      this.data = data;
    }

    /** @param {number[]} roles */
    hopsOf(roles) {
      return roles.slice(1).map((to, at) => /** @type {Hop} */ (this.data.hops.find((hop) => hop.from === roles[at] && hop.to === to)));
    }

    /** @param {Hop} hop */
    evidence({ sources, editorial }) {
      if (sources.length === 0) return stopLine('Rests on', editorial ? 'No source: an editorial guess.' : '');
      const guess = editorial ? '. In part an editorial guess.' : '';
      const items = sources.map((at) => {
        const { url, where, date, says } = this.data.sources[at];
        return make('li', {}, link(url, where), ` (${date}): ${says}`);
      });
      return make('details', { className: 'hops-rests-on' }, make('summary', {}, `Rests on ${count(sources.length, 'source')}${guess}`), make('ul', {}, ...items));
    }

    /** A skill of the first hop: to be ticked, with what to learn it from while it is not. @param {number} at @param {Set<number>} had */
    skillBox(at, had) {
      const { id, name, link: href, resource } = this.data.skills[at];
      const box = make('input', { type: 'checkbox', checked: had.has(at), ariaLabel: `I have this: ${name}`, dataset: { skill: id, key: `skill ${id}` } });
      const from = resource && !had.has(at) ? [make('span', { className: 'hops-aside' }, 'Learn it from ', link(resource.url, resource.title, { resource: resource.id }), ` (${resource.cost})`)] : [];
      return make('li', {}, box, make('div', {}, link(href, name), had.has(at) ? ' (you have this)' : '', ...from));
    }

    /** @param {Hop} hop @param {Set<number>} had */
    missingOf({ skills }, had) {
      const missing = skills.filter((skill) => !had.has(skill));
      if (missing.length === 0) return stopLine('Skills', 'you have all that it usually takes.');
      return stopLine('Still missing', ...joined(missing.map((skill) => link(this.data.skills[skill].link, this.data.skills[skill].name))));
    }

    /** A button that leads around a role between the ends. @param {Hop} hop @param {boolean} isLast */
    around({ to }, isLast) {
      const { id, title } = this.data.roles[to];
      const quiet = Object.assign(doButton(`Find a way around ${title}`, { do: 'avoid', role: id }), { className: 'link-button' });
      return isLast ? [] : [make('p', { className: 'hops-stop-around' }, quiet)];
    }

    /** @param {Hop} hop @param {boolean} isLast @param {Set<number>} had */
    nextStop(hop, isLast, had) {
      const skills = make('ul', { className: 'hops-stop-skills' }, ...hop.skills.map((skill) => this.skillBox(skill, had)));
      const more = [stopLine('You bring', this.data.roles[hop.from].bring), stopLine('It takes'), skills, stopLine('How people do it', hop.how), this.evidence(hop)];
      const enough = isLast ? [] : [make('p', { className: 'hops-stop-enough' }, 'This is enough for the next hop. What follows is for later.')];
      return [...more, ...this.around(hop, isLast), ...enough];
    }

    /** @param {Hop} hop @param {boolean} isLast @param {Set<number>} had */
    laterStop(hop, isLast, had) {
      const { from, to, how } = hop;
      const fold = make('details', { className: 'hops-stop-more', dataset: { key: `more ${from} ${to}` } }, make('summary', {}, 'More on this hop'));
      fold.append(stopLine('You bring', this.data.roles[from].bring), stopLine('How people do it', how), this.evidence(hop), ...this.around(hop, isLast));
      return [this.missingOf(hop, had), fold];
    }

    /** @param {number[]} roles @param {Set<number>} had */
    list(roles, had) {
      const hops = this.hopsOf(roles);
      const title = (/** @type {number} */ at) => this.data.roles[at].title;
      const items = hops.map((hop, at) => {
        const { title, also, link: href } = this.data.roles[hop.to];
        const aside = also.length > 0 ? [make('span', { className: 'hops-aside' }, ` also: ${also.join(', ')}`)] : [];
        const distance = make('span', { className: 'hops-stop-distance' }, `distance ${hop.distance} of 5, an estimate`);
        const head = make('p', { className: 'hops-stop-role' }, make('b', {}, link(href, title)), ...(at === 0 ? aside : []), distance);
        const isLast = at === hops.length - 1;
        const dataset = { from: this.data.roles[hop.from].id, to: this.data.roles[hop.to].id };
        return make('li', { className: at === 0 ? 'hops-stop' : 'hops-stop is-later', dataset }, head, ...(at === 0 ? this.nextStop(hop, isLast, had) : this.laterStop(hop, isLast, had)));
      });
      const from = make('p', { className: 'hops-stops-from' }, 'Start: ', make('b', {}, title(roles[0])));
      return [from, make('ol', { className: 'hops-stops', ariaLabel: `Route: ${title(roles[0])} to ${title(roles[roles.length - 1])}` }, ...items)];
    }
  }

  window.hops.stops = { doButton, sumWords, of: (data) => new Stops(data) };
})();
