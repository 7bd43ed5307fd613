// The reader's own path beside somebody's: steps that can be added, moved and removed, each with what carried it. What is kept of it, kept.js says.
// Enter at `OwnPath`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const { make, Component } = window.hops.elements;
  const KINDS = [
    ['job', 'Job'],
    ['learning', 'Learning'],
    ['people', 'People'],
    ['luck', 'Luck'],
  ];
  const { MOST, LONGEST, step } = window.hops.trace;

  /** @typedef {{ text: string, kind: string }} Step */

  /** @returns {Step[]} */
  const steps = () => window.hops.shapes.sift(state.get('trace'), step).slice(0, MOST).map(([, one]) => one);

  /** @param {Step[]} changed */
  const keepSteps = (changed) => state.set('trace', changed.length > 0 ? changed : null);

  /** @param {string} does @param {string} sign @param {string} words @param {boolean} disabled */
  const signButton = (does, sign, words, disabled) => make('button', { type: 'button', ariaLabel: words, title: words, disabled, dataset: { do: does } }, sign);

  /** @param {Step} step */
  function onPaper({ text, kind }) {
    const title = KINDS.find(([value]) => value === kind)?.[1];
    return make('p', { className: 'hops-own-step-paper' }, text, ' ', make('b', {}, `${title}.`));
  }

  /** @param {Step} step @param {number} at @param {Step[]} all */
  function stepRow({ text, kind }, at, all) {
    const number = at + 1;
    const words = make('input', { type: 'text', value: text, maxLength: LONGEST, ariaLabel: `Step ${number}` });
    const options = KINDS.map(([value, title]) => make('option', { value, selected: value === kind }, title));
    const carried = make('select', { ariaLabel: `What carried step ${number}` }, ...options);
    const buttons = [
      signButton('up', '↑', `Move step ${number} up`, at === 0),
      signButton('down', '↓', `Move step ${number} down`, at === all.length - 1),
      signButton('remove', '×', `Remove step ${number}`, false),
    ];
    return make('li', {}, make('div', { className: 'hops-own-step' }, words, make('span', {}, carried, ...buttons)), onPaper({ text, kind }));
  }

  /** Keeps the steps that are left, and says what is gone. @param {Step[]} left @param {string} words */
  function remove(left, words) {
    const before = steps();
    keepSteps(left);
    notice(words, { action: ['Undo', () => keepSteps(before)] });
  }

  class OwnPath extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.list = this.find('ol');
      /** The steps that the list was last made of. */
      this.drawn = '';
      this.onPress((button, name) => this.act(name, this.placeOf(button)));
      this.list.addEventListener('input', ({ target }) => this.write(this.placeOf(target)));
      state.onChange(() => this.draw());
      this.draw();
    }

    draw() {
      const all = steps();
      if (JSON.stringify(all) === this.drawn) return;
      this.drawn = JSON.stringify(all);
      // What is being written stays; what has the focus keeps its place in the list.
      const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
      const at = this.placeOf(focused);
      const selector = focused?.localName === 'button' ? `[data-do="${focused.getAttribute('data-do')}"]` : focused?.localName;
      this.list.replaceChildren(...all.map(stepRow));
      this.find('[data-do="clear"]').hidden = all.length === 0;
      if (selector) this.focusOn(Math.min(at, all.length - 1), selector);
    }

    /** The place of the step that holds this. @param {EventTarget | null} target */
    placeOf(target) {
      return [...this.list.children].findIndex((item) => target instanceof Node && item.contains(target));
    }

    /** @param {number} at @param {string} selector */
    focusOn(at, selector) {
      const item = this.list.children[at];
      const found = item?.querySelector(`${selector}:enabled`) ?? item?.querySelector('input') ?? this.find('[data-do="add"]');
      /** @type {HTMLElement} */ (found).focus();
    }

    /** @param {string} name of what a button does @param {number} at the place of its step */
    act(name, at) {
      if (name === 'add') this.add();
      else if (name === 'up') this.move(at, at - 1);
      else if (name === 'down') this.move(at, at + 1);
      else if (name === 'remove') remove(steps().filter((_, other) => other !== at), `Step ${at + 1} is removed.`);
      else if (name === 'clear') remove([], 'Your path is removed.');
    }

    add() {
      const all = steps();
      if (all.length >= MOST) {
        notice(`A path has at most ${MOST} steps.`, { kind: 'problem' });
        return;
      }
      keepSteps([...all, { text: '', kind: 'job' }]);
      this.focusOn(all.length, 'input');
    }

    /** @param {number} at @param {number} to */
    move(at, to) {
      const all = steps();
      all.splice(to, 0, ...all.splice(at, 1));
      keepSteps(all);
      this.focusOn(to, to < at ? '[data-do="up"]' : '[data-do="down"]');
      this.find('[role="status"]').textContent = `Now step ${to + 1} of ${all.length}`;
    }

    /** Keeps what stands in the fields of a step. @param {number} at */
    write(at) {
      const item = this.list.children[at];
      const text = item.querySelector('input')?.value.slice(0, LONGEST) ?? '';
      const kind = item.querySelector('select')?.value ?? '';
      const changed = steps().map((step, other) => (other === at ? { text, kind } : step));
      // The field that is written in stays, with its cursor: the list is right but for its line on paper.
      this.drawn = JSON.stringify(changed);
      item.querySelector('.hops-own-step-paper')?.replaceWith(onPaper({ text, kind }));
      keepSteps(changed);
    }
  }

  OwnPath.start('.hops-own-trace');
})();
