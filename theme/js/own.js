// What is the reader's own, wherever the thing it is about is shown: the mark of a resource, the note on a skill, a resource or a section,
// the evidence of a skill. A host, `<div class="hops-own" data-own="KIND/ID">`, shows it and opens an editor in its place; a link to a
// resource or a skill has the mark behind it, in words. What is typed is kept while it is typed. Enter at `show` and `edit`.
(() => {
  'use strict';
  const { state } = window.hops;
  const LONGEST_NOTE = 20_000;
  const LONGEST_ADDRESS = 2000;
  /** Notes on parts that are gone, as far as they are shown. */
  const MOST_LOST = 30;
  /** How long the reader pauses before what was typed is kept, in milliseconds. */
  const PAUSE = 400;
  const BAD_ADDRESS = 'This is no address that a browser can open. It begins with https:// or http://, or with a name such as example.org.';

  /** @type {Record<string, string>} */
  const MARKS = { todo: 'To do', doing: 'Doing', done: 'Done', 'not-for-me': 'Not for me' };
  /** @type {Record<string, string>} */
  const LEVELS = { entry: 'Entry', working: 'Working', senior: 'Senior' };

  const page = document.documentElement.dataset.page ?? '';
  /** The hosts of each thing: one may be shown in several places. @type {Map<string, Set<HTMLElement>>} */
  const hosts = new Map();
  /** The links to each thing. @type {Map<string, Set<HTMLAnchorElement>>} */
  const links = new Map();
  /** What was last shown of each thing. @type {Map<string, string>} */
  let shown = new Map();
  let groups = 0;

  /** @param {unknown} value */
  const text = (value) => (typeof value === 'string' ? value : '');
  /** @param {string} thing */
  const noteOf = (thing) => text(state.get(`note:${thing}`));
  /** The id of a thing without its kind. @param {string} thing */
  const idOf = (thing) => thing.slice(thing.indexOf('/') + 1);
  /** @param {Record<string, string>} words @param {unknown} value */
  const wordOf = (words, value) => (Object.hasOwn(words, text(value)) ? words[text(value)] : undefined);
  /** @param {string} thing */
  const markOf = (thing) => (thing.startsWith('resource/') ? wordOf(MARKS, state.get(`resource:${idOf(thing)}`)) : undefined);
  /** @param {string} thing */
  const levelOf = (thing) => (thing.startsWith('skill/') ? wordOf(LEVELS, state.get(`skill:${idOf(thing)}`)) : undefined);

  /** The address, if it is one that may be opened; a missing scheme is filled in. @param {string} written */
  function address(written) {
    const whole = /^[a-z][a-z0-9+.-]*:/i.test(written) && !/^[^/:]+:\d/.test(written) ? written : `https://${written}`;
    try {
      const url = new URL(whole);
      const good = /^https?:$/.test(url.protocol) && /^[^.]+(\.[^.]+)*\.?$/.test(url.hostname) && !url.username && !url.password && whole.length <= LONGEST_ADDRESS;
      return good && !/\s/.test(whole) ? whole : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param {string} thing */
  const evidenceOf = (thing) => (thing.startsWith('skill/') ? address(text(state.get(`evidence:${idOf(thing)}`)) || ' ') : undefined);

  // ---- What is shown.

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} [className]
   * @param {(Node | string)[]} inside
   */
  function make(name, className = '', ...inside) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...inside);
    return element;
  }

  /** @param {string} label @param {Node | string} value */
  const line = (label, value) => make('p', 'hops-own-line', make('b', '', `${label}:`), ' ', value);

  /** The words on a host's button; and what screen readers say. @param {HTMLElement} host @param {string} thing */
  function words(host, thing) {
    const some = noteOf(thing) || evidenceOf(thing);
    if (thing.startsWith('resource/')) {
      // In a table the host stands behind the title.
      host.dataset.title ??= host.parentElement?.firstChild?.textContent?.trim() ?? '';
      const mark = markOf(thing);
      return mark ? [mark, `${mark}: ${host.dataset.title}`] : ['Mark', `Mark ${host.dataset.title}`];
    }
    const isSkill = thing.startsWith('skill/');
    const label = isSkill ? (some ? 'Change note and evidence' : 'Add a note or evidence') : some ? 'Change my note' : 'Add a note';
    const about = isSkill
      ? host.closest('fieldset')?.querySelector('legend')
      : (host.closest('.hops-question')?.querySelector('summary > b') ?? document.getElementById(thing.slice(thing.lastIndexOf('#') + 1)));
    return [label, `${label} on ${about?.textContent?.trim()}`];
  }

  /** @param {HTMLElement} host @param {string} thing */
  function show(host, thing) {
    if (host.querySelector('form')) return;
    const [label, spoken] = words(host, thing);
    const button = make('button', '', label);
    button.type = 'button';
    button.setAttribute('aria-label', spoken);
    button.toggleAttribute('data-marked', Boolean(markOf(thing)));
    const note = noteOf(thing);
    const evidence = evidenceOf(thing);
    host.replaceChildren(button);
    if (evidence) host.prepend(line('Evidence', link(evidence)));
    if (note) host.prepend(line('My note', note));
  }

  /** Shown as what it leads to, the host in ASCII: nobody is led elsewhere than they see. @param {string} url */
  function link(url) {
    const { href } = new URL(url);
    return Object.assign(make('a', 'bare', href), { href });
  }

  /** @param {HTMLAnchorElement} a @param {string} thing */
  function showAt(a, thing) {
    a.nextElementSibling?.matches('.hops-link-mark') && a.nextElementSibling.remove();
    const word = markOf(thing) ?? levelOf(thing);
    if (word) a.after(make('span', 'hops-link-mark', ` (${word.toLowerCase()})`));
  }

  /** What there is of a thing, to tell whether it has changed. @param {string} thing */
  const all = (thing) => JSON.stringify([markOf(thing), levelOf(thing), noteOf(thing), evidenceOf(thing)]);

  /** Shows what has changed since the last time. */
  function refresh() {
    const now = new Map();
    for (const [id] of state.entries('')) {
      const thing = id.startsWith('note:') ? id.slice(5) : id.replace(/^evidence:/, 'skill:').replace(':', '/');
      if (hosts.has(thing) || links.has(thing)) now.set(thing, all(thing));
    }
    for (const thing of new Set([...shown.keys(), ...now.keys()])) {
      if (shown.get(thing) === now.get(thing)) continue;
      for (const host of hosts.get(thing) ?? []) show(host, thing);
      for (const a of links.get(thing) ?? []) showAt(a, thing);
    }
    shown = now;
    showLost();
    document.documentElement.toggleAttribute('data-own', shown.size > 0);
  }

  /** Notes on sections that this page had once. */
  function showLost() {
    const last = [...document.querySelectorAll('main > .hops-own')].at(-1);
    document.querySelector('.hops-lost')?.remove();
    const start = `note:section/${page}#`;
    const lost = state.entries(start).filter(([id, note]) => text(note) && !hosts.has(id.slice(5)));
    if (!last || lost.length === 0) return;
    const lines = lost.slice(0, MOST_LOST).map(([id, note]) => line(`My note on a part that is gone (${id.slice(start.length)})`, text(note)));
    const rest = lost.length - lines.length;
    last.after(make('div', 'hops-lost', ...lines, ...(rest > 0 ? [line('More of them', `${rest} are in your plan`)] : [])));
  }

  // ---- The editor.

  /** @param {string} label @param {HTMLInputElement | HTMLTextAreaElement} field */
  const labelled = (label, field) => make('label', 'hops-own-field', make('span', 'label', label), field);

  /** @param {string} thing */
  function marks(thing) {
    const set = make('fieldset', 'hops-own-marks', make('legend', 'label', 'My mark'));
    const mark = state.get(`resource:${idOf(thing)}`) ?? '';
    const name = `hops-mark-${(groups += 1)}`;
    for (const [value, label] of [['', 'None'], ...Object.entries(MARKS)]) {
      const input = Object.assign(make('input'), { type: 'radio', name, value, checked: value === mark });
      set.append(make('label', 'choice', input, ` ${label}`));
    }
    set.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement) keep(`resource:${idOf(thing)}`, target.value);
    });
    return set;
  }

  /** @param {string} id @param {string} value */
  function keep(id, value) {
    if (text(state.get(id)) !== value) state.set(id, value || null);
  }

  /** Keeps what stands in `field` when the reader pauses, and before it can be lost. @param {HTMLElement} field @param {() => void} save */
  function whenTyped(field, save) {
    let clock = 0;
    field.addEventListener('input', () => {
      clearTimeout(clock);
      clock = setTimeout(save, PAUSE);
    });
    field.addEventListener('change', () => {
      clearTimeout(clock);
      save();
    });
  }

  /** @param {string} thing */
  function noteField(thing) {
    const field = Object.assign(make('textarea'), { rows: 4, maxLength: LONGEST_NOTE, value: noteOf(thing) });
    const save = () => keep(`note:${thing}`, field.value.trim() ? field.value.slice(0, LONGEST_NOTE) : '');
    whenTyped(field, save);
    return { field, save, row: labelled('My note', field) };
  }

  /** @param {string} thing */
  function evidenceField(thing) {
    const field = Object.assign(make('input'), { inputMode: 'url', autocomplete: 'off', maxLength: LONGEST_ADDRESS, value: text(state.get(`evidence:${idOf(thing)}`)) });
    const fault = make('p', 'hops-own-fault');
    fault.setAttribute('role', 'alert');
    const save = () => {
      const written = field.value.trim();
      const good = written === '' ? '' : address(written);
      if (good !== undefined) keep(`evidence:${idOf(thing)}`, good);
      return good !== undefined;
    };
    /** False: what stands there cannot be kept, and the reader is told. Only now: words that come at a `change` would move the button pressed. */
    const finish = () => {
      const good = save();
      fault.textContent = good ? '' : BAD_ADDRESS;
      field.setAttribute('aria-invalid', String(!good));
      return good;
    };
    field.addEventListener('change', save);
    return { field, save, finish, row: make('div', '', labelled('Evidence: the address of something to show', field), fault) };
  }

  /** Opens the editor of a host. @param {HTMLElement} host @param {string} thing */
  function edit(host, thing) {
    const form = make('form', 'hops-own-form');
    const note = noteField(thing);
    const evidence = thing.startsWith('skill/') ? evidenceField(thing) : undefined;
    if (thing.startsWith('resource/')) form.append(marks(thing));
    form.append(note.row, ...(evidence ? [evidence.row] : []), make('button', 'button', 'Done'));
    const [, spoken] = words(host, thing);
    form.setAttribute('aria-label', spoken);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      note.save();
      if (evidence && !evidence.finish()) evidence.field.focus();
      else close(host, thing);
    });
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      note.save();
      evidence?.save();
      close(host, thing);
    });
    host.replaceChildren(form);
    const first = form.querySelector('input:checked') ?? note.field;
    if (first instanceof HTMLElement) first.focus();
  }

  /** @param {HTMLElement} host @param {string} thing */
  function close(host, thing) {
    const focused = host.contains(document.activeElement);
    host.replaceChildren();
    show(host, thing);
    if (focused) host.querySelector('button')?.focus();
    host.dispatchEvent(new CustomEvent('hops-own-closed', { bubbles: true }));
  }

  // ---- Where it stands.

  /** @param {HTMLElement} host */
  function thingOf(host) {
    const own = host.dataset.own ?? '';
    return own.startsWith('section/') ? `section/${page}#${idOf(own)}` : own;
  }

  /**
   * @template {HTMLElement} E
   * @param {Map<string, Set<E>>} map
   * @param {string} thing
   * @param {E} element
   */
  const put = (map, thing, element) => map.set(thing, (map.get(thing) ?? new Set()).add(element));

  /** @param {ParentNode} root */
  function add(root) {
    for (const host of root.querySelectorAll('[data-own]')) {
      if (!(host instanceof HTMLElement)) continue;
      const thing = thingOf(host);
      put(hosts, thing, host);
      const button = host.firstElementChild;
      if (!button || shown.has(thing)) show(host, thing);
      else if (button.localName === 'button') button.setAttribute('aria-label', words(host, thing)[1]);
    }
    for (const a of root.querySelectorAll('a:is([data-resource], [href*="#hops-resource-"], [href*="#hops-skill-"])')) {
      if (!(a instanceof HTMLAnchorElement)) continue;
      const [, kind, id] = /#hops-(resource|skill)-(.+)$/.exec(a.hash) ?? ['', 'resource', a.dataset.resource];
      put(links, `${kind}/${id}`, a);
      if (shown.has(`${kind}/${id}`)) showAt(a, `${kind}/${id}`);
    }
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('[data-own] > button');
    const host = button && button.parentElement;
    if (host) edit(host, thingOf(host));
  });
  // Whoever leaves in the middle of a word keeps it.
  window.addEventListener('pagehide', () => {
    const field = document.activeElement;
    if (field?.matches('.hops-own textarea, .hops-own input')) field.dispatchEvent(new Event('change'));
  });

  window.hops.own = { add, marks: MARKS, levels: LEVELS };
  add(document.getElementById('Page-text') ?? document);
  refresh();
  state.onChange(refresh);
})();
