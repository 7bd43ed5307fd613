// The form that reads a job advert: what decode.js finds becomes a page of findings beside the marked text. Nothing leaves the page; the
// advert is kept only if the reader asks (`advert`: { text, name }). Whatever is pasted becomes text, never markup. Enter at `read`.
(() => {
  'use strict';
  const { state, late, decode, notice, own } = window.hops;
  const { make, link, count } = window.hops.elements;
  const html = document.documentElement;
  const widget = /** @type {HTMLElement} */ (document.querySelector('hops-advert'));
  const form = widget.querySelector('form');
  // On the page with the whole book nothing is read.
  if (!form || html.classList.contains('print-page')) return;

  const MOST_KEPT = 20_000;
  const MOST_NAME = 80;
  /** Words quoted for one finding. */
  const MOST_QUOTED = 12;
  const SURE = { quite: 'Quite clearly', rather: 'Most likely', hardly: 'Perhaps, by few words', none: 'Cannot tell' };

  const MARKS = 'In brackets stands what the marked words before it are a sign of. A dashed line is a warning sign.';

  /** @type {HopsAdvertRules | undefined} */
  let rules;
  /** @type {HopsAdvertFindings | undefined} */
  let found;

  /** @param {string} name */
  const slot = (name) => /** @type {HTMLElement} */ (widget.querySelector(`[data-slot="${name}"]`));
  const result = slot('result');
  const keptLine = slot('kept');
  const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));

  /** @param {string} words @param {string} action */
  const button = (words, action) => make('button', { type: 'button', dataset: { do: action } }, words);

  /** @param {(Node | string)[]} children */
  const aside = (...children) => make('span', { className: 'hops-aside' }, ...children);

  /** @param {number} number */
  const inWords = (number) => number.toLocaleString('en');

  // ---- What was found, in words.

  /** “one”, “two” (3 times). @param {string} text @param {HopsAdvertWords[]} words */
  function quoted(text, words) {
    /** @type {Map<string, [string, number]>} */
    const times = new Map();
    for (const { start, end } of words) {
      const quote = text.slice(start, end).replace(/\s+/g, ' ');
      times.set(quote.toLowerCase(), [quote, (times.get(quote.toLowerCase())?.[1] ?? 0) + 1]);
    }
    const list = [...times.values()].map(([quote, number]) => `“${quote}”${number > 1 ? ` (${number} times)` : ''}`);
    const more = list.length > MOST_QUOTED ? ` and ${list.length - MOST_QUOTED} more` : '';
    return list.slice(0, MOST_QUOTED).join(', ') + more;
  }

  /** @param {HopsAdvertFindings} found */
  function notes(found) {
    const lines = [];
    if (found.isHtml) lines.push('This was pasted as the source of a web page. Its tags were taken out before it was read.');
    if (found.isCut) lines.push(`It is longer than any advert: only the first ${inWords(found.text.length)} characters were read.`);
    if (found.words === 0) lines.push('There are no words in it.');
    else if (!found.isEnglish) lines.push('This does not read like English. The rules know English words only, so do not trust what follows.');
    else if (!found.isAdvert) lines.push('This does not read like a job advert. What follows may mean nothing.');
    if (found.isShort && found.words > 0) lines.push(`It has only ${count(found.words, 'word')}. Paste the whole advert, with its title, if you can.`);
    return lines.map((line) => make('p', { className: 'hops-advert-note' }, line));
  }

  /** @param {HopsAdvertRules} rules @param {HopsAdvertFindings} found */
  function verdict({ kinds }, found) {
    const names = found.kinds.map(({ kind }) => kinds[kind].title);
    if (names.length === 0) return 'Cannot tell: its words point nowhere, or everywhere.';
    return names.length > 1 ? `Could be either: ${names.join(', or ')}.` : `${SURE[found.sure]}: ${names[0]}.`;
  }

  /** @param {HopsAdvertRules} rules @param {HopsAdvertFindings} found */
  function kindParts(rules, found) {
    const parts = found.kinds.map(({ kind, words }) => {
      const { title, means, link: href } = rules.kinds[kind];
      const more = href ? [' ', link(href, `More on ${title}`)] : [];
      return make('p', {}, make('b', {}, `${title}.`), ` ${means}`, ...more, aside(`Words that say so: ${quoted(found.text, words)}.`));
    });
    const near = found.kinds.length === 0 ? found.all.slice(0, 2) : [];
    const hints = near.map(({ kind, words }) => make('p', {}, aside(`For ${rules.kinds[kind].title} speaks only ${quoted(found.text, words)}.`)));
    return [make('h3', {}, 'The kind of team'), make('p', { className: 'hops-advert-verdict' }, verdict(rules, found)), ...parts, ...hints];
  }

  /** @param {HopsAdvertRules} rules @param {HopsAdvertFindings} found */
  function flagParts(rules, found) {
    const none = `None of the ${rules.flags.length} warning signs that this page knows. That is no promise.`;
    const items = found.flags.map(({ flag, words }) => {
      const { title, means } = rules.flags[flag];
      return make('li', {}, make('b', {}, `${title}.`), ` ${means}`, aside(`It says ${quoted(found.text, words)}.`));
    });
    const body = items.length > 0 ? make('ul', { className: 'hops-advert-found' }, ...items) : make('p', {}, none);
    return [make('h3', {}, 'What should make you ask'), body];
  }

  /** @param {HopsAdvertRules} rules @param {HopsAdvertFindings} found */
  function skillParts(rules, found) {
    const had = new Set(state.entries('skill:').map(([id]) => id.slice('skill:'.length)));
    const asked = found.skills.map(({ skill, words }) => ({ ...rules.skills[skill], words }));
    const gap = asked.filter(({ id }) => !had.has(id));
    const own = asked.filter(({ id }) => had.has(id));
    const items = gap.map(({ name, link: href, resource, words }) => {
      const from = resource ? ['. Learn it from ', link(resource.url, resource.title, { resource: resource.id }), ` (${resource.cost})`] : [];
      return make('li', {}, link(href, name), aside(`It says ${quoted(found.text, words)}`, ...from));
    });
    const ticked = own.map(({ name, link: href }) => make('li', {}, link(href, name), ' (you ticked this)'));
    const sum = asked.length === 0 ? 'It names no skill that this book lists.' : `${count(asked.length, 'skill')}, of which you have ticked ${own.length}.`;
    return [make('p', {}, sum), make('ul', { className: 'hops-advert-found' }, ...items, ...ticked)];
  }

  /** @param {HopsAdvertRules} rules @param {HopsAdvertFindings} found */
  function questionParts(rules, found) {
    const items = found.questions.map((at) => make('li', {}, make('b', {}, rules.questions[at].ask), ` ${rules.questions[at].why}`));
    return [make('h3', {}, 'Five questions for this company'), make('ol', { className: 'hops-advert-found' }, ...items)];
  }

  /** The text, with the words that count marked and named. @param {HopsAdvertRules} rules @param {HopsAdvertFindings} found */
  function marked({ kinds, flags }, found) {
    const marks = [
      ...found.flags.flatMap(({ flag, words }) => words.map((one) => ({ ...one, name: flags[flag].short, what: 'flag' }))),
      ...found.kinds.flatMap(({ kind, words }) => words.map((one) => ({ ...one, name: kinds[kind].short, what: 'kind' }))),
    ].sort((a, b) => a.start - b.start);
    const parts = [];
    let done = 0;
    for (const { start, end, name, what } of marks) {
      if (start < done) continue;
      parts.push(found.text.slice(done, start), make('mark', { dataset: { what } }, found.text.slice(start, end), make('small', {}, ` [${name}]`)));
      done = end;
    }
    const all = make('div', { className: 'hops-advert-text', role: 'group', ariaLabel: 'The advert, marked', tabIndex: 0 });
    all.append(...parts, found.text.slice(done));
    return all;
  }

  function keepParts() {
    const name = make('input', { type: 'text', name: 'name', maxLength: MOST_NAME, autocomplete: 'off' });
    const keep = make('p', { className: 'hops-advert-keep' }, make('label', {}, 'Its name, if you want to keep it ', name), ' ', button('Keep this', 'keep'));
    return [keep, make('p', { className: 'hops-advert-take' }, button('Print the findings', 'print'))];
  }

  /** Shows what was found. */
  function show() {
    if (!rules || !found) return;
    const skills = make('div', { dataset: { slot: 'skills' } }, ...skillParts(rules, found));
    const text = make('details', { open: true }, make('summary', {}, 'The advert, marked'), aside(MARKS), marked(rules, found));
    const parts = [...kindParts(rules, found), ...flagParts(rules, found), make('h3', {}, 'What it asks for'), skills, ...questionParts(rules, found)];
    result.replaceChildren(...notes(found), ...(found.words > 0 ? [...parts, text, ...keepParts()] : []), keptLine);
    widget.toggleAttribute('data-decoded', found.words > 0);
    own.add(result);
    slot('status').textContent = `${verdict(rules, found)} ${count(found.flags.length, 'warning sign')}, ${count(found.skills.length, 'skill')}.`;
    result.focus();
  }

  /** Gets the rules, once. */
  async function load() {
    try {
      rules ??= await late(widget.querySelector('.hops-later')?.id ?? '');
    } catch {
      notice('The rules do not load: no advert can be read. Reload the page to try again.', { kind: 'problem' });
    }
  }

  /** Reads what stands in the field. */
  async function read() {
    await load();
    if (!rules) return;
    found = decode(rules, field.value);
    show();
  }

  // ---- Keeping it.

  /** What is kept, whoever wrote it there. @returns {{ text: string, name: string } | undefined} */
  function kept() {
    const value = /** @type {any} */ (state.get('advert'));
    if (typeof value?.text !== 'string' || value.text.length > MOST_KEPT) return undefined;
    return { text: value.text, name: typeof value.name === 'string' ? value.name.slice(0, MOST_NAME) : '' };
  }

  let skillsShown = '';
  function refresh() {
    const advert = kept();
    const words = `You kept an advert${advert?.name ? `, “${advert.name}”` : ''}, in this browser only.`;
    if (keptLine.hidden === Boolean(advert) || !keptLine.textContent?.startsWith(words)) {
      keptLine.hidden = !advert;
      keptLine.replaceChildren(words, ' ', button('Open it', 'open'), ' ', button('Remove it', 'remove'));
    }
    const skills = JSON.stringify(state.entries('skill:'));
    if (rules && found && skills !== skillsShown && found.words > 0) {
      slot('skills').replaceChildren(...skillParts(rules, found));
      own.add(slot('skills'));
    }
    skillsShown = skills;
  }

  /** @type {Record<string, () => void>} */
  const actions = {
    clear() {
      field.value = '';
      found = undefined;
      widget.removeAttribute('data-decoded');
      result.replaceChildren(make('p', { className: 'hops-aside' }, 'What the advert says appears here.'), keptLine);
      slot('status').textContent = 'Cleared';
      field.focus();
    },
    keep() {
      if (!found) return;
      if (found.text.length > MOST_KEPT) {
        notice(`Adverts of up to ${inWords(MOST_KEPT)} characters can be kept. This one has ${inWords(found.text.length)}.`, { kind: 'problem' });
        return;
      }
      const name = result.querySelector('input')?.value.trim().slice(0, MOST_NAME) ?? '';
      const before = state.get('advert') ?? null;
      state.set('advert', { text: found.text, ...(name ? { name } : {}) });
      notice('The advert is kept in this browser.', before ? { action: ['Undo', () => state.set('advert', before)] } : {});
    },
    open() {
      field.value = kept()?.text ?? '';
      read();
    },
    remove() {
      const before = state.get('advert');
      state.set('advert', null);
      field.focus();
      notice('The kept advert is removed.', { action: ['Undo', () => state.set('advert', before)] });
    },
    print() {
      html.dataset.sheet = 'advert';
      print();
      delete html.dataset.sheet;
    },
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    read();
  });
  form.addEventListener('focusin', load, { once: true });
  widget.addEventListener('click', ({ target }) => {
    const pressed = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-do]')) : null;
    if (pressed) actions[pressed.dataset.do ?? '']?.();
  });
  state.onChange(refresh);
  refresh();
})();
