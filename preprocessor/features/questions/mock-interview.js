// A mock interview: a mix of questions, asked one after the other in the place of practice.js, with a page of result at the end. It is kept as
// `mock` until the reader removes it: a reload goes on where it was, and the result can be seen again. Enter at
// `MockInterview`.
(() => {
  'use strict';
  const { state, recall, notice, own, practice } = window.hops;
  // On the page with the whole book there is no practice.
  if (!practice) return;
  const { make, count, Component } = window.hops.elements;
  const { questions, rich, tickList, restsOn } = practice;

  const LEVELS = Object.keys(own.levels);
  /** How many questions there is time for. @type {Record<string, number>} */
  const QUESTIONS = { 30: 4, 45: 6, 60: 8 };
  const LONGEST = 20_000;

  /** @typedef {{ id: string, words?: string, spoken?: boolean, ticked?: number[] }} Item */
  /** An item with its question, and its place in the interview. @typedef {{ question: HopsQuestionItem, body: HopsQuestionBody, at: number }} Asked */
  /** `at`: the place of the question that is asked, or the number of all: then it is over. @typedef {{ day: number, minutes: number, at: number, items: Item[] }} Mock */

  /** The interview that is kept. @returns {Mock | undefined} */
  function keptMock() {
    const mock = /** @type {any} */ (state.get('mock'));
    return Array.isArray(mock?.items) ? mock : undefined;
  }

  /** @param {Item} item */
  const questionById = ({ id }) => questions.find((question) => question.id === id);

  // ---- The mix.

  /** In an order that nobody foresees. @template T @param {T[]} list */
  function shuffled(list) {
    const left = [...list];
    return list.map(() => left.splice(Math.floor(Math.random() * left.length), 1)[0]);
  }

  /** The level to aim at for one of `most` questions: from entry, over mostly working, to senior. @param {number} at @param {number} most */
  const aimed = (at, most) => (at < most / 3 ? 0 : at < most - Math.ceil(most / 5) ? 1 : 2);

  /** Questions of all the kinds in turn, none twice, easiest first. @param {HopsQuestionItem[]} from @param {number} most */
  function mixOf(from, most) {
    const kinds = shuffled([...new Set(from.map(({ kind }) => kind))]);
    let left = shuffled(from);
    const level = (/** @type {HopsQuestionItem} */ question) => LEVELS.indexOf(question.level);
    const mix = Array.from({ length: Math.min(most, from.length) }, (_, at) => {
      const ofKind = left.filter(({ kind }) => kind === kinds[at % kinds.length]);
      const pool = ofKind.length > 0 ? ofKind : left;
      const apart = (/** @type {HopsQuestionItem} */ question) => Math.abs(level(question) - aimed(at, most));
      const best = pool.reduce((best, question) => (apart(question) < apart(best) ? question : best));
      left = left.filter((question) => question !== best);
      return best;
    });
    return mix.sort((a, b) => level(a) - level(b));
  }

  // ---- The result.

  /** @param {HopsQuestionItem} question */
  const askOf = (question) => [...question.ask.childNodes].map((node) => node.cloneNode(true));

  /** @param {Item} item */
  function answerPart({ words, spoken }) {
    if (words?.trim()) return make('p', { className: 'hops-practice-words' }, words);
    return make('p', { className: 'hops-aside' }, spoken ? 'Said aloud.' : 'Nothing written.');
  }

  /** @param {Item} item @param {Asked} asked @param {(ticked: number[]) => void} tick what ticks do */
  function itemPart(item, { question, body }, tick) {
    const list = make('div', { className: 'hops-practice-ticks' }, ...tickList(body.strong, item.ticked ?? []));
    list.addEventListener('change', () => tick([...list.querySelectorAll('input')].flatMap((box, place) => (box.checked ? [place] : []))));
    const answer = make('details', {}, make('summary', {}, 'One good answer'), make('p', { className: 'hops-question-answer' }, ...rich(body.answer)));
    return make(
      'li',
      {},
      make('h4', {}, ...askOf(question)),
      make('p', { className: 'hops-practice-where' }, practice.whereOf(question)),
      answerPart(item),
      make('fieldset', { className: 'hops-practice-strong' }, make('legend', {}, 'A strong answer shows these. Tick what yours had.'), list),
      make('p', { className: 'hops-practice-trap' }, make('b', {}, 'The common trap:'), ' ', ...rich(body.trap)),
      answer,
    );
  }

  /** @param {string} words @param {string} name @param {string} [className] */
  const resultButton = (words, name, className = '') => make('button', { type: 'button', className, dataset: { do: name } }, words);

  /** What was asked, as far as it can be shown. @param {Item[]} items @returns {Promise<Asked[]>} */
  async function askedOf(items) {
    const found = items.map(async (item, at) => {
      const question = questionById(item);
      const body = question && (await practice.bodyOf(question));
      return question && body ? [{ question, body, at }] : [];
    });
    return (await Promise.all(found)).flat();
  }

  /** The form with which it begins, the questions, and the page of result. */
  class MockInterview extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.form = /** @type {HTMLFormElement} */ (root);
      this.result = practice.part('result');
      /** What is shown, as text. */
      this.shown = '';
      /** Does the reader want to see the result? */
      this.isSeen = false;
      this.turn = 0;
      /** @type {Asked[]} */
      this.asked = [];
      Object.assign(practice.actions, {
        next: () => this.next(),
        stop: () => this.stop(),
        'see-mock': () => this.see(),
        'print-mock': () => this.print(),
        'remove-mock': () => this.remove(),
      });
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.begin();
      });
      state.onChange(() => {
        if (JSON.stringify(keptMock() ?? null) !== this.shown) this.render();
      });
      if (keptMock()) this.render();
    }

    /** What is kept from here is shown by whoever keeps it. @param {Mock | null} mock */
    keep(mock) {
      this.shown = JSON.stringify(mock);
      state.set('mock', mock);
    }

    /** Changes what is kept of one question. @param {number} at @param {Partial<Item>} changes */
    keepItem(at, changes) {
      const mock = keptMock();
      if (mock) this.keep({ ...mock, items: mock.items.map((item, other) => (other === at ? { ...item, ...changes } : item)) });
    }

    begin() {
      const choice = new FormData(this.form);
      const kinds = choice.getAll('kinds');
      const level = choice.get('levels');
      const minutes = Number(choice.get('minutes'));
      const from = questions.filter((question) => kinds.includes(question.kind) && (!level || question.level === level));
      if (from.length === 0) {
        practice.say(kinds.length === 0 ? 'Choose at least one kind.' : 'There is no such question. Choose other kinds or levels.');
        practice.slot('status').scrollIntoView({ block: 'center' });
        return;
      }
      practice.saveWords();
      const before = keptMock();
      this.keep({ day: recall.today(), minutes, at: 0, items: mixOf(from, QUESTIONS[minutes]).map(({ id }) => ({ id })) });
      if (before) notice('The mock interview before this one is replaced.', { action: ['Undo', () => state.set('mock', before)] });
      this.renderAndFocus();
    }

    // ---- Asking.

    /** @param {Mock} mock */
    async askNext({ at, items, minutes }) {
      const item = items[at];
      const question = questionById(item);
      // The book may have lost it meanwhile.
      if (!question) {
        this.go(at + 1);
        return;
      }
      practice.say('');
      const isLast = at === items.length - 1;
      await practice.ask(question, {
        where: `Question ${at + 1} of ${items.length}: ${practice.whereOf(question)}. About ${Math.round(minutes / items.length)} minutes.`,
        words: item.words ?? '',
        isSpoken: item.spoken === true,
        keep: (words, spoken) => this.keepItem(at, { words: words.slice(0, LONGEST), spoken }),
        next: isLast ? 'See the result' : 'Next question',
      });
    }

    /** @param {number} at */
    go(at) {
      const mock = keptMock();
      if (!mock) return;
      this.keep({ ...mock, at });
      this.renderAndFocus();
    }

    next() {
      practice.saveWords();
      this.go((keptMock()?.at ?? 0) + 1);
    }

    /** Ends it with the questions that were asked. */
    stop() {
      practice.saveWords();
      const mock = keptMock();
      if (!mock) return;
      const asked = mock.items.filter(({ words, spoken }, at) => at < mock.at || words?.trim() || spoken);
      this.keep(asked.length > 0 ? { ...mock, items: asked, at: asked.length } : null);
      practice.say(asked.length > 0 ? '' : 'The mock interview is stopped. Nothing of it is kept.');
      this.renderAndFocus();
    }

    // ---- The result.

    see() {
      this.isSeen = true;
      this.renderAndFocus();
    }

    print() {
      document.documentElement.dataset.sheet = 'mock';
      print();
      delete document.documentElement.dataset.sheet;
    }

    remove() {
      const before = keptMock();
      this.keep(null);
      notice('The mock interview is removed.', { action: ['Undo', () => state.set('mock', before)] });
      this.renderAndFocus();
    }

    /** What to look at next: all questions of which something is not ticked, most of it first. */
    showLeft() {
      const items = keptMock()?.items ?? [];
      const left = this.asked.map((one, index) => ({ ...one, number: index + 1, missing: one.body.strong.length - (items[one.at]?.ticked ?? []).length }));
      const open = left.filter(({ missing }) => missing > 0).sort((a, b) => b.missing - a.missing);
      const lines = open.map(({ question, body, number, missing }) => {
        const words = ` (${question.title}): ${missing} of ${count(body.strong.length, 'item')} not ticked.`;
        return make('li', {}, make('b', {}, `Question ${number}`), words, make('p', {}, ...restsOn(body)));
      });
      const list = this.slot('look', this.result);
      list.replaceChildren(...lines);
      this.slot('look-none', this.result).hidden = lines.length > 0;
      own.add(list);
    }

    /** @param {Mock} mock */
    async showResult({ day, minutes, items }) {
      this.asked = await askedOf(items);
      const gone = items.length - this.asked.length;
      const intro = `${recall.inWords(day, true)}: ${count(items.length, 'question')} in ${minutes} minutes. There is no grade: what you tick is your own judgement.`;
      const parts = this.asked.map((one) =>
        itemPart(items[one.at], one, (ticked) => {
          this.keepItem(one.at, { ticked });
          this.showLeft();
        }),
      );
      this.result.replaceChildren(
        make('h3', { tabIndex: -1 }, 'Your mock interview'),
        make('p', {}, intro, gone > 0 ? ` ${count(gone, 'question')} cannot be shown: no longer in the book, or not loaded.` : ''),
        make('ol', { className: 'hops-practice-items' }, ...parts),
        make('h4', {}, 'What to look at next'),
        make('p', { dataset: { slot: 'look-none' }, hidden: true }, 'You have ticked everything. Draw harder questions, or let somebody else ask you.'),
        make('ul', { dataset: { slot: 'look' } }),
        make('p', { className: 'hops-practice-buttons' }, resultButton('Print this result', 'print-mock', 'button-main'), ' ', resultButton('Remove it', 'remove-mock')),
      );
      this.showLeft();
    }

    // ---- Showing it.

    async render() {
      this.turn += 1;
      const mine = this.turn;
      const mock = keptMock();
      const isAsking = mock !== undefined && mock.at < mock.items.length;
      const isOver = mock !== undefined && !isAsking;
      this.shown = JSON.stringify(mock ?? null);
      if (isAsking) {
        this.isSeen = true;
        await this.askNext(mock);
      }
      if (isOver && this.isSeen) await this.showResult(mock);
      // Something else has happened meanwhile.
      if (mine !== this.turn) return;
      if (practice.root.hasAttribute('data-asking') && !isAsking) practice.show('question', false);
      practice.root.toggleAttribute('data-asking', isAsking);
      practice.show('result', isOver && this.isSeen);
      practice.show('kept', isOver && !this.isSeen);
      practice.slot('kept').textContent = isOver ? 'the last one is kept' : '';
    }

    /** The focus goes to what has changed. */
    async renderAndFocus() {
      await this.render();
      const mock = keptMock();
      if (!mock) /** @type {HTMLElement | null} */ (practice.part('mock-fold').querySelector('summary'))?.focus();
      else if (mock.at < mock.items.length) practice.slot('ask').focus();
      else this.result.querySelector('h3')?.focus();
    }
  }

  MockInterview.start('hops-practice [data-part="mock"]');
})();
