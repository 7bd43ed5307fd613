// The reader's own path beside somebody's: steps that can be added, moved and removed, each with what carried it. Kept as `trace`.
// Enter at `show`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const KINDS = [
    ['job', 'Job'],
    ['learning', 'Learning'],
    ['people', 'People'],
    ['luck', 'Luck'],
  ];
  const MOST = 60;
  const LONGEST = 300;

  /** @typedef {{ text: string, kind: string }} Step */

  /** @returns {Step[]} */
  function steps() {
    const kept = state.get('trace');
    const isStep = (/** @type {any} */ step) => typeof step?.text === 'string' && KINDS.some(([kind]) => kind === step.kind);
    return Array.isArray(kept) ? kept.filter(isStep).slice(0, MOST) : [];
  }

  /** @param {Step[]} changed */
  const keep = (changed) => state.set('trace', changed.length > 0 ? changed : null);

  /** @param {string} name @param {Record<string, unknown>} properties @param {(Node | string)[]} children */
  function make(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  /** @param {Element} section */
  function start(section) {
    const list = /** @type {HTMLElement} */ (section.querySelector('ol'));
    const status = /** @type {HTMLElement} */ (section.querySelector('[role="status"]'));
    const clear = /** @type {HTMLElement} */ (section.querySelector('[data-do="clear"]'));

    /** @param {string} name @param {string} sign @param {string} words @param {boolean} disabled */
    function button(name, sign, words, disabled) {
      const made = make('button', { type: 'button', ariaLabel: words, title: words, disabled }, sign);
      made.dataset.do = name;
      return made;
    }

    /** @param {Step} step @param {number} at @param {Step[]} all */
    function row({ text, kind }, at, all) {
      const number = at + 1;
      const words = make('input', { type: 'text', value: text, maxLength: LONGEST, ariaLabel: `Step ${number}` });
      const options = KINDS.map(([value, title]) => make('option', { value, selected: value === kind }, title));
      const carried = make('select', { ariaLabel: `What carried step ${number}` }, ...options);
      const buttons = [
        button('up', '↑', `Move step ${number} up`, at === 0),
        button('down', '↓', `Move step ${number} down`, at === all.length - 1),
        button('remove', '×', `Remove step ${number}`, false),
      ];
      return make('li', {}, make('div', { className: 'hops-own-step' }, words, make('span', {}, carried, ...buttons)), onPaper({ text, kind }));
    }

    /** @param {Step} step */
    function onPaper({ text, kind }) {
      const title = KINDS.find(([value]) => value === kind)?.[1];
      return make('p', { className: 'hops-own-step-paper' }, text, ' ', make('b', {}, `${title}.`));
    }

    let shown = '';
    function show() {
      const all = steps();
      if (JSON.stringify(all) === shown) return;
      shown = JSON.stringify(all);
      // What is being written stays; what has the focus keeps its place in the list.
      const focused = list.contains(document.activeElement) ? document.activeElement : null;
      const at = [...list.children].findIndex((item) => item.contains(focused));
      const selector = focused?.localName === 'button' ? `[data-do="${focused.getAttribute('data-do')}"]` : focused?.localName;
      list.replaceChildren(...all.map(row));
      clear.hidden = all.length === 0;
      if (selector) focusOn(Math.min(at, all.length - 1), selector);
    }

    /** @param {number} at @param {string} selector */
    function focusOn(at, selector) {
      const found = /** @type {HTMLElement | null | undefined} */ (list.children[at]?.querySelector(`${selector}:enabled`) ?? list.children[at]?.querySelector('input'));
      (found ?? /** @type {HTMLElement} */ (section.querySelector('[data-do="add"]'))).focus();
    }

    /** @param {number} at @param {number} to */
    function move(at, to) {
      const all = steps();
      all.splice(to, 0, ...all.splice(at, 1));
      keep(all);
      focusOn(to, to < at ? '[data-do="up"]' : '[data-do="down"]');
      status.textContent = `Now step ${to + 1} of ${all.length}`;
    }

    /** @param {Step[]} left @param {string} words */
    function remove(left, words) {
      const before = steps();
      keep(left);
      notice(words, { action: ['Undo', () => keep(before)] });
    }

    /** @type {Record<string, (at: number) => void>} */
    const actions = {
      add() {
        const all = steps();
        if (all.length >= MOST) {
          notice(`A path has at most ${MOST} steps.`, { kind: 'problem' });
          return;
        }
        keep([...all, { text: '', kind: 'job' }]);
        focusOn(all.length, 'input');
      },
      up: (at) => move(at, at - 1),
      down: (at) => move(at, at + 1),
      remove: (at) => remove(steps().filter((_, other) => other !== at), `Step ${at + 1} is removed.`),
      clear: () => remove([], 'Your path is removed.'),
    };

    /** @param {EventTarget | null} target */
    const placeOf = (target) => [...list.children].findIndex((item) => target instanceof Node && item.contains(target));

    section.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest('[data-do]') : null;
      if (button) actions[button.getAttribute('data-do') ?? '']?.(placeOf(button));
    });
    list.addEventListener('input', ({ target }) => {
      const at = placeOf(target);
      const item = list.children[at];
      const text = item.querySelector('input')?.value.slice(0, LONGEST) ?? '';
      const kind = item.querySelector('select')?.value ?? '';
      const changed = steps().map((step, other) => (other === at ? { text, kind } : step));
      // The field that is written in stays, with its cursor: the list is right but for its line on paper.
      shown = JSON.stringify(changed);
      item.querySelector('.hops-own-step-paper')?.replaceWith(onPaper({ text, kind }));
      keep(changed);
    });
    state.onChange(show);
    show();
  }

  document.querySelectorAll('.hops-own-trace').forEach(start);
})();
