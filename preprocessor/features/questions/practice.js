// Practice: draws a question by kind, level and what the reader has ticked or practised, keeps the words that are written (`note:question/ID`),
// compares them with a strong answer, and brings the question back when recall.js says so (`practice:ID`). mock-interview.js asks its questions
// in the same place. What there is to draw from stands in the page's list; the rest of a question is loaded when it is first asked. Enter at
// `draw` and `ask`.
(() => {
  'use strict';
  const { state, deferred, recall, notice, own } = window.hops;
  const { make, link, count, Component } = window.hops.elements;

  const LEVELS = Object.keys(own.levels);
  const GRADES = ['', 'again', 'nearly', 'good'];
  const GOOD = 3;
  /** Marks that are kept of a question. */
  const MOST_MARKS = 20;
  /** Characters that are kept of an answer. */
  const LONGEST = 20_000;
  /** Milliseconds without a key before what was typed is kept. */
  const PAUSE = 400;

  /** @typedef {HopsQuestionItem} Item */
  /** @typedef {{ s: number, d: number, due: number, log: number[][] }} Card */
  /** What is asked now. `card`: what was known before it was marked; `touched`: did the reader write or tick? @typedef {{ question: Item, body: HopsQuestionBody, keep: (words: string, spoken: boolean) => void, card?: Card, grade: number, touched: boolean }} Asked */

  // ---- What there is.

  /** @param {Element} list of a kind @returns {Item[]} */
  function questionsIn(list) {
    const { kind = '', deferred: rest = '' } = /** @type {HTMLElement} */ (list).dataset;
    const title = list.querySelector('summary > b')?.textContent ?? '';
    return [...list.querySelectorAll('[data-question]')].map((item) => {
      const { question: id = '', level = '', skills = '' } = /** @type {HTMLElement} */ (item).dataset;
      return { id, kind, title, rest, level, skills: skills.split(' '), ask: /** @type {HTMLElement} */ (item.firstElementChild) };
    });
  }

  /** @param {string} id @returns {Card | undefined} */
  function cardOf(id) {
    const kept = /** @type {any} */ (state.get(`practice:${id}`));
    return Array.isArray(kept?.log) && kept.log.length > 0 ? kept : undefined;
  }

  /** @param {Card} card */
  const lastOf = (card) => card.log[card.log.length - 1];

  /** When a question comes back. @param {Item} question */
  const dueOf = ({ id }) => cardOf(id)?.due ?? Infinity;

  /** @param {Item} question */
  const isDue = (question) => dueOf(question) <= recall.today();

  /** The lowest level that the reader has ticked among the skills of a question; 0: one of them is not ticked. @param {Item} question */
  const reached = ({ skills }) => Math.min(...skills.map((skill) => LEVELS.indexOf(String(state.get(`skill:${skill}`))) + 1));

  // ---- Elements.

  /** Text with code between backticks, as questions.rs writes it. @type {HopsPractice['rich']} */
  const rich = (text) => text.split(/`([^`]+)`/).map((piece, at) => (at % 2 === 1 ? make('code', {}, piece) : piece));

  /** @param {string[]} texts */
  const items = (texts) => texts.map((text) => make('li', {}, ...rich(text)));

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

  /** What a question rests on, and where to learn it. @type {HopsPractice['restsOn']} */
  function restsOn({ skills, resource: [id, title, href] }) {
    const joined = skills.flatMap(([name, way], at) => [...(at === 0 ? [] : [', ']), link(way, name)]);
    return [make('b', {}, 'Rests on:'), ' ', ...joined, '. ', make('b', {}, 'Learn it from:'), ' ', link(href, title, { resource: id })];
  }

  /** A clock: there if it is asked for, and counting up. */
  class Clock {
    /** @param {HTMLElement} place @param {HTMLElement} button */
    constructor(place, button) {
      this.place = place;
      this.button = button;
      this.ticking = 0;
      this.began = 0;
    }

    tick() {
      const seconds = Math.floor((performance.now() - this.began) / 1000);
      this.place.textContent = `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
    }

    toggle() {
      const shown = this.ticking === 0;
      clearInterval(this.ticking);
      this.ticking = shown ? window.setInterval(() => this.tick(), 1000) : 0;
      this.button.setAttribute('aria-pressed', String(shown));
      if (shown) this.tick();
      else this.place.textContent = '';
    }

    restart() {
      this.began = performance.now();
      if (this.ticking > 0) this.tick();
    }
  }

  class Practice extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.questions = [...root.querySelectorAll('.hops-practice-kind')].flatMap(questionsIn);
      this.form = /** @type {HTMLFormElement} */ (this.part('draw'));
      this.field = /** @type {HTMLTextAreaElement} */ (this.find('[data-take="words"]'));
      this.spoken = /** @type {HTMLInputElement} */ (this.find('[data-take="spoken"]'));
      this.clock = new Clock(this.slot('clock'), this.find('[data-do="clock"]'));
      /** @type {Asked | undefined} */
      this.now = undefined;
      this.turn = 0;
      this.typing = 0;
      /** The history that is shown, as text. */
      this.shown = '';
      /** @type {Record<string, (button: HTMLElement) => void>} */
      this.actions = {
        another: () => this.draw(),
        clock: () => this.clock.toggle(),
        reveal: () => this.reveal(),
        mark: (button) => this.mark(Number(button.dataset.grade)),
        open: ({ dataset }) => this.openId(dataset.question),
      };
      this.listen();
      window.hops.practice = Object.assign(this, { rich, tickList, restsOn });
      this.showHistory();
      this.openNamed();
    }

    listen() {
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.draw();
      });
      this.field.addEventListener('input', () => {
        if (this.now) this.now.touched = true;
        clearTimeout(this.typing);
        this.typing = window.setTimeout(() => this.saveWords(), PAUSE);
      });
      this.field.addEventListener('change', () => this.saveWords());
      this.spoken.addEventListener('change', () => {
        if (this.now) this.now.touched = true;
        this.saveWords();
        this.renewMark();
      });
      this.slot('strong').addEventListener('change', () => this.renewMark());
      this.root.addEventListener('click', ({ target }) => {
        const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-do]')) : null;
        if (button) this.actions[button.dataset.do ?? '']?.(button);
      });
      window.addEventListener('pagehide', () => this.saveWords());
      window.addEventListener('hashchange', () => this.openNamed());
      state.onChange(() => this.showHistory());
    }

    /** @param {string} words */
    say(words) {
      this.slot('status').textContent = words;
    }

    // ---- Drawing one.

    /** What the form asks for. */
    fitting() {
      const { kind, level, from } = Object.fromEntries(new FormData(this.form));
      const wanted = this.questions.filter((question) => (!kind || question.kind === kind) && (!level || question.level === level));
      const lowest = Math.min(...wanted.map(reached));
      /** @type {Record<string, (question: Item) => boolean>} */
      const sieves = { due: isDue, weak: (question) => reached(question) === lowest, new: ({ id }) => !cardOf(id) };
      const sieve = sieves[String(from)];
      return { from, lowest, fits: sieve ? wanted.filter(sieve) : wanted };
    }

    /** Why nothing fits. @param {unknown} from */
    noneWords(from) {
      const next = Math.min(...this.questions.map(dueOf));
      if (from === 'due') return next === Infinity ? 'Nothing is due: a question comes back once you have marked it.' : `Nothing of this is due today. The next question comes back on ${recall.inWords(next)}, if not before.`;
      if (from === 'new') return 'You have practised all of these. Draw from all of them.';
      return 'There is no such question. Choose another kind or level.';
    }

    draw() {
      const { from, lowest, fits } = this.fitting();
      const others = fits.filter(({ id }) => id !== this.now?.question.id);
      const pool = others.length > 0 ? others : fits;
      if (pool.length === 0) {
        this.say(this.noneWords(from));
        return;
      }
      const drawn = from === 'due' ? pool.sort((a, b) => dueOf(a) - dueOf(b))[0] : pool[Math.floor(Math.random() * pool.length)];
      const why = from === 'weak' ? ` They rest on a skill that you ${lowest === 0 ? 'have not ticked' : `ticked at “${LEVELS[lowest - 1]}” only`}.` : '';
      this.say(`Drawn from ${count(fits.length, 'question')}.${why}`);
      this.open(drawn);
    }

    // ---- The question that is asked.

    /** What the list does not say of a question; nothing if it cannot be had. @param {Item} question @returns {Promise<HopsQuestionBody | undefined>} */
    async bodyOf({ id, rest }) {
      try {
        return (await deferred(rest))[id];
      } catch {
        notice('The question does not load. Reload the page to try again.', { kind: 'problem' });
        return undefined;
      }
    }

    /** @param {Item} question */
    whereOf({ title, level }) {
      return `${title}, ${level} level`;
    }

    /** @type {HopsPractice['ask']} */
    async ask(question, { where, words, isSpoken, keep, next }) {
      this.saveWords();
      this.turn += 1;
      const mine = this.turn;
      const body = await this.bodyOf(question);
      // Another one was asked meanwhile.
      if (!body || mine !== this.turn) return;
      this.now = { question, body, keep, card: cardOf(question.id), grade: 0, touched: false };
      this.slot('where').textContent = where;
      this.slot('ask').replaceChildren(...[...question.ask.childNodes].map((node) => node.cloneNode(true)));
      this.field.value = words;
      this.spoken.checked = isSpoken;
      this.clock.restart();
      this.show('single', next === undefined);
      this.show('asked', next !== undefined);
      this.find('[data-do="next"]').textContent = next ?? '';
      for (const name of ['before', 'answer', 'after']) this.show(name, false);
      this.show('question', true);
    }

    /** Asks one question alone, to be compared and marked. @param {Item} question */
    async open(question) {
      const id = `note:question/${question.id}`;
      const before = String(state.get(id) ?? '');
      const card = cardOf(question.id);
      const last = card ? `Last marked “${GRADES[lastOf(card)[1]]}”, on ${recall.inWords(lastOf(card)[0])}.` : 'Not practised yet.';
      await this.ask(question, {
        where: `${this.whereOf(question)}. ${last}`,
        words: '',
        isSpoken: false,
        // Without new words the old ones stay.
        keep(words) {
          const kept = words.trim() ? words.slice(0, LONGEST) : before;
          if (String(state.get(id) ?? '') !== kept) state.set(id, kept || null);
        },
      });
      if (this.now?.question !== question) return;
      this.slot('before').textContent = before;
      this.show('before', before !== '');
      history.replaceState(null, '', `${location.pathname}${location.search}#question=${question.id}`);
      this.slot('ask').focus();
    }

    /** @param {string} [id] */
    openId(id) {
      const question = this.questions.find((one) => one.id === id);
      if (question) this.open(question);
    }

    /** Opens the question that the address names. */
    openNamed() {
      const id = /^#question=([a-z0-9-]{1,100})$/.exec(location.hash)?.[1];
      const isThere = this.questions.some((one) => one.id === id);
      if (isThere && id !== this.now?.question.id) this.openId(id);
      else if (id && !isThere) this.say('The question in this address is not here. It may have been renamed.');
    }

    saveWords() {
      clearTimeout(this.typing);
      if (!this.now?.touched) return;
      this.now.touched = false;
      this.now.keep(this.field.value, this.spoken.checked);
    }

    // ---- The answer to compare with.

    reveal() {
      if (!this.now) return;
      this.saveWords();
      const { probes, strong, answer, trap, next } = this.now.body;
      for (const [name, text] of Object.entries({ probes, answer, trap })) this.slot(name).replaceChildren(...rich(text));
      this.slot('strong').replaceChildren(...tickList(strong, []));
      this.slot('next').replaceChildren(...items(next));
      this.slot('rests').replaceChildren(...restsOn(this.now.body));
      this.showGrade(0);
      own.add(this.part('answer'));
      this.show('single', false);
      this.show('answer', true);
      this.slot('answer-head').focus();
    }

    // ---- Marks.

    /** Keeps the mark, and says when the question comes back. @param {Asked} asked @param {number} grade */
    keepMark({ question, card }, grade) {
      const today = recall.today();
      const memory = card && { stability: card.s, difficulty: card.d };
      const { stability, difficulty } = recall.next(memory, card ? Math.max(0, today - lastOf(card)[0]) : 0, grade);
      const entry = [today, grade, this.spoken.checked ? 1 : 0, ...untickedIn(this.slot('strong'))];
      const due = today + recall.wait({ stability, difficulty });
      const log = [...(card?.log ?? []), entry].slice(-MOST_MARKS);
      state.set(`practice:${question.id}`, { s: Number(stability.toFixed(4)), d: Number(difficulty.toFixed(4)), due, log });
      return due;
    }

    /** @param {number} grade */
    showGrade(grade) {
      if (this.now) this.now.grade = grade;
      for (const button of this.root.querySelectorAll('[data-grade]')) button.setAttribute('aria-pressed', String(button.getAttribute('data-grade') === String(grade)));
    }

    /** @param {Asked} asked */
    showMissing({ body, grade }) {
      const missing = untickedIn(this.slot('strong')).map((at) => body.strong[at]);
      this.slot('missing').replaceChildren(...items(missing));
      this.show('missing', grade < GOOD && missing.length > 0);
    }

    /** @param {number} grade */
    mark(grade) {
      if (!this.now) return;
      const due = this.keepMark(this.now, grade);
      this.showGrade(grade);
      this.showMissing(this.now);
      this.slot('back').textContent = `Marked “${GRADES[grade]}”. The question comes back on ${recall.inWords(due)}.`;
      this.show('after', true);
      this.slot('back').focus();
    }

    /** Keeps the mark again with what is ticked since. */
    renewMark() {
      if (!this.now || this.now.grade === 0) return;
      this.keepMark(this.now, this.now.grade);
      this.showMissing(this.now);
    }

    // ---- What was practised.

    /** @param {Item} question @param {Card} card */
    historyItem({ id, ask }, { due, log }) {
      const button = make('button', { type: 'button', className: 'link-button', dataset: { do: 'open', question: id } }, ask.textContent ?? '');
      const marks = log.slice(-3).map(([day, grade, aloud, ...missing]) => `${GRADES[grade]}${aloud ? ', aloud,' : ''} on ${recall.inWords(day)}${missing.length > 0 ? ` (${missing.length} not ticked)` : ''}`);
      return make('li', {}, button, make('span', { className: 'hops-aside' }, `${log.length > 3 ? '… ' : ''}${marks.join('; ')}. Comes back on ${recall.inWords(due)}.`));
    }

    showHistory() {
      const all = this.questions.flatMap((question) => {
        const card = cardOf(question.id);
        return card ? [{ question, card }] : [];
      });
      const text = JSON.stringify(all.map(({ card }) => card));
      if (text === this.shown) return;
      this.shown = text;
      all.sort((a, b) => a.card.due - b.card.due);
      const due = this.questions.filter(isDue).length;
      this.slot('due').textContent = all.length === 0 ? '' : due === 0 ? 'Nothing is due today.' : `${count(due, 'question')} ${due === 1 ? 'is' : 'are'} due today.`;
      this.slot('history-words').textContent = `What you have practised${all.length > 0 ? `: ${count(all.length, 'question')}` : ''}`;
      this.slot('history').replaceChildren(...all.map(({ question, card }) => this.historyItem(question, card)));
      this.show('no-history', all.length === 0);
    }
  }

  // On the page with the whole book nothing is drawn.
  if (!document.documentElement.classList.contains('print-page')) Practice.start('hops-practice');
})();
