// A plan and a skills sheet as text, in Markdown, to be copied. Enter at `planText` and `sheetText`.
(() => {
  'use strict';
  const { state, own, planContents } = window.hops;
  const { dayInWords } = window.hops.elements;
  const { LEVELS, NEXT, bookTitle, resources, lostWords, textIn, markedAs, areaWords, touched, nextOf, notedParts } = planContents;
  const LEVEL_TITLES = Object.values(own.levels);

  /** @typedef {HopsPlanModel} Model */

  /** What the levels of a skills sheet are. */
  const sheetWords = () =>
    `Assessed by myself against the skills list of “${bookTitle}”, which describes each skill at three levels: entry, working and senior. ${dayInWords()}.`;

  /** @param {string} words */
  const escape = (words) => words.replace(/[\\`*_[\]<>#|~&]/g, '\\$&');
  /** @param {string} words @param {string} href */
  const textLink = (words, href) => (href ? `[${escape(words)}](${new URL(href, document.baseURI).href.replaceAll('(', '%28').replaceAll(')', '%29')})` : escape(words));
  /** @param {string} [note] */
  const textNote = (note) => (note ? note.split('\n').map((line) => `  > ${escape(line)}`) : []);

  /** @param {Model} shown */
  function planText(shown) {
    /** @param {string} title @param {string[]} lines */
    const section = (title, lines) => (lines.length > 0 ? ['', `## ${title}`, '', ...lines] : []);
    /** @param {string} mark */
    const marked = (mark) => markedAs(shown, mark).flatMap(({ title, href, note }) => [`- ${textLink(title, href)}`, ...textNote(note)]);
    const where = touched(shown).flatMap((area) => [
      `- ${escape(area.title)} (${areaWords(area)})`,
      ...area.skills.filter(({ level }) => level >= 0).map(({ name, level }) => `  - ${LEVEL_TITLES[level]}: ${escape(name)}`),
    ]);
    const noted = notedParts(shown).flatMap(([, list]) =>
      list.flatMap(({ title, href, evidence, note }) => [`- ${textLink(title, href)}${evidence ? `: ${textLink(evidence, evidence)}` : ''}`, ...textNote(note)]),
    );
    const lost = shown.noted.lost.flatMap(({ id, note }) => [`- ${escape(lostWords(id))}`, ...textNote(note)]);
    const next = nextOf(shown).slice(0, NEXT).map(({ name, href, from }) => {
      const source = from?.querySelector('a');
      const [title] = resources.get(source?.dataset.resource ?? '') ?? [];
      return `- ${textLink(name, href)}${source && title ? `, from ${textLink(title, source.href)}` : ''}`;
    });
    return [
      `# My plan: ${escape(bookTitle)}`,
      '',
      dayInWords(),
      ...section('Where I am', where),
      ...section('My route', shown.route ? [`- ${textLink(shown.route.title, shown.route.href)}`] : []),
      ...section('Doing', marked('doing')),
      ...section('To do', marked('todo')),
      ...section('Done', marked('done')),
      ...section('Not for me', marked('not-for-me')),
      ...section('Notes and evidence', noted),
      ...section('Notes without a place', lost),
      ...section('What next', next),
      '',
    ].join('\n');
  }

  /** @param {Model} shown */
  function sheetText(shown) {
    const name = textIn(state.get('name'));
    const lines = touched(shown).flatMap(({ title, skills }) => [
      '',
      `## ${escape(title)}`,
      '',
      ...skills
        .filter(({ level }) => level >= 0)
        .sort((a, b) => b.level - a.level)
        .map((skill) => `- **${escape(skill.name)}** (${LEVELS[skill.level]}): ${escape(skill.can[skill.level] ?? '')}${skill.evidence ? ` ${textLink(skill.evidence, skill.evidence)}` : ''}`),
    ]);
    return [`# ${name ? `${escape(name)}: skills` : 'Skills'}`, '', escape(sheetWords()), ...lines, ''].join('\n');
  }

  window.hops.planText = { planText, sheetText, sheetWords };
})();
