// The planner: from what the reader chooses, the best route and up to two others, hop by hop, planned anew whenever a skill is ticked. What is
// chosen is kept (`planner`), and stands in the address, as in `#from=baker&to=shop&avoid=miller`: a view is a link. Whatever stands there
// may have been written by anybody: it becomes text, or is left out. Enter at `plan`.
(() => {
  'use strict';
  const { state, late, routes, notice, own, typos } = window.hops;
  const { make, link, count, plain } = window.hops.elements;
  const html = document.documentElement;
  const widget = /** @type {HTMLElement} */ (document.querySelector('hops-planner'));
  const form = widget.querySelector('form');
  // On the page with the whole book nothing is planned.
  if (!form || html.classList.contains('print-page')) return;

  const ID = /^[a-z0-9-]{1,80}$/;
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
  /** @type {HopsPlannerData} */
  let data = { roles: [], hops: [], skills: [], sources: [] };
  let network = routes.networkOf(data);
  /** What is shown but not kept: a link's choice, or one that lacks a start. @type {HopsChoice | undefined} */
  let view;

  /** @param {string} name */
  const slot = (name) => /** @type {HTMLElement} */ (widget.querySelector(`[data-slot="${name}"]`));
  /** @param {string} name */
  const select = (name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
  const search = /** @type {HTMLInputElement} */ (form.elements.namedItem('find'));
  const result = slot('result');

  /** @param {string} words @param {Record<string, string>} dataset */
  const button = (words, dataset) => make('button', { type: 'button', dataset: { ...dataset, key: Object.values(dataset).join(' ') } }, words);

  /** Puts `between` between the items. @param {Node[]} items @param {string} between */
  const joined = (items, between = ', ') => items.flatMap((item, at) => (at === 0 ? [item] : [between, item]));

  // ---- What is chosen.

  /** Only what a choice can be. @param {any} found @returns {HopsChoice} */
  function cleaned(found) {
    const id = (/** @type {unknown} */ value) => (typeof value === 'string' && ID.test(value) ? value : '');
    const ids = (/** @type {'avoid' | 'via'} */ name) => {
      const list = Array.isArray(found?.[name]) ? found[name].map(id) : [];
      return [...new Set(list)].filter(Boolean).slice(0, MOST[name]);
    };
    return { from: id(found?.from), to: id(found?.to), avoid: ids('avoid'), via: ids('via'), pace: PACES.find((pace) => pace === found?.pace) };
  }

  /** Without what is empty. @param {HopsChoice} choice */
  const tidy = (choice) => /** @type {HopsChoice} */ (Object.fromEntries(Object.entries(choice).filter(([, value]) => (Array.isArray(value) ? value.length : value))));

  const kept = () => cleaned(state.get('planner'));
  const current = () => view ?? kept();

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
    const choice = cleaned({ from: parts.get('from'), to: parts.get('to'), avoid: ids('avoid'), via: ids('via') });
    const said = new URLSearchParams(fragmentOf(choice).slice(1)).toString();
    if (said !== parts.toString() || parts.size === 0) {
      notice('A part of this address is nothing that a route can be made of. It was left out.', { kind: 'problem' });
    }
    return choice;
  }

  function writeAddress() {
    history.replaceState(null, '', `${location.pathname}${location.search}${fragmentOf(current())}`);
  }

  /** @param {Partial<HopsChoice>} changes */
  async function change(changes) {
    const choice = { ...current(), ...changes };
    await load();
    view = choice.from ? undefined : choice;
    if (choice.from) state.set('planner', tidy(choice));
    else if (kept().from) state.set('planner', null);
    else plan();
    writeAddress();
  }

  // ---- Roles that are gone.

  /** @param {string} id */
  const roleOf = (id) => data.roles.find((role) => role.id === id);

  /** How much of two names differs, 0 to 1. @param {string} a @param {string} b */
  function typosShare(a, b) {
    const [left, right] = [a, b].map((name) => plain(name).replaceAll('-', ' '));
    return typos(left, right) / Math.max(left.length, right.length);
  }

  /** The role whose name is nearest to an id. @param {string} id */
  function nearestOf(id) {
    const far = (/** @type {HopsPlannerData['roles'][number]} */ role) => Math.min(...[role.id, role.title, ...role.also].map((name) => typosShare(id, name)));
    return data.roles.reduce((best, role) => (far(role) < far(best) ? role : best));
  }

  /** The choice with roles of this book only, and a line for each that is not in it. @param {HopsChoice} choice */
  function brought(choice) {
    /** @type {string[]} */
    const lines = [];
    const replaced = (/** @type {string | undefined} */ id) => {
      if (!id || roleOf(id)) return id ?? '';
      const now = nearestOf(id);
      lines.push(`“${id}” is no longer in this book. “${now.title}” is the nearest by name and stands in for it.`);
      return now.id;
    };
    const known = (/** @type {string[]} */ ids = []) => {
      for (const id of ids.filter((id) => !roleOf(id))) lines.push(`“${id}” is no longer in this book, and is left out.`);
      return ids.filter((id) => roleOf(id));
    };
    const now = { ...choice, from: replaced(choice.from), to: replaced(choice.to), avoid: known(choice.avoid), via: known(choice.via) };
    return { choice: now, lines };
  }

  // ---- A route as a list of stops, as preprocessor/features/hops/stops.rs writes it.

  /** @param {string} name @param {(Node | string)[]} children */
  const part = (name, ...children) => make('p', {}, make('b', {}, `${name}:`), ' ', ...children);

  /** @param {number[]} roles */
  const hopsOf = (roles) =>
    roles.slice(1).map((to, at) => /** @type {Hop} */ (data.hops.find((hop) => hop.from === roles[at] && hop.to === to)));

  /** "2 hops, distance 2 + 2 = 4". @param {Hop[]} hops */
  function sumOf(hops) {
    const distances = hops.map(({ distance }) => distance);
    const sum = distances.reduce((a, b) => a + b, 0);
    return `${count(hops.length, 'hop')}, distance ${hops.length > 1 ? `${distances.join(' + ')} = ` : ''}${sum}`;
  }

  /** @param {Hop} hop */
  function restsOn({ sources, editorial }) {
    if (sources.length === 0) return part('Rests on', editorial ? 'No source: an editorial guess.' : '');
    const guess = editorial ? '. In part an editorial guess.' : '';
    const items = sources.map((at) => {
      const { url, where, date, says } = data.sources[at];
      return make('li', {}, link(url, where), ` (${date}): ${says}`);
    });
    return make('details', { className: 'hops-rests-on' }, make('summary', {}, `Rests on ${count(sources.length, 'source')}${guess}`), make('ul', {}, ...items));
  }

  /** A skill of the first hop: to be ticked, with what to learn it from while it is not. @param {number} at @param {Set<number>} had */
  function skillItem(at, had) {
    const { id, name, link: href, resource } = data.skills[at];
    const box = make('input', { type: 'checkbox', checked: had.has(at), ariaLabel: `I have this: ${name}`, dataset: { skill: id, key: `skill ${id}` } });
    const from = resource && !had.has(at) ? [make('span', { className: 'hops-aside' }, 'Learn it from ', link(resource.url, resource.title, { resource: resource.id }), ` (${resource.cost})`)] : [];
    return make('li', {}, box, make('div', {}, link(href, name), had.has(at) ? ' (you have this)' : '', ...from));
  }

  /** @param {Hop} hop @param {Set<number>} had */
  function missingOf({ skills }, had) {
    const missing = skills.filter((skill) => !had.has(skill));
    if (missing.length === 0) return part('Skills', 'you have all that it usually takes.');
    return part('Still missing', ...joined(missing.map((skill) => link(data.skills[skill].link, data.skills[skill].name))));
  }

  /** A button that leads around a role between the ends. @param {Hop} hop @param {boolean} isLast */
  function around({ to }, isLast) {
    const { id, title } = data.roles[to];
    const quiet = Object.assign(button(`Find a way around ${title}`, { do: 'avoid', role: id }), { className: 'link-button' });
    return isLast ? [] : [make('p', { className: 'hops-stop-around' }, quiet)];
  }

  /** @param {Hop} hop @param {boolean} isLast @param {Set<number>} had */
  function nextStop(hop, isLast, had) {
    const skills = make('ul', { className: 'hops-stop-skills' }, ...hop.skills.map((skill) => skillItem(skill, had)));
    const more = [part('You bring', data.roles[hop.from].bring), part('It takes'), skills, part('How people do it', hop.how), restsOn(hop)];
    const enough = isLast ? [] : [make('p', { className: 'hops-stop-enough' }, 'This is enough for the next hop. What follows is for later.')];
    return [...more, ...around(hop, isLast), ...enough];
  }

  /** @param {Hop} hop @param {boolean} isLast @param {Set<number>} had */
  function laterStop(hop, isLast, had) {
    const { from, to, how } = hop;
    const fold = make('details', { className: 'hops-stop-more', dataset: { key: `more ${from} ${to}` } }, make('summary', {}, 'More on this hop'));
    fold.append(part('You bring', data.roles[from].bring), part('How people do it', how), restsOn(hop), ...around(hop, isLast));
    return [missingOf(hop, had), fold];
  }

  /** @param {number[]} roles @param {Set<number>} had */
  function stops(roles, had) {
    const hops = hopsOf(roles);
    const title = (/** @type {number} */ at) => data.roles[at].title;
    const list = hops.map((hop, at) => {
      const { title, also, link: href } = data.roles[hop.to];
      const aside = also.length > 0 ? [make('span', { className: 'hops-aside' }, ` also: ${also.join(', ')}`)] : [];
      const distance = make('span', { className: 'hops-stop-distance' }, `distance ${hop.distance} of 5, an estimate`);
      const head = make('p', { className: 'hops-stop-role' }, make('b', {}, link(href, title)), ...(at === 0 ? aside : []), distance);
      const build = at === 0 ? nextStop : laterStop;
      const dataset = { from: data.roles[hop.from].id, to: data.roles[hop.to].id };
      return make('li', { className: at === 0 ? 'hops-stop' : 'hops-stop is-later', dataset }, head, ...build(hop, at === hops.length - 1, had));
    });
    const from = make('p', { className: 'hops-stops-from' }, 'Start: ', make('b', {}, title(roles[0])));
    return [from, make('ol', { className: 'hops-stops', ariaLabel: `Route: ${title(roles[0])} to ${title(roles[roles.length - 1])}` }, ...list)];
  }

  // ---- What is said around it.

  /** The skills that hops take and that are missing, each once. @param {Hop[]} hops @param {Set<number>} had */
  const missingIn = (hops, had) => [...new Set(hops.flatMap(({ skills }) => skills))].filter((skill) => !had.has(skill));

  /** @param {number} skills @param {number} pace */
  function months(skills, pace) {
    const [least, most] = HOURS.map((hours) => (skills * hours) / pace / WEEKS);
    if (skills === 0) return 'no missing skill, so no months';
    return most <= 1 ? 'up to 1 month' : `${Math.floor(least)} to ${Math.ceil(most)} months`;
  }

  /** @param {Hop[]} hops @param {Set<number>} had @param {number | undefined} pace */
  function paceLine(hops, had, pace) {
    if (!pace) return [];
    const first = months(missingIn(hops.slice(0, 1), had).length, pace);
    const all = hops.length > 1 ? `; for all ${hops.length} hops, ${months(missingIn(hops, had).length, pace)}` : '';
    return [make('p', { className: 'hops-planner-pace' }, `At ${pace} hours a week, a guess: for the next hop, ${first}${all}.`)];
  }

  /** The page about starting from a role, if there is one. @param {number} role */
  function pageLine(role) {
    const { page, title } = data.roles[role];
    return page ? [make('p', { className: 'hops-role-page' }, link(page, `The page for you, if you are here: ${title}`))] : [];
  }

  /** @param {number[]} roles */
  const endOf = (roles) => data.roles[roles[roles.length - 1]].title;

  /** @param {HopsRoute} route @param {Set<number>} had */
  function otherWay({ roles }, had) {
    const by = roles.slice(1, -1).map((role) => data.roles[role].title).join(', ');
    const words = `Another way${by ? `, by ${by}` : ', in one hop'}, to ${endOf(roles)}: ${sumOf(hopsOf(roles))}`;
    return make('details', { className: 'hops-role hops-planner-other', dataset: { key: `way ${roles}` } }, make('summary', {}, words), ...stops(roles, had));
  }

  /** @param {HopsConstraint} constraint */
  const constraintWords = ([kind, role]) => `${kind === 'avoid' ? 'avoids' : 'passes'} “${data.roles[role].title}”`;

  /** @param {HopsConstraint[]} by @param {HopsRoute} nearest */
  function blockedParts(by, nearest) {
    const words = `No route ${by.map(constraintWords).join(' and ')}.`;
    const [kind, role] = by[0];
    const free =
      by.length === 1
        ? button(`${kind === 'avoid' ? 'No longer avoid' : 'No longer pass'} ${data.roles[role].title}`, { do: 'free', kind, role: data.roles[role].id })
        : button('Take all of these away', { do: 'free-all' });
    free.className = 'button-main';
    return [make('p', { className: 'hops-planner-blocked' }, make('b', {}, words)), make('p', {}, free), make('p', {}, `Without ${by.length === 1 ? 'that' : 'these'}, the nearest route leads to ${endOf(nearest.roles)}: ${sumOf(hopsOf(nearest.roles))}.`)];
  }

  /** Its parts, and what to announce. @param {HopsAnswer} answer @param {HopsQuestion} question @param {HopsChoice} choice @returns {[Node[], string]} */
  function answerParts(answer, question, choice) {
    const had = question.skills;
    if (!answer) return [[make('p', {}, make('b', {}, 'No hop of this book leads there from where you are.'), ' Choose another goal, or any.')], 'No route: no hop leads there.'];
    if ('blocked' in answer) {
      const words = `No route ${answer.blocked.map(constraintWords).join(' and ')}. The nearest without is shown.`;
      return [[...blockedParts(answer.blocked, answer.nearest), ...stops(answer.nearest.roles, had)], words];
    }
    const [best, ...others] = answer.routes;
    const hops = hopsOf(best.roles);
    if (hops.length === 0) return [[make('p', {}, make('b', {}, 'You are there already.'))], 'You are there already.'];
    const sum = `${sumOf(hops)}, to ${endOf(best.roles)}. Missing for the next hop: ${count(missingIn(hops.slice(0, 1), had).length, 'skill')}.`;
    const head = make('h3', {}, 'Your best route');
    const parts = [head, make('p', { className: 'hops-stops-sum' }, sum[0].toUpperCase() + sum.slice(1)), ...paceLine(hops, had, choice.pace), ...pageLine(best.roles[0]), ...stops(best.roles, had)];
    return [[...parts, ...others.map((other) => otherWay(other, had))], `Best route: ${sum}`];
  }

  /** What counts as had, and where to take the route. @param {Set<number>} had @param {HopsChoice} choice */
  function footer(had, choice) {
    const checklist = data.skills.find(({ link }) => link)?.link?.replace(/#.*/, '') ?? null;
    const count = make('p', { className: 'hops-aside' }, `${had.size} of the ${data.skills.length} skills that hops take count as yours: those you ticked here or in `, link(checklist, 'the checklist'), '. Any level counts.');
    const take = make('p', { className: 'hops-planner-take' }, button('Print the route', { do: 'print' }), ' ', link(fragmentOf(choice), 'Link to this route'));
    return [count, take];
  }

  function linkParts() {
    if (!view?.from) return [];
    const words = kept().from ? 'This route came with a link. Yours is still kept; it is replaced once you change something here.' : 'This route came with a link. It is kept once you change something here.';
    return [make('p', { className: 'hops-planner-note' }, words, ...(kept().from ? [' ', button('Back to mine', { do: 'mine' })] : []))];
  }

  // ---- Showing it.

  /** Fills `place` anew; what had the focus and what was open stays so. @param {HTMLElement} place @param {Node[]} parts */
  function fill(place, parts) {
    const focused = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
    const key = focused?.dataset.key;
    const open = [...place.querySelectorAll('details[open][data-key]')].map((fold) => /** @type {HTMLElement} */ (fold).dataset.key);
    place.replaceChildren(...parts);
    const keyed = /** @type {HTMLElement[]} */ ([...place.querySelectorAll('[data-key]')]);
    for (const fold of keyed) if (fold instanceof HTMLDetailsElement) fold.open = open.includes(fold.dataset.key);
    if (focused) (keyed.find((element) => element.dataset.key === key) ?? result).focus();
  }

  /** @param {HopsChoice} choice */
  function showConstraints({ avoid = [], via = [] }) {
    const item = (/** @type {string} */ kind) => (/** @type {string} */ id) => {
      const words = `${kind === 'avoid' ? 'Avoided' : 'Passed'}: ${roleOf(id)?.title}`;
      const remove = Object.assign(button('Remove', { do: 'free', kind, role: id }), { ariaLabel: `Remove: ${words}` });
      return make('li', {}, words, ' ', remove);
    };
    fill(slot('constraints'), [...avoid.map(item('avoid')), ...via.map(item('via'))]);
  }

  let timer = 0;
  /** @param {string} words */
  function announce(words) {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      slot('status').textContent = words;
    }, PAUSE);
  }

  /** What was shown last, as text: the same is not built again. */
  let shown = '';

  /** Plans what is chosen, and shows it. */
  function plan() {
    if (data.roles.length === 0) return;
    const { choice, lines } = brought(current());
    select('from').value = choice.from;
    select('to').value = choice.to ?? '';
    select('pace').value = String(choice.pace ?? '');
    const question = routes.questionOf(data, choice);
    const answer = question ? routes.answer(network, question) : null;
    const text = JSON.stringify([choice, lines, answer, [...routes.had(data)], view, kept().from]);
    if (text === shown) return;
    shown = text;
    showConstraints(choice);
    widget.toggleAttribute('data-planned', question !== undefined);
    const notes = [...linkParts(), ...lines.map((line) => make('p', { className: 'hops-planner-note' }, line))];
    if (!question) {
      fill(result, [...notes, make('p', { className: 'hops-aside' }, 'Choose where you are. Your route appears here, and is kept in this browser only.')]);
      return;
    }
    const [parts, words] = answerParts(answer, question, choice);
    fill(result, [...notes, ...parts, ...footer(question.skills, choice)]);
    own.add(result);
    announce(words);
  }

  // ---- Search.

  /** @param {string} words */
  function matches(words) {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    const fits = (/** @type {string} */ name) => wanted.every((word) => plain(name).includes(word));
    const found = data.roles.flatMap((role) => {
      const name = [role.title, ...role.also].find(fits);
      return name ? [{ role, name }] : [];
    });
    return wanted.length > 0 ? found.slice(0, MOST_FOUND) : [];
  }

  async function find() {
    await load();
    const found = matches(search.value);
    const items = found.map(({ role, name }) => button(name === role.title ? name : `${role.title}, also: ${name}`, { do: 'from', role: role.id }));
    slot('found').replaceChildren(...items);
    const none = 'No title fits. Open “None of these?” below.';
    if (search.value.trim() !== '' && found.length === 0) slot('found').append(make('p', {}, none));
    const words = found.length > 0 ? `${count(found.length, 'job')} found` : none;
    slot('found-words').textContent = search.value.trim() === '' ? '' : words;
  }

  // ---- Buttons and fields.

  /** @param {'avoid' | 'via'} kind @param {string} id */
  function add(kind, id) {
    const list = (current()[kind] ?? []).filter((one) => one !== id);
    if (list.length >= MOST[kind]) notice(`More than ${MOST[kind]} are not taken.`, { kind: 'problem' });
    else change({ [kind]: [...list, id] });
  }

  /** @type {Record<string, (button: HTMLElement) => void>} */
  const actions = {
    async from({ dataset: { role = '' } }) {
      search.value = '';
      slot('found').replaceChildren();
      slot('found-words').textContent = '';
      await change({ from: role });
      result.focus();
    },
    avoid: ({ dataset }) => add('avoid', dataset.role ?? select('role').value),
    via: () => add('via', select('role').value),
    free({ dataset: { kind, role } }) {
      const name = kind === 'via' ? 'via' : 'avoid';
      change({ [name]: (current()[name] ?? []).filter((id) => id !== role) });
    },
    'free-all': () => change({ avoid: [], via: [] }),
    mine() {
      view = undefined;
      writeAddress();
      plan();
    },
    print() {
      html.dataset.sheet = 'route';
      print();
      delete html.dataset.sheet;
    },
  };

  /** Ticks a skill, or takes the tick back: then it can be brought back as it was. @param {HTMLInputElement} box */
  function tick({ checked, dataset: { skill = '' } }) {
    const id = `skill:${skill}`;
    const old = state.get(id);
    state.set(id, checked ? 'entry' : null);
    if (!checked && old !== 'entry') notice('The tick is taken back, with its level.', { action: ['Undo', () => state.set(id, old)] });
  }

  /** Gets the data, once. */
  async function load() {
    if (data.roles.length > 0) return;
    try {
      data = await late(widget.querySelector('.hops-later')?.id ?? '');
      network = routes.networkOf(data);
    } catch {
      notice('The hops do not load: no route can be planned. Reload the page to try again.', { kind: 'problem' });
    }
  }

  async function show() {
    const choice = readAddress();
    // What is kept looks the same as a link to it.
    view = choice && fragmentOf(choice) !== fragmentOf(kept()) ? choice : undefined;
    if (!view && !kept().from) return;
    await load();
    plan();
  }

  for (const name of ['to', 'role']) select(name).append(...[...select('from').querySelectorAll('optgroup')].map((group) => group.cloneNode(true)));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('focusin', load, { once: true });
  search.addEventListener('input', find);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') slot('found').querySelector('button')?.click();
  });
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || target.name === 'role') return;
    change({ [target.name]: target.name === 'pace' ? Number(target.value) || undefined : target.value });
  });
  result.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.skill) tick(target);
  });
  widget.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-do]')) : null;
    if (button) actions[button.dataset.do ?? '']?.(button);
  });
  state.onChange(plan);
  window.addEventListener('hashchange', show);
  show();
})();
