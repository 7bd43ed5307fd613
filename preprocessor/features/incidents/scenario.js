// An incident to play: a small terminal, the list of all that can be done, and what is said at the end. What happens is decided in incident.js;
// here it is shown, and what was typed is kept as `scenario:ID`, the review as `review:ID`. Enter at `start`.
(() => {
  'use strict';
  const { state, notice, incident } = window.hops;
  const MOST_PLAYS = 20;
  /** Characters: a play of 300 long notes makes 170,000. */
  const LONGEST_REVIEW = 200_000;
  /** @type {Record<string, string>} */
  const VERDICTS = { good: 'A good act.', fair: 'A fair act.', poor: 'A poor act.' };

  /** @param {string} name @param {Record<string, unknown>} [properties] @param {(Node | string)[]} children */
  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

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

  /** The page has the data: the incident can be played. Returns what the buttons before the play do. @param {HTMLElement} host @param {HopsIncident} data */
  function open(host, data) {
    const id = `scenario:${data.id}`;
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (host.querySelector(selector));
    const slot = (/** @type {string} */ name) => find(`[data-slot="${name}"]`);
    const part = (/** @type {string} */ name) => find(`[data-part="${name}"]`);
    const input = /** @type {HTMLInputElement} */ (find('[name="command"]'));
    const words = /** @type {HTMLInputElement} */ (find('[name="words"]'));
    const review = /** @type {HTMLTextAreaElement} */ (find('[name="review"]'));
    const log = slot('log');
    let session = incident.start(data);
    /** How much of the log is on the screen. */
    let shown = 0;

    // ---- The screen.

    /** @param {HopsIncidentEntry} entry */
    function lineOf({ minute, kind, text }) {
      const when = make('span', { className: 'hops-log-time' }, incident.time(data, minute));
      const line = make('div', { className: 'hops-log-line' });
      line.dataset.kind = kind;
      // Columns stay columns: what does not fit is scrolled to.
      line.classList.toggle('is-table', /\S {2,}\S.*\n.*\S {2,}\S/.test(text));
      if (kind === 'typed') line.append(when, ' ', make('b', {}, `${data.prompt}$ ${text}`));
      else if (kind === 'look' || kind === 'act') line.append(text);
      else if (kind === 'answer') line.append(...prose(text));
      else line.append(when, ' ', { note: 'Note: ', update: 'Update posted: ' }[kind] ?? '', text);
      return line;
    }

    function showLog() {
      if (shown > session.log.length || session.cleared > shown) {
        log.replaceChildren();
        shown = session.cleared;
      }
      const lines = session.log.slice(shown).map(lineOf);
      shown = session.log.length;
      log.append(...lines);
      // What was typed last stands at the top, if what came of it is long.
      const [first] = lines;
      if (first) log.scrollTop = first.offsetTop - log.offsetTop;
    }

    function showMoves() {
      const groups = incident.groups(data, session.state.facts);
      for (const [name, moves] of Object.entries(groups)) {
        const list = find(`[data-group="${name}"] > ul`);
        const now = [...list.children].map((item) => item.getAttribute('data-move'));
        if (now.join() === moves.map((move) => move.id).join()) continue;
        const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
        list.replaceChildren(...moves.map(moveOf));
        /** @type {HTMLElement | null} */ (list.children[at]?.querySelector('button'))?.focus();
        find(`[data-group="${name}"]`).hidden = moves.length === 0;
      }
    }

    /** @param {HopsIncidentLook | HopsIncidentAct} move */
    function moveOf({ id: move, say, commands, minutes }) {
      const button = make('button', { type: 'button' }, say);
      button.dataset.run = commands[0];
      const item = make('li', {}, button, ' ', make('span', {}, incident.count(minutes, 'minute')));
      item.dataset.move = move;
      return item;
    }

    function showState() {
      slot('clock').textContent = incident.clockWords(data, session);
      slot('hurt').textContent = incident.hurtWords(session.state.hurt);
      slot('hurt').dataset.hurt = String(session.state.hurt > 0);
      slot('silence').textContent = incident.silenceWords(data, session);
    }

    function show() {
      showLog();
      showMoves();
      showState();
      const over = session.ending !== null;
      part('start').hidden = true;
      part('play').hidden = false;
      part('controls').hidden = over;
      part('end').hidden = !over;
    }

    // ---- The end.

    /** @param {string[]} lines */
    const items = (lines) => lines.map((line) => make('li', {}, line));

    function showActs() {
      const done = session.acts.flatMap(({ id: act, minute }) => data.acts.filter((one) => one.id === act).map((one) => ({ ...one, minute })));
      const lines = done.map(({ say, verdict, why, minute }) =>
        make('li', {}, `${incident.time(data, minute)} `, make('b', {}, `${say}.`), ` ${VERDICTS[verdict]} `, ...prose(why)),
      );
      slot('acts').replaceChildren(...(lines.length > 0 ? lines : items(['You changed nothing.'])));
    }

    function showEnd() {
      const ending = data.endings.find((one) => one.id === session.ending);
      if (!ending) return;
      slot('ending').textContent = `${ending.title}: ${ending.good ? 'a good ending' : 'a poor ending'}`;
      slot('ending-text').replaceChildren(...prose(ending.text));
      slot('figures').replaceChildren(...items(incident.figures(data, session)));
      slot('timeline').replaceChildren(...incident.timeline(data, session).map(([when, what]) => make('li', {}, make('b', {}, when), ` ${what}`)));
      showActs();
      const unseen = data.looks.filter((look) => !session.looked.includes(look.id)).map(({ say, commands }) => make('li', {}, `${say} `, make('code', {}, commands[0])));
      slot('unseen').replaceChildren(...(unseen.length > 0 ? unseen : items(['You looked at everything.'])));
      // What the page says of it when all is over, and the skills that it names at its beginning.
      slot('after').replaceChildren(...[...find('.hops-worked [data-part="after"]').childNodes].map((node) => node.cloneNode(true)));
      const skills = [...host.querySelectorAll('.hops-scenario-meta a')].map((link) => link.cloneNode(true));
      slot('skills').replaceChildren(...skills.flatMap((link, at) => (at > 0 ? [', ', link] : [link])));
      showReview();
    }

    function showReview() {
      const mine = state.get(`review:${data.id}`);
      const text = typeof mine === 'string' ? mine : incident.review(data, session, document.querySelector('.bar-title')?.textContent ?? '');
      if (document.activeElement !== review) review.value = text;
      slot('paper').textContent = text;
    }

    // ---- What the reader does.

    /** Keeps the lines of the play. @param {boolean} ended */
    function keep(ended) {
      const { plays = [] } = keptOf(id);
      const { clock: minutes, pain } = session.state;
      const more = ended ? [...plays, { ending: session.ending ?? '', minutes, pain }].slice(-MOST_PLAYS) : plays;
      state.set(id, session.typed.length === 0 && more.length === 0 ? null : { steps: session.typed, ...(more.length > 0 ? { plays: more } : {}) });
    }

    /** @param {string} line */
    function run(line) {
      const before = session;
      session = incident.type(data, session, line);
      if (session === before) return;
      const ended = session.ending !== null;
      if (ended) state.set(`review:${data.id}`, null);
      keep(ended);
      show();
      if (ended) {
        showEnd();
        slot('ending').focus();
      }
    }

    /** @param {string[]} lines */
    function play(lines) {
      session = incident.play(data, lines);
      log.replaceChildren();
      shown = 0;
      show();
      if (session.ending) {
        showEnd();
        slot('ending').focus();
      } else {
        input.focus();
      }
    }

    /** Where in what was typed the arrows are: 0 is the line being written. */
    let back = 0;
    let draft = '';

    /** @param {number} by */
    function recall(by) {
      const at = Math.max(0, Math.min(session.typed.length, back + by));
      if (back === 0) draft = input.value;
      back = at;
      input.value = at === 0 ? draft : session.typed[session.typed.length - at];
      input.setSelectionRange(input.value.length, input.value.length);
    }

    /** Does Tab complete? Not after Escape, until something is typed. */
    let completes = true;

    /** True: something was completed. */
    function complete() {
      if (!completes || input.selectionStart !== input.value.length) return false;
      const { line, found } = incident.complete(data, input.value);
      if (line === input.value) return false;
      input.value = line;
      const others = found.filter((command) => command.startsWith(line) && command !== line);
      slot('status').textContent = others.length > 0 ? `${line}. ${incident.count(others.length, 'command')} begin so.` : line;
      return true;
    }

    /** What keys do in the terminal, and whether they are used up. @type {Record<string, () => boolean | void>} */
    const keys = {
      ArrowUp: () => recall(1),
      ArrowDown: () => recall(-1),
      Tab: complete,
      Escape() {
        completes = false;
        return false;
      },
    };

    input.addEventListener('keydown', (event) => {
      const other = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing;
      if (!other && Object.hasOwn(keys, event.key) && keys[event.key]() !== false) event.preventDefault();
    });
    input.addEventListener('input', () => {
      completes = true;
      back = 0;
    });
    find('.hops-prompt').addEventListener('submit', (event) => {
      event.preventDefault();
      run(input.value);
      input.value = '';
      back = 0;
      completes = true;
    });
    find('.hops-words').addEventListener('submit', (event) => event.preventDefault());

    /** @param {'note' | 'update'} kind */
    function write(kind) {
      if (words.value.trim() === '') {
        notice('Write your words first.', { kind: 'problem' });
        words.focus();
        return;
      }
      run(`${kind} ${words.value}`);
      words.value = '';
    }

    async function copy() {
      try {
        await navigator.clipboard.writeText(review.value);
        notice('The review is copied.', { kind: 'brief' });
      } catch {
        review.focus();
        review.select();
        notice('This browser does not let the page copy. The review is marked: copy it with the keyboard.', { kind: 'problem' });
      }
    }

    function download() {
      const address = URL.createObjectURL(new Blob([review.value], { type: 'text/markdown' }));
      make('a', { href: address, download: `review-${data.id}.md` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    }

    function renew() {
      const before = state.get(`review:${data.id}`);
      if (typeof before !== 'string') return;
      state.set(`review:${data.id}`, null);
      notice('The review is made anew.', { action: ['Undo', () => state.set(`review:${data.id}`, before)] });
    }

    function again() {
      const before = session;
      session = incident.start(data);
      keep(false);
      play([]);
      if (before.typed.length === 0 || before.ending) return;
      const undo = () => {
        state.set(id, { ...keptOf(id), steps: before.typed });
        play(before.typed);
      };
      notice('The incident begins again.', { action: ['Undo', undo] });
    }

    /** @type {Record<string, () => void>} */
    const actions = {
      'go-on': () => play(keptOf(id).steps),
      begin: again,
      note: () => write('note'),
      update: () => write('update'),
      copy,
      download,
      renew,
    };

    host.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (!button || part('start').contains(button)) return;
      if (button.dataset.run) {
        run(button.dataset.run);
        log.scrollIntoView({ block: 'nearest' });
      } else if (button.dataset.do) {
        actions[button.dataset.do]?.();
      }
    });
    review.addEventListener('input', () => {
      state.set(`review:${data.id}`, review.value.slice(0, LONGEST_REVIEW));
      slot('paper').textContent = review.value;
    });
    state.onChange(() => {
      if (session.ending) showReview();
    });
    return actions;
  }

  /** @param {HTMLElement} host */
  function start(host) {
    const { scenario = '', later = '' } = host.dataset;
    const first = /** @type {HTMLElement} */ (host.querySelector('[data-part="start"]'));
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (first.querySelector(selector));
    /** @type {Promise<Record<string, () => void>> | undefined} */
    let actions;

    function show() {
      const { steps, plays = [] } = keptOf(`scenario:${scenario}`);
      const last = plays.at(-1);
      const told = last ? `Played ${incident.count(plays.length, 'time')}. The last time it took ${incident.count(last.minutes, 'minute')}, with ${last.pain} user-minutes.` : '';
      find('[data-slot="plays"]').textContent = told;
      find('[data-do="go-on"]').hidden = steps.length === 0;
      find('[data-do="begin"]').textContent = steps.length === 0 ? 'Begin the incident' : 'Begin again';
    }

    /** @param {string} name */
    async function act(name) {
      try {
        actions ??= window.hops.late(later).then((data) => open(host, data));
        (await actions)[name]();
      } catch {
        notice('The incident cannot be loaded. Without a network it is there once the page was open before.', { kind: 'problem' });
      }
    }

    first.addEventListener('click', (event) => {
      const name = event.target instanceof Element && event.target.closest('button')?.dataset.do;
      if (name) act(name);
    });
    state.onChange(show);
    show();
  }

  for (const host of document.querySelectorAll('hops-scenario')) start(/** @type {HTMLElement} */ (host));
})();
