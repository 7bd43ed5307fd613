// Study buddy: two plans side by side, each the reader's own, a file or a link. Shows what each could show the other, and what both mean to
// do. Nothing of it is kept. Enter at `show`.
(() => {
  'use strict';
  const { state, exchange, plan } = window.hops;
  if (!plan) return;
  const { areas, resources, load, make, slot, part, checkFile } = plan;
  const LEVELS = ['entry', 'working', 'senior'];

  /** @typedef {{ form: Element, items: HopsDocument['items'] | undefined }} Side */

  /** @type {Side[]} */
  const sides = [...part('buddy').querySelectorAll('[data-buddy]')].map((form) => ({ form, items: undefined }));
  const [mine, other] = sides;

  /** @param {Side} side @param {string} name */
  const field = ({ form }, name) => /** @type {HTMLInputElement} */ (form.querySelector(`[data-take="${name}"]`));

  /** @param {Side} side */
  const nameOf = (side) => field(side, 'name').value.trim() || (side === mine ? 'A' : 'B');

  /** @param {Side} side @param {string} id */
  const levelOf = ({ items }, id) => LEVELS.indexOf(String(items?.[`skill:${id}`]?.value));

  /** @param {Side} side @param {string} id */
  const wants = ({ items }, id) => ['todo', 'doing'].includes(String(items?.[`resource:${id}`]?.value));

  /** @param {number} n @param {string} noun */
  const count = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

  /** What `a` has more of than `b`. @param {Side} a @param {Side} b */
  const ahead = (a, b) => areas.flatMap(({ skills }) => skills.filter(({ id }) => levelOf(a, id) > levelOf(b, id)));

  /** @param {Side} a @param {Side} b */
  function canShow(a, b) {
    const names = ahead(a, b).map(({ name }) => name);
    const words = `${nameOf(a)} can show ${nameOf(b)}: `;
    return make('p', {}, make('b', {}, words), names.length > 0 ? `${count(names.length, 'skill')}: ${names.join(', ')}.` : 'no skill yet.');
  }

  function together() {
    const both = [...resources].filter(([id]) => sides.every((side) => wants(side, id)));
    const items = both.map(([, [title, href]]) => make('li', {}, make('a', { href }, title)));
    const words = both.length > 0 ? `Both mean to do: ${count(both.length, 'resource')}.` : 'Nothing is marked as to do or doing by both.';
    return [make('p', {}, make('b', {}, words)), ...(items.length > 0 ? [make('ul', {}, ...items)] : [])];
  }

  /** @param {typeof areas[number]} area */
  function table({ title, skills }) {
    const rows = skills.filter(({ id }) => sides.some((side) => levelOf(side, id) >= 0));
    if (rows.length === 0) return [];
    /** @param {HopsSkill} skill */
    const row = ({ id, name }) =>
      make('tr', {}, make('th', { scope: 'row' }, name), ...sides.map((side) => make('td', {}, LEVELS[levelOf(side, id)] ?? '–')));
    const heads = ['Skill', ...sides.map(nameOf)].map((words) => make('th', { scope: 'col' }, words));
    const head = make('thead', {}, make('tr', {}, ...heads));
    return [make('table', { className: 'hops-plan-pair' }, make('caption', {}, title), head, make('tbody', {}, ...rows.map(row)))];
  }

  function show() {
    const isPair = sides.every(({ items }) => items);
    part('pair').hidden = !isPair;
    if (!isPair) return;
    const date = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
    slot('pair').replaceChildren(
      make('h4', {}, `${nameOf(mine)} and ${nameOf(other)}, ${date}`),
      canShow(mine, other),
      canShow(other, mine),
      ...together(),
      ...areas.flatMap(table),
    );
  }

  /** @param {Side} side @param {string} words */
  function say({ form }, words) {
    const line = form.querySelector('[data-slot="buddy"]');
    if (line) line.textContent = words;
  }

  /** @param {Side} side @param {HopsChecked} checked @param {string} what "This file" */
  async function put(side, { document, problem, leftOut = '' }, what) {
    await load();
    if (document) side.items = document.items;
    say(side, document ? `${what} holds ${exchange.counts(document)}. ${leftOut}`.trim() : `${what} is not used. ${problem}`);
    show();
  }

  /** @param {Side} side */
  function putMine(side) {
    field(side, 'file').value = '';
    field(side, 'link').value = '';
    put(side, { document: state.document() }, 'Your plan');
  }

  /** @param {Side} side */
  async function putFile(side) {
    const file = field(side, 'file').files?.[0];
    if (file) put(side, await checkFile(file), 'This file');
  }

  /** @param {Side} side */
  async function putLink(side) {
    const { value } = field(side, 'link');
    if (value.trim() !== '') put(side, await exchange.unpack(value), 'This link');
  }

  for (const side of sides) {
    side.form.querySelector('[data-do="buddy-mine"]')?.addEventListener('click', () => putMine(side));
    field(side, 'name').addEventListener('input', show);
    field(side, 'file').addEventListener('change', () => putFile(side));
    field(side, 'link').addEventListener('change', () => putLink(side));
  }

  plan.besideMine = (document) => {
    putMine(mine);
    put(other, { document }, 'The shared plan');
    part('buddy').querySelector('h3')?.focus();
  };
})();
