// Interviewing a company: the questions on the reader's sheet, deal-breakers with the day on which they were set, what up to four companies
// answered, and all of them side by side. Kept as `employer` and `company:1` to `company:4`. Enter at `start`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const NUMBERS = [1, 2, 3, 4];
  const LONGEST = { name: 80, limit: 200, text: 2000 };
  const MARKS = ['green', 'amber', 'red', 'not-asked'];

  /** @typedef {{ text: string, set: string, late: boolean }} Breaker `late`: set or changed when there were answers already */
  /** @typedef {{ mark: string, text: string }} Reply */
  /** @typedef {{ chosen: string[], breakers: Map<string, Breaker> }} Choice */
  /** @typedef {{ number: number, name: string, answers: Map<string, Reply> }} Company */

  /** @param {string} [text] */
  const quoted = (text) => (text ? `“${text}”` : '');

  const isText = (/** @type {unknown} */ value) => typeof value === 'string';

  /** @returns {Choice} */
  function choice() {
    const found = /** @type {any} */ (state.get('employer'));
    const breakers = Object.entries(found?.breakers ?? {}).filter(([, breaker]) => isText(/** @type {any} */ (breaker)?.text) && isText(/** @type {any} */ (breaker)?.set));
    return { chosen: Array.isArray(found?.chosen) ? found.chosen.filter(isText) : [], breakers: new Map(/** @type {[string, Breaker][]} */ (breakers)) };
  }

  /** @param {Choice} changed */
  function keepChoice({ chosen, breakers }) {
    const empty = chosen.length === 0 && breakers.size === 0;
    state.set('employer', empty ? null : { chosen, breakers: Object.fromEntries(breakers) });
  }

  /** @returns {Company[]} */
  const companies = () =>
    NUMBERS.flatMap((number) => {
      const found = /** @type {any} */ (state.get(`company:${number}`));
      if (!isText(found?.name)) return [];
      const answers = Object.entries(found.answers ?? {}).filter(([, reply]) => MARKS.includes(/** @type {any} */ (reply)?.mark) && isText(/** @type {any} */ (reply)?.text));
      return [{ number, name: found.name, answers: new Map(/** @type {[string, Reply][]} */ (answers)) }];
    });

  /** @param {Company} company */
  const keepCompany = ({ number, name, answers }) => state.set(`company:${number}`, { name, answers: Object.fromEntries(answers) });

  /** @param {Company} company */
  const nameOf = ({ name, number }) => name.trim() || `Company ${number}`;

  const anyAnswer = () => companies().some(({ answers }) => answers.size > 0);

  /** Today here, as 2026-11-03. */
  function today() {
    const now = new Date();
    const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** @param {string} day */
  function inWords(day) {
    const date = new Date(`${day}T12:00`);
    return Number.isNaN(date.getTime()) ? day : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  }

  /** @param {Breaker} breaker */
  const setWhen = ({ set, late }) => `Set on ${inWords(set)}, ${late ? 'when you had answers already' : 'before your first answer'}.`;

  /** @template {keyof HTMLElementTagNameMap} Name @param {Name} name @param {Record<string, string>} attributes @param {(Node | string)[]} children */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  }

  /** @param {string} mark */
  const inMark = (mark) => (mark === 'not-asked' ? 'Not asked' : mark[0].toUpperCase() + mark.slice(1));

  /** "2 green, 1 red, 3 not asked" @param {string[]} ids @param {Company} company */
  function sum(ids, { answers }) {
    const marks = ids.map((id) => answers.get(id)?.mark ?? 'not-asked');
    const counts = MARKS.map((mark) => /** @type {const} */ ([mark, marks.filter((other) => other === mark).length]));
    return counts.filter(([, count]) => count > 0).map(([mark, count]) => `${count} ${inMark(mark).toLowerCase()}`).join(', ');
  }

  /** Sets what is not being written in. @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} value */
  function fill(field, value) {
    if (field.value !== value && field !== document.activeElement) field.value = value;
  }

  /** @param {Element} host @param {number} place */
  function start(host, place) {
    /** @param {string} name @param {ParentNode} [root] @returns {HTMLElement} */
    const slot = (name, root = host) => /** @type {HTMLElement} */ (root.querySelector(`[data-slot="${name}"]`));
    /** @param {string} name @param {Element} root @returns {HTMLInputElement} */
    const control = (name, root) => /** @type {HTMLInputElement} */ (root.querySelector(`[data-do="${name}"]`));
    /** @param {string} name @returns {HTMLElement} */
    const copyOf = (name) => {
      const template = /** @type {HTMLTemplateElement} */ (host.querySelector(`[data-template="${name}"]`));
      return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    };
    const asks = /** @type {HTMLElement[]} */ ([...host.querySelectorAll('.hops-ask')]);
    const ids = asks.map(({ dataset }) => dataset.question ?? '');
    const words = new Map(asks.map((ask) => [ask.dataset.question ?? '', ask.querySelector('.hops-ask-words')?.textContent ?? '']));
    const list = slot('companies');

    /** @param {string} text */
    const say = (text) => {
      slot('status').textContent = text;
    };

    // ---- The sheet and the deal-breakers.

    /** The questions that a company is asked, in the order of the page: those chosen, or all; and those answered. @param {Company[]} all */
    function asked(all) {
      const { chosen } = choice();
      const known = ids.filter((id) => chosen.includes(id));
      return known.length === 0 ? ids : ids.filter((id) => known.includes(id) || all.some(({ answers }) => answers.has(id)));
    }

    /** @param {HTMLElement} ask @param {Choice} now */
    function showAsk(ask, { chosen, breakers }) {
      const id = ask.dataset.question ?? '';
      const breaker = breakers.get(id);
      control('choose', ask).checked = chosen.includes(id);
      control('breaker', ask).checked = breaker !== undefined;
      /** @type {HTMLElement} */ (ask.querySelector('.hops-ask-limit')).hidden = !breaker;
      fill(control('limit', ask), breaker?.text ?? '');
      slot('set', ask).textContent = breaker ? setWhen(breaker) : '';
    }

    /** @param {string} id @param {boolean} wanted */
    function choose(id, wanted) {
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

    // ---- Companies.

    /** @param {Company} company */
    function newCompany({ number }) {
      const made = copyOf('company');
      made.dataset.number = String(number);
      return made;
    }

    /** @param {string} id @param {number} number */
    function newReply(id, number) {
      const made = copyOf('answer');
      made.dataset.question = id;
      /** @type {HTMLElement} */ (made.querySelector('legend')).textContent = words.get(id) ?? '';
      for (const radio of made.querySelectorAll('input')) radio.name = `company-${place}-${number}-${id}`;
      return made;
    }

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

    /** @param {HTMLElement} element @param {Company} company @param {string[]} questions @param {Choice} now */
    function showCompany(element, company, questions, { breakers }) {
      const broken = brokenBy(company, breakers).length;
      slot('name', element).textContent = nameOf(company);
      slot('sum', element).textContent = sum(questions, company) + (broken > 0 ? `; ${broken} of ${breakers.size} deal-breaker${breakers.size > 1 ? 's' : ''} met` : '');
      fill(control('name', element), company.name);
      const replies = arrange(slot('answers', element), questions, ({ dataset }) => dataset.question, (id) => newReply(id, company.number));
      for (const reply of replies) showReply(reply, company.answers.get(reply.dataset.question ?? ''), breakers.get(reply.dataset.question ?? ''));
    }

    /** @param {HTMLElement} element @param {Reply | undefined} reply @param {Breaker | undefined} breaker */
    function showReply(element, reply, breaker) {
      for (const radio of element.querySelectorAll('input')) radio.checked = radio.value === (reply?.mark ?? 'not-asked');
      fill(/** @type {HTMLTextAreaElement} */ (element.querySelector('textarea')), reply?.text ?? '');
      const line = slot('breaker', element);
      line.hidden = !breaker || reply?.mark !== 'red';
      line.textContent = breaker ? reminder(breaker) : '';
    }

    /** @param {Breaker} breaker */
    const limit = (breaker) => `${breaker.text ? `Your line: ${quoted(breaker.text)}. ` : ''}${setWhen(breaker)}${breaker.late ? '' : ' You decided on it on a calm day.'}`;

    /** @param {Breaker} breaker */
    const reminder = (breaker) => `This is one of your deal-breakers. ${limit(breaker)}`;

    /** @param {Company} company @param {Map<string, Breaker>} breakers */
    const brokenBy = ({ answers }, breakers) => ids.filter((id) => breakers.has(id) && answers.get(id)?.mark === 'red');

    /** @param {string} name */
    function add(name) {
      const taken = companies().map(({ number }) => number);
      const number = NUMBERS.find((one) => !taken.includes(one));
      if (!number) return;
      keepCompany({ number, name: name.slice(0, LONGEST.name), answers: new Map() });
      const made = /** @type {HTMLDetailsElement} */ (list.querySelector(`[data-number="${number}"]`));
      made.open = true;
      made.querySelector('summary')?.focus();
      say(`${nameOf({ number, name, answers: new Map() })} is added.`);
    }

    /** @param {Company} company */
    function remove(company) {
      const before = state.get(`company:${company.number}`);
      state.set(`company:${company.number}`, null);
      const next = /** @type {HTMLElement | null} */ (list.querySelector('summary') ?? host.querySelector('[name="company"]'));
      next?.focus();
      notice(`${nameOf(company)} is removed, with its answers.`, { action: ['Undo', () => state.set(`company:${company.number}`, before)] });
    }

    /** @param {Company} company @param {HTMLElement} element */
    function keepReply(company, element) {
      const id = element.dataset.question ?? '';
      const mark = /** @type {HTMLInputElement | null} */ (element.querySelector('input:checked'))?.value ?? 'not-asked';
      const text = /** @type {HTMLTextAreaElement} */ (element.querySelector('textarea')).value.slice(0, LONGEST.text);
      const answers = new Map(company.answers);
      if (mark === 'not-asked' && text === '') answers.delete(id);
      else answers.set(id, { mark, text });
      const wasRed = company.answers.get(id)?.mark === 'red';
      keepCompany({ ...company, answers });
      const line = slot('breaker', element);
      say(line.hidden || wasRed ? '' : (line.textContent ?? ''));
    }

    // ---- Side by side.

    /** @param {Company[]} all @param {string[]} questions @param {Choice} now */
    function showTable(all, questions, now) {
      const box = slot('compare');
      box.hidden = all.length === 0;
      if (all.length === 0) return;
      const title = make('h3', {}, all.length > 1 ? 'Side by side' : 'What you have so far');
      box.replaceChildren(title, ...all.flatMap((company) => met(company, now)), table(all, questions, now));
    }

    /** Which deal-breakers a company has met, and which it was not asked about. @param {Company} company @param {Choice} now */
    function met(company, { breakers }) {
      const broken = brokenBy(company, breakers);
      const open = ids.filter((id) => breakers.has(id) && (company.answers.get(id)?.mark ?? 'not-asked') === 'not-asked');
      const name = make('b', {}, nameOf(company));
      const lines = broken.map((id) => make('li', {}, `${words.get(id)} ${limit(/** @type {Breaker} */ (breakers.get(id)))}`));
      const head = make('p', {}, name, broken.length === 1 ? ' has a deal-breaker of yours:' : ` has ${broken.length} deal-breakers of yours:`);
      const rest = make('p', { class: 'hops-aside' }, name.cloneNode(true), ' was not asked about a deal-breaker of yours yet: ', open.map((id) => words.get(id)).join(' '));
      return [...(broken.length > 0 ? [make('div', { class: 'hops-breaker' }, head, make('ul', {}, ...lines))] : []), ...(open.length > 0 ? [rest] : [])];
    }

    /** @param {Company[]} all @param {string[]} questions @param {Choice} now */
    function table(all, questions, { breakers }) {
      const column = (/** @type {Company} */ company) => ({ 'data-column': nameOf(company), role: 'cell' });
      const row = (/** @type {Node[]} */ ...cells) => make('tr', { role: 'row' }, ...cells);
      const head = (/** @type {(Node | string)[]} */ ...inside) => make('th', { scope: 'row', role: 'rowheader', 'data-column': 'Question' }, ...inside);
      const titles = ['Question', ...all.map(nameOf)].map((title) => make('th', { scope: 'col', role: 'columnheader' }, title));
      const rows = questions.map((id) => {
        const flag = breakers.has(id) ? [make('span', { class: 'hops-aside' }, 'Deal-breaker')] : [];
        const cells = all.map((company) => make('td', column(company), ...replyCell(company.answers.get(id))));
        return row(head(words.get(id) ?? '', ...flag), ...cells);
      });
      rows.push(row(head('In all'), ...all.map((company) => make('td', column(company), sum(questions, company)))));
      const caption = make('caption', {}, all.length > 1 ? `Answers of ${all.length} companies` : `Answers of ${nameOf(all[0])}`);
      const parts = [caption, make('thead', { role: 'rowgroup' }, row(...titles)), make('tbody', { role: 'rowgroup' }, ...rows)];
      return make('table', { class: 'hops-table hops-compare', role: 'table' }, ...parts);
    }

    /** @param {Reply | undefined} reply */
    function replyCell(reply) {
      const mark = reply?.mark ?? 'not-asked';
      const shown = make('span', { class: 'hops-mark', 'data-mark': mark }, inMark(mark));
      return reply?.text ? [shown, make('span', { class: 'hops-reply-words' }, reply.text)] : [shown];
    }

    // ---- The sheet for paper.

    /** @param {Choice} now */
    function showSheet({ chosen, breakers }) {
      const known = ids.filter((id) => chosen.includes(id));
      for (const item of /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll('.hops-sheet-asks > li'))) {
        item.hidden = known.length > 0 && !known.includes(item.dataset.question ?? '');
      }
      const count = known.length || ids.length;
      /** @type {HTMLElement} */ (host.querySelector('.hops-ask-sheet')).dataset.room = count <= 5 ? 'much' : count <= 9 ? 'some' : 'little';
      const place = slot('breakers');
      place.hidden = breakers.size === 0;
      const lines = ids.flatMap((id) => (breakers.has(id) ? [make('li', {}, `${words.get(id)} ${quoted(breakers.get(id)?.text)}`)] : []));
      place.replaceChildren(...lines);
    }

    function printSheet() {
      document.documentElement.dataset.sheet = 'employer';
      print();
    }

    function show() {
      const now = choice();
      const all = companies();
      const questions = asked(all);
      for (const ask of asks) showAsk(ask, now);
      host.toggleAttribute('data-kept', all.length > 0 || now.breakers.size > 0);
      const full = all.length === NUMBERS.length;
      slot('full').hidden = !full;
      for (const field of form.querySelectorAll('input, button')) /** @type {HTMLInputElement} */ (field).disabled = full;
      const keys = all.map(({ number }) => String(number));
      const elements = arrange(list, keys, ({ dataset }) => dataset.number, (key) => newCompany(all[keys.indexOf(key)]));
      elements.forEach((element, at) => showCompany(element, all[at], questions, now));
      showTable(all, questions, now);
      showSheet(now);
    }

    // ---- What the reader does.

    /** @param {Element} target @returns {[HTMLElement, Company] | undefined} */
    function companyOf(target) {
      const element = /** @type {HTMLElement | null} */ (target.closest('.hops-company'));
      const company = companies().find(({ number }) => String(number) === element?.dataset.number);
      return element && company ? [element, company] : undefined;
    }

    /** @param {HTMLInputElement | HTMLTextAreaElement} field */
    function changed(field) {
      const id = /** @type {HTMLElement | null} */ (field.closest('[data-question]'))?.dataset.question ?? '';
      const found = companyOf(field);
      if (field instanceof HTMLInputElement && field.dataset.do === 'choose') choose(id, field.checked);
      else if (field instanceof HTMLInputElement && field.dataset.do === 'breaker') setBreaker(id, field.checked);
      else if (field.dataset.do === 'limit') setLimit(id, field.value);
      else if (found && field.dataset.do === 'name') keepCompany({ ...found[1], name: field.value.slice(0, LONGEST.name) });
      else if (found) keepReply(found[1], /** @type {HTMLElement} */ (field.closest('.hops-reply')));
    }

    const form = /** @type {HTMLFormElement} */ (host.querySelector('.hops-company-add'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('company'));
      const name = field.value.trim();
      field.value = '';
      add(name);
    });
    host.addEventListener('input', ({ target }) => {
      if ((target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && !form.contains(target)) changed(target);
    });
    host.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('button[data-do]') : null;
      const found = button && companyOf(button);
      if (button?.getAttribute('data-do') === 'print') printSheet();
      else if (found) remove(found[1]);
    });
    state.onChange(show);
    show();
  }

  window.addEventListener('afterprint', () => delete document.documentElement.dataset.sheet);
  document.querySelectorAll('hops-employer').forEach(start);
})();
