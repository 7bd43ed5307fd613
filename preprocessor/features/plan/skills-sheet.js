// The skills sheet of a plan, to go with a CV: the skills that are ticked, what the reader can do in each, and where that can be seen. Enter at
// `SkillsSheet`.
(() => {
  'use strict';
  const { state, plan, planContents, planText } = window.hops;
  if (!plan) return;
  const { make, Component } = window.hops.elements;
  const { LEVELS, textIn, touched } = planContents;
  const LONGEST_NAME = 200;

  /** @param {HopsPlanModel['areas'][number]['skills'][number]} skill */
  const sheetItem = ({ name, level, can, evidence }) =>
    make('li', {}, make('b', {}, name), ` (${LEVELS[level]}): ${can[level] ?? ''}`, ...(evidence ? [' ', plan.bareLink(evidence)] : []));

  class SkillsSheet extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.name = plan.field('name', root);
      this.name.addEventListener('input', () => state.set('name', this.name.value.trim().slice(0, LONGEST_NAME) || null));
      plan.actions['print-skills'] = () => plan.printSheet('skills');
      plan.actions['copy-skills'] = (button) => plan.copy(planText.sheetText(plan.model()), button);
      plan.onRender((model) => plan.refresh('sheet', [model.areas, state.get('name')], () => this.render(model)));
    }

    /** @param {HopsPlanModel} model */
    render(model) {
      const name = textIn(state.get('name'));
      const begun = touched(model);
      this.slot('skills').replaceChildren(
        make('h4', {}, name ? `${name}: skills` : 'Skills'),
        make('p', { className: 'hops-aside' }, planText.sheetWords()),
        ...begun.flatMap(({ title, skills }) => [
          make('h5', {}, title),
          make('ul', {}, ...skills.filter(({ level }) => level >= 0).sort((a, b) => b.level - a.level).map(sheetItem)),
        ]),
      );
      this.show('no-sheet', begun.length === 0);
      this.show('sheet', begun.length > 0);
      if (document.activeElement !== this.name) this.name.value = name ?? '';
    }
  }

  SkillsSheet.start('hops-plan [data-part="skills"]');
})();
