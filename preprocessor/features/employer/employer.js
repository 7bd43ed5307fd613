// Interviewing a company: the questions on the reader's sheet, deal-breakers with the day on which they were set, what up to four companies
// answered, and all of them side by side. What is kept of it, kept.js says. Enter at `Employer`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const { make, dayInWords, Component } = window.hops.elements;
  const { id, sift } = window.hops.shapes;
  const { LONGEST, MARKS, breaker, reply, name } = window.hops.employer;
  const NUMBERS = [1, 2, 3, 4];

  /** @typedef {{ text: string, set: string, late: boolean }} Breaker `late`: set or changed when there were answers already */
  /** @typedef {{ mark: string, text: string }} Reply */
  /** @typedef {{ chosen: string[], breakers: Map<string, Breaker> }} Choice */
  /** @typedef {{ number: number, name: string, answers: Map<string, Reply> }} Company */

  // ---- What is kept. Whatever else stands there, somebody else has put there.

  /** @returns {Choice} */
  function choice() {
    const found = /** @type {any} */ (state.get('employer'));
    return { chosen: sift(found?.chosen, id).map(([, one]) => one), breakers: new Map(sift(found?.breakers, breaker)) };
  }

  /** @param {Choice} changed */
  function keepChoice({ chosen, breakers }) {
    const isEmpty = chosen.length === 0 && breakers.size === 0;
    state.set('employer', isEmpty ? null : { chosen, breakers: Object.fromEntries(breakers) });
  }

  /** @returns {Company[]} */
  const companies = () =>
    NUMBERS.flatMap((number) => {
      const found = /** @type {any} */ (state.get(`company:${number}`));
      return name(found?.name) ? [{ number, name: found.name, answers: new Map(sift(found.answers, reply)) }] : [];
    });

  /** @param {Company} company */
  const keepCompany = ({ number, name, answers }) => state.set(`company:${number}`, { name, answers: Object.fromEntries(answers) });

  /** @param {Company} company */
  const dropCompany = ({ number }) => state.set(`company:${number}`, null);

  const anyAnswer = () => companies().some(({ answers }) => answers.size > 0);

  // ---- Deal-breakers and answers, in words.

  /** @param {Company} company */
  const shownName = ({ name, number }) => name.trim() || `Company ${number}`;

  /** Today here, as 2026-11-03. */
  function today() {
    const now = new Date();
    const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** @param {string} day */
  function setOn(day) {
    const date = new Date(`${day}T12:00`);
    return Number.isNaN(date.getTime()) ? day : dayInWords(date);
  }

  /** @param {Breaker} breaker */
  const setWhen = ({ set, late }) => `Set on ${setOn(set)}, ${late ? 'when you had answers already' : 'before your first answer'}.`;

  /** @param {Breaker} breaker */
  const lineOf = ({ text }) => (text ? `“${text}”` : '');

  /** @param {Breaker} breaker */
  const limit = (breaker) => `${breaker.text ? `Your line: ${lineOf(breaker)}. ` : ''}${setWhen(breaker)}${breaker.late ? '' : ' You decided on it on a calm day.'}`;

  /** @param {string} mark */
  const inMark = (mark) => (mark === 'not-asked' ? 'Not asked' : mark[0].toUpperCase() + mark.slice(1));

  /** @param {Company} company @param {string} id of a question */
  const markBy = ({ answers }, id) => answers.get(id)?.mark ?? 'not-asked';

  /** "2 green, 1 red, 3 not asked" @param {string[]} ids @param {Company} company */
  function markCounts(ids, company) {
    const marks = ids.map((id) => markBy(company, id));
    const counts = MARKS.map((mark) => /** @type {const} */ ([mark, marks.filter((other) => other === mark).length]));
    return counts.filter(([, number]) => number > 0).map(([mark, number]) => `${number} ${inMark(mark).toLowerCase()}`).join(', ');
  }

  // ---- Elements.

  /** Sets what is not being written in. @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} value */
  function setField(field, value) {
    if (field.value !== value && field !== document.activeElement) field.value = value;
  }

  /** @param {Element | null} element */
  const askedIn = (element) => /** @type {HTMLElement | null} */ (element)?.dataset.question ?? '';

  /** The elements for `keys` in `parent`, in that order; those that are there stay. @param {Element} parent @param {string[]} keys @param {(element: HTMLElement) => string | undefined} keyOf @param {(key: string) => HTMLElement} create */
  function arrange(parent, keys, keyOf, create) {
    const there = new Map(/** @type {HTMLElement[]} */ ([...parent.children]).map((element) => [keyOf(element), element]));
    const wanted = keys.map((key) => there.get(key) ?? create(key));
    for (const element of there.values()) if (!wanted.includes(element)) element.remove();
    wanted.forEach((element, at) => {
      if (parent.children[at] !== element) parent.insertBefore(element, parent.children[at] ?? null);
    });
    return wanted;
  }

  /** @param {Reply | undefined} reply */
  function replyCell(reply) {
    const mark = reply?.mark ?? 'not-asked';
    const shown = make('span', { className: 'hops-mark', dataset: { mark } }, inMark(mark));
    return reply?.text ? [shown, make('span', { className: 'hops-reply-words' }, reply.text)] : [shown];
  }

  function printQuestions() {
    document.documentElement.dataset.sheet = 'employer';
    print();
  }

  // ---- What the reader changes on the sheet.

  /** @param {string} id @param {boolean} wanted */
  function putOnSheet(id, wanted) {
    const now = choice();
    keepChoice({ ...now, chosen: wanted ? [...now.chosen, id] : now.chosen.filter((other) => other !== id) });
  }

  /** @param {string} id @param {boolean} wanted */
  function setBreaker(id, wanted) {
    const before = choice();
    const late = anyAnswer();
    const breakers = new Map(before.breakers);
    if (wanted) breakers.set(id, { text: '', set: today(), late });
    else breakers.delete(id);
    // What would break the deal has to be asked.
    const chosen = wanted && before.chosen.length > 0 && !before.chosen.includes(id) ? [...before.chosen, id] : before.chosen;
    keepChoice({ chosen, breakers });
    if (!late) return;
    const what = wanted ? 'You have answers already. A deal-breaker that is set now is marked as set late.' : 'You have answers already, and this was one of your deal-breakers.';
    notice(what, { action: ['Undo', () => keepChoice(before)] });
  }

  /** @param {string} id @param {string} text */
  function setLimit(id, text) {
    const now = choice();
    const late = anyAnswer();
    const breakers = new Map(now.breakers);
    const wasLate = breakers.get(id)?.late;
    breakers.set(id, { text: text.slice(0, LONGEST.limit), set: today(), late });
    keepChoice({ ...now, breakers });
    if (late && !wasLate) notice('You have answers already, and are moving the line. The deal-breaker is marked as set late.');
  }

  let sheets = 0;

  class Employer extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.number = sheets++;
      this.asks = this.findAll('.hops-ask');
      this.ids = this.asks.map(askedIn);
      /** What is asked, by its id. */
      this.words = new Map(this.asks.map((ask) => [askedIn(ask), ask.querySelector('.hops-ask-words')?.textContent ?? '']));
      this.list = this.slot('companies');
      this.form = /** @type {HTMLFormElement} */ (this.find('.hops-company-add'));
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.addNamed();
      });
      root.addEventListener('input', ({ target }) => {
        if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && !this.form.contains(target)) this.changed(target);
      });
      this.onPress((button, name) => {
        const company = this.companyAt(button);
        if (name === 'print') printQuestions();
        else if (company) this.remove(company);
      });
      state.onChange(() => this.draw());
      this.draw();
    }

    draw() {
      const now = choice();
      const all = companies();
      const questions = this.asked(all);
      for (const ask of this.asks) this.drawAsk(ask, now);
      this.root.toggleAttribute('data-kept', all.length > 0 || now.breakers.size > 0);
      const full = all.length === NUMBERS.length;
      this.slot('full').hidden = !full;
      for (const field of this.form.querySelectorAll('input, button')) /** @type {HTMLInputElement} */ (field).disabled = full;
      const keys = all.map(({ number }) => String(number));
      const elements = arrange(this.list, keys, ({ dataset }) => dataset.number, (key) => this.newCompany(key));
      elements.forEach((element, at) => this.drawCompany(element, all[at], questions, now));
      this.drawComparison(all, questions, now);
      this.drawSheet(now);
    }

    // ---- Parts of the page.

    /** @param {string} name @param {Element} root @returns {HTMLInputElement} */
    control(name, root) {
      return /** @type {HTMLInputElement} */ (this.find(`[data-do="${name}"]`, root));
    }

    /** @param {string} name of a template */
    copyOf(name) {
      const template = /** @type {HTMLTemplateElement} */ (this.find(`[data-template="${name}"]`));
      return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    }

    /** @param {string} text */
    say(text) {
      this.slot('status').textContent = text;
    }

    // ---- The sheet and the deal-breakers.

    /** The questions that a company is asked, in the order of the page: those chosen, or all; and those answered. @param {Company[]} all */
    asked(all) {
      const { chosen } = choice();
      const known = this.ids.filter((id) => chosen.includes(id));
      return known.length === 0 ? this.ids : this.ids.filter((id) => known.includes(id) || all.some(({ answers }) => answers.has(id)));
    }

    /** @param {HTMLElement} ask @param {Choice} now */
    drawAsk(ask, { chosen, breakers }) {
      const id = askedIn(ask);
      const breaker = breakers.get(id);
      this.control('choose', ask).checked = chosen.includes(id);
      this.control('breaker', ask).checked = breaker !== undefined;
      this.find('.hops-ask-limit', ask).hidden = !breaker;
      setField(this.control('limit', ask), breaker?.text ?? '');
      this.slot('set', ask).textContent = breaker ? setWhen(breaker) : '';
    }

    /** The sheet for paper. @param {Choice} now */
    drawSheet({ chosen, breakers }) {
      const known = this.ids.filter((id) => chosen.includes(id));
      for (const item of this.findAll('.hops-sheet-asks > li')) item.hidden = known.length > 0 && !known.includes(askedIn(item));
      const number = known.length || this.ids.length;
      this.find('.hops-ask-sheet').dataset.room = number <= 5 ? 'much' : number <= 9 ? 'some' : 'little';
      const place = this.slot('breakers');
      place.hidden = breakers.size === 0;
      const set = this.ids.filter((id) => breakers.has(id));
      place.replaceChildren(...set.map((id) => make('li', {}, `${this.words.get(id)} ${lineOf(/** @type {Breaker} */ (breakers.get(id)))}`)));
    }

    // ---- Companies.

    /** @param {string} number */
    newCompany(number) {
      const made = this.copyOf('company');
      made.dataset.number = number;
      return made;
    }

    /** @param {string} id @param {number} number */
    newReply(id, number) {
      const made = this.copyOf('answer');
      made.dataset.question = id;
      this.find('legend', made).textContent = this.words.get(id) ?? '';
      for (const radio of made.querySelectorAll('input')) radio.name = `company-${this.number}-${number}-${id}`;
      return made;
    }

    /** @param {HTMLElement} element @param {Company} company @param {string[]} questions @param {Choice} now */
    drawCompany(element, company, questions, { breakers }) {
      const broken = this.brokenBy(company, breakers).length;
      const met = broken > 0 ? `; ${broken} of ${breakers.size} deal-breaker${breakers.size > 1 ? 's' : ''} met` : '';
      this.slot('name', element).textContent = shownName(company);
      this.slot('sum', element).textContent = markCounts(questions, company) + met;
      setField(this.control('name', element), company.name);
      const replies = arrange(this.slot('answers', element), questions, askedIn, (id) => this.newReply(id, company.number));
      for (const reply of replies) this.drawReply(reply, company.answers.get(askedIn(reply)), breakers.get(askedIn(reply)));
    }

    /** @param {HTMLElement} element @param {Reply | undefined} reply @param {Breaker | undefined} breaker */
    drawReply(element, reply, breaker) {
      for (const radio of element.querySelectorAll('input')) radio.checked = radio.value === (reply?.mark ?? 'not-asked');
      setField(/** @type {HTMLTextAreaElement} */ (this.find('textarea', element)), reply?.text ?? '');
      const line = this.slot('breaker', element);
      line.hidden = !breaker || reply?.mark !== 'red';
      line.textContent = breaker ? `This is one of your deal-breakers. ${limit(breaker)}` : '';
    }

    /** @param {Company} company @param {Map<string, Breaker>} breakers */
    brokenBy(company, breakers) {
      return this.ids.filter((id) => breakers.has(id) && markBy(company, id) === 'red');
    }

    /** The company of the form. */
    addNamed() {
      const field = /** @type {HTMLInputElement} */ (this.form.elements.namedItem('company'));
      const name = field.value.trim().slice(0, LONGEST.name);
      field.value = '';
      const taken = companies().map(({ number }) => number);
      const number = NUMBERS.find((one) => !taken.includes(one));
      if (!number) return;
      const company = { number, name, answers: new Map() };
      keepCompany(company);
      const made = /** @type {HTMLDetailsElement} */ (this.find(`[data-number="${number}"]`, this.list));
      made.open = true;
      made.querySelector('summary')?.focus();
      this.say(`${shownName(company)} is added.`);
    }

    /** @param {Company} company */
    remove(company) {
      dropCompany(company);
      const next = /** @type {HTMLElement | null} */ (this.list.querySelector('summary') ?? this.root.querySelector('[name="company"]'));
      next?.focus();
      notice(`${shownName(company)} is removed, with its answers.`, { action: ['Undo', () => keepCompany(company)] });
    }

    /** @param {Company} company @param {HTMLElement} element */
    keepReply(company, element) {
      const id = askedIn(element);
      const mark = /** @type {HTMLInputElement | null} */ (element.querySelector('input:checked'))?.value ?? 'not-asked';
      const text = /** @type {HTMLTextAreaElement} */ (this.find('textarea', element)).value.slice(0, LONGEST.text);
      const answers = new Map(company.answers);
      if (mark === 'not-asked' && text === '') answers.delete(id);
      else answers.set(id, { mark, text });
      keepCompany({ ...company, answers });
      const line = this.slot('breaker', element);
      this.say(line.hidden || markBy(company, id) === 'red' ? '' : (line.textContent ?? ''));
    }

    /** The company whose part of the page holds this. @param {Element} element */
    companyAt(element) {
      const part = /** @type {HTMLElement | null} */ (element.closest('.hops-company'));
      return companies().find(({ number }) => String(number) === part?.dataset.number);
    }

    /** @param {HTMLInputElement | HTMLTextAreaElement} field */
    changed(field) {
      const id = askedIn(field.closest('[data-question]'));
      const company = this.companyAt(field);
      const isTicked = field instanceof HTMLInputElement && field.checked;
      if (field.dataset.do === 'choose') putOnSheet(id, isTicked);
      else if (field.dataset.do === 'breaker') setBreaker(id, isTicked);
      else if (field.dataset.do === 'limit') setLimit(id, field.value);
      else if (company && field.dataset.do === 'name') keepCompany({ ...company, name: field.value.slice(0, LONGEST.name) });
      else if (company) this.keepReply(company, /** @type {HTMLElement} */ (field.closest('.hops-reply')));
    }

    // ---- Side by side.

    /** @param {Company[]} all @param {string[]} questions @param {Choice} now */
    drawComparison(all, questions, now) {
      const box = this.slot('compare');
      box.hidden = all.length === 0;
      if (all.length === 0) return;
      const title = make('h3', {}, all.length > 1 ? 'Side by side' : 'What you have so far');
      box.replaceChildren(title, ...all.flatMap((company) => this.met(company, now)), this.table(all, questions, now));
    }

    /** Which deal-breakers a company has met, and which it was not asked about. @param {Company} company @param {Choice} now */
    met(company, { breakers }) {
      const broken = this.brokenBy(company, breakers);
      const open = this.ids.filter((id) => breakers.has(id) && markBy(company, id) === 'not-asked');
      const name = make('b', {}, shownName(company));
      const lines = broken.map((id) => make('li', {}, `${this.words.get(id)} ${limit(/** @type {Breaker} */ (breakers.get(id)))}`));
      const head = make('p', {}, name, broken.length === 1 ? ' has a deal-breaker of yours:' : ` has ${broken.length} deal-breakers of yours:`);
      const rest = make('p', { className: 'hops-aside' }, name.cloneNode(true), ' was not asked about a deal-breaker of yours yet: ', open.map((id) => this.words.get(id)).join(' '));
      return [...(broken.length > 0 ? [make('div', { className: 'hops-breaker' }, head, make('ul', {}, ...lines))] : []), ...(open.length > 0 ? [rest] : [])];
    }

    /** @param {Company[]} all @param {string[]} questions @param {Choice} now */
    table(all, questions, { breakers }) {
      const row = (/** @type {Node[]} */ ...cells) => make('tr', { role: 'row' }, ...cells);
      const head = (/** @type {(Node | string)[]} */ ...inside) => make('th', { scope: 'row', role: 'rowheader', dataset: { column: 'Question' } }, ...inside);
      const cells = (/** @type {(company: Company) => (Node | string)[]} */ inside) =>
        all.map((company) => make('td', { role: 'cell', dataset: { column: shownName(company) } }, ...inside(company)));
      const titles = ['Question', ...all.map(shownName)].map((title) => make('th', { scope: 'col', role: 'columnheader' }, title));
      const rows = questions.map((id) => {
        const flag = breakers.has(id) ? [make('span', { className: 'hops-aside' }, 'Deal-breaker')] : [];
        return row(head(this.words.get(id) ?? '', ...flag), ...cells(({ answers }) => replyCell(answers.get(id))));
      });
      rows.push(row(head('In all'), ...cells((company) => [markCounts(questions, company)])));
      const caption = make('caption', {}, all.length > 1 ? `Answers of ${all.length} companies` : `Answers of ${shownName(all[0])}`);
      const parts = [caption, make('thead', { role: 'rowgroup' }, row(...titles)), make('tbody', { role: 'rowgroup' }, ...rows)];
      return make('table', { className: 'hops-table hops-compare', role: 'table' }, ...parts);
    }
  }

  window.addEventListener('afterprint', () => delete document.documentElement.dataset.sheet);
  Employer.start('hops-employer');
})();
