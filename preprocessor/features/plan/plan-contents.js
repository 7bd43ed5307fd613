// What there is to show of a plan: the skills of the blank plan with the levels reached in each, the marks and notes with the titles of what
// they are about, and what could come next. Makes no elements. Enter at `modelOf`.
(() => {
  'use strict';
  const { exchange, allKept, own, notice, deferred } = window.hops;
  const { count } = window.hops.elements;
  const html = document.documentElement;
  const widget = /** @type {Element} */ (document.querySelector('hops-plan'));

  const LEVELS = Object.keys(own.levels);
  /** How many skills are named as the next ones. */
  const NEXT = 5;
  const bookTitle = document.querySelector('.bar-title')?.textContent ?? '';

  /** @typedef {HopsPlanModel} Model */
  /** @typedef {HopsPlanSource} Source */
  /** @typedef {HopsPlanNoted} Noted */

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
  let hasLoaded = false;

  /** Has that been loaded, or tried? */
  const isLoaded = () => hasLoaded;

  /** Gets what `places`, `resources`, `abilities`, `questions` and `roles` hold, once. */
  function load() {
    loading ??= Promise.all([deferred(widget.querySelector('.hops-deferred')?.id ?? ''), deferred('Page-places')])
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
        hasLoaded = true;
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

  // ---- What the reader has.

  /** @param {HopsDocument} document @returns {Source} */
  const sourceOf = ({ items }) => ({
    get: (id) => items[id]?.value,
    entries: (prefix) => Object.entries(items).flatMap(([id, { value }]) => (id.startsWith(prefix) && value !== null ? [[id, value]] : [])),
  });

  /** @param {unknown} value */
  const textIn = (value) => (typeof value === 'string' && value !== '' ? value : undefined);

  /** @type {HopsPlanContents['modelOf']} */
  function modelOf(source) {
    /** @param {HopsSkill} skill */
    const reached = (skill) => {
      const evidence = source.get(`evidence:${skill.id}`);
      return {
        ...skill,
        can: abilities.get(skill.id) ?? [],
        level: LEVELS.indexOf(textIn(source.get(`skill:${skill.id}`)) ?? ''),
        evidence: exchange.isAddress(evidence) ? new URL(evidence).href : undefined,
        note: textIn(source.get(`note:skill/${skill.id}`)),
      };
    };
    const marked = source.entries('resource:').flatMap(([id, mark]) => {
      const key = id.slice('resource:'.length);
      const [title, href] = resources.get(key) ?? [];
      return title && href ? [{ id: key, mark, title, href, note: textIn(source.get(`note:resource/${key}`)) }] : [];
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
    const kept = /** @type {Record<string, any>} */ (found && !allKept.fault('planner', found) ? found : {});
    const planner = widget.querySelector('[data-slot="route"]')?.getAttribute('href')?.replace(/#.*/, '');
    const parts = ['from', 'to', 'avoid', 'via'].flatMap((name) => (kept[name]?.length ? [`${name}=${kept[name]}`] : []));
    if (!planner || typeof kept.from !== 'string') return undefined;
    return { title: `${roles.get(kept.from) ?? kept.from}: open my route`, href: `${planner}#${parts.join('&')}` };
  }

  /** Those entries that are texts: whatever else stands there, somebody else has put there. @param {Source} source @param {string} prefix */
  const textsOf = (source, prefix) => source.entries(prefix).flatMap(([id, value]) => (textIn(value) ? [/** @type {[string, string]} */ ([id, value])] : []));

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
    const onResources = unmarked.map(([id, [title, href]]) => ({ title, href, note: textIn(source.get(`note:resource/${id}`)) }));
    return { onResources: onResources.filter(({ note }) => note), onSections, lost };
  }

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

  /** Those that have a place, under the words for where. @param {Model} model */
  function notedParts({ areas, noted }) {
    /** @type {[string, Noted[]][]} */
    const lists = [
      ['Skills', areas.flatMap(({ skills }) => skills.map((skill) => ({ ...skill, title: skill.name }))).filter(({ evidence, note }) => evidence ?? note)],
      ['Resources', noted.onResources],
      ['Sections and questions', noted.onSections],
    ];
    return lists.filter(([, list]) => list.length > 0);
  }

  window.hops.planContents = {
    ...{ LEVELS, NEXT, bookTitle, areas, resources, isLoaded, load, lostWords, sourceOf, modelOf },
    ...{ textIn, markedAs, areaWords, touched, nextOf, notedParts },
  };
})();
