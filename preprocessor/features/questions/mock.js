// A mock interview: a mix of questions, asked one after the other in the place of practice.js, with a page of result at the end. It is kept as
// `mock` until the reader removes it: a reload goes on where it was, and the result can be seen again. Enter at `begin` and `render`.
(() => {
  'use strict';
  const { state, recall, notice, own, practice } = window.hops;
  // On the page with the whole book there is no practice.
  if (!practice) return;
  const { widget, questions, actions, make, slot, part, show, rich, count, ask, saveWords, bodyOf, whereOf, tickList, restsOn } = practice;
  const html = document.documentElement;
  const form = /** @type {HTMLFormElement} */ (part('mock'));
  const result = part('result');

  const LEVELS = ['entry', 'working', 'senior'];
  /** How many questions there is time for. @type {Record<string, number>} */
  const QUESTIONS = { 30: 4, 45: 6, 60: 8 };
  const LONGEST = 20_000;

  /** @typedef {{ id: string, words?: string, spoken?: boolean, ticked?: number[] }} Item */
  /** `at`: the place of the question that is asked, or the number of all: then it is over. @typedef {{ day: number, minutes: number, at: number, items: Item[] }} Mock */

  /** @returns {Mock | undefined} */
  function kept() {
    const mock = /** @type {any} */ (state.get('mock'));
    return Array.isArray(mock?.items) ? mock : undefined;
  }

  /** What is shown, as text. */
  let shown = '';
  const inText = () => JSON.stringify(kept() ?? null);

  /** What is kept from here is shown by whoever keeps it. @param {Mock | null} mock */
  function keep(mock) {
    shown = JSON.stringify(mock);
    state.set('mock', mock);
  }

  /** Changes what is kept of one question. @param {number} at @param {Partial<Item>} changes */
  function keepItem(at, changes) {
    const mock = kept();
    if (mock) keep({ ...mock, items: mock.items.map((item, other) => (other === at ? { ...item, ...changes } : item)) });
  }

  /** @param {Item} item */
  const questionOf = ({ id }) => questions.find((question) => question.id === id);

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

  function begin() {
    const choice = new FormData(form);
    const kinds = choice.getAll('kinds');
    const level = choice.get('levels');
    const minutes = Number(choice.get('minutes'));
    const from = questions.filter((question) => kinds.includes(question.kind) && (!level || question.level === level));
    if (from.length === 0) {
      slot('status').textContent = kinds.length === 0 ? 'Choose at least one kind.' : 'There is no such question. Choose other kinds or levels.';
      slot('status').scrollIntoView({ block: 'center' });
      return;
    }
    saveWords();
    const before = kept();
    keep({ day: recall.today(), minutes, at: 0, items: mixOf(from, QUESTIONS[minutes]).map(({ id }) => ({ id })) });
    if (before) notice('The mock interview before this one is replaced.', { action: ['Undo', () => state.set('mock', before)] });
    render().then(focus);
  }

  // ---- Asking.

  /** @param {Mock} mock */
  async function askNext({ at, items, minutes }) {
    const item = items[at];
    const question = questionOf(item);
    // The book may have lost it meanwhile.
    if (!question) {
      go(at + 1);
      return;
    }
    slot('status').textContent = '';
    const isLast = at === items.length - 1;
    await ask(question, {
      where: `Question ${at + 1} of ${items.length}: ${whereOf(question)}. About ${Math.round(minutes / items.length)} minutes.`,
      words: item.words ?? '',
      isSpoken: item.spoken === true,
      keep: (words, spoken) => keepItem(at, { words: words.slice(0, LONGEST), spoken }),
      next: isLast ? 'See the result' : 'Next question',
    });
  }

  /** @param {number} at */
  function go(at) {
    const mock = kept();
    if (!mock) return;
    keep({ ...mock, at });
    render().then(focus);
  }

  /** Ends it with the questions that were asked. */
  function stop() {
    const mock = kept();
    if (!mock) return;
    const asked = mock.items.filter(({ words, spoken }, at) => at < mock.at || words?.trim() || spoken);
    keep(asked.length > 0 ? { ...mock, items: asked, at: asked.length } : null);
    slot('status').textContent = asked.length > 0 ? '' : 'The mock interview is stopped. Nothing of it is kept.';
    render().then(focus);
  }

  /** To what has changed. */
  function focus() {
    const mock = kept();
    if (!mock) /** @type {HTMLElement | null} */ (part('mock-fold').querySelector('summary'))?.focus();
    else if (mock.at < mock.items.length) slot('ask').focus();
    else result.querySelector('h3')?.focus();
  }

  // ---- The result.

  /** @param {HopsQuestionItem} question */
  const askOf = (question) => [...question.ask.childNodes].map((node) => node.cloneNode(true));

  /** @param {Item} item */
  function wordsOf({ words, spoken }) {
    if (words?.trim()) return make('p', { className: 'hops-practice-words' }, words);
    return make('p', { className: 'hops-aside' }, spoken ? 'Said aloud.' : 'Nothing written.');
  }

  /** @param {Item} item @param {number} at @param {HopsQuestionItem} question @param {HopsQuestionBody} body */
  function itemPart(item, at, question, body) {
    const list = make('div', { className: 'hops-practice-ticks' }, ...tickList(body.strong, item.ticked ?? []));
    list.addEventListener('change', () => {
      const ticked = [...list.querySelectorAll('input')].flatMap((box, place) => (box.checked ? [place] : []));
      keepItem(at, { ticked });
      showNext();
    });
    const answer = make('details', {}, make('summary', {}, 'One good answer'), make('p', { className: 'hops-question-answer' }, ...rich(body.answer)));
    return make(
      'li',
      {},
      make('h4', {}, ...askOf(question)),
      make('p', { className: 'hops-practice-where' }, whereOf(question)),
      wordsOf(item),
      make('fieldset', { className: 'hops-practice-strong' }, make('legend', {}, 'A strong answer shows these. Tick what yours had.'), list),
      make('p', { className: 'hops-practice-trap' }, make('b', {}, 'The common trap:'), ' ', ...rich(body.trap)),
      answer,
    );
  }

  /** @type {{ question: HopsQuestionItem, body: HopsQuestionBody, at: number }[]} */
  let asked = [];

  /** What to look at next: all questions of which something is not ticked, most of it first. */
  function showNext() {
    const items = kept()?.items ?? [];
    const left = asked.map((one) => ({ ...one, missing: one.body.strong.length - (items[one.at]?.ticked ?? []).length }));
    const open = left.filter(({ missing }) => missing > 0).sort((a, b) => b.missing - a.missing);
    const lines = open.map(({ question, body, at, missing }) => {
      const number = asked.findIndex((one) => one.at === at) + 1;
      const words = ` (${question.title}): ${missing} of ${count(body.strong.length, 'item')} not ticked.`;
      return make('li', {}, make('b', {}, `Question ${number}`), words, make('p', {}, ...restsOn(body)));
    });
    const list = result.querySelector('[data-slot="look"]');
    list?.replaceChildren(...lines);
    result.querySelector('[data-slot="look-none"]')?.toggleAttribute('hidden', lines.length > 0);
    if (list) own.add(list);
  }

  /** @param {string} words @param {string} name @param {string} [className] */
  const button = (words, name, className = '') => make('button', { type: 'button', className, dataset: { do: name } }, words);

  /** @param {Mock} mock */
  async function showResult({ day, minutes, items }) {
    const found = items.map(async (item, at) => {
      const question = questionOf(item);
      const body = question && (await bodyOf(question));
      return question && body ? [{ question, body, at }] : [];
    });
    asked = (await Promise.all(found)).flat();
    const gone = items.length - asked.length;
    const intro = `${recall.inWords(day, true)}: ${count(items.length, 'question')} in ${minutes} minutes. There is no grade: what you tick is your own judgement.`;
    result.replaceChildren(
      make('h3', { tabIndex: -1 }, 'Your mock interview'),
      make('p', {}, intro, gone > 0 ? ` ${count(gone, 'question')} cannot be shown: no longer in the book, or not loaded.` : ''),
      make('ol', { className: 'hops-practice-items' }, ...asked.map(({ question, body, at }) => itemPart(items[at], at, question, body))),
      make('h4', {}, 'What to look at next'),
      make('p', { dataset: { slot: 'look-none' }, hidden: true }, 'You have ticked everything. Draw harder questions, or let somebody else ask you.'),
      make('ul', { dataset: { slot: 'look' } }),
      make('p', { className: 'hops-practice-buttons' }, button('Print this result', 'print-mock', 'button-main'), ' ', button('Remove it', 'remove-mock')),
    );
    showNext();
  }

  // ---- Showing it.

  /** Does the reader want to see the result? */
  let isSeen = false;

  let turn = 0;
  async function render() {
    turn += 1;
    const mine = turn;
    const mock = kept();
    const isAsking = mock !== undefined && mock.at < mock.items.length;
    const isOver = mock !== undefined && !isAsking;
    shown = inText();
    if (isAsking) {
      isSeen = true;
      await askNext(mock);
    }
    if (isOver && isSeen) await showResult(mock);
    // Something else has happened meanwhile.
    if (mine !== turn) return;
    if (widget.hasAttribute('data-asking') && !isAsking) show('question', false);
    widget.toggleAttribute('data-asking', isAsking);
    show('result', isOver && isSeen);
    show('kept', isOver && !isSeen);
    slot('kept').textContent = isOver ? 'the last one is kept' : '';
  }

  Object.assign(actions, {
    next() {
      saveWords();
      go((kept()?.at ?? 0) + 1);
    },
    stop() {
      saveWords();
      stop();
    },
    'see-mock'() {
      isSeen = true;
      render().then(focus);
    },
    'print-mock'() {
      html.dataset.sheet = 'mock';
      print();
      delete html.dataset.sheet;
    },
    'remove-mock'() {
      const before = kept();
      keep(null);
      notice('The mock interview is removed.', { action: ['Undo', () => state.set('mock', before)] });
      render().then(focus);
    },
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    begin();
  });
  state.onChange(() => {
    if (inText() !== shown) render();
  });
  if (kept()) render();
})();
