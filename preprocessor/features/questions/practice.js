// Practice: draws a question by kind, level and what the reader has ticked or practised, keeps the words that are written (`note:question/ID`),
// compares them with a strong answer, and brings the question back when recall.js says so (`practice:ID`). mock.js asks its questions in the
// same place. What there is to draw from stands in the page's list; the rest of a question is loaded when it is first asked. Enter at `draw`
// and `ask`.
(() => {
  'use strict';
  const { state, late, recall, notice, own } = window.hops;
  const html = document.documentElement;
  const widget = /** @type {HTMLElement} */ (document.querySelector('hops-practice'));
  // On the page with the whole book nothing is drawn.
  if (html.classList.contains('print-page')) return;

  const LEVELS = ['entry', 'working', 'senior'];
  const GRADES = ['', 'again', 'nearly', 'good'];
  const GOOD = 3;
  /** Marks that are kept of a question. */
  const MOST_MARKS = 20;
  /** Characters that are kept of an answer. */
  const LONGEST = 20_000;
  /** Milliseconds without a key before what was typed is kept. */
  const PAUSE = 400;

  /** @typedef {{ s: number, d: number, due: number, log: number[][] }} Card */

  /** @type {HopsPractice['make']} */
  function make(name, properties = {}, ...children) {
    const { dataset = {}, ...rest } = properties;
    const element = Object.assign(document.createElement(name), rest);
    Object.assign(element.dataset, dataset);
    element.append(...children);
    return element;
  }

  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement} */ (widget.querySelector(selector));
  /** @param {string} name */
  const slot = (name) => find(`[data-slot="${name}"]`);
  /** @param {string} name */
  const part = (name) => find(`[data-part="${name}"]`);
  /** @param {string} name @param {boolean} shown */
  const show = (name, shown) => part(name).toggleAttribute('hidden', !shown);
  const form = /** @type {HTMLFormElement} */ (part('draw'));
  const field = /** @type {HTMLTextAreaElement} */ (find('[data-take="words"]'));
  const spoken = /** @type {HTMLInputElement} */ (find('[data-take="spoken"]'));

  /** Text with code between backticks, as preprocessor/features/questions/widget.rs writes it. @param {string} text */
  const rich = (text) => text.split(/`([^`]+)`/).map((piece, at) => (at % 2 === 1 ? make('code', {}, piece) : piece));

  /** @param {string[]} texts */
  const items = (texts) => texts.map((text) => make('li', {}, ...rich(text)));

  /** @param {number} n @param {string} noun */
  const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

  // ---- What there is.

  /** @type {HopsQuestionItem[]} */
  const questions = [...widget.querySelectorAll('.hops-practice-kind')].flatMap((list) => {
    const { kind = '', later = '' } = /** @type {HTMLElement} */ (list).dataset;
    const title = list.querySelector('summary > b')?.textContent ?? '';
    return [...list.querySelectorAll('[data-question]')].map((item) => {
      const { question: id = '', level = '', skills = '' } = /** @type {HTMLElement} */ (item).dataset;
      return { id, kind, title, later, level, skills: skills.split(' '), ask: /** @type {HTMLElement} */ (item.firstElementChild) };
    });
  });

  /** @param {string} id @returns {Card | undefined} */
  function cardOf(id) {
    const kept = /** @type {any} */ (state.get(`practice:${id}`));
    return Array.isArray(kept?.log) && kept.log.length > 0 ? kept : undefined;
  }

  /** @param {Card} card */
  const lastOf = (card) => card.log[card.log.length - 1];

  /** @param {HopsQuestionItem} question */
  const isDue = ({ id }) => (cardOf(id)?.due ?? Infinity) <= recall.today();

  /** The lowest level that the reader has ticked among the skills of a question; 0: one of them is not ticked. @param {HopsQuestionItem} question */
  const reached = ({ skills }) => Math.min(...skills.map((skill) => LEVELS.indexOf(String(state.get(`skill:${skill}`))) + 1));

  /** What the form asks for. */
  function fitting() {
    const { kind, level, from } = Object.fromEntries(new FormData(form));
    const wanted = questions.filter((question) => (!kind || question.kind === kind) && (!level || question.level === level));
    const lowest = Math.min(...wanted.map(reached));
    /** @type {Record<string, (question: HopsQuestionItem) => boolean>} */
    const sieves = { due: isDue, weak: (question) => reached(question) === lowest, new: ({ id }) => !cardOf(id) };
    const sieve = sieves[String(from)];
    return { from, lowest, fits: sieve ? wanted.filter(sieve) : wanted };
  }

  /** Why nothing fits. @param {unknown} from */
  function noneWords(from) {
    const next = Math.min(...questions.map(({ id }) => cardOf(id)?.due ?? Infinity));
    if (from === 'due') return next === Infinity ? 'Nothing is due: a question comes back once you have marked it.' : `Nothing of this is due today. The next question comes back on ${recall.inWords(next)}, if not before.`;
    if (from === 'new') return 'You have practised all of these. Draw from all of them.';
    return 'There is no such question. Choose another kind or level.';
  }

  function draw() {
    const { from, lowest, fits } = fitting();
    const others = fits.filter(({ id }) => id !== now?.question.id);
    const pool = others.length > 0 ? others : fits;
    if (pool.length === 0) {
      slot('status').textContent = noneWords(from);
      return;
    }
    const soonest = (/** @type {HopsQuestionItem} */ a, /** @type {HopsQuestionItem} */ b) => (cardOf(a.id)?.due ?? 0) - (cardOf(b.id)?.due ?? 0);
    const drawn = from === 'due' ? pool.sort(soonest)[0] : pool[Math.floor(Math.random() * pool.length)];
    const why = from === 'weak' ? ` They rest on a skill that you ${lowest === 0 ? 'have not ticked' : `ticked at “${LEVELS[lowest - 1]}” only`}.` : '';
    slot('status').textContent = `Drawn from ${count(fits.length, 'question')}.${why}`;
    open(drawn);
  }

  // ---- The question that is asked.

  /** What is asked now. `card`: what was known before it was marked; `touched`: did the reader write or tick? @type {{ question: HopsQuestionItem, body: HopsQuestionBody, keep: (words: string, spoken: boolean) => void, card?: Card, grade: number, touched: boolean } | undefined} */
  let now;

  /** What the list does not say of a question; nothing if it cannot be had. @type {HopsPractice['bodyOf']} */
  async function bodyOf({ id, later }) {
    try {
      return (await late(later))[id];
    } catch {
      notice('The question does not load. Reload the page to try again.', { kind: 'problem' });
      return undefined;
    }
  }

  /** @param {HopsQuestionItem} question */
  const whereOf = ({ title, level }) => `${title}, ${level} level`;

  let turn = 0;
  /** @type {HopsPractice['ask']} */
  async function ask(question, { where, words, isSpoken, keep, next }) {
    saveWords();
    turn += 1;
    const mine = turn;
    const body = await bodyOf(question);
    // Another one was asked meanwhile.
    if (!body || mine !== turn) return;
    now = { question, body, keep, card: cardOf(question.id), grade: 0, touched: false };
    slot('where').textContent = where;
    slot('ask').replaceChildren(...[...question.ask.childNodes].map((node) => node.cloneNode(true)));
    field.value = words;
    spoken.checked = isSpoken;
    resetClock();
    show('single', next === undefined);
    show('asked', next !== undefined);
    find('[data-do="next"]').textContent = next ?? '';
    for (const name of ['before', 'answer', 'after']) show(name, false);
    show('question', true);
  }

  /** Asks one question alone, to be compared and marked. @param {HopsQuestionItem} question */
  async function open(question) {
    const id = `note:question/${question.id}`;
    const before = String(state.get(id) ?? '');
    const card = cardOf(question.id);
    const last = card ? `Last marked “${GRADES[lastOf(card)[1]]}”, on ${recall.inWords(lastOf(card)[0])}.` : 'Not practised yet.';
    await ask(question, {
      where: `${whereOf(question)}. ${last}`,
      words: '',
      isSpoken: false,
      // Without new words the old ones stay.
      keep(words) {
        const kept = words.trim() ? words.slice(0, LONGEST) : before;
        if (String(state.get(id) ?? '') !== kept) state.set(id, kept || null);
      },
    });
    if (now?.question !== question) return;
    slot('before').textContent = before;
    show('before', before !== '');
    history.replaceState(null, '', `${location.pathname}${location.search}#question=${question.id}`);
    slot('ask').focus();
  }

  let typing = 0;
  function saveWords() {
    clearTimeout(typing);
    if (!now?.touched) return;
    now.touched = false;
    now.keep(field.value, spoken.checked);
  }

  // ---- The clock: there if it is asked for, and counting up.

  let ticking = 0;
  let began = 0;

  function tick() {
    const seconds = Math.floor((performance.now() - began) / 1000);
    slot('clock').textContent = `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  }

  function toggleClock() {
    const shown = ticking === 0;
    clearInterval(ticking);
    ticking = shown ? window.setInterval(tick, 1000) : 0;
    find('[data-do="clock"]').setAttribute('aria-pressed', String(shown));
    if (shown) tick();
    else slot('clock').textContent = '';
  }

  function resetClock() {
    began = performance.now();
    if (ticking > 0) tick();
  }

  // ---- The answer to compare with.

  /** A list to tick. @type {HopsPractice['tickList']} */
  const tickList = (texts, ticked) =>
    texts.map((text, at) => {
      const box = make('input', { type: 'checkbox', checked: ticked.includes(at), dataset: { at: String(at) } });
      return make('label', { className: 'choice' }, box, make('span', {}, ...rich(text)));
    });

  /** Which of a list are not ticked. @param {Element} list */
  function untickedIn(list) {
    const boxes = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll('input')]);
    return boxes.flatMap((box, at) => (box.checked ? [] : [at]));
  }

  /** @type {HopsPractice['restsOn']} */
  function restsOn({ skills, resource: [id, title, href] }) {
    const links = skills.map(([name, way]) => (way ? make('a', { href: way }, name) : make('span', {}, name)));
    const joined = links.flatMap((link, at) => (at === 0 ? [link] : [', ', link]));
    return [make('b', {}, 'Rests on:'), ' ', ...joined, '. ', make('b', {}, 'Learn it from:'), ' ', make('a', { href, dataset: { resource: id } }, title)];
  }

  function reveal() {
    if (!now) return;
    saveWords();
    const { probes, strong, answer, trap, next } = now.body;
    for (const [name, text] of Object.entries({ probes, answer, trap })) slot(name).replaceChildren(...rich(text));
    slot('strong').replaceChildren(...tickList(strong, []));
    slot('next').replaceChildren(...items(next));
    slot('rests').replaceChildren(...restsOn(now.body));
    showGrade(0);
    own.add(part('answer'));
    show('single', false);
    show('answer', true);
    slot('answer-head').focus();
  }

  // ---- Marks.

  /** Keeps the mark, and says when the question comes back. @param {number} grade */
  function keepMark(grade) {
    if (!now) return 0;
    const { question, card } = now;
    const today = recall.today();
    const memory = card && { stability: card.s, difficulty: card.d };
    const { stability, difficulty } = recall.next(memory, card ? Math.max(0, today - lastOf(card)[0]) : 0, grade);
    const entry = [today, grade, spoken.checked ? 1 : 0, ...untickedIn(slot('strong'))];
    const due = today + recall.wait({ stability, difficulty });
    const log = [...(card?.log ?? []), entry].slice(-MOST_MARKS);
    state.set(`practice:${question.id}`, { s: Number(stability.toFixed(4)), d: Number(difficulty.toFixed(4)), due, log });
    return due;
  }

  /** @param {number} grade */
  function showGrade(grade) {
    if (now) now.grade = grade;
    for (const button of widget.querySelectorAll('[data-grade]')) button.setAttribute('aria-pressed', String(button.getAttribute('data-grade') === String(grade)));
  }

  function showMissing() {
    if (!now) return;
    const { body, grade } = now;
    const missing = untickedIn(slot('strong')).map((at) => body.strong[at]);
    slot('missing').replaceChildren(...items(missing));
    show('missing', grade < GOOD && missing.length > 0);
  }

  /** @param {HTMLElement} button */
  function mark(button) {
    const grade = Number(button.dataset.grade);
    const due = keepMark(grade);
    showGrade(grade);
    showMissing();
    slot('back').textContent = `Marked “${GRADES[grade]}”. The question comes back on ${recall.inWords(due)}.`;
    show('after', true);
    slot('back').focus();
  }

  function tickChanged() {
    if (!now || now.grade === 0) return;
    keepMark(now.grade);
    showMissing();
  }

  // ---- What was practised.

  /** @param {HopsQuestionItem} question @param {Card} card */
  function historyItem({ id, ask }, { due, log }) {
    const button = make('button', { type: 'button', className: 'link-button', dataset: { do: 'open', question: id } }, ask.textContent ?? '');
    const marks = log.slice(-3).map(([day, grade, aloud, ...missing]) => `${GRADES[grade]}${aloud ? ', aloud,' : ''} on ${recall.inWords(day)}${missing.length > 0 ? ` (${missing.length} not ticked)` : ''}`);
    return make('li', {}, button, make('span', { className: 'hops-aside' }, `${log.length > 3 ? '… ' : ''}${marks.join('; ')}. Comes back on ${recall.inWords(due)}.`));
  }

  let shown = '';
  function showHistory() {
    const all = questions.flatMap((question) => {
      const card = cardOf(question.id);
      return card ? [{ question, card }] : [];
    });
    const text = JSON.stringify(all.map(({ card }) => card));
    if (text === shown) return;
    shown = text;
    all.sort((a, b) => a.card.due - b.card.due);
    const due = questions.filter(isDue).length;
    slot('due').textContent = all.length === 0 ? '' : due === 0 ? 'Nothing is due today.' : `${count(due, 'question')} ${due === 1 ? 'is' : 'are'} due today.`;
    slot('history-words').textContent = `What you have practised${all.length > 0 ? `: ${count(all.length, 'question')}` : ''}`;
    slot('history').replaceChildren(...all.map(({ question, card }) => historyItem(question, card)));
    show('no-history', all.length === 0);
  }

  // ---- Buttons and fields.

  /** @type {Record<string, (button: HTMLElement) => void>} */
  const actions = {
    another: draw,
    clock: toggleClock,
    reveal,
    mark,
    open({ dataset }) {
      const question = questions.find(({ id }) => id === dataset.question);
      if (question) open(question);
    },
  };

  /** Opens the question that the address names. */
  function openNamed() {
    const id = /^#question=([a-z0-9-]{1,100})$/.exec(location.hash)?.[1];
    const question = questions.find((one) => one.id === id);
    if (question && question !== now?.question) open(question);
    else if (id && !question) slot('status').textContent = 'The question in this address is not here. It may have been renamed.';
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    draw();
  });
  field.addEventListener('input', () => {
    if (now) now.touched = true;
    clearTimeout(typing);
    typing = window.setTimeout(saveWords, PAUSE);
  });
  field.addEventListener('change', saveWords);
  spoken.addEventListener('change', () => {
    if (now) now.touched = true;
    saveWords();
    tickChanged();
  });
  slot('strong').addEventListener('change', tickChanged);
  widget.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-do]')) : null;
    if (button) actions[button.dataset.do ?? '']?.(button);
  });
  window.addEventListener('pagehide', saveWords);
  window.addEventListener('hashchange', openNamed);
  state.onChange(showHistory);

  window.hops.practice = { widget, questions, actions, make, slot, part, show, rich, count, ask, saveWords, bodyOf, whereOf, tickList, restsOn };
  showHistory();
  openNamed();
})();
