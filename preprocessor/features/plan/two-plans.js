// Study buddy: two plans side by side, each the reader's own, a file or a link. Shows what each could show the other, and what both mean to
// do. Nothing of it is kept. It is loaded when somebody first uses it. Enter at `TwoPlans`.
(() => {
  'use strict';
  const { state, exchange, plan, planContents } = window.hops;
  if (!plan) return;
  const { make, link, count, dayInWords, Component } = window.hops.elements;
  const { LEVELS, areas, resources, load } = planContents;

  /** One of the two, with the form that says where it comes from. */
  class Side extends Component {
    /** @param {HTMLElement} root @param {string} short what it is called without a name @param {() => void} change */
    constructor(root, short, change) {
      super(root);
      this.short = short;
      this.change = change;
      /** @type {HopsDocument['items'] | undefined} */
      this.items = undefined;
      this.name = plan.field('name', root);
      this.file = plan.field('file', root);
      this.link = plan.field('link', root);
      this.name.addEventListener('input', change);
      this.file.addEventListener('change', () => this.putFile());
      this.link.addEventListener('change', () => this.putLink());
    }

    title() {
      return this.name.value.trim() || this.short;
    }

    /** @param {string} id of a skill */
    level(id) {
      return LEVELS.indexOf(String(this.items?.[`skill:${id}`]?.value));
    }

    /** @param {string} id of a resource */
    wants(id) {
      return ['todo', 'doing'].includes(String(this.items?.[`resource:${id}`]?.value));
    }

    /** @param {HopsChecked} checked @param {string} what "This file" */
    async put({ document, problem, leftOut = '' }, what) {
      await load();
      if (document) this.items = document.items;
      this.slot('buddy').textContent = document ? `${what} holds ${exchange.counts(document)}. ${leftOut}`.trim() : `${what} is not used. ${problem}`;
      this.change();
    }

    putMine() {
      this.file.value = '';
      this.link.value = '';
      this.put({ document: state.document() }, 'Your plan');
    }

    async putFile() {
      const file = this.file.files?.[0];
      if (file) this.put(await plan.checkFile(file), 'This file');
    }

    async putLink() {
      const { value } = this.link;
      if (value.trim() !== '') this.put(await exchange.unpack(value), 'This link');
    }
  }

  /** What `a` can show `b`: the skills of which it has more. @param {Side} a @param {Side} b */
  function canShow(a, b) {
    const ahead = areas.flatMap(({ skills }) => skills.filter(({ id }) => a.level(id) > b.level(id)));
    const names = ahead.map(({ name }) => name);
    const words = `${a.title()} can show ${b.title()}: `;
    return make('p', {}, make('b', {}, words), names.length > 0 ? `${count(names.length, 'skill')}: ${names.join(', ')}.` : 'no skill yet.');
  }

  class TwoPlans extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      const forms = /** @type {HTMLElement[]} */ ([...root.querySelectorAll('[data-buddy]')]);
      this.sides = forms.map((form, at) => new Side(form, at === 0 ? 'A' : 'B', () => this.render()));
      plan.actions.beside = () => this.putBeside();
      plan.actions['buddy-mine'] = (button) => this.sides.find((side) => side.root.contains(button))?.putMine();
      plan.actions['print-buddy'] = () => plan.printSheet('buddy');
      // What was chosen while this was on its way.
      for (const side of this.sides) {
        side.putFile();
        side.putLink();
      }
    }

    render() {
      const isPair = this.sides.every(({ items }) => items);
      this.show('pair', isPair);
      if (!isPair) return;
      const [mine, other] = this.sides;
      this.slot('pair').replaceChildren(
        make('h4', {}, `${mine.title()} and ${other.title()}, ${dayInWords()}`),
        canShow(mine, other),
        canShow(other, mine),
        ...this.together(),
        ...areas.flatMap((area) => this.table(area)),
      );
    }

    together() {
      const both = [...resources].filter(([id]) => this.sides.every((side) => side.wants(id)));
      const items = both.map(([, [title, href]]) => make('li', {}, link(href, title)));
      const words = both.length > 0 ? `Both mean to do: ${count(both.length, 'resource')}.` : 'Nothing is marked as to do or doing by both.';
      return [make('p', {}, make('b', {}, words)), ...(items.length > 0 ? [make('ul', {}, ...items)] : [])];
    }

    /** @param {typeof areas[number]} area */
    table({ title, skills }) {
      const { sides } = this;
      const rows = skills.filter(({ id }) => sides.some((side) => side.level(id) >= 0));
      if (rows.length === 0) return [];
      /** @param {HopsSkill} skill */
      const row = ({ id, name }) =>
        make('tr', {}, make('th', { scope: 'row' }, name), ...sides.map((side) => make('td', {}, LEVELS[side.level(id)] ?? '–')));
      const heads = ['Skill', ...sides.map((side) => side.title())].map((words) => make('th', { scope: 'col' }, words));
      const head = make('thead', {}, make('tr', {}, ...heads));
      return [make('table', { className: 'hops-plan-pair' }, make('caption', {}, title), head, make('tbody', {}, ...rows.map(row)))];
    }

    /** Puts the plan that a link brought beside the reader's own. */
    putBeside() {
      const document = plan.theirs;
      plan.leave();
      if (!document) return;
      const [mine, other] = this.sides;
      mine.putMine();
      other.put({ document }, 'The shared plan');
      this.root.querySelector('h3')?.focus();
    }
  }

  TwoPlans.start('hops-plan [data-part="buddy"]');
})();
