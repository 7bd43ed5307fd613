// The checklist: the boxes of a skill become one choice, "not yet" or the level reached; what is chosen is kept, and summed up for each
// area and for the whole, in words and as a route. Enter at `Checklist`.
(() => {
  'use strict';
  const { state } = window.hops;
  const { make, count, Component } = window.hops.elements;
  const ORDER = ['none', 'entry', 'working', 'senior'];
  let choices = 0;

  /** The level of a skill: its place in ORDER. @param {string} skill */
  const levelTicked = (skill) => Math.max(0, ORDER.indexOf(String(state.get(`skill:${skill}`))));

  /** @param {ParentNode} root @returns {HTMLInputElement[]} */
  const inputsIn = (root) => [...root.querySelectorAll('input[data-skill]')].filter((input) => input instanceof HTMLInputElement);

  /** Makes the boxes of a skill one choice. Each place where the skill is shown has a choice of its own. @param {Element} skill */
  function makeChoice(skill) {
    choices += 1;
    for (const input of inputsIn(skill)) {
      input.type = 'radio';
      input.name = `hops-skill-${choices}`;
    }
  }

  /** @param {Element} skill */
  function showReached(skill) {
    const inputs = inputsIn(skill);
    const level = levelTicked(inputs[0].dataset.skill ?? '');
    const reached = inputs.filter((input) => ORDER.indexOf(input.dataset.level ?? '') <= level);
    for (const input of inputs) {
      input.checked = input === reached.at(-1);
      input.parentElement?.classList.toggle('is-reached', level > 0 && reached.includes(input));
    }
    skill.setAttribute('data-reached', ORDER[level]);
  }

  // ---- Sums.

  /** @param {number[]} levels */
  function tickedWords(levels) {
    const ticked = levels.filter((level) => level > 0);
    const of = `of ${count(levels.length, 'skill')}`;
    if (ticked.length === 0) return `None ${of} ticked yet`;
    const parts = ORDER.map((name, level) => [ticked.filter((one) => one === level).length, name]);
    return `${ticked.length} ${of} ticked: ${parts.filter(([number]) => number).map((part) => part.join(' ')).join(', ')}`;
  }

  /** A stop for each skill, or for each area as far as it has come. @param {number[]} stops from 0 to 3 */
  const stopsLine = (stops) => make('span', { className: 'hops-route', ariaHidden: 'true' }, ...stops.map((stop) => make('span', { dataset: { reached: ORDER[stop] } })));

  /** @param {Element} root */
  const levelsIn = (root) => [...root.querySelectorAll('.hops-skill')].map((skill) => levelTicked(inputsIn(skill)[0].dataset.skill ?? ''));

  /** How far an area has come, as a level: not begun, some, half or more, all. @param {number[]} levels */
  function come(levels) {
    const share = levels.filter((level) => level > 0).length / levels.length;
    return share === 1 ? 3 : Math.ceil(share * 2);
  }

  /** @param {Element} sum */
  function sumUp(sum) {
    const root = sum.parentElement;
    if (!root) return;
    const levels = levelsIn(root);
    const areas = [...root.querySelectorAll('.hops-area')].map((area) => come(levelsIn(area)));
    const begun = areas.filter((area) => area > 0).length;
    const words = begun === 0 ? tickedWords(levels) : `${tickedWords(levels)}; ${begun} of ${areas.length} areas begun`;
    sum.replaceChildren(make('span', {}, words), stopsLine(areas.length === 0 ? levels : areas));
  }

  class Checklist extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.skills = this.findAll('.hops-skill');
      this.skills.forEach(makeChoice);
      root.addEventListener('change', ({ target }) => {
        if (!(target instanceof HTMLInputElement) || !target.dataset.skill) return;
        const { skill, level } = target.dataset;
        state.set(`skill:${skill}`, level === 'none' ? null : level);
      });
      state.onChange(() => this.draw());
      // A browser may have filled in the boxes as they were when the page was left.
      window.addEventListener('pageshow', () => this.draw());
      this.draw();
    }

    draw() {
      this.skills.forEach(showReached);
      this.findAll('.hops-total').forEach(sumUp);
    }
  }

  Checklist.start('hops-checklist');
})();
