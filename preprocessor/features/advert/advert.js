// The form that reads a job advert: what decode.js finds becomes a page of findings beside the marked text. Nothing leaves the page; the
// advert is kept only if the reader asks (kept.js says how). Whatever is pasted becomes text, never markup. Enter at `AdvertReader`.
(() => {
  'use strict';
  const html = document.documentElement;
  const { state, deferred, decodeAdvert, notice, own } = window.hops;
  const { make, link, count, inDigits, Component } = window.hops.elements;
  const { LONGEST, shape } = window.hops.advert;
  /** Words quoted for one finding. */
  const MOST_QUOTED = 12;
  const SURE = { quite: 'Quite clearly', rather: 'Most likely', hardly: 'Perhaps, by few words', none: 'Cannot tell' };

  const MARKS = 'In brackets stands what the marked words before it are a sign of. A dashed line is a warning sign.';

  /** @param {string} words @param {string} action */
  const doingButton = (words, action) => make('button', { type: 'button', dataset: { do: action } }, words);

  /** @param {(Node | string)[]} children */
  const aside = (...children) => make('span', { className: 'hops-aside' }, ...children);

  // ---- What was found, in words.

  /** “one”, “two” (3 times). @param {string} text @param {HopsAdvertWords[]} words */
  function quotes(text, words) {
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
    if (found.isCut) lines.push(`It is longer than any advert: only the first ${inDigits(found.text.length)} characters were read.`);
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
      return make('p', {}, make('b', {}, `${title}.`), ` ${means}`, ...more, aside(`Words that say so: ${quotes(found.text, words)}.`));
    });
    const near = found.kinds.length === 0 ? found.all.slice(0, 2) : [];
    const hints = near.map(({ kind, words }) => make('p', {}, aside(`For ${rules.kinds[kind].title} speaks only ${quotes(found.text, words)}.`)));
    return [make('h3', {}, 'The kind of team'), make('p', { className: 'hops-advert-verdict' }, verdict(rules, found)), ...parts, ...hints];
  }

  /** @param {HopsAdvertRules} rules @param {HopsAdvertFindings} found */
  function flagParts(rules, found) {
    const none = `None of the ${rules.flags.length} warning signs that this page knows. That is no promise.`;
    const items = found.flags.map(({ flag, words }) => {
      const { title, means } = rules.flags[flag];
      return make('li', {}, make('b', {}, `${title}.`), ` ${means}`, aside(`It says ${quotes(found.text, words)}.`));
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
      return make('li', {}, link(href, name), aside(`It says ${quotes(found.text, words)}`, ...from));
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
    const name = make('input', { type: 'text', name: 'name', maxLength: LONGEST.name, autocomplete: 'off' });
    const keep = make('p', { className: 'hops-advert-keep' }, make('label', {}, 'Its name, if you want to keep it ', name), ' ', doingButton('Keep this', 'keep'));
    return [keep, make('p', { className: 'hops-advert-take' }, doingButton('Print the findings', 'print'))];
  }

  // ---- Keeping it.

  /** @returns {{ text: string, name?: string } | undefined} */
  function keptAdvert() {
    const found = /** @type {any} */ (state.get('advert'));
    return shape(found) ? found : undefined;
  }

  /** Nothing: it is removed. @param {{ text: string, name?: string }} [advert] */
  const keepAdvert = (advert) => state.set('advert', advert ?? null);

  /** @param {string} text @param {string} name */
  function keepNamed(text, name) {
    if (text.length > LONGEST.text) {
      notice(`Adverts of up to ${inDigits(LONGEST.text)} characters can be kept. This one has ${inDigits(text.length)}.`, { kind: 'problem' });
      return;
    }
    const before = keptAdvert();
    keepAdvert({ text, ...(name ? { name } : {}) });
    notice('The advert is kept in this browser.', before ? { action: ['Undo', () => keepAdvert(before)] } : {});
  }

  function removeAdvert() {
    const before = keptAdvert();
    keepAdvert();
    notice('The kept advert is removed.', { action: ['Undo', () => keepAdvert(before)] });
  }

  class AdvertReader extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      /** @type {HopsAdvertRules | undefined} */
      this.rules = undefined;
      /** @type {HopsAdvertFindings | undefined} */
      this.found = undefined;
      /** The ticked skills that the findings were last made with. */
      this.skills = '';
      this.result = this.slot('result');
      this.keptLine = this.slot('kept');
      const form = /** @type {HTMLFormElement} */ (this.find('form'));
      this.field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.read();
      });
      form.addEventListener('focusin', () => this.load(), { once: true });
      this.onPress((_, name) => this.act(name));
      state.onChange(() => this.refresh());
      this.refresh();
    }

    // ---- Reading.

    /** Gets the rules, once. */
    async load() {
      try {
        this.rules ??= await deferred(this.root.querySelector('.hops-deferred')?.id ?? '');
      } catch {
        notice('The rules do not load: no advert can be read. Reload the page to try again.', { kind: 'problem' });
      }
      return this.rules;
    }

    /** Reads what stands in the field. */
    async read() {
      const rules = await this.load();
      if (!rules) return;
      this.found = decodeAdvert(rules, this.field.value);
      this.draw(rules, this.found);
    }

    // ---- What is shown.

    /** @param {HopsAdvertRules} rules @param {HopsAdvertFindings} found */
    draw(rules, found) {
      const skills = make('div', { dataset: { slot: 'skills' } }, ...skillParts(rules, found));
      const text = make('details', { open: true }, make('summary', {}, 'The advert, marked'), aside(MARKS), marked(rules, found));
      const parts = [...kindParts(rules, found), ...flagParts(rules, found), make('h3', {}, 'What it asks for'), skills, ...questionParts(rules, found)];
      this.result.replaceChildren(...notes(found), ...(found.words > 0 ? [...parts, text, ...keepParts()] : []), this.keptLine);
      this.root.toggleAttribute('data-decoded', found.words > 0);
      own.add(this.result);
      this.say(`${verdict(rules, found)} ${count(found.flags.length, 'warning sign')}, ${count(found.skills.length, 'skill')}.`);
      this.result.focus();
    }

    /** @param {string} text */
    say(text) {
      this.slot('status').textContent = text;
    }

    /** Shows what has changed of what is kept. */
    refresh() {
      this.refreshKept();
      const skills = JSON.stringify(state.entries('skill:'));
      if (this.rules && this.found && skills !== this.skills && this.found.words > 0) {
        this.slot('skills').replaceChildren(...skillParts(this.rules, this.found));
        own.add(this.slot('skills'));
      }
      this.skills = skills;
    }

    refreshKept() {
      const advert = keptAdvert();
      const words = `You kept an advert${advert?.name ? `, “${advert.name}”` : ''}, in this browser only.`;
      if (this.keptLine.hidden !== Boolean(advert) && this.keptLine.textContent?.startsWith(words)) return;
      this.keptLine.hidden = !advert;
      this.keptLine.replaceChildren(words, ' ', doingButton('Open it', 'open'), ' ', doingButton('Remove it', 'remove'));
    }

    // ---- What buttons do.

    /** @param {string} name */
    act(name) {
      if (name === 'clear') this.clear();
      else if (name === 'keep' && this.found) keepNamed(this.found.text, this.result.querySelector('input')?.value.trim().slice(0, LONGEST.name) ?? '');
      else if (name === 'open') this.openKept();
      else if (name === 'remove') this.removeKept();
      else if (name === 'print') printFindings();
    }

    clear() {
      this.field.value = '';
      this.found = undefined;
      this.root.removeAttribute('data-decoded');
      this.result.replaceChildren(make('p', { className: 'hops-aside' }, 'What the advert says appears here.'), this.keptLine);
      this.say('Cleared');
      this.field.focus();
    }

    openKept() {
      this.field.value = keptAdvert()?.text ?? '';
      this.read();
    }

    removeKept() {
      this.field.focus();
      removeAdvert();
    }
  }

  function printFindings() {
    html.dataset.sheet = 'advert';
    print();
    delete html.dataset.sheet;
  }

  // On the page with the whole book nothing is read.
  if (!html.classList.contains('print-page')) AdvertReader.start('hops-advert');
})();
