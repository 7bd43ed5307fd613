// The reader's plan: gathers what was ticked, marked and noted anywhere in the book, and lets it be printed, copied, exported, imported,
// shared and erased. The page comes with a blank plan, which says what skills there are, and with the parts that are filled here.
// What others wrote, in a file or a link, is shown as text and never as markup. Enter at `render`; links are opened at `route`.
(() => {
  'use strict';
  const { state, exchange, shapes, own, notice, late } = window.hops;
  const html = document.documentElement;
  const widget = /** @type {Element} */ (document.querySelector('hops-plan'));
  // On the page with the whole book the plan stays blank.
  if (html.classList.contains('print-page')) return;

  const LEVELS = Object.keys(own.levels);
  const LEVEL_WORDS = Object.values(own.levels);
  /** How many skills are named as the next ones; the others are folded away. */
  const NEXT = 5;
  const LONGEST_NAME = 200;
  /** Notes without a place that are shown at once, and others: somebody may have made up any number. */
  const MOST_LOST = 30;
  const MOST_NOTED = 300;
  /** Longer addresses are cut off by some mail and chat services. */
  const MOST_LINK = 8_000;

  /** @typedef {{ get(id: string): unknown, entries(prefix: string): [string, unknown][] }} Source */
  /** @typedef {{ title: string, href: string, evidence?: string, note?: string }} Noted */

  // ---- What the page says of the book.

  // What only a plan with something in it needs is loaded then: see `load`.
  /** All sections of the book, by page, and where those are that have moved. @type {{ pages: any[], moved: Record<string, string> }} */
  const places = { pages: [], moved: {} };
  /** Title and address. @type {Map<string, [string, string]>} */
  const resources = new Map();
  /** What one can do at each level of a skill. @type {Map<string, string[]>} */
  const abilities = new Map();
  /** What is asked, and where its answer is. @type {Map<string, { title: string, href: string }>} */
  const questions = new Map();
  /** Titles of roles. @type {Map<string, string>} */
  const roles = new Map();
  const areas = [...widget.querySelectorAll('[data-area]')].map((area) => ({
    id: area.getAttribute('data-area') ?? '',
    ...linkOf(area.querySelector('h3')),
    skills: [...area.querySelectorAll('[data-skill]')].map((line) => skillOf(line)),
  }));
  const skills = areas.flatMap((area) => area.skills);
  const bookTitle = document.querySelector('.bar-title')?.textContent ?? '';

  /** @param {Element | null} element */
  function linkOf(element) {
    const link = element?.matches('li') ? element.firstElementChild : element;
    return { title: link?.textContent ?? '', href: (link?.matches('a') ? link : link?.querySelector('a'))?.getAttribute('href') ?? '' };
  }

  /** @param {Element} line @returns {HopsSkill} */
  function skillOf(line) {
    const id = line.getAttribute('data-skill') ?? '';
    const { title: name, href } = linkOf(line);
    return { id, name, href, from: line.querySelector('.hops-plan-from') };
  }

  /** @type {Promise<void> | undefined} */
  let loading;
  let isLoaded = false;

  /** Gets what `places`, `resources`, `abilities`, `questions` and `roles` hold, once. */
  function load() {
    loading ??= Promise.all([late(widget.querySelector('.hops-later')?.id ?? ''), late('Page-places')])
      .then(([data, sections]) => {
        for (const [id, entry] of Object.entries(data.resources ?? {})) resources.set(id, entry);
        for (const [id, levels] of Object.entries(data.skills ?? {})) abilities.set(id, levels);
        for (const [id, entry] of Object.entries(data.questions ?? {})) questions.set(id, entry);
        for (const [id, title] of Object.entries(data.roles ?? {})) roles.set(id, /** @type {string} */ (title));
        Object.assign(places, sections);
        for (const page of places.pages) pages.set(page[0], page);
      })
      .catch(() => {
        notice('A part of this page does not load: titles of resources and sections are missing. Reload the page to try again.', { kind: 'problem' });
      })
      .finally(() => {
        isLoaded = true;
      });
    return loading;
  }

  /** The pages by their paths. @type {Map<string, any>} */
  const pages = new Map();

  /** @param {string} address */
  const movedTo = (address) => (Object.hasOwn(places.moved, address) ? places.moved[address] : undefined);

  /** Where in the book a note on a section belongs; nothing if that is gone. @param {string} place `PAGE#HEADING` */
  function sectionOf(place) {
    const at = place.indexOf('#');
    const page = place.slice(0, at).replace(/\.[^./]*$/, '.html');
    const address = `${page}${place.slice(at)}`;
    const whole = movedTo(page);
    const [now, heading] = (movedTo(address) ?? (whole ? `${whole}${place.slice(at)}` : address)).split('#');
    const found = pages.get(now);
    const section = found?.[2].find((/** @type {any} */ [id]) => id === heading);
    if (!section) return undefined;
    const title = section[1] === found[1] ? found[1] : `${found[1]}: ${section[1]}`;
    return { title, href: `${html.dataset.root}${now}#${heading}` };
  }

  /** What a lost note was on, in words. @param {string} id */
  function lostWords(id) {
    const on = id.slice(id.indexOf(':') + 1);
    if (id.startsWith('evidence:')) return `evidence for skill “${on}”`;
    const kind = on.slice(0, on.indexOf('/'));
    const place = on.slice(kind.length + 1);
    const at = place.indexOf('#');
    if (kind !== 'section' || at < 0) return `${kind} “${place}”`;
    const path = place.slice(0, at).replace(/\.[^./]*$/, '');
    const page = pages.get(`${path}.html`);
    return `“${place.slice(at + 1).replaceAll('-', ' ')}”, on the page “${page?.[1] ?? path.replaceAll('-', ' ')}”`;
  }

  // ---- Elements.

  /** @type {HopsPlan['make']} */
  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement} */ (widget.querySelector(selector));
  /** @param {string} name */
  const slot = (name) => find(`[data-slot="${name}"]`);
  /** @param {string} name */
  const part = (name) => find(`[data-part="${name}"]`);
  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (find(`[data-take="${name}"]`));

  /** @param {string} name @param {boolean} shown */
  const show = (name, shown) => part(name).toggleAttribute('hidden', !shown);

  /** For when what had the focus is gone. @param {string} name of a part */
  const focusOn = (name) => part(name).querySelector('h3')?.focus();

  /** @param {string} href @param {string} text */
  const link = (href, text) => (href ? make('a', { href }, text) : make('span', {}, text));

  /** An address that is its own text, as the browser understands it, the host in ASCII: readable on paper, and nobody is led elsewhere than they see. @param {string} href */
  const address = (href) => make('a', { href, className: 'bare', rel: 'nofollow noreferrer' }, href);

  /** @param {number} n @param {string} noun */
  const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

  /** @param {number} [time] */
  const dateWords = (time = Date.now()) => new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

  // ---- What there is to show.

  /** The plan that a link brought; nothing: the reader's own is shown. @type {HopsDocument | undefined} */
  let theirs;

  /** @param {HopsDocument} document @returns {Source} */
  const sourceOf = ({ items }) => ({
    get: (id) => items[id]?.value,
    entries: (prefix) => Object.entries(items).flatMap(([id, { value }]) => (id.startsWith(prefix) && value !== null ? [[id, value]] : [])),
  });

  /** @param {unknown} value */
  const text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);

  /** @param {Source} source */
  function modelOf(source) {
    /** @param {HopsSkill} skill */
    const reached = (skill) => {
      const evidence = source.get(`evidence:${skill.id}`);
      return {
        ...skill,
        can: abilities.get(skill.id) ?? [],
        level: LEVELS.indexOf(text(source.get(`skill:${skill.id}`)) ?? ''),
        evidence: exchange.isAddress(evidence) ? new URL(evidence).href : undefined,
        note: text(source.get(`note:skill/${skill.id}`)),
      };
    };
    const marked = source.entries('resource:').flatMap(([id, mark]) => {
      const key = id.slice('resource:'.length);
      const [title, href] = resources.get(key) ?? [];
      return title && href ? [{ id: key, mark, title, href, note: text(source.get(`note:resource/${key}`)) }] : [];
    });
    return {
      areas: areas.map((area) => ({ ...area, skills: area.skills.map(reached) })),
      marked,
      noted: notedOf(source),
      route: routeOf(source),
    };
  }

  /** The route that is kept, as a link to the planner. @param {Source} source */
  function routeOf(source) {
    const found = source.get('planner');
    const kept = /** @type {Record<string, any>} */ (found && !shapes.fault('planner', found) ? found : {});
    const planner = slot('route').getAttribute('href')?.replace(/#.*/, '');
    const parts = ['from', 'to', 'avoid', 'via'].flatMap((name) => (kept[name]?.length ? [`${name}=${kept[name]}`] : []));
    if (!planner || typeof kept.from !== 'string') return undefined;
    return { title: `${roles.get(kept.from) ?? kept.from}: open my route`, href: `${planner}#${parts.join('&')}` };
  }

  /** Those entries that are texts: whatever else stands there, somebody else has put there. @param {Source} source @param {string} prefix */
  const textsOf = (source, prefix) => source.entries(prefix).flatMap(([id, value]) => (text(value) ? [/** @type {[string, string]} */ ([id, value])] : []));

  /** Notes and evidence in the order of the book; and those on what is no longer in it. @param {Source} source */
  function notedOf(source) {
    /** @type {{ id: string, note: string }[]} */
    const lost = [];
    /** @type {Noted[]} */
    const onSections = [];
    const known = new Set(skills.map(({ id }) => id));
    for (const [id, note] of textsOf(source, 'note:')) {
      const on = id.slice('note:'.length);
      const key = on.slice(on.indexOf('/') + 1);
      const place = on.startsWith('section/') ? sectionOf(key) : on.startsWith('question/') ? questions.get(key) : undefined;
      if (place) onSections.push({ ...place, note });
      else if (!(on.startsWith('skill/') && known.has(key)) && !(on.startsWith('resource/') && resources.has(key))) {
        lost.push({ id, note });
      }
    }
    for (const [id, note] of textsOf(source, 'evidence:')) {
      const key = id.slice('evidence:'.length);
      if (!known.has(key)) lost.push({ id, note: exchange.isAddress(note) ? new URL(note).href : note });
    }
    // Those with a mark have their notes beside it.
    const unmarked = [...resources].filter(([id]) => !source.get(`resource:${id}`));
    const onResources = unmarked.map(([id, [title, href]]) => ({ title, href, note: text(source.get(`note:resource/${id}`)) }));
    return { onResources: onResources.filter(({ note }) => note), onSections, lost };
  }

  /** @typedef {ReturnType<typeof modelOf>} Model */

  /** @param {Model} model @param {string} mark */
  const markedAs = ({ marked }, mark) => marked.filter((one) => one.mark === mark);

  /** "3 of 6 skills: 2 entry, 1 working". @param {Model['areas'][number]} area */
  function areaWords({ skills }) {
    const each = LEVELS.map((word, level) => [skills.filter((skill) => skill.level === level).length, word]);
    const reached = each.filter(([n]) => n).map(([n, word]) => `${n} ${word}`);
    return `${skills.filter(({ level }) => level >= 0).length} of ${count(skills.length, 'skill')}: ${reached.join(', ')}`;
  }

  /** @param {Model} model */
  const touched = (model) => model.areas.filter(({ skills }) => skills.some(({ level }) => level >= 0));

  /** Skills without a tick, first those of areas where the reader has begun. @param {Model} model */
  function nextOf(model) {
    const begun = touched(model);
    const others = model.areas.filter((area) => !begun.includes(area));
    return [...begun, ...others].flatMap(({ title, skills }) => skills.filter(({ level }) => level < 0).map((skill) => ({ ...skill, area: title })));
  }

  // ---- Showing it.

  /** @param {Model} model */
  function showWhere(model) {
    const begun = touched(model);
    const untouched = model.areas.filter((area) => !begun.includes(area)).map(({ title }) => title);
    slot('where').replaceChildren(...begun.map(areaItem));
    slot('untouched').textContent = begun.length > 0 && untouched.length > 0 ? `Nothing ticked yet in: ${untouched.join(', ')}.` : '';
    show('no-skills', begun.length === 0);
  }

  /** @param {Model['areas'][number]} area */
  function areaItem(area) {
    const route = make('span', { className: 'hops-plan-route', ariaHidden: 'true' });
    for (const { level } of area.skills) {
      const node = make('span');
      node.dataset.level = LEVELS[level] ?? '';
      route.append(node);
    }
    const lines = [2, 1, 0].flatMap((level) => {
      const reached = area.skills.filter((skill) => skill.level === level);
      if (reached.length === 0) return [];
      const names = reached.flatMap(({ name, href }, at) => [at === 0 ? ' ' : ', ', link(href, name)]);
      return [make('p', {}, make('b', {}, `${LEVEL_WORDS[level]}:`), ...names)];
    });
    const head = make('p', { className: 'hops-plan-area-head' }, make('b', {}, link(area.href, area.title)), ` ${areaWords(area)}`);
    return make('li', {}, head, route, ...lines);
  }

  /** @param {Model} model */
  function showMarks(model) {
    /** @type {[string, string][]} */
    const lists = [['Doing', 'doing'], ['To do', 'todo']];
    const filled = lists.filter(([, mark]) => markedAs(model, mark).length > 0);
    slot('marks').replaceChildren(
      ...filled.flatMap(([words, mark]) => [make('h4', {}, words), make('ul', { className: 'hops-plan-list' }, ...markedAs(model, mark).map(markItem))]),
    );
    const [done, notForMe] = [markedAs(model, 'done'), markedAs(model, 'not-for-me')];
    slot('done-words').textContent = `Done: ${done.length}; not for me: ${notForMe.length}`;
    slot('done').replaceChildren(...[...done, ...notForMe].map(markItem));
    show('done', done.length + notForMe.length > 0);
    show('no-marks', filled.length === 0);
  }

  /** @param {Model['marked'][number]} marked */
  function markItem({ id, title, href, mark, note }) {
    const item = make('li', {}, link(href, title));
    if (theirs && mark === 'not-for-me') item.append(' (not for me)');
    if (!theirs) item.append(hostOf(id, title));
    else if (note) item.append(noteText(note));
    return item;
  }

  /** Where a resource is marked, with the note on it. @type {Map<string, HTMLElement>} */
  const hosts = new Map();

  /** @param {string} id @param {string} title */
  function hostOf(id, title) {
    const host = hosts.get(id) ?? make('div', { className: 'hops-own' });
    Object.assign(host.dataset, { own: `resource/${id}`, title });
    hosts.set(id, host);
    return host;
  }

  /** @param {string} note */
  const noteText = (note) => make('p', { className: 'hops-plan-note' }, note);

  /** @param {Model} model */
  function notedParts({ areas, noted }) {
    /** @type {[string, Noted[]][]} */
    const lists = [
      ['Skills', areas.flatMap(({ skills }) => skills.map((skill) => ({ ...skill, title: skill.name }))).filter(({ evidence, note }) => evidence ?? note)],
      ['Resources', noted.onResources],
      ['Sections and questions', noted.onSections],
    ];
    return lists.filter(([, list]) => list.length > 0);
  }

  /** The first of the items, and a button that brings more of them in its place. @template T @param {T[]} all @param {(one: T) => HTMLLIElement} item @param {number} most @returns {HTMLLIElement[]} */
  function some(all, item, most) {
    const items = all.slice(0, most).map(item);
    const rest = all.slice(most);
    if (rest.length === 0) return items;
    const button = make('button', { type: 'button' }, `Show ${exchange.inWords(Math.min(most, rest.length))} more`);
    const last = make('li', {}, `${exchange.inWords(rest.length)} more are not shown. The text to copy and the file have all of them. `, button);
    button.addEventListener('click', () => {
      const [first, ...others] = some(rest, item, most);
      last.replaceWith(first, ...others);
      Object.assign(first, { tabIndex: -1 }).focus();
    });
    return [...items, last];
  }

  /** @param {Model} model */
  function showRoute({ route }) {
    show('route', route !== undefined);
    if (route) Object.assign(slot('route'), { href: route.href, textContent: route.title });
  }

  /** @param {Model} model */
  function showNotes(model) {
    const lists = notedParts(model);
    const item = (/** @type {Noted} */ { title, href, evidence, note }) =>
      make('li', {}, link(href, title), ...(evidence ? [make('p', {}, 'Evidence: ', address(evidence))] : []), ...(note ? [noteText(note)] : []));
    slot('notes').replaceChildren(
      ...lists.flatMap(([words, list]) => [make('h4', {}, words), make('ul', { className: 'hops-plan-list' }, ...some(list, item, MOST_NOTED))]),
    );
    show('notes', lists.length + model.noted.lost.length > 0);
  }

  /** @param {Model} model */
  function showLost({ noted: { lost } }) {
    slot('lost').replaceChildren(...some(lost, lostItem, MOST_LOST));
    show('lost', lost.length > 0);
  }

  /** @param {Model['noted']['lost'][number]} lost */
  function lostItem({ id, note }) {
    const words = lostWords(id);
    const item = make('li', {}, words[0].toUpperCase() + words.slice(1), noteText(note));
    const remove = make('button', { type: 'button', ariaLabel: `Delete: ${words}` }, 'Delete');
    const copyIt = make('button', { type: 'button', ariaLabel: `Copy: ${words}` }, 'Copy');
    const buttons = make('p', { className: 'hops-plan-buttons' }, copyIt, ...(theirs ? [] : [remove]));
    copyIt.addEventListener('click', () => copy(note, buttons));
    remove.addEventListener('click', () => {
      const old = state.get(id);
      state.set(id, null);
      focusOn('notes');
      notice('The note is deleted.', { action: ['Undo', () => state.set(id, old)] });
    });
    item.append(buttons);
    return item;
  }

  /** Where to learn a skill; with the reader's own mark, so not in somebody else's plan. @param {Element} from */
  function sourceLine(from) {
    const line = /** @type {Element} */ (from.cloneNode(true));
    if (theirs) line.querySelector('.hops-link-mark')?.remove();
    return line;
  }

  /** @param {Model} model */
  function showNext(model) {
    const next = nextOf(model);
    const item = (/** @type {ReturnType<typeof nextOf>[number]} */ { name, href, from, area }) =>
      make('li', {}, link(href, name), ` (${area})`, ...(from ? [make('p', { className: 'hops-aside' }, 'Learn it from ', sourceLine(from))] : []));
    slot('next-words').textContent =
      next.length > 0
        ? 'Entry-level skills without a tick, first those in areas where something is ticked. Choose one or two; the others will wait.'
        : 'Every skill is ticked at entry level or above. The next step of each is in the checklist.';
    slot('next').replaceChildren(...next.slice(0, NEXT).map(item));
    slot('rest').replaceChildren(...next.slice(NEXT).map(item));
    slot('rest-words').textContent = `The other ${next.length - NEXT}`;
    show('rest', next.length > NEXT);
  }

  /** @param {Model} model */
  function showSheet(model) {
    const name = text(state.get('name'));
    const begun = touched(model);
    const item = (/** @type {Model['areas'][number]['skills'][number]} */ { name, level, can, evidence }) =>
      make('li', {}, make('b', {}, name), ` (${LEVELS[level]}): ${can[level] ?? ''}`, ...(evidence ? [' ', address(evidence)] : []));
    slot('skills').replaceChildren(
      make('h4', {}, name ? `${name}: skills` : 'Skills'),
      make('p', { className: 'hops-aside' }, sheetWords()),
      ...begun.flatMap(({ title, skills }) => [
        make('h5', {}, title),
        make('ul', {}, ...skills.filter(({ level }) => level >= 0).sort((a, b) => b.level - a.level).map(item)),
      ]),
    );
    show('no-sheet', begun.length === 0);
    show('sheet', begun.length > 0);
    if (document.activeElement !== field('name')) field('name').value = name ?? '';
  }

  const sheetWords = () =>
    `Assessed by myself against the skills list of “${bookTitle}”, which describes each skill at three levels: entry, working and senior. ${dateWords()}.`;

  /** @returns {Model} */
  const model = () => modelOf(theirs ? sourceOf(theirs) : state);

  /** What each part was last built from. @type {Map<(model: Model) => void, string>} */
  const built = new Map();

  /** Builds a part anew if what it is built from has changed. @param {(model: Model) => void} build @param {Model} model @param {unknown} from */
  function refresh(build, model, from) {
    const text = JSON.stringify([from, theirs !== undefined]);
    if (built.get(build) === text) return;
    built.set(build, text);
    build(model);
  }

  const isEditing = () => widget.querySelector('.hops-own form') !== null;

  function render() {
    // What is being written stays where it is; the editor says when it closes.
    if (isEditing()) return;
    const source = theirs ? sourceOf(theirs) : state;
    if (!isLoaded && source.entries('').some(([id]) => id === 'planner' || exchange.isShared(id))) {
      load().then(render);
      return;
    }
    const focused = document.activeElement;
    const host = focused?.closest('[data-own]');
    const shown = model();
    const { areas, marked, noted } = shown;
    refresh(showWhere, shown, areas);
    refresh(showRoute, shown, shown.route);
    refresh(showMarks, shown, marked);
    refresh(showNotes, shown, [areas, noted]);
    refresh(showLost, shown, noted.lost);
    refresh(showNext, shown, [areas, marked]);
    refresh(showSheet, shown, [areas, state.get('name')]);
    slot('plan-head').textContent = `${theirs ? 'A plan' : 'My plan'}: ${bookTitle}. ${dateWords()}`;
    show('shared', theirs !== undefined);
    show('mine', theirs === undefined);
    show('import', pending !== undefined);
    show('undo', imported !== undefined && !theirs);
    own.add(part('marks'));
    // What has gone to another list keeps the focus.
    if (host && focused !== document.activeElement) {
      const button = host.isConnected ? host.querySelector('button') : null;
      if (button) button.focus();
      else focusOn('marks');
    }
    widget.toggleAttribute('data-ready', true);
  }

  let waiting = false;
  function renderSoon() {
    if (!waiting) {
      requestAnimationFrame(() => {
        waiting = false;
        render();
      });
    }
    waiting = true;
  }

  // ---- As text.

  /** @param {string} words */
  const escape = (words) => words.replace(/[\\`*_[\]<>#|~&]/g, '\\$&');
  /** @param {string} words @param {string} href */
  const textLink = (words, href) => (href ? `[${escape(words)}](${new URL(href, document.baseURI).href.replaceAll('(', '%28').replaceAll(')', '%29')})` : escape(words));
  /** @param {string} [note] */
  const textNote = (note) => (note ? note.split('\n').map((line) => `  > ${escape(line)}`) : []);

  /** @param {Model} shown */
  function planText(shown) {
    /** @param {string} title @param {string[]} lines */
    const section = (title, lines) => (lines.length > 0 ? ['', `## ${title}`, '', ...lines] : []);
    /** @param {string} mark */
    const marked = (mark) => markedAs(shown, mark).flatMap(({ title, href, note }) => [`- ${textLink(title, href)}`, ...textNote(note)]);
    const where = touched(shown).flatMap((area) => [
      `- ${escape(area.title)} (${areaWords(area)})`,
      ...area.skills.filter(({ level }) => level >= 0).map(({ name, level }) => `  - ${LEVEL_WORDS[level]}: ${escape(name)}`),
    ]);
    const noted = notedParts(shown).flatMap(([, list]) =>
      list.flatMap(({ title, href, evidence, note }) => [`- ${textLink(title, href)}${evidence ? `: ${textLink(evidence, evidence)}` : ''}`, ...textNote(note)]),
    );
    const lost = shown.noted.lost.flatMap(({ id, note }) => [`- ${escape(lostWords(id))}`, ...textNote(note)]);
    const next = nextOf(shown).slice(0, NEXT).map(({ name, href, from }) => {
      const source = from?.querySelector('a');
      const [title] = resources.get(source?.dataset.resource ?? '') ?? [];
      return `- ${textLink(name, href)}${source && title ? `, from ${textLink(title, source.href)}` : ''}`;
    });
    return [
      `# My plan: ${escape(bookTitle)}`,
      '',
      dateWords(),
      ...section('Where I am', where),
      ...section('My route', shown.route ? [`- ${textLink(shown.route.title, shown.route.href)}`] : []),
      ...section('Doing', marked('doing')),
      ...section('To do', marked('todo')),
      ...section('Done', marked('done')),
      ...section('Not for me', marked('not-for-me')),
      ...section('Notes and evidence', noted),
      ...section('Notes without a place', lost),
      ...section('What next', next),
      '',
    ].join('\n');
  }

  /** @param {Model} shown */
  function sheetText(shown) {
    const name = text(state.get('name'));
    const lines = touched(shown).flatMap(({ title, skills }) => [
      '',
      `## ${escape(title)}`,
      '',
      ...skills
        .filter(({ level }) => level >= 0)
        .sort((a, b) => b.level - a.level)
        .map((skill) => `- **${escape(skill.name)}** (${LEVELS[skill.level]}): ${escape(skill.can[skill.level] ?? '')}${skill.evidence ? ` ${textLink(skill.evidence, skill.evidence)}` : ''}`),
    ]);
    return [`# ${name ? `${escape(name)}: skills` : 'Skills'}`, '', escape(sheetWords()), ...lines, ''].join('\n');
  }

  /** @param {string} words @param {Element} near where the text goes if the clipboard is closed to the page */
  async function copy(words, near) {
    const box = /** @type {HTMLTextAreaElement} */ (slot('copy'));
    try {
      await navigator.clipboard.writeText(words);
      box.hidden = true;
      notice('Copied.', { kind: 'brief' });
    } catch {
      near.after(box);
      box.value = words;
      box.hidden = false;
      box.focus();
      box.select();
      notice('This browser does not let the page copy. The text is selected: copy it with the keys or the menu.', { kind: 'brief' });
    }
  }

  // ---- On paper.

  /** @type {HopsPlan['printSheet']} */
  function printSheet(name) {
    html.dataset.sheet = name;
    print();
  }
  window.addEventListener('afterprint', () => delete html.dataset.sheet);

  // ---- As a file.

  function exportFile() {
    const file = new Blob([JSON.stringify(state.document())], { type: 'application/json' });
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
    const download = make('a', { href: URL.createObjectURL(file), download: `${html.dataset.book}-plan-${day}.json` });
    download.click();
    setTimeout(() => URL.revokeObjectURL(download.href), 60_000);
    notice(`The file ${download.download} is in your downloads.`, { kind: 'brief' });
  }

  /** @type {HopsPlan['checkFile']} */
  async function checkFile(file) {
    // A character has three bytes at most.
    if (file.size > 3 * exchange.MOST_CHARACTERS) return { problem: exchange.tooLarge };
    try {
      return exchange.check(await file.text());
    } catch {
      return { problem: 'It cannot be read.' };
    }
  }

  /** What is about to come in, and all that it would leave if it replaced the reader's own. @type {{ document: HopsDocument, whole: HopsDocument } | undefined} */
  let pending;
  /** What an import changed: an id, what stood there, what stands there since. @typedef {[string, HopsItem | undefined, HopsItem | undefined][]} Changes */
  /** Those of the last import. @type {Changes | undefined} */
  let imported;

  /** @param {HopsItem | undefined} a @param {HopsItem | undefined} b */
  const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** @param {HopsDocument} before @param {HopsDocument} after @returns {Changes} */
  function changesOf({ items: before }, { items: after }) {
    const ids = Object.keys({ ...before, ...after }).filter((id) => !isSame(before[id], after[id]));
    return ids.map((id) => [id, before[id], after[id]]);
  }

  /** @param {HopsDocument} document @param {string} what "This file" @param {boolean} isWhole a link never holds all @param {string} [leftOut] */
  function preview(document, what, isWhole, leftOut = '') {
    const mine = state.document();
    const { merged, entries } = exchange.difference(mine, document);
    if (entries > exchange.MOST_ITEMS) {
      notice(`${what} is not taken in: together with yours it has ${exchange.inWords(entries)} entries. A plan has ${exchange.inWords(exchange.MOST_ITEMS)} at most.`, { kind: 'problem' });
      return;
    }
    const kept = Object.entries(mine.items).filter(([id]) => !exchange.isShared(id));
    const whole = isWhole ? document : { ...document, items: { ...Object.fromEntries(kept), ...document.items } };
    const { changed, removed } = exchange.difference(mine, whole);
    pending = { document, whole };
    slot('import').textContent = `${what}, of ${dateWords(document.updated)}, holds ${exchange.counts(document)}. You have ${exchange.counts(mine)}.`;
    slot('left-out').textContent = leftOut;
    slot('difference').textContent = `Merging would change ${merged === 1 ? '1 entry' : `${merged} entries`}. Replacing would change ${changed} and remove ${removed}.`;
    show('import', true);
    part('import').focus();
  }

  /** @param {'merge' | 'replace'} how */
  function takeIn(how) {
    if (!pending) return;
    const before = state.document();
    if (how === 'merge') state.merge(pending.document);
    else state.replace(pending.whole);
    const changes = changesOf(before, state.document());
    imported = changes;
    notice(how === 'merge' ? 'The plans are merged.' : 'Your plan is replaced.', { action: ['Undo', () => undo(changes)] });
    leave();
  }

  /** Takes back what an import changed, unless that has been changed since: then it is the reader's. @param {Changes} changes */
  function undo(changes) {
    const now = state.document();
    const own = changes.filter(([id, , since]) => isSame(now.items[id], since));
    const items = new Map(Object.entries(now.items));
    for (const [id, before] of own) {
      if (before) items.set(id, before);
      else items.delete(id);
    }
    state.replace({ ...now, items: Object.fromEntries(items) });
    if (imported === changes) imported = undefined;
    const words = own.length === changes.length ? 'Undone: what the import changed is as it was before.' : 'Undone, except for what you have changed since: that stays.';
    notice(words, { kind: 'brief' });
    leave();
  }

  /** Back to the reader's own plan, from a shared one or from the question what to do with one. */
  function leave() {
    pending = undefined;
    if (theirs) {
      theirs = undefined;
      history.pushState(null, '', location.href.replace(/#.*/, ''));
    }
    render();
    focusOn('where');
  }

  async function importFile() {
    const file = field('import').files?.[0];
    slot('import-problem').textContent = '';
    if (!file) return;
    const { document, problem, leftOut } = await checkFile(file);
    // The same file, mended, may be chosen again.
    field('import').value = '';
    if (document) preview(document, 'This file', true, leftOut);
    else slot('import-problem').textContent = `“${file.name}” is not imported, and nothing has changed. ${problem}`;
  }

  // ---- By link.

  async function share() {
    show('link', false);
    if (!exchange.canPack()) {
      slot('share-words').textContent = 'This browser cannot make links. Export a file and send that.';
      return;
    }
    const document = exchange.shared(state.document(), { evidence: field('evidence').checked, notes: field('notes').checked });
    const url = `${location.href.replace(/#.*/, '')}#${await exchange.pack(document)}`;
    const length = exchange.inWords(url.length);
    if (url.length > MOST_LINK) {
      const less = field('notes').checked ? 'Leave out the notes' : field('evidence').checked ? 'Leave out the evidence' : 'There is nothing more to leave out';
      slot('share-words').textContent = `This link would be ${length} characters long; more than 8,000 are cut off by some services. ${less}, or export a file and send that.`;
      return;
    }
    // What unpacks into too much, this page could not open either.
    const { problem } = await exchange.unpack(url);
    if (problem) {
      slot('share-words').textContent = `No link can hold this plan. ${problem} Export a file and send that.`;
      return;
    }
    const onDisk = location.protocol === 'file:' ? ' It leads to the copy of the book on this disk: it works where that is.' : '';
    slot('share-words').textContent = `The link holds ${exchange.counts(document)}. It is ${length} characters long.${onDisk}`;
    /** @type {HTMLInputElement} */ (slot('link')).value = url;
    show('link', true);
  }

  /** A link that no longer says what the plan is. */
  function forgetLink() {
    slot('share-words').textContent = '';
    show('link', false);
  }

  /** The plan in an address, if it can be shown: whoever made it up, the reader's own is there without it. @param {string} address @returns {Promise<HopsChecked>} */
  async function opened(address) {
    try {
      const { document, problem } = await exchange.unpack(address);
      if (!document) return { problem };
      await load();
      modelOf(sourceOf(document));
      return { document };
    } catch {
      return { problem: 'It holds what no plan has.' };
    }
  }

  let turn = 0;
  /** Shows the plan that stands in the address, if there is one. */
  async function route() {
    turn += 1;
    const mine = turn;
    const isPlan = /^#plan(=|%3d)/i.test(location.hash);
    // Whoever goes to a part of the page, as by the skip link, still reads the same plan.
    if (theirs && !isPlan && location.hash !== '') return;
    const { document, problem } = isPlan ? await opened(location.href) : {};
    // The reader was quicker, and is elsewhere by now.
    if (mine !== turn) return;
    theirs = document;
    pending = undefined;
    render();
    if (problem) notice(`The plan in this address cannot be opened. ${problem} This is your own plan.`, { kind: 'problem' });
    if (!document) return;
    slot('shared').textContent = `It holds ${exchange.counts(document)}, and was last changed on ${dateWords(document.updated)}.`;
    part('shared').focus();
  }

  // ---- Erasing.

  const dialog = /** @type {HTMLDialogElement} */ (part('sure'));

  function erase() {
    state.forget();
    imported = undefined;
    dialog.close();
    notice('Erased: this browser keeps nothing of yours in this book.', { kind: 'brief' });
    renderSoon();
  }

  // ---- Buttons and fields.

  /** @type {Record<string, (button: Element) => void>} */
  const actions = {
    'take-over': () => theirs && preview(theirs, 'This link', false),
    beside() {
      const document = theirs;
      leave();
      if (document) window.hops.plan.besideMine?.(document);
    },
    back: leave,
    merge: () => takeIn('merge'),
    replace: () => takeIn('replace'),
    cancel() {
      pending = undefined;
      show('import', false);
      (theirs ? part('shared') : field('import')).focus();
    },
    undo: () => imported && undo(imported),
    export: exportFile,
    'ask-erase'() {
      slot('erase').textContent = exchange.counts(state.document());
      dialog.showModal();
    },
    erase,
    keep: () => dialog.close(),
    'print-plan': () => printSheet('plan'),
    'print-skills': () => printSheet('skills'),
    'print-buddy': () => printSheet('buddy'),
    'copy-plan': (button) => copy(planText(model()), button),
    'copy-skills': (button) => copy(sheetText(model()), button),
    'copy-link': (button) => copy(/** @type {HTMLInputElement} */ (slot('link')).value, button),
    share,
  };
  widget.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-do]') : null;
    if (button) actions[button.getAttribute('data-do') ?? '']?.(button);
  });
  field('import').addEventListener('change', importFile);
  field('name').addEventListener('input', () => state.set('name', field('name').value.trim().slice(0, LONGEST_NAME) || null));
  for (const name of ['evidence', 'notes']) field(name).addEventListener('change', forgetLink);
  widget.addEventListener('hops-own-closed', renderSoon);
  state.onChange(() => {
    forgetLink();
    renderSoon();
  });
  window.addEventListener('hashchange', route);

  window.hops.plan = { areas, resources, load, make, slot, part, printSheet, checkFile };
  route();
})();
