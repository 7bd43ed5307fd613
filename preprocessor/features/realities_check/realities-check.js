// The realities check: what was answered is kept (kept.js says how), each statement is explained as soon as it is judged, and the honest
// questions lead to one of the outcomes that stand in the page. Nothing is scored. Enter at `RealitiesCheck`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const { make, Component } = window.hops.elements;
  const { id, sift } = window.hops.shapes;
  const ID = 'realities-check';
  const TITLES = { expectation: 'an expectation', reality: 'a reality' };

  /** @typedef {{ statements: Record<string, 'expectation' | 'reality'>, answers: Record<string, string> }} Answered */
  /** @typedef {keyof Answered} List */

  /** @returns {Answered} */
  function answered() {
    const found = /** @type {any} */ (state.get(ID));
    const statements = sift(found?.statements, window.hops.realitiesCheck.verdict);
    return { statements: Object.fromEntries(statements), answers: Object.fromEntries(sift(found?.answers, id)) };
  }

  /** @param {Answered} changed */
  function keepAnswered(changed) {
    const isEmpty = Object.keys({ ...changed.statements, ...changed.answers }).length === 0;
    state.set(ID, isEmpty ? null : changed);
  }

  const isAnswered = (/** @type {HTMLElement} */ item) => item.querySelector('input:checked') !== null;

  /** Ticks what was answered; no name of the state is put into a selector. @param {HTMLElement} item @param {string | undefined} value */
  function choose(item, value) {
    for (const input of item.querySelectorAll('input')) input.checked = input.value === value;
  }

  /** What the chosen answers say, as far as they weigh like that. @param {HTMLElement[]} chosen @param {string} weighs */
  const sayings = (chosen, weighs) =>
    chosen
      .filter(({ dataset }) => dataset.weighs === weighs)
      .map((answer) => {
        const about = answer.closest('li')?.querySelector('.hops-honest-about')?.textContent ?? '';
        return make('span', {}, make('b', {}, about), ' ', answer.querySelector('.hops-says-what > span')?.textContent ?? '');
      });

  class RealitiesCheck extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.statements = this.findAll('[data-statement]');
      this.questions = this.findAll('[data-honest]');
      root.addEventListener('change', ({ target }) => {
        const item = target instanceof HTMLInputElement && /** @type {HTMLElement | null} */ (target.closest('[data-statement], [data-honest]'));
        if (!item) return;
        if (item.dataset.statement) this.judge(item, /** @type {keyof typeof TITLES} */ (target.value));
        else this.answer(item, target.value);
      });
      root.addEventListener('click', ({ target }) => {
        const button = target instanceof Element ? target.closest('[data-clear]') : null;
        if (button) this.takeBack(/** @type {List} */ (button.getAttribute('data-clear')));
      });
      state.onChange(() => this.draw());
      this.draw();
    }

    draw() {
      const now = answered();
      for (const item of this.statements) this.drawStatement(item, now.statements[item.dataset.statement ?? '']);
      const chosen = this.questions.flatMap((item) => this.drawQuestion(item, now.answers[item.dataset.honest ?? '']) ?? []);
      this.root.toggleAttribute('data-kept', [...this.statements, ...this.questions].some(isAnswered));
      this.drawProgress('statements', this.statements);
      if (this.drawProgress('answers', this.questions) > 0 || this.root.hasAttribute('data-answered')) this.drawOutcome(chosen);
    }

    /** @param {HTMLElement} item @param {keyof typeof TITLES | undefined} said */
    drawStatement(item, said) {
      const is = /** @type {keyof typeof TITLES} */ (item.dataset.is);
      const words = this.slot('said', item);
      choose(item, said);
      words.hidden = !said;
      if (said) words.textContent = said === is ? `You took it for ${TITLES[said]}, and so does this book.` : `You took it for ${TITLES[said]}. This book counts it as ${TITLES[is]}.`;
    }

    /** Says what the answer means, if there is one. @param {HTMLElement} item @param {string | undefined} value */
    drawQuestion(item, value) {
      choose(item, value);
      const meaning = this.findAll('[data-answer]', item).find(({ dataset }) => dataset.answer === value);
      const place = this.slot('chosen', item);
      place.hidden = !meaning;
      place.dataset.weighs = meaning?.dataset.weighs ?? '';
      place.replaceChildren(...(meaning?.querySelector('.hops-says-what')?.cloneNode(true).childNodes ?? []));
      return meaning;
    }

    /** How many of them are answered. @param {List} list @param {HTMLElement[]} items */
    drawProgress(list, items) {
      // A check may have one of the two only.
      const place = this.slot(list);
      if (!place) return 0;
      const number = items.filter(isAnswered).length;
      place.textContent = number === 0 ? 'Nothing answered yet.' : `${number} of ${items.length} answered.`;
      this.find(`[data-clear="${list}"]`).hidden = number === 0;
      return number;
    }

    /** @param {HTMLElement[]} chosen answers */
    drawOutcome(chosen) {
      const against = chosen.filter(({ dataset }) => dataset.weighs === 'against').length;
      const outcomes = this.findAll('.hops-outcome');
      const mine = outcomes.filter(({ dataset }) => Number(dataset.from) <= against).at(-1);
      for (const outcome of outcomes) outcome.classList.toggle('is-mine', outcome === mine);
      this.root.toggleAttribute('data-answered', chosen.length > 0);
      this.drawList('against', sayings(chosen, 'against'));
      this.drawList('ask', sayings(chosen, 'ask'));
      const roles = new Map(chosen.flatMap((answer) => this.findAll('[data-role]', answer)).map((role) => [role.dataset.role, role]));
      this.drawList('roles', [...roles.values()].map((role) => role.cloneNode(true)));
    }

    /** @param {string} name @param {Node[]} entries */
    drawList(name, entries) {
      const part = this.slot(name);
      if (!part) return;
      part.hidden = entries.length === 0;
      part.querySelector('ul')?.replaceChildren(...entries.map((entry) => make('li', {}, entry)));
    }

    // ---- What the reader does.

    /** @param {string} text */
    say(text) {
      this.slot('status').textContent = text;
    }

    outcomeWords() {
      return this.root.querySelector('.hops-outcome.is-mine h3')?.textContent ?? '';
    }

    /** @param {HTMLElement} item @param {keyof typeof TITLES} value */
    judge(item, value) {
      const now = answered();
      keepAnswered({ ...now, statements: { ...now.statements, [item.dataset.statement ?? '']: value } });
      const fold = item.querySelector('details');
      if (fold) fold.open = true;
      this.say(this.slot('said', item).textContent ?? '');
    }

    /** @param {HTMLElement} item @param {string} value */
    answer(item, value) {
      const before = this.outcomeWords();
      const now = answered();
      keepAnswered({ ...now, answers: { ...now.answers, [item.dataset.honest ?? '']: value } });
      if (this.outcomeWords() !== before) this.say(`What comes of it so far: ${this.outcomeWords()}`);
    }

    /** @param {List} list */
    takeBack(list) {
      const before = answered();
      keepAnswered({ ...before, [list]: {} });
      this.root.querySelector('input')?.focus();
      notice('Your answers are taken back.', { action: ['Undo', () => keepAnswered(before)] });
    }
  }

  RealitiesCheck.start('hops-realities-check');
})();
