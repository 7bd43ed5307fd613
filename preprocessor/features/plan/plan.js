// The page with the reader's plan, or with one that a link brought: shows what was ticked, marked and noted anywhere in the book, and does what
// its buttons say. The page comes with a blank plan, which says what skills there are, and with the parts that are filled here; the other
// scripts of this folder bring what else can be done with a plan. What others wrote, in a file or a link, is shown as text and never as
// markup. Enter at `Plan`.
(() => {
  'use strict';
  const html = document.documentElement;
  // On the page with the whole book the plan stays blank.
  if (html.classList.contains('print-page')) return;
  const { state, exchange, own, notice, deferred, planContents, planText } = window.hops;
  const { make, link, dayInWords, Component } = window.hops.elements;
  const { LEVELS, NEXT, bookTitle, isLoaded, load, lostWords, sourceOf, modelOf, markedAs, areaWords, touched, nextOf, notedParts } = planContents;
  const LEVEL_TITLES = Object.values(own.levels);
  /** Notes without a place that are shown at once, and others: somebody may have made up any number. */
  const MOST_LOST = 30;
  const MOST_NOTED = 300;

  /** @typedef {HopsPlanModel} Model */

  // ---- Parts of it.

  /** @param {Model['areas'][number]} area */
  function areaItem(area) {
    const route = make('span', { className: 'hops-plan-route', ariaHidden: 'true' });
    route.append(...area.skills.map(({ level }) => make('span', { dataset: { level: LEVELS[level] ?? '' } })));
    const lines = [2, 1, 0].flatMap((level) => {
      const reached = area.skills.filter((skill) => skill.level === level);
      if (reached.length === 0) return [];
      const names = reached.flatMap(({ name, href }, at) => [at === 0 ? ' ' : ', ', link(href, name)]);
      return [make('p', {}, make('b', {}, `${LEVEL_TITLES[level]}:`), ...names)];
    });
    const head = make('p', { className: 'hops-plan-area-head' }, make('b', {}, link(area.href, area.title)), ` ${areaWords(area)}`);
    return make('li', {}, head, route, ...lines);
  }

  /** @param {string} note */
  const noteText = (note) => make('p', { className: 'hops-plan-note' }, note);

  /** The first of the items, and a button that brings more of them in its place. @template T @param {T[]} all @param {(one: T) => HTMLLIElement} item @param {number} most @returns {HTMLLIElement[]} */
  function some(all, item, most) {
    const items = all.slice(0, most).map(item);
    const rest = all.slice(most);
    if (rest.length === 0) return items;
    const button = make('button', { type: 'button' }, `Show ${exchange.inWords(Math.min(most, rest.length))} more`);
    const last = make('li', {}, `${exchange.inWords(rest.length)} more are not shown. The text to copy and the file have all of them. `, button);
    button.addEventListener('click', () => {
      const [first, ...others] = some(rest, item, most);
      last.replaceWith(first, ...others);
      Object.assign(first, { tabIndex: -1 }).focus();
    });
    return [...items, last];
  }

  /** The page: its parts, what is shown in them, and what its buttons do. */
  class Plan extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      /** The plan that a link brought; nothing: the reader's own is shown. @type {HopsDocument | undefined} */
      this.theirs = undefined;
      /** What is about to come in, and all that it would leave if it replaced the reader's own. @type {{ document: HopsDocument, whole: HopsDocument } | undefined} */
      this.offered = undefined;
      /** Where a resource is marked, with the note on it. @type {Map<string, HTMLElement>} */
      this.hosts = new Map();
      /** What each part was last built from. @type {Map<string, string>} */
      this.built = new Map();
      this.isWaiting = false;
      /** @type {((model: Model) => void)[]} */
      this.listeners = [];
      /** @type {Record<string, (button: Element) => void>} */
      this.actions = {
        back: () => this.leave(),
        'print-plan': () => this.printSheet('plan'),
        'copy-plan': (button) => this.copy(planText.planText(this.model()), button),
        'buddy-mine': (button) => this.actLate('buddy-mine', button),
      };
      this.part('buddy').addEventListener('change', () => this.loadTwoPlans(), { once: true });
      root.addEventListener('click', ({ target }) => {
        const button = target instanceof Element ? target.closest('[data-do]') : null;
        if (button) this.actions[button.getAttribute('data-do') ?? '']?.(button);
      });
      root.addEventListener('hops-own-closed', () => this.renderSoon());
      window.addEventListener('afterprint', () => delete html.dataset.sheet);
      state.onChange(() => this.renderSoon());
      window.hops.plan = this;
    }

    model() {
      return modelOf(this.source());
    }

    source() {
      return this.theirs ? sourceOf(this.theirs) : state;
    }

    /** Calls `listener` whenever the plan is shown. @param {(model: Model) => void} listener */
    onRender(listener) {
      this.listeners.push(listener);
    }

    /** What the reader fills in. @param {string} name @param {ParentNode} [root] */
    field(name, root) {
      return /** @type {HTMLInputElement} */ (this.find(`[data-take="${name}"]`, root));
    }

    /** For when what had the focus is gone. @param {string} name of a part */
    focusOn(name) {
      this.part(name).querySelector('h3')?.focus();
    }

    // ---- Showing it.

    render() {
      // What is being written stays where it is; the editor says when it closes.
      if (this.root.querySelector('.hops-own form')) return;
      if (!isLoaded() && this.source().entries('').some(([id]) => id === 'planner' || exchange.isShared(id))) {
        load().then(() => this.render());
        return;
      }
      const focused = document.activeElement;
      const host = focused?.closest('[data-own]');
      const model = this.model();
      this.renderParts(model);
      for (const listener of this.listeners) listener(model);
      own.add(this.part('marks'));
      // What has gone to another list keeps the focus.
      if (host && focused !== document.activeElement) {
        const button = host.isConnected ? host.querySelector('button') : null;
        if (button) button.focus();
        else this.focusOn('marks');
      }
      this.root.toggleAttribute('data-ready', true);
    }

    renderSoon() {
      if (this.isWaiting) return;
      this.isWaiting = true;
      requestAnimationFrame(() => {
        this.isWaiting = false;
        this.render();
      });
    }

    /** @param {Model} model */
    renderParts(model) {
      const { areas, marked, noted, route } = model;
      this.refresh('where', areas, () => this.showWhere(model));
      this.refresh('route', route, () => this.showRoute(model));
      this.refresh('marks', marked, () => this.showMarks(model));
      this.refresh('notes', [areas, noted], () => this.showNotes(model));
      this.refresh('lost', noted.lost, () => this.showLost(model));
      this.refresh('next', [areas, marked], () => this.showNext(model));
      this.slot('plan-head').textContent = `${this.theirs ? 'A plan' : 'My plan'}: ${bookTitle}. ${dayInWords()}`;
      this.show('shared', this.theirs !== undefined);
      this.show('mine', this.theirs === undefined);
    }

    /** Builds a part anew if what it is built from has changed. @param {string} name @param {unknown} from @param {() => void} build */
    refresh(name, from, build) {
      const text = JSON.stringify([from, this.theirs !== undefined]);
      if (this.built.get(name) === text) return;
      this.built.set(name, text);
      build();
    }

    /** @param {Model} model */
    showWhere(model) {
      const begun = touched(model);
      const untouched = model.areas.filter((area) => !begun.includes(area)).map(({ title }) => title);
      this.slot('where').replaceChildren(...begun.map(areaItem));
      this.slot('untouched').textContent = begun.length > 0 && untouched.length > 0 ? `Nothing ticked yet in: ${untouched.join(', ')}.` : '';
      this.show('no-skills', begun.length === 0);
    }

    /** @param {Model} model */
    showRoute({ route }) {
      this.show('route', route !== undefined);
      if (route) Object.assign(this.slot('route'), { href: route.href, textContent: route.title });
    }

    /** @param {Model} model */
    showMarks(model) {
      /** @param {Model['marked'][number]} marked */
      const item = (marked) => this.markItem(marked);
      /** @type {[string, string][]} */
      const lists = [['Doing', 'doing'], ['To do', 'todo']];
      const filled = lists.filter(([, mark]) => markedAs(model, mark).length > 0);
      this.slot('marks').replaceChildren(
        ...filled.flatMap(([words, mark]) => [make('h4', {}, words), make('ul', { className: 'hops-plan-list' }, ...markedAs(model, mark).map(item))]),
      );
      const [done, notForMe] = [markedAs(model, 'done'), markedAs(model, 'not-for-me')];
      this.slot('done-words').textContent = `Done: ${done.length}; not for me: ${notForMe.length}`;
      this.slot('done').replaceChildren(...[...done, ...notForMe].map(item));
      this.show('done', done.length + notForMe.length > 0);
      this.show('no-marks', filled.length === 0);
    }

    /** @param {Model['marked'][number]} marked */
    markItem({ id, title, href, mark, note }) {
      const item = make('li', {}, link(href, title));
      if (this.theirs && mark === 'not-for-me') item.append(' (not for me)');
      if (!this.theirs) item.append(this.hostOf(id, title));
      else if (note) item.append(noteText(note));
      return item;
    }

    /** @param {string} id @param {string} title */
    hostOf(id, title) {
      const host = this.hosts.get(id) ?? make('div', { className: 'hops-own' });
      Object.assign(host.dataset, { own: `resource/${id}`, title });
      this.hosts.set(id, host);
      return host;
    }

    /** @param {Model} model */
    showNotes(model) {
      const lists = notedParts(model);
      /** @param {HopsPlanNoted} noted */
      const item = (noted) => this.notedItem(noted);
      this.slot('notes').replaceChildren(
        ...lists.flatMap(([words, list]) => [make('h4', {}, words), make('ul', { className: 'hops-plan-list' }, ...some(list, item, MOST_NOTED))]),
      );
      this.show('notes', lists.length + model.noted.lost.length > 0);
    }

    /** @param {HopsPlanNoted} noted */
    notedItem({ title, href, evidence, note }) {
      const lines = [...(evidence ? [make('p', {}, 'Evidence: ', this.bareLink(evidence))] : []), ...(note ? [noteText(note)] : [])];
      return make('li', {}, link(href, title), ...lines);
    }

    /** An address that is its own text, as the browser understands it, the host in ASCII: readable on paper, and nobody is led elsewhere than they see. @param {string} href */
    bareLink(href) {
      return make('a', { href, className: 'bare', rel: 'nofollow noreferrer' }, href);
    }

    /** @param {Model} model */
    showLost({ noted: { lost } }) {
      this.slot('lost').replaceChildren(...some(lost, (one) => this.lostItem(one), MOST_LOST));
      this.show('lost', lost.length > 0);
    }

    /** @param {Model['noted']['lost'][number]} lost */
    lostItem({ id, note }) {
      const words = lostWords(id);
      const remove = make('button', { type: 'button', ariaLabel: `Delete: ${words}` }, 'Delete');
      const copy = make('button', { type: 'button', ariaLabel: `Copy: ${words}` }, 'Copy');
      const buttons = make('p', { className: 'hops-plan-buttons' }, copy, ...(this.theirs ? [] : [remove]));
      copy.addEventListener('click', () => this.copy(note, buttons));
      remove.addEventListener('click', () => {
        const old = state.get(id);
        state.set(id, null);
        this.focusOn('notes');
        notice('The note is deleted.', { action: ['Undo', () => state.set(id, old)] });
      });
      return make('li', {}, words[0].toUpperCase() + words.slice(1), noteText(note), buttons);
    }

    /** @param {Model} model */
    showNext(model) {
      const next = nextOf(model);
      const items = next.map(({ name, href, from, area }) =>
        make('li', {}, link(href, name), ` (${area})`, ...(from ? [make('p', { className: 'hops-aside' }, 'Learn it from ', this.sourceLine(from))] : [])),
      );
      this.slot('next-words').textContent =
        next.length > 0
          ? 'Entry-level skills without a tick, first those in areas where something is ticked. Choose one or two; the others will wait.'
          : 'Every skill is ticked at entry level or above. The next step of each is in the checklist.';
      this.slot('next').replaceChildren(...items.slice(0, NEXT));
      this.slot('rest').replaceChildren(...items.slice(NEXT));
      this.slot('rest-words').textContent = `The other ${next.length - NEXT}`;
      this.show('rest', next.length > NEXT);
    }

    /** Where to learn a skill; with the reader's own mark, so not in somebody else's plan. @param {Element} from */
    sourceLine(from) {
      const line = /** @type {Element} */ (from.cloneNode(true));
      if (this.theirs) line.querySelector('.hops-link-mark')?.remove();
      return line;
    }

    // ---- What can be done with it.

    /** Back to the reader's own plan, from a shared one or from the question what to do with one. */
    leave() {
      this.offered = undefined;
      if (this.theirs) {
        this.theirs = undefined;
        history.pushState(null, '', location.href.replace(/#.*/, ''));
      }
      this.render();
      this.focusOn('where');
    }

    /** Loads two-plans.js, once: few readers need it. */
    async loadTwoPlans() {
      try {
        await deferred(this.find('template[data-script]').id);
      } catch {
        notice('A part of this page does not load: two plans cannot be put side by side. Reload the page to try again.', { kind: 'problem' });
      }
    }

    /** Does what is in two-plans.js, which puts its own action in the place of this one. @param {string} name @param {Element} button */
    async actLate(name, button) {
      const before = this.actions[name];
      await this.loadTwoPlans();
      if (this.actions[name] !== before) this.actions[name](button);
    }

    /** Prints one sheet alone. @param {'plan' | 'skills' | 'buddy'} name */
    printSheet(name) {
      html.dataset.sheet = name;
      print();
    }

    /** The text of a chosen file, looked at. @param {File} file @returns {Promise<HopsChecked>} */
    async checkFile(file) {
      // A character has three bytes at most.
      if (file.size > 3 * exchange.MOST_CHARACTERS) return { problem: exchange.tooLarge };
      try {
        return exchange.check(await file.text());
      } catch {
        return { problem: 'It cannot be read.' };
      }
    }

    /** @param {string} words @param {Element} near where the text goes if the clipboard is closed to the page */
    async copy(words, near) {
      const box = /** @type {HTMLTextAreaElement} */ (this.slot('copy'));
      try {
        await navigator.clipboard.writeText(words);
        box.hidden = true;
        notice('Copied.', { kind: 'brief' });
      } catch {
        near.after(box);
        box.value = words;
        box.hidden = false;
        box.focus();
        box.select();
        notice('This browser does not let the page copy. The text is selected: copy it with the keys or the menu.', { kind: 'brief' });
      }
    }
  }

  Plan.start('hops-plan');
})();
