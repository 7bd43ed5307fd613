// The realities check: what was answered is kept as `realities-check`, each statement is explained as soon as it is judged, and the honest
// questions lead to one of the outcomes that stand in the page. Nothing is scored. Enter at `start`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const ID = 'realities-check';
  const TITLES = { expectation: 'an expectation', reality: 'a reality' };

  /** @typedef {'statements' | 'answers'} List */
  /** @typedef {Record<List, Record<string, string>>} Kept */

  /** @param {any} list @returns {Record<string, string>} */
  const texts = (list) => Object.fromEntries(Object.entries(list ?? {}).filter(([, value]) => typeof value === 'string'));

  /** @returns {Kept} */
  function kept() {
    const found = /** @type {any} */ (state.get(ID));
    return { statements: texts(found?.statements), answers: texts(found?.answers) };
  }

  /** @param {Kept} changed */
  function keep(changed) {
    const empty = Object.keys(changed.statements).length + Object.keys(changed.answers).length === 0;
    state.set(ID, empty ? null : changed);
  }

  /** @param {Element} host */
  function start(host) {
    /** @param {string} name @returns {HTMLElement | null} */
    const slot = (name) => host.querySelector(`[data-slot="${name}"]`);
    const statements = /** @type {HTMLElement[]} */ ([...host.querySelectorAll('[data-statement]')]);
    const questions = /** @type {HTMLElement[]} */ ([...host.querySelectorAll('[data-honest]')]);
    const status = /** @type {HTMLElement} */ (slot('status'));

    /** Ticks what was answered; no name of the state is put into a selector. @param {HTMLElement} item @param {string | undefined} value */
    function tick(item, value) {
      for (const input of item.querySelectorAll('input')) input.checked = input.value === value;
    }

    /** @param {HTMLElement} item @param {string | undefined} said */
    function showStatement(item, said) {
      const is = /** @type {keyof typeof TITLES} */ (item.dataset.is);
      const words = /** @type {HTMLElement} */ (item.querySelector('[data-slot="said"]'));
      tick(item, said);
      words.hidden = said !== 'expectation' && said !== 'reality';
      if (said === 'expectation' || said === 'reality') words.textContent = said === is ? `You took it for ${TITLES[said]}, and so does this book.` : `You took it for ${TITLES[said]}. This book counts it as ${TITLES[is]}.`;
    }

    /** Says what the answer means, if there is one. @param {HTMLElement} item @param {string | undefined} value */
    function showQuestion(item, value) {
      tick(item, value);
      const meaning = /** @type {HTMLElement[]} */ ([...item.querySelectorAll('[data-answer]')]).find(({ dataset }) => dataset.answer === value);
      const place = /** @type {HTMLElement} */ (item.querySelector('[data-slot="chosen"]'));
      place.hidden = !meaning;
      place.dataset.weighs = meaning?.dataset.weighs ?? '';
      place.replaceChildren(...(meaning?.querySelector('.hops-says-what')?.cloneNode(true).childNodes ?? []));
      return meaning;
    }

    /** @param {List} list @param {HTMLElement[]} items @param {(item: HTMLElement) => boolean} answered */
    function showProgress(list, items, answered) {
      const place = slot(list);
      if (!place) return 0;
      const count = items.filter(answered).length;
      place.textContent = count === 0 ? 'Nothing answered yet.' : `${count} of ${items.length} answered.`;
      /** @type {HTMLElement} */ (host.querySelector(`[data-clear="${list}"]`)).hidden = count === 0;
      return count;
    }

    /** @param {string} name @param {Node[]} entries */
    function fill(name, entries) {
      const part = slot(name);
      if (!part) return;
      part.hidden = entries.length === 0;
      part.querySelector('ul')?.replaceChildren(
        ...entries.map((entry) => {
          const line = document.createElement('li');
          line.append(entry);
          return line;
        }),
      );
    }

    /** What the chosen answers say, as far as they weigh like that. @param {Element[]} chosen @param {string} weighs */
    const said = (chosen, weighs) =>
      chosen
        .filter((answer) => answer.getAttribute('data-weighs') === weighs)
        .map((answer) => {
          const line = document.createElement('span');
          const about = document.createElement('b');
          about.textContent = answer.closest('li')?.querySelector('.hops-honest-about')?.textContent ?? '';
          line.append(about, ' ', answer.querySelector('.hops-says-what > span')?.textContent ?? '');
          return line;
        });

    /** @param {Element[]} chosen */
    function showOutcome(chosen) {
      const against = chosen.filter((answer) => answer.getAttribute('data-weighs') === 'against').length;
      const outcomes = /** @type {HTMLElement[]} */ ([...host.querySelectorAll('.hops-outcome')]);
      const mine = outcomes.filter((outcome) => Number(outcome.dataset.from) <= against).at(-1);
      for (const outcome of outcomes) outcome.classList.toggle('is-mine', outcome === mine);
      host.toggleAttribute('data-answered', chosen.length > 0);
      fill('against', said(chosen, 'against'));
      fill('ask', said(chosen, 'ask'));
      const roles = new Map(chosen.flatMap((answer) => [...answer.querySelectorAll('[data-role]')]).map((role) => [role.getAttribute('data-role'), role]));
      fill('roles', [...roles.values()].map((role) => role.cloneNode(true)));
    }

    const outcomeWords = () => host.querySelector('.hops-outcome.is-mine h3')?.textContent ?? '';

    function show() {
      const now = kept();
      for (const item of statements) showStatement(item, now.statements[item.dataset.statement ?? '']);
      const chosen = questions.flatMap((item) => showQuestion(item, now.answers[item.dataset.honest ?? '']) ?? []);
      const isAnswered = (/** @type {HTMLElement} */ item) => item.querySelector('input:checked') !== null;
      host.toggleAttribute('data-kept', [...statements, ...questions].some(isAnswered));
      showProgress('statements', statements, isAnswered);
      if (showProgress('answers', questions, isAnswered) > 0 || host.hasAttribute('data-answered')) {
        showOutcome(chosen);
      }
    }

    /** @param {HTMLElement} item @param {string} value */
    function judge(item, value) {
      const now = kept();
      keep({ ...now, statements: { ...now.statements, [item.dataset.statement ?? '']: value } });
      const fold = item.querySelector('details');
      if (fold) fold.open = true;
      status.textContent = item.querySelector('[data-slot="said"]')?.textContent ?? '';
    }

    /** @param {HTMLElement} item @param {string} value */
    function answer(item, value) {
      const before = outcomeWords();
      const now = kept();
      keep({ ...now, answers: { ...now.answers, [item.dataset.honest ?? '']: value } });
      if (outcomeWords() !== before) status.textContent = `What comes of it so far: ${outcomeWords()}`;
    }

    host.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const item = /** @type {HTMLElement | null} */ (target.closest('[data-statement], [data-honest]'));
      if (item) (item.dataset.statement ? judge : answer)(item, target.value);
    });
    host.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('[data-clear]') : null;
      if (!button) return;
      const before = kept();
      keep({ ...before, [/** @type {List} */ (button.getAttribute('data-clear'))]: {} });
      host.querySelector('input')?.focus();
      notice('Your answers are taken back.', { action: ['Undo', () => keep(before)] });
    });
    state.onChange(show);
    show();
  }

  document.querySelectorAll('hops-realities-check').forEach(start);
})();
