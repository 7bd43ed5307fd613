// An incident to play: a small terminal, the list of all that can be done, and what is said at the end. What happens is decided in incident.js;
// here it is shown, and what was typed is kept as `scenario:ID`, the review as `review:ID`. Enter at `Scenario`.
(() => {
  'use strict';
  const { state, notice, incident, deferred } = window.hops;
  const { make, count, Component } = window.hops.elements;
  const MOST_PLAYS = 20;
  /** Characters: a play of 300 long notes makes 170,000. */
  const LONGEST_REVIEW = 200_000;
  /** @type {Record<string, string>} */
  const VERDICTS = { good: 'A good act.', fair: 'A fair act.', poor: 'A poor act.' };

  /** A text in which code may stand between backticks. @param {string} text @returns {(Node | string)[]} */
  function prose(text) {
    const parts = text.split('`');
    return parts.length % 2 === 0 ? [text] : parts.map((part, at) => (at % 2 === 1 ? make('code', {}, part) : part));
  }

  /** What is kept of an incident, as far as it can be used. @param {string} id @returns {HopsIncidentKept} */
  function keptOf(id) {
    const found = /** @type {any} */ (state.get(id));
    const lines = Array.isArray(found?.steps) ? found.steps : [];
    return {
      steps: lines.filter((/** @type {unknown} */ line) => typeof line === 'string').slice(0, incident.MOST_STEPS + 1),
      plays: Array.isArray(found?.plays) ? found.plays : [],
    };
  }

  /** @param {string[]} lines */
  const listItems = (lines) => lines.map((line) => make('li', {}, line));

  /** The list of all that can be done, as buttons. @param {HopsIncidentLook | HopsIncidentAct} move */
  function moveItem({ id: move, say, commands, minutes }) {
    const button = make('button', { type: 'button', dataset: { run: commands[0] } }, say);
    return make('li', { dataset: { move } }, button, ' ', make('span', {}, count(minutes, 'minute')));
  }

  /** The line in which commands are written: what was typed comes back by the arrows, Tab completes. */
  class Prompt {
    /** @param {HTMLInputElement} input @param {HopsIncident} data @param {(words: string) => void} say */
    constructor(input, data, say) {
      this.input = input;
      this.data = data;
      this.say = say;
      /** What was typed so far. @type {string[]} */
      this.typed = [];
      /** Where in it the arrows are: 0 is the line being written. */
      this.back = 0;
      this.draft = '';
      /** Does Tab complete? Not after Escape, until something is typed. */
      this.completes = true;
      input.addEventListener('keydown', (event) => this.press(event));
      input.addEventListener('input', () => this.renew());
    }

    renew() {
      this.completes = true;
      this.back = 0;
    }

    /** What is written, taken from the line. */
    take() {
      const { value } = this.input;
      this.input.value = '';
      this.renew();
      return value;
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing) return;
      if (this.use(event.key)) event.preventDefault();
    }

    /** Does what a key does. True: it is used up. @param {string} key */
    use(key) {
      if (key === 'Tab') return this.complete();
      if (key === 'Escape') this.completes = false;
      const by = key === 'ArrowUp' ? 1 : key === 'ArrowDown' ? -1 : 0;
      if (by !== 0) this.recall(by);
      return by !== 0;
    }

    /** @param {number} by */
    recall(by) {
      const { input, typed } = this;
      const at = Math.max(0, Math.min(typed.length, this.back + by));
      if (this.back === 0) this.draft = input.value;
      this.back = at;
      input.value = at === 0 ? this.draft : typed[typed.length - at];
      input.setSelectionRange(input.value.length, input.value.length);
    }

    /** True: something was completed. */
    complete() {
      const { input } = this;
      if (!this.completes || input.selectionStart !== input.value.length) return false;
      const { line, found } = incident.complete(this.data, input.value);
      if (line === input.value) return false;
      input.value = line;
      const others = found.filter((command) => command.startsWith(line) && command !== line);
      this.say(others.length > 0 ? `${line}. ${count(others.length, 'command')} begin so.` : line);
      return true;
    }
  }

  /** What is said when it is over, and the review. */
  class Ending extends Component {
    /** @param {HTMLElement} root @param {HopsIncident} data */
    constructor(root, data) {
      super(root);
      this.data = data;
      this.id = `review:${data.id}`;
      this.review = /** @type {HTMLTextAreaElement} */ (this.find('[name="review"]'));
      this.session = incident.start(data);
      this.review.addEventListener('input', () => this.keep());
      state.onChange(() => this.showReview());
    }

    tell() {
      const { data, session } = this;
      const ending = data.endings.find((one) => one.id === session.ending);
      if (!ending) return;
      this.slot('ending').textContent = `${ending.title}: ${ending.good ? 'a good ending' : 'a poor ending'}`;
      this.slot('ending-text').replaceChildren(...prose(ending.text));
      this.slot('figures').replaceChildren(...listItems(incident.figures(data, session)));
      this.slot('timeline').replaceChildren(...incident.timeline(data, session).map(([when, what]) => make('li', {}, make('b', {}, when), ` ${what}`)));
      this.tellActs();
      this.tellUnseen();
      // What the page says of it when all is over, and the skills that it names at its beginning.
      this.slot('after').replaceChildren(...[...this.find('.hops-worked [data-part="after"]').childNodes].map((node) => node.cloneNode(true)));
      const skills = [...this.root.querySelectorAll('.hops-scenario-meta a')].map((link) => link.cloneNode(true));
      this.slot('skills').replaceChildren(...skills.flatMap((link, at) => (at > 0 ? [', ', link] : [link])));
      this.showReview();
      this.slot('ending').focus();
    }

    tellActs() {
      const { data, session } = this;
      const done = session.acts.flatMap(({ id: act, minute }) => data.acts.filter((one) => one.id === act).map((one) => ({ ...one, minute })));
      const lines = done.map(({ say, verdict, why, minute }) =>
        make('li', {}, `${incident.time(data, minute)} `, make('b', {}, `${say}.`), ` ${VERDICTS[verdict]} `, ...prose(why)),
      );
      this.slot('acts').replaceChildren(...(lines.length > 0 ? lines : listItems(['You changed nothing.'])));
    }

    tellUnseen() {
      const unseen = this.data.looks.filter((look) => !this.session.looked.includes(look.id));
      const lines = unseen.map(({ say, commands }) => make('li', {}, `${say} `, make('code', {}, commands[0])));
      this.slot('unseen').replaceChildren(...(lines.length > 0 ? lines : listItems(['You looked at everything.'])));
    }

    showReview() {
      if (this.session.ending === null) return;
      const mine = state.get(this.id);
      const text = typeof mine === 'string' ? mine : incident.review(this.data, this.session, document.querySelector('.bar-title')?.textContent ?? '');
      if (document.activeElement !== this.review) this.review.value = text;
      this.slot('paper').textContent = text;
    }

    keep() {
      state.set(this.id, this.review.value.slice(0, LONGEST_REVIEW));
      this.slot('paper').textContent = this.review.value;
    }

    async copy() {
      try {
        await navigator.clipboard.writeText(this.review.value);
        notice('The review is copied.', { kind: 'brief' });
      } catch {
        this.review.focus();
        this.review.select();
        notice('This browser does not let the page copy. The review is marked: copy it with the keyboard.', { kind: 'problem' });
      }
    }

    download() {
      const address = URL.createObjectURL(new Blob([this.review.value], { type: 'text/markdown' }));
      make('a', { href: address, download: `review-${this.data.id}.md` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }

    renew() {
      const before = state.get(this.id);
      if (typeof before !== 'string') return;
      state.set(this.id, null);
      notice('The review is made anew.', { action: ['Undo', () => state.set(this.id, before)] });
    }
  }

  /** An incident that is played: the screen, and what the reader does. */
  class Play extends Component {
    /** @param {HTMLElement} root @param {HopsIncident} data */
    constructor(root, data) {
      super(root);
      this.data = data;
      this.id = `scenario:${data.id}`;
      this.words = /** @type {HTMLInputElement} */ (this.find('[name="words"]'));
      this.prompt = new Prompt(/** @type {HTMLInputElement} */ (this.find('[name="command"]')), data, (words) => {
        this.slot('status').textContent = words;
      });
      this.log = this.slot('log');
      this.ending = new Ending(root, data);
      this.session = incident.start(data);
      /** How much of the log is on the screen. */
      this.shown = 0;
      this.find('.hops-prompt').addEventListener('submit', (event) => {
        event.preventDefault();
        this.run(this.prompt.take());
      });
      this.find('.hops-words').addEventListener('submit', (event) => event.preventDefault());
      root.addEventListener('click', ({ target }) => this.click(target));
    }

    // ---- The screen.

    /** @param {HopsIncidentEntry} entry */
    lineOf({ minute, kind, text }) {
      const when = make('span', { className: 'hops-log-time' }, incident.time(this.data, minute));
      const line = make('div', { className: 'hops-log-line', dataset: { kind } });
      // Columns stay columns: what does not fit is scrolled to.
      line.classList.toggle('is-table', /\S {2,}\S.*\n.*\S {2,}\S/.test(text));
      if (kind === 'typed') line.append(when, ' ', make('b', {}, `${this.data.prompt}$ ${text}`));
      else if (kind === 'look' || kind === 'act') line.append(text);
      else if (kind === 'answer') line.append(...prose(text));
      else line.append(when, ' ', { note: 'Note: ', update: 'Update posted: ' }[kind] ?? '', text);
      return line;
    }

    showLog() {
      const { log, session } = this;
      if (this.shown > session.log.length || session.cleared > this.shown) {
        log.replaceChildren();
        this.shown = session.cleared;
      }
      const lines = session.log.slice(this.shown).map((entry) => this.lineOf(entry));
      this.shown = session.log.length;
      log.append(...lines);
      // What was typed last stands at the top, if what came of it is long.
      const [first] = lines;
      if (first) log.scrollTop = first.offsetTop - log.offsetTop;
    }

    showMoves() {
      const groups = incident.groups(this.data, this.session.state.facts);
      for (const [name, moves] of Object.entries(groups)) {
        const list = this.find(`[data-group="${name}"] > ul`);
        const now = [...list.children].map((item) => item.getAttribute('data-move'));
        if (now.join() === moves.map((move) => move.id).join()) continue;
        const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
        list.replaceChildren(...moves.map(moveItem));
        /** @type {HTMLElement | null} */ (list.children[at]?.querySelector('button'))?.focus();
        this.find(`[data-group="${name}"]`).hidden = moves.length === 0;
      }
    }

    showState() {
      const { data, session } = this;
      this.slot('clock').textContent = incident.clockWords(data, session);
      this.slot('hurt').textContent = incident.hurtWords(session.state.hurt);
      this.slot('hurt').dataset.hurt = String(session.state.hurt > 0);
      this.slot('silence').textContent = incident.silenceWords(data, session);
    }

    showAll() {
      this.showLog();
      this.showMoves();
      this.showState();
      const over = this.session.ending !== null;
      this.show('start', false);
      this.show('play', true);
      this.show('controls', !over);
      this.show('end', over);
      if (over) this.ending.tell();
    }

    // ---- What the reader does.

    /** Takes over what came of a line, or of all lines. @param {HopsIncidentSession} session */
    take(session) {
      this.session = session;
      this.prompt.typed = session.typed;
      this.ending.session = session;
    }

    /** Keeps the lines of the play. */
    keep() {
      const { typed, ending, state: end } = this.session;
      const { plays = [] } = keptOf(this.id);
      const more = ending === null ? plays : [...plays, { ending, minutes: end.clock, pain: end.pain }].slice(-MOST_PLAYS);
      state.set(this.id, typed.length === 0 && more.length === 0 ? null : { steps: typed, ...(more.length > 0 ? { plays: more } : {}) });
    }

    /** @param {string} line */
    run(line) {
      const session = incident.type(this.data, this.session, line);
      if (session === this.session) return;
      this.take(session);
      if (session.ending !== null) state.set(this.ending.id, null);
      this.keep();
      this.showAll();
    }

    /** @param {string[]} lines */
    play(lines) {
      this.take(incident.play(this.data, lines));
      this.log.replaceChildren();
      this.shown = 0;
      this.showAll();
      if (this.session.ending === null) this.prompt.input.focus();
    }

    /** @param {'note' | 'update'} kind */
    write(kind) {
      const { words } = this;
      if (words.value.trim() === '') {
        notice('Write your words first.', { kind: 'problem' });
        words.focus();
        return;
      }
      this.run(`${kind} ${words.value}`);
      words.value = '';
    }

    again() {
      const before = this.session;
      this.take(incident.start(this.data));
      this.keep();
      this.play([]);
      if (before.typed.length === 0 || before.ending) return;
      const undo = () => {
        state.set(this.id, { ...keptOf(this.id), steps: before.typed });
        this.play(before.typed);
      };
      notice('The incident begins again.', { action: ['Undo', undo] });
    }

    /** What a button does. @param {string} name */
    act(name) {
      if (name === 'go-on') this.play(keptOf(this.id).steps);
      else if (name === 'begin') this.again();
      else if (name === 'note' || name === 'update') this.write(name);
      else if (name === 'copy' || name === 'download' || name === 'renew') this.ending[name]();
    }

    /** @param {EventTarget | null} target */
    click(target) {
      const button = target instanceof Element ? target.closest('button') : null;
      if (!button || this.part('start').contains(button)) return;
      if (button.dataset.run) {
        this.run(button.dataset.run);
        this.log.scrollIntoView({ block: 'nearest' });
      } else if (button.dataset.do) {
        this.act(button.dataset.do);
      }
    }
  }

  /** An incident in a page: what was played of it, and the buttons before the play. */
  class Scenario extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      const { scenario = '', deferred: data = '' } = root.dataset;
      this.id = `scenario:${scenario}`;
      this.dataId = data;
      /** @type {Promise<Play> | undefined} */
      this.loading = undefined;
      this.part('start').addEventListener('click', ({ target }) => {
        const name = target instanceof Element && target.closest('button')?.dataset.do;
        if (name) this.act(name);
      });
      state.onChange(() => this.tell());
      this.tell();
    }

    tell() {
      const { steps, plays = [] } = keptOf(this.id);
      const last = plays.at(-1);
      const told = last ? `Played ${count(plays.length, 'time')}. The last time it took ${count(last.minutes, 'minute')}, with ${last.pain} user-minutes.` : '';
      const first = this.part('start');
      this.slot('plays', first).textContent = told;
      this.find('[data-do="go-on"]', first).hidden = steps.length === 0;
      this.find('[data-do="begin"]', first).textContent = steps.length === 0 ? 'Begin the incident' : 'Begin again';
    }

    /** @param {string} name */
    async act(name) {
      try {
        this.loading ??= deferred(this.dataId).then((data) => new Play(this.root, data));
        (await this.loading).act(name);
      } catch {
        notice('The incident cannot be loaded. Without a network it is there once the page was open before.', { kind: 'problem' });
      }
    }
  }

  Scenario.start('hops-scenario');
})();
