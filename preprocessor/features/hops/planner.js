// The planner: from what the reader chooses, the best route and up to two others, hop by hop, planned anew whenever a skill is ticked. What is
// chosen is kept (`planner`), and stands in the address, as in `#from=baker&to=shop&avoid=miller`: a view is a link. Whatever stands there
// may have been written by anybody: it becomes text, or is left out. Enter at `plan`.
(() => {
  'use strict';
  const { state, deferred, routes, stops, notice, own, typos } = window.hops;
  const { make, link, count, plain, Component } = window.hops.elements;
  const { doButton, sumWords } = stops;
  const html = document.documentElement;

  const ID = /^[a-z0-9-]{1,100}$/;
  const LONGEST = 2000;
  const MOST = { avoid: 30, via: 5 };
  const PACES = [2, 5, 10, 20];
  /** Hours that it takes to learn a skill: a guess, which the page calls so. */
  const HOURS = [15, 40];
  const WEEKS = 52 / 12;
  const MOST_FOUND = 6;
  /** Milliseconds without a change before a route is announced. */
  const PAUSE = 300;

  /** @typedef {HopsPlannerData['hops'][number]} Hop */

  // ---- What can be chosen.

  /** Only what a choice can be. @param {any} found @returns {HopsChoice} */
  function choiceIn(found) {
    const id = (/** @type {unknown} */ value) => (typeof value === 'string' && ID.test(value) ? value : '');
    const ids = (/** @type {'avoid' | 'via'} */ name) => {
      const list = Array.isArray(found?.[name]) ? found[name].map(id) : [];
      return [...new Set(list)].filter(Boolean).slice(0, MOST[name]);
    };
    return { from: id(found?.from), to: id(found?.to), avoid: ids('avoid'), via: ids('via'), pace: PACES.find((pace) => pace === found?.pace) };
  }

  /** Without what is empty. @param {HopsChoice} choice */
  const tidy = (choice) => /** @type {HopsChoice} */ (Object.fromEntries(Object.entries(choice).filter(([, value]) => (Array.isArray(value) ? value.length : value))));

  /** The choice that is kept. */
  const keptChoice = () => choiceIn(state.get('planner'));

  /** @param {HopsChoice} choice */
  function fragmentOf(choice) {
    const parts = Object.entries(tidy({ ...choice, pace: undefined }));
    return parts.length > 0 ? `#${parts.map(([name, value]) => `${name}=${value}`).join('&')}` : '';
  }

  /** The choice that stands in the address; nothing if there is none. */
  function readAddress() {
    const text = location.hash.slice(1);
    if (!/^(from|to|avoid|via)=/.test(text)) return undefined;
    const parts = new URLSearchParams(text.length > LONGEST ? '' : text);
    /** @param {string} name */
    const ids = (name) => (parts.get(name) ?? '').split(',');
    const choice = choiceIn({ from: parts.get('from'), to: parts.get('to'), avoid: ids('avoid'), via: ids('via') });
    const said = new URLSearchParams(fragmentOf(choice).slice(1)).toString();
    if (said !== parts.toString() || parts.size === 0) {
      notice('A part of this address is nothing that a route can be made of. It was left out.', { kind: 'problem' });
    }
    return choice;
  }

  /** How much of two names differs, 0 to 1. @param {string} a @param {string} b */
  function typosShare(a, b) {
    const [left, right] = [a, b].map((name) => plain(name).replaceAll('-', ' '));
    return typos(left, right) / Math.max(left.length, right.length);
  }

  /** @param {number} skills @param {number} pace */
  function months(skills, pace) {
    const [least, most] = HOURS.map((hours) => (skills * hours) / pace / WEEKS);
    if (skills === 0) return 'no missing skill, so no months';
    return most <= 1 ? 'up to 1 month' : `${Math.floor(least)} to ${Math.ceil(most)} months`;
  }

  /** The skills that hops take and that are missing, each once. @param {Hop[]} hops @param {Set<number>} had */
  const missingIn = (hops, had) => [...new Set(hops.flatMap(({ skills }) => skills))].filter((skill) => !had.has(skill));

  /** @param {Hop[]} hops @param {Set<number>} had @param {number | undefined} pace */
  function paceLine(hops, had, pace) {
    if (!pace) return [];
    const first = months(missingIn(hops.slice(0, 1), had).length, pace);
    const all = hops.length > 1 ? `; for all ${hops.length} hops, ${months(missingIn(hops, had).length, pace)}` : '';
    return [make('p', { className: 'hops-planner-pace' }, `At ${pace} hours a week, a guess: for the next hop, ${first}${all}.`)];
  }

  /** What is said around a route. */
  class Answer {
    /** @param {HopsPlannerData} data */
    constructor(data) {
      this.data = data;
      this.stops = stops.of(data);
    }

    /** The page about starting from a role, if there is one. @param {number} role */
    pageLine(role) {
      const { page, title } = this.data.roles[role];
      return page ? [make('p', { className: 'hops-role-page' }, link(page, `The page for you, if you are here: ${title}`))] : [];
    }

    /** @param {number[]} roles */
    endOf(roles) {
      return this.data.roles[roles[roles.length - 1]].title;
    }

    /** @param {HopsRoute} route @param {Set<number>} had */
    otherWay({ roles }, had) {
      const by = roles.slice(1, -1).map((role) => this.data.roles[role].title).join(', ');
      const words = `Another way${by ? `, by ${by}` : ', in one hop'}, to ${this.endOf(roles)}: ${sumWords(this.stops.hopsOf(roles))}`;
      return make('details', { className: 'hops-role hops-planner-other', dataset: { key: `way ${roles}` } }, make('summary', {}, words), ...this.stops.list(roles, had));
    }

    /** @param {HopsConstraint[]} constraints */
    constraintWords(constraints) {
      return constraints.map(([kind, role]) => `${kind === 'avoid' ? 'avoids' : 'passes'} “${this.data.roles[role].title}”`).join(' and ');
    }

    /** @param {HopsConstraint[]} by @param {HopsRoute} nearest */
    blockedParts(by, { roles }) {
      const [[kind, role]] = by;
      const { id, title } = this.data.roles[role];
      const isOne = by.length === 1;
      const free = isOne
        ? doButton(`${kind === 'avoid' ? 'No longer avoid' : 'No longer pass'} ${title}`, { do: 'free', kind, role: id })
        : doButton('Take all of these away', { do: 'free-all' });
      free.className = 'button-main';
      const nearest = `Without ${isOne ? 'that' : 'these'}, the nearest route leads to ${this.endOf(roles)}: ${sumWords(this.stops.hopsOf(roles))}.`;
      const words = make('b', {}, `No route ${this.constraintWords(by)}.`);
      return [make('p', { className: 'hops-planner-blocked' }, words), make('p', {}, free), make('p', {}, nearest)];
    }

    /** Its parts, and what to announce. @param {HopsAnswer} answer @param {HopsQuestion} question @param {HopsChoice} choice @returns {[Node[], string]} */
    parts(answer, question, choice) {
      const had = question.skills;
      if (!answer) return [[make('p', {}, make('b', {}, 'No hop of this book leads there from where you are.'), ' Choose another goal, or any.')], 'No route: no hop leads there.'];
      if ('blocked' in answer) {
        const words = `No route ${this.constraintWords(answer.blocked)}. The nearest without is shown.`;
        return [[...this.blockedParts(answer.blocked, answer.nearest), ...this.stops.list(answer.nearest.roles, had)], words];
      }
      const [best, ...others] = answer.routes;
      const hops = this.stops.hopsOf(best.roles);
      if (hops.length === 0) return [[make('p', {}, make('b', {}, 'You are there already.'))], 'You are there already.'];
      const sum = `${sumWords(hops)}, to ${this.endOf(best.roles)}. Missing for the next hop: ${count(missingIn(hops.slice(0, 1), had).length, 'skill')}.`;
      const head = make('h3', {}, 'Your best route');
      const parts = [head, make('p', { className: 'hops-stops-sum' }, sum[0].toUpperCase() + sum.slice(1)), ...paceLine(hops, had, choice.pace), ...this.pageLine(best.roles[0]), ...this.stops.list(best.roles, had)];
      return [[...parts, ...others.map((other) => this.otherWay(other, had))], `Best route: ${sum}`];
    }

    /** What counts as had, and where to take the route. @param {Set<number>} had @param {HopsChoice} choice */
    footer(had, choice) {
      const checklist = this.data.skills.find(({ link }) => link)?.link?.replace(/#.*/, '') ?? null;
      const count = make('p', { className: 'hops-aside' }, `${had.size} of the ${this.data.skills.length} skills that hops take count as yours: those you ticked here or in `, link(checklist, 'the checklist'), '. Any level counts.');
      const take = make('p', { className: 'hops-planner-take' }, doButton('Print the route', { do: 'print' }), ' ', link(fragmentOf(choice), 'Link to this route'));
      return [count, take];
    }
  }

  /** The form with what is chosen, and the answer below it. */
  class Planner extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.form = /** @type {HTMLFormElement} */ (this.find('form'));
      this.search = /** @type {HTMLInputElement} */ (this.form.elements.namedItem('find'));
      this.result = this.slot('result');
      /** @type {HopsPlannerData} */
      this.data = { roles: [], hops: [], skills: [], sources: [] };
      this.network = routes.networkOf(this.data);
      /** What is shown but not kept: a link's choice, or one that lacks a start. @type {HopsChoice | undefined} */
      this.view = undefined;
      /** What was shown last, as text: the same is not built again. */
      this.shown = '';
      this.timer = 0;
      /** @type {Record<string, (button: HTMLElement) => void>} */
      this.actions = {
        from: ({ dataset }) => this.chooseStart(dataset.role ?? ''),
        avoid: ({ dataset }) => this.add('avoid', dataset.role ?? this.select('role').value),
        via: () => this.add('via', this.select('role').value),
        free: ({ dataset }) => this.free(dataset.kind === 'via' ? 'via' : 'avoid', dataset.role),
        'free-all': () => this.change({ avoid: [], via: [] }),
        mine: () => this.backToMine(),
        print: () => this.print(),
      };
      for (const name of ['to', 'role']) this.select(name).append(...[...this.select('from').querySelectorAll('optgroup')].map((group) => group.cloneNode(true)));
      this.listen();
      this.open();
    }

    listen() {
      this.form.addEventListener('submit', (event) => event.preventDefault());
      this.form.addEventListener('focusin', () => this.load(), { once: true });
      this.search.addEventListener('input', () => this.findJobs());
      this.search.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') this.slot('found').querySelector('button')?.click();
      });
      this.form.addEventListener('change', ({ target }) => {
        if (!(target instanceof HTMLSelectElement) || target.name === 'role') return;
        this.change({ [target.name]: target.name === 'pace' ? Number(target.value) || undefined : target.value });
      });
      this.result.addEventListener('change', ({ target }) => {
        if (target instanceof HTMLInputElement && target.dataset.skill) this.tick(target);
      });
      this.root.addEventListener('click', ({ target }) => {
        const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-do]')) : null;
        if (button) this.actions[button.dataset.do ?? '']?.(button);
      });
      state.onChange(() => this.plan());
      window.addEventListener('hashchange', () => this.open());
    }

    /** @param {string} name */
    select(name) {
      return /** @type {HTMLSelectElement} */ (this.form.elements.namedItem(name));
    }

    /** Gets the data, once. */
    async load() {
      if (this.data.roles.length > 0) return;
      try {
        this.data = await deferred(this.root.querySelector('.hops-deferred')?.id ?? '');
        this.network = routes.networkOf(this.data);
      } catch {
        notice('The hops do not load: no route can be planned. Reload the page to try again.', { kind: 'problem' });
      }
    }

    /** Shows what stands in the address, or what is kept. */
    async open() {
      const choice = readAddress();
      // What is kept looks the same as a link to it.
      this.view = choice && fragmentOf(choice) !== fragmentOf(keptChoice()) ? choice : undefined;
      if (!this.view && !keptChoice().from) return;
      await this.load();
      this.plan();
    }

    // ---- What is chosen.

    current() {
      return this.view ?? keptChoice();
    }

    writeAddress() {
      history.replaceState(null, '', `${location.pathname}${location.search}${fragmentOf(this.current())}`);
    }

    /** @param {Partial<HopsChoice>} changes */
    async change(changes) {
      const choice = { ...this.current(), ...changes };
      await this.load();
      this.view = choice.from ? undefined : choice;
      if (choice.from) state.set('planner', tidy(choice));
      else if (keptChoice().from) state.set('planner', null);
      else this.plan();
      this.writeAddress();
    }

    /** @param {string} role */
    async chooseStart(role) {
      this.search.value = '';
      this.slot('found').replaceChildren();
      this.slot('found-words').textContent = '';
      await this.change({ from: role });
      this.result.focus();
    }

    /** @param {'avoid' | 'via'} kind @param {string} id */
    add(kind, id) {
      const list = (this.current()[kind] ?? []).filter((one) => one !== id);
      if (list.length >= MOST[kind]) notice(`More than ${MOST[kind]} are not taken.`, { kind: 'problem' });
      else this.change({ [kind]: [...list, id] });
    }

    /** @param {'avoid' | 'via'} kind @param {string} [role] */
    free(kind, role) {
      this.change({ [kind]: (this.current()[kind] ?? []).filter((id) => id !== role) });
    }

    backToMine() {
      this.view = undefined;
      this.writeAddress();
      this.plan();
    }

    print() {
      html.dataset.sheet = 'route';
      print();
      delete html.dataset.sheet;
    }

    /** Ticks a skill, or takes the tick back: then it can be brought back as it was. @param {HTMLInputElement} box */
    tick({ checked, dataset: { skill = '' } }) {
      const id = `skill:${skill}`;
      const old = state.get(id);
      state.set(id, checked ? 'entry' : null);
      if (!checked && old !== 'entry') notice('The tick is taken back, with its level.', { action: ['Undo', () => state.set(id, old)] });
    }

    // ---- Roles that are gone.

    /** @param {string} id */
    roleOf(id) {
      return this.data.roles.find((role) => role.id === id);
    }

    /** The role whose name is nearest to an id. @param {string} id */
    nearestOf(id) {
      const far = (/** @type {HopsPlannerData['roles'][number]} */ role) => Math.min(...[role.id, role.title, ...role.also].map((name) => typosShare(id, name)));
      return this.data.roles.reduce((best, role) => (far(role) < far(best) ? role : best));
    }

    /** The choice with roles of this book only, and a line for each that is not in it. @param {HopsChoice} choice */
    brought(choice) {
      /** @type {string[]} */
      const lines = [];
      const replaced = (/** @type {string | undefined} */ id) => {
        if (!id || this.roleOf(id)) return id ?? '';
        const now = this.nearestOf(id);
        lines.push(`“${id}” is no longer in this book. “${now.title}” is the nearest by name and stands in for it.`);
        return now.id;
      };
      const known = (/** @type {string[]} */ ids = []) => {
        for (const id of ids.filter((id) => !this.roleOf(id))) lines.push(`“${id}” is no longer in this book, and is left out.`);
        return ids.filter((id) => this.roleOf(id));
      };
      const now = { ...choice, from: replaced(choice.from), to: replaced(choice.to), avoid: known(choice.avoid), via: known(choice.via) };
      return { choice: now, lines };
    }

    // ---- Showing it.

    /** Plans what is chosen, and shows it. */
    plan() {
      if (this.data.roles.length === 0) return;
      const { choice, lines } = this.brought(this.current());
      this.select('from').value = choice.from;
      this.select('to').value = choice.to ?? '';
      this.select('pace').value = String(choice.pace ?? '');
      const question = routes.questionOf(this.data, choice);
      const answer = question ? routes.answer(this.network, question) : null;
      const text = JSON.stringify([choice, lines, answer, [...routes.had(this.data)], this.view, keptChoice().from]);
      if (text === this.shown) return;
      this.shown = text;
      this.showConstraints(choice);
      this.root.toggleAttribute('data-planned', question !== undefined);
      const notes = [...this.linkParts(), ...lines.map((line) => make('p', { className: 'hops-planner-note' }, line))];
      if (!question) {
        this.refill(this.result, [...notes, make('p', { className: 'hops-aside' }, 'Choose where you are. Your route appears here, and is kept in this browser only.')]);
        return;
      }
      const around = new Answer(this.data);
      const [parts, words] = around.parts(answer, question, choice);
      this.refill(this.result, [...notes, ...parts, ...around.footer(question.skills, choice)]);
      own.add(this.result);
      this.announce(words);
    }

    linkParts() {
      if (!this.view?.from) return [];
      const hasOwn = keptChoice().from !== '';
      const words = hasOwn ? 'This route came with a link. Yours is still kept; it is replaced once you change something here.' : 'This route came with a link. It is kept once you change something here.';
      return [make('p', { className: 'hops-planner-note' }, words, ...(hasOwn ? [' ', doButton('Back to mine', { do: 'mine' })] : []))];
    }

    /** Fills `place` anew; what had the focus and what was open stays so. @param {HTMLElement} place @param {Node[]} parts */
    refill(place, parts) {
      const focused = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
      const key = focused?.dataset.key;
      const open = [...place.querySelectorAll('details[open][data-key]')].map((fold) => /** @type {HTMLElement} */ (fold).dataset.key);
      place.replaceChildren(...parts);
      const keyed = /** @type {HTMLElement[]} */ ([...place.querySelectorAll('[data-key]')]);
      for (const fold of keyed) if (fold instanceof HTMLDetailsElement) fold.open = open.includes(fold.dataset.key);
      if (focused) (keyed.find((element) => element.dataset.key === key) ?? this.result).focus();
    }

    /** @param {HopsChoice} choice */
    showConstraints({ avoid = [], via = [] }) {
      const item = (/** @type {string} */ kind) => (/** @type {string} */ id) => {
        const words = `${kind === 'avoid' ? 'Avoided' : 'Passed'}: ${this.roleOf(id)?.title}`;
        const remove = Object.assign(doButton('Remove', { do: 'free', kind, role: id }), { ariaLabel: `Remove: ${words}` });
        return make('li', {}, words, ' ', remove);
      };
      this.refill(this.slot('constraints'), [...avoid.map(item('avoid')), ...via.map(item('via'))]);
    }

    /** @param {string} words */
    announce(words) {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => {
        this.slot('status').textContent = words;
      }, PAUSE);
    }

    // ---- Search.

    /** @param {string} words */
    matches(words) {
      const wanted = plain(words).split(/\s+/).filter(Boolean);
      const fits = (/** @type {string} */ name) => wanted.every((word) => plain(name).includes(word));
      const found = this.data.roles.flatMap((role) => {
        const name = [role.title, ...role.also].find(fits);
        return name ? [{ role, name }] : [];
      });
      return wanted.length > 0 ? found.slice(0, MOST_FOUND) : [];
    }

    async findJobs() {
      await this.load();
      const found = this.matches(this.search.value);
      const items = found.map(({ role, name }) => doButton(name === role.title ? name : `${role.title}, also: ${name}`, { do: 'from', role: role.id }));
      this.slot('found').replaceChildren(...items);
      const none = 'No title fits. Open “None of these?” below.';
      if (this.search.value.trim() !== '' && found.length === 0) this.slot('found').append(make('p', {}, none));
      const words = found.length > 0 ? `${count(found.length, 'job')} found` : none;
      this.slot('found-words').textContent = this.search.value.trim() === '' ? '' : words;
    }
  }

  // On the page with the whole book nothing is planned.
  if (!html.classList.contains('print-page')) Planner.start('hops-planner');
})();
