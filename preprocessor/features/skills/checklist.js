// The checklist: the boxes of a skill become one choice, "not yet" or the level reached; what is chosen is kept, and summed up for each
// area and for the whole, in words and as a route. Enter at `show`.
(() => {
  'use strict';
  const { state } = window.hops;
  const ORDER = ['none', 'entry', 'working', 'senior'];
  let choices = 0;

  /** The level of a skill: its place in ORDER. @param {string} skill */
  const levelOf = (skill) => Math.max(0, ORDER.indexOf(String(state.get(`skill:${skill}`))));

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
  function show(skill) {
    const inputs = inputsIn(skill);
    const level = levelOf(inputs[0].dataset.skill ?? '');
    const reached = inputs.filter((input) => ORDER.indexOf(input.dataset.level ?? '') <= level);
    for (const input of inputs) {
      input.checked = input === reached.at(-1);
      input.parentElement?.classList.toggle('is-reached', level > 0 && reached.includes(input));
    }
    skill.setAttribute('data-reached', ORDER[level]);
  }

  // ---- Sums.

  /** @param {number[]} levels */
  function inWords(levels) {
    const ticked = levels.filter((level) => level > 0);
    const of = `of ${levels.length} skill${levels.length === 1 ? '' : 's'}`;
    if (ticked.length === 0) return `None ${of} ticked yet`;
    const parts = ORDER.map((name, level) => [ticked.filter((one) => one === level).length, name]);
    return `${ticked.length} ${of} ticked: ${parts.filter(([count]) => count).map((part) => part.join(' ')).join(', ')}`;
  }

  /** A stop for each skill, or for each area as far as it has come. @param {number[]} stops from 0 to 3 */
  function route(stops) {
    const line = document.createElement('span');
    line.className = 'hops-route';
    line.setAttribute('aria-hidden', 'true');
    for (const stop of stops) {
      const node = document.createElement('span');
      node.dataset.reached = ORDER[stop];
      line.append(node);
    }
    return line;
  }

  /** @param {Element} root */
  const levelsIn = (root) => [...root.querySelectorAll('.hops-skill')].map((skill) => levelOf(inputsIn(skill)[0].dataset.skill ?? ''));

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
    const words = document.createElement('span');
    const begun = areas.filter((area) => area > 0).length;
    words.textContent = begun === 0 ? inWords(levels) : `${inWords(levels)}; ${begun} of ${areas.length} areas begun`;
    sum.replaceChildren(words, route(areas.length === 0 ? levels : areas));
  }

  /** @param {Element} list */
  function start(list) {
    const skills = [...list.querySelectorAll('.hops-skill')];
    const refresh = () => {
      skills.forEach(show);
      list.querySelectorAll('.hops-total').forEach(sumUp);
    };
    skills.forEach(makeChoice);
    list.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.dataset.skill) return;
      const { skill, level } = target.dataset;
      state.set(`skill:${skill}`, level === 'none' ? null : level);
    });
    state.onChange(refresh);
    // A browser may have filled in the boxes as they were when the page was left.
    window.addEventListener('pageshow', refresh);
    refresh();
  }

  document.querySelectorAll('hops-checklist').forEach(start);
})();
