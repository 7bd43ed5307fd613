// What is the reader's own, wherever the thing it is about is shown: the mark of a resource, the note on a skill, a resource or a section,
// the evidence of a skill. A host, `<div class="hops-own" data-own="KIND/ID">`, shows it and opens an editor in its place; a link to a
// resource or a skill has the mark behind it, in words. What is typed is kept while it is typed. Enter at `showIn` and `Editor`.
(() => {
  'use strict';
  const { state } = window.hops;
  const { make, Component } = window.hops.elements;
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
  const textFrom = (value) => (typeof value === 'string' ? value : '');
  /** @param {string} thing */
  const noteOf = (thing) => textFrom(state.get(`note:${thing}`));
  /** The id of a thing without its kind. @param {string} thing */
  const idIn = (thing) => thing.slice(thing.indexOf('/') + 1);
  /** @param {Record<string, string>} words @param {unknown} value */
  const wordOf = (words, value) => (Object.hasOwn(words, textFrom(value)) ? words[textFrom(value)] : undefined);
  /** @param {string} thing */
  const markOf = (thing) => (thing.startsWith('resource/') ? wordOf(MARKS, state.get(`resource:${idIn(thing)}`)) : undefined);
  /** @param {string} thing */
  const levelOf = (thing) => (thing.startsWith('skill/') ? wordOf(LEVELS, state.get(`skill:${idIn(thing)}`)) : undefined);

  /** The address, if it is one that may be opened; a missing scheme is filled in. @param {string} written */
  function addressIn(written) {
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
  const evidenceOf = (thing) => (thing.startsWith('skill/') ? addressIn(textFrom(state.get(`evidence:${idIn(thing)}`)) || ' ') : undefined);

  // ---- What is shown.

  /** @param {string} label @param {Node | string} value */
  const line = (label, value) => make('p', { className: 'hops-own-line' }, make('b', {}, `${label}:`), ' ', value);

  /** The words on a host's button; and what screen readers say. @param {HTMLElement} host @param {string} thing */
  function buttonWords(host, thing) {
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
  function showIn(host, thing) {
    if (host.querySelector('form')) return;
    const [label, spoken] = buttonWords(host, thing);
    const button = make('button', { type: 'button', ariaLabel: spoken }, label);
    button.toggleAttribute('data-marked', Boolean(markOf(thing)));
    const note = noteOf(thing);
    const evidence = evidenceOf(thing);
    host.replaceChildren(button);
    if (evidence) host.prepend(line('Evidence', bareLink(evidence)));
    if (note) host.prepend(line('My note', note));
  }

  /** Shown as what it leads to, the host in ASCII: nobody is led elsewhere than they see. @param {string} url */
  function bareLink(url) {
    const { href } = new URL(url);
    return make('a', { className: 'bare', href }, href);
  }

  /** @param {HTMLAnchorElement} a @param {string} thing */
  function showBehind(a, thing) {
    a.nextElementSibling?.matches('.hops-link-mark') && a.nextElementSibling.remove();
    const word = markOf(thing) ?? levelOf(thing);
    if (word) a.after(make('span', { className: 'hops-link-mark' }, ` (${word.toLowerCase()})`));
  }

  /** What there is of a thing, to tell whether it has changed. @param {string} thing */
  const summaryOf = (thing) => JSON.stringify([markOf(thing), levelOf(thing), noteOf(thing), evidenceOf(thing)]);

  /** Shows what has changed since the last time. */
  function showChanged() {
    const now = new Map();
    for (const [id] of state.entries('')) {
      const thing = id.startsWith('note:') ? id.slice(5) : id.replace(/^evidence:/, 'skill:').replace(':', '/');
      if (hosts.has(thing) || links.has(thing)) now.set(thing, summaryOf(thing));
    }
    for (const thing of new Set([...shown.keys(), ...now.keys()])) {
      if (shown.get(thing) === now.get(thing)) continue;
      for (const host of hosts.get(thing) ?? []) showIn(host, thing);
      for (const a of links.get(thing) ?? []) showBehind(a, thing);
    }
    shown = now;
    showWithoutPlace();
    document.documentElement.toggleAttribute('data-own', shown.size > 0);
  }

  /** Notes on sections that this page had once. */
  function showWithoutPlace() {
    const last = [...document.querySelectorAll('main > .hops-own')].at(-1);
    document.querySelector('.hops-lost')?.remove();
    const start = `note:section/${page}#`;
    const lost = state.entries(start).filter(([id, note]) => textFrom(note) && !hosts.has(id.slice(5)));
    if (!last || lost.length === 0) return;
    const lines = lost.slice(0, MOST_LOST).map(([id, note]) => line(`My note on a part that is gone (${id.slice(start.length)})`, textFrom(note)));
    const rest = lost.length - lines.length;
    last.after(make('div', { className: 'hops-lost' }, ...lines, ...(rest > 0 ? [line('More of them', `${rest} are in your plan`)] : [])));
  }

  // ---- The editor.

  /** @param {string} label @param {HTMLInputElement | HTMLTextAreaElement} field */
  const labelled = (label, field) => make('label', { className: 'hops-own-field' }, make('span', { className: 'label' }, label), field);

  /** @param {string} id @param {string} value */
  function keepText(id, value) {
    if (textFrom(state.get(id)) !== value) state.set(id, value || null);
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

  /** @param {string} thing a resource */
  function markChoice(thing) {
    const set = make('fieldset', { className: 'hops-own-marks' }, make('legend', { className: 'label' }, 'My mark'));
    const id = `resource:${idIn(thing)}`;
    const mark = state.get(id) ?? '';
    const name = `hops-mark-${(groups += 1)}`;
    for (const [value, label] of [['', 'None'], ...Object.entries(MARKS)]) {
      set.append(make('label', { className: 'choice' }, make('input', { type: 'radio', name, value, checked: value === mark }), ` ${label}`));
    }
    set.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement) keepText(id, target.value);
    });
    return set;
  }

  /** The form in the place of a host. */
  class Editor extends Component {
    /** @param {HTMLElement} host */
    constructor(host) {
      super(host);
      this.thing = thingOf(host);
      this.note = make('textarea', { rows: 4, maxLength: LONGEST_NOTE, value: noteOf(this.thing) });
      whenTyped(this.note, () => this.keepNote());
      this.evidence = this.thing.startsWith('skill/') ? this.evidenceField() : undefined;
      this.fault = make('p', { className: 'hops-own-fault', role: 'alert' });
      const form = make('form', { className: 'hops-own-form', ariaLabel: buttonWords(host, this.thing)[1] }, ...this.rows());
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.finish();
      });
      form.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        this.keepNote();
        this.keepEvidence();
        this.close();
      });
      host.replaceChildren(form);
      const first = form.querySelector('input:checked') ?? this.note;
      if (first instanceof HTMLElement) first.focus();
    }

    rows() {
      const marks = this.thing.startsWith('resource/') ? [markChoice(this.thing)] : [];
      const evidence = this.evidence ? [make('div', {}, labelled('Evidence: the address of something to show', this.evidence), this.fault)] : [];
      return [...marks, labelled('My note', this.note), ...evidence, make('button', { className: 'button' }, 'Done')];
    }

    evidenceField() {
      const value = textFrom(state.get(`evidence:${idIn(this.thing)}`));
      const field = make('input', { inputMode: 'url', autocomplete: 'off', maxLength: LONGEST_ADDRESS, value });
      field.addEventListener('change', () => this.keepEvidence());
      return field;
    }

    keepNote() {
      const { value } = this.note;
      keepText(`note:${this.thing}`, value.trim() ? value.slice(0, LONGEST_NOTE) : '');
    }

    /** False: what stands there cannot be kept. */
    keepEvidence() {
      const written = this.evidence?.value.trim() ?? '';
      const good = written === '' ? '' : addressIn(written);
      if (this.evidence && good !== undefined) keepText(`evidence:${idIn(this.thing)}`, good);
      return good !== undefined;
    }

    /** Only now the reader is told of an address that is none: words that come at a `change` would move the button pressed. */
    finish() {
      this.keepNote();
      const isGood = this.keepEvidence();
      this.fault.textContent = isGood ? '' : BAD_ADDRESS;
      this.evidence?.setAttribute('aria-invalid', String(!isGood));
      if (isGood) this.close();
      else this.evidence?.focus();
    }

    close() {
      const focused = this.root.contains(document.activeElement);
      this.root.replaceChildren();
      showIn(this.root, this.thing);
      if (focused) this.root.querySelector('button')?.focus();
      this.root.dispatchEvent(new CustomEvent('hops-own-closed', { bubbles: true }));
    }
  }

  // ---- Where it stands.

  /** @param {HTMLElement} host */
  function thingOf(host) {
    const own = host.dataset.own ?? '';
    return own.startsWith('section/') ? `section/${page}#${idIn(own)}` : own;
  }

  /**
   * @template {HTMLElement} E
   * @param {Map<string, Set<E>>} map
   * @param {string} thing
   * @param {E} element
   */
  const addTo = (map, thing, element) => map.set(thing, (map.get(thing) ?? new Set()).add(element));

  /** @param {ParentNode} root */
  function takeOver(root) {
    for (const host of root.querySelectorAll('[data-own]')) {
      if (!(host instanceof HTMLElement)) continue;
      const thing = thingOf(host);
      addTo(hosts, thing, host);
      const button = host.firstElementChild;
      if (!button || shown.has(thing)) showIn(host, thing);
      else if (button.localName === 'button') button.setAttribute('aria-label', buttonWords(host, thing)[1]);
    }
    for (const a of root.querySelectorAll('a:is([data-resource], [href*="#hops-resource-"], [href*="#hops-skill-"])')) {
      if (!(a instanceof HTMLAnchorElement)) continue;
      const [, kind, id] = /#hops-(resource|skill)-(.+)$/.exec(a.hash) ?? ['', 'resource', a.dataset.resource];
      addTo(links, `${kind}/${id}`, a);
      if (shown.has(`${kind}/${id}`)) showBehind(a, `${kind}/${id}`);
    }
  }

  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('[data-own] > button');
    const host = button && button.parentElement;
    if (host) new Editor(host);
  });
  // Whoever leaves in the middle of a word keeps it.
  window.addEventListener('pagehide', () => {
    const field = document.activeElement;
    if (field?.matches('.hops-own textarea, .hops-own input')) field.dispatchEvent(new Event('change'));
  });

  window.hops.own = { add: takeOver, marks: MARKS, levels: LEVELS };
  takeOver(document.getElementById('Page-text') ?? document);
  showChanged();
  state.onChange(showChanged);
})();
