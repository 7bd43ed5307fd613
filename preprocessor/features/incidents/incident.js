// The engine of incidents, without a page: what a step does to a state, what typed words mean, what is said at the end. Every function here
// takes what it knows as arguments and changes none of it. The first part is the same as engine.rs, and
// incident.test.mjs holds the two together. Enter at `play`.
(() => {
  'use strict';
  const { typos, elements } = window.hops;
  const { count } = elements;
  const MOST_STEPS = 300;
  const LONGEST = 500;
  const LONGEST_WAIT = 60;

  // ---- States: as in engine.rs.

  /** @param {HopsIncident} data @returns {HopsIncidentState} */
  const begin = ({ hurt }) => ({
    ...{ clock: 0, facts: new Set(), fired: new Set(), started: new Map(), hurt, pain: 0 },
    ...{ hurtMinutes: 0, worst: hurt, quiet: 0, silence: 0 },
  });

  /** @param {{ when: string[], unless: string[] }} condition @param {Set<string>} facts */
  const holds = ({ when, unless }, facts) => when.every((fact) => facts.has(fact)) && !unless.some((fact) => facts.has(fact));

  /** @param {HopsIncident} data @param {HopsIncidentState} state @param {string[]} sets @param {string[]} clears */
  function change(data, state, sets, clears) {
    const fresh = sets.filter((fact) => !state.facts.has(fact));
    for (const fact of clears) state.facts.delete(fact);
    for (const fact of fresh) state.facts.add(fact);
    for (const { id, since } of data.events) {
      if (since && fresh.includes(since)) state.started.set(id, state.clock);
    }
  }

  /** @param {HopsIncident} data @param {HopsIncidentState} state @param {HopsIncidentEffect} effect */
  function take(data, state, { sets, clears, hurt }) {
    change(data, state, sets, clears);
    state.hurt = hurt ?? state.hurt;
    state.worst = Math.max(state.worst, state.hurt);
  }

  /** @param {HopsIncidentState} state @param {HopsIncidentEvent} event */
  function isEventDue(state, { id, at, since, after }) {
    if (at !== null) return state.clock >= at;
    return state.facts.has(since ?? '') && state.clock >= (state.started.get(id) ?? 0) + (after ?? 0);
  }

  /** Fires what is due; what fired goes into `happened`. @param {HopsIncident} data @param {HopsIncidentState} state @param {HopsIncidentEntry[]} happened */
  function settle(data, state, happened) {
    const ready = () => data.events.find((event) => !state.fired.has(event.id) && holds(event, state.facts) && isEventDue(state, event));
    for (let event = ready(); event; event = ready()) {
      state.fired.add(event.id);
      take(data, state, event);
      happened.push({ minute: state.clock, kind: 'event', text: event.shows });
    }
  }

  /** @param {HopsIncident} data @param {HopsIncidentState} state @param {number} minutes @param {number} during @param {HopsIncidentEntry[]} happened */
  function pass(data, state, minutes, during, happened) {
    for (let minute = 0; minute < minutes; minute += 1) {
      const hurt = Math.max(state.hurt, during);
      state.pain += hurt;
      state.hurtMinutes += hurt > 0 ? 1 : 0;
      state.worst = Math.max(state.worst, hurt);
      state.quiet = hurt > 0 ? state.quiet + 1 : 0;
      state.silence = Math.max(state.silence, state.quiet);
      state.clock += 1;
      settle(data, state, happened);
    }
  }

  /**
   * Does a look, an act, or lets minutes pass. Nothing: the act is refused.
   * @param {HopsIncident} data @param {HopsIncidentState} before @param {HopsIncidentMove} move @returns {HopsIncidentStep | null}
   */
  function step(data, before, move) {
    const state = { ...before, facts: new Set(before.facts), fired: new Set(before.fired), started: new Map(before.started) };
    /** @type {HopsIncidentEntry[]} */
    const happened = [];
    const look = data.looks.find(({ id }) => move.look === id);
    const act = data.acts.find(({ id }) => move.act === id);
    if (act && chosen(data, act.commands[0], before.facts) !== act) return null;
    if (act && !holds(act, before.facts)) return null;
    pass(data, state, look?.minutes ?? act?.minutes ?? move.wait ?? 0, act?.during ?? 0, happened);
    const shows = look ? (look.variants.find((variant) => holds(variant, state.facts)) ?? look).shows : (act?.shows ?? '');
    if (look) change(data, state, [look.id], []);
    if (act) take(data, state, act);
    settle(data, state, happened);
    return { state, happened, shows };
  }

  /** The act that a command does: the first whose conditions hold. @param {HopsIncident} data @param {string} command @param {Set<string>} facts */
  function chosen(data, command, facts) {
    const acts = data.acts.filter(({ commands }) => commands.includes(command));
    return acts.find((act) => holds(act, facts)) ?? acts[0];
  }

  /** @param {HopsIncident} data @param {Set<string>} facts */
  const endingOf = (data, facts) => data.endings.find((ending) => holds(ending, facts));

  // ---- Words.

  /** The time of day after so many minutes. @param {HopsIncident} data @param {number} minutes */
  function time({ clock }, minutes) {
    const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
    const minute = (clock + minutes) % 1440;
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  }

  /** @param {number} number */
  function hurtWords(number) {
    if (number === 0) return 'Nobody is hurt';
    return number === 100 ? 'All users are hurt' : `${number} of 100 are hurt`;
  }

  /** @param {HopsIncident} data @param {HopsIncidentSession} session */
  function clockWords(data, { state }) {
    return `${time(data, state.clock)} ${data.zone}, ${count(state.clock, 'minute')} in`;
  }

  /** @param {HopsIncident} data @param {HopsIncidentSession} session */
  function silenceWords(data, { state, updates }) {
    if (state.hurt === 0 && state.quiet === 0) return `${updates} posted, none due`;
    const late = state.quiet >= data.updates ? ': one is due' : '';
    return `${count(state.quiet, 'minute')} of silence${late}`;
  }

  // ---- What is typed.

  const HELP = [
    'Type what you would type: looks find out, acts change something, `ask` asks people.',
    '  list          all that can be done, and what it costs',
    '  note TEXT     write down what you see or think (1 minute)',
    '  update TEXT   tell those who wait what you know (1 minute)',
    '  wait N        let N minutes pass, or fewer if something happens',
    '  clock         how late it is, who is hurt',
    '  history       what you typed',
    '  clear         empty the screen',
    '  done          declare the end of the incident',
    'Keys: arrows up and down bring back what you typed. Tab completes a word as long as it can, and else moves on; after Escape it always moves on.',
  ].join('\n');

  /** @param {string} text */
  const fold = (text) => text.trim().replace(/\s+/g, ' ').replace(/^(sudo )+/, '');

  /** @param {HopsIncident} data */
  const commandsOf = (data) => [...data.looks, ...data.acts].flatMap(({ commands }) => commands);

  /** The command as the incident spells it. @param {HopsIncident} data @param {string} typed */
  function known(data, typed) {
    const all = commandsOf(data);
    return all.find((command) => command === typed) ?? all.find((command) => command.toLowerCase() === typed.toLowerCase());
  }

  /** The usual spelling of a command. @param {HopsIncident} data @param {string} command */
  const usual = (data, command) => [...data.looks, ...data.acts].find(({ commands }) => commands.includes(command))?.commands[0] ?? command;

  /** Known commands that may be meant. @param {HopsIncident} data @param {string} typed */
  function guesses(data, typed) {
    const all = commandsOf(data);
    const lower = typed.toLowerCase();
    const far = Math.max(2, Math.floor(typed.length / 4));
    const near = all.filter((command) => typos(command.toLowerCase(), lower) <= far);
    const [word] = lower.split(' ');
    const begin = all.filter((command) => command.split(' ')[0].toLowerCase() === word);
    const hold = all.filter((command) => word.length > 2 && command.toLowerCase().includes(word));
    const slip = all.filter((command) => word.length > 3 && typos(command.split(' ')[0].toLowerCase(), word) === 1);
    const found = [...near, ...begin, ...hold, ...slip].map((command) => usual(data, command));
    return [...new Set(found)].slice(0, 4);
  }

  /** @param {string[]} list */
  const quoted = (list) => list.map((one) => `\`${one}\``).join(', ');

  /** @param {HopsIncident} data @param {string} typed */
  function unknown(data, typed) {
    const look = data.looks.find(({ near }) => near.some((one) => one.toLowerCase() === typed.toLowerCase()));
    if (look) return look.hint ?? `Nearly. Try \`${look.commands[0]}\`.`;
    const found = guesses(data, typed);
    const word = typed.split(' ')[0];
    const meant = found.length > 0 ? `Did you mean ${quoted(found)}?` : '`list` shows all that can be done, `help` the rest.';
    return `${word}: not in this incident. ${meant}`;
  }

  /** What can be done, in groups. @param {HopsIncident} data @param {Set<string>} facts */
  function groups(data, facts) {
    const isAsk = (/** @type {{ commands: string[] }} */ { commands }) => commands[0].startsWith('ask ');
    const acts = data.acts.filter((act) => chosen(data, act.commands[0], facts) === act);
    return { look: data.looks.filter((look) => !isAsk(look)), ask: data.looks.filter(isAsk), act: acts };
  }

  /** @param {HopsIncident} data @param {Set<string>} facts */
  function listText(data, facts) {
    const lines = Object.entries(groups(data, facts)).map(([name, moves]) => {
      const rows = moves.map(({ commands, say, minutes }) => `  ${commands[0]}\n      ${say} (${minutes} min)`);
      return `${name.toUpperCase()}\n${rows.join('\n')}`;
    });
    return lines.join('\n');
  }

  /** @param {HopsIncident} data @param {string} word */
  function manual(data, word) {
    const found = [...data.looks, ...data.acts].filter(({ commands }) => commands.some((command) => command.split(' ')[0] === word));
    if (found.length === 0) return `No manual entry for ${word || 'nothing'}.`;
    return found.map(({ commands, say }) => `${commands[0]}\n      ${say}`).join('\n');
  }

  const LIVE = 'A live view shows everything, and answers no question. Ask a narrower one: `list` shows what can be looked at.';
  const FILES = 'Nothing in the files here helps. `list` shows what can be looked at.';
  const EDITOR = 'There is nothing to edit by hand here. What can be changed is an act: see `list`.';
  const STAY = 'You stay: this is your incident. `done` declares its end.';

  /** Commands that do no harm and tell nothing. @type {Record<string, (data: HopsIncident, session: HopsIncidentSession, rest: string) => string>} */
  const harmless = {
    help: () => HELP,
    '?': () => HELP,
    list: (data, { state }) => listText(data, state.facts),
    clock: (data, session) => `${clockWords(data, session)}. ${hurtWords(session.state.hurt)}. ${silenceWords(data, session)}.`,
    history: (data, { typed }) => typed.map((line, at) => `${String(at + 1).padStart(3)}  ${line}`).join('\n'),
    man: (data, _, rest) => manual(data, rest),
    date: (data, { state }) => `${time(data, state.clock)}:00 ${data.zone}`,
    uptime: (data, { state }) => `${time(data, state.clock)}:00, ${count(state.clock, 'minute')} since it began. How long the machine is up is not the question.`,
    echo: (data, _, rest) => rest.replace(/^(["'])(.*)\1$/, '$2'),
    pwd: () => '/home/you',
    whoami: () => 'you',
    id: () => 'uid=1000(you) gid=1000(you) groups=1000(you),4(adm),27(sudo)',
    hostname: ({ prompt }) => prompt,
    cd: () => 'No need to change folders here.',
    ls: () => FILES,
    ll: () => FILES,
    cat: () => FILES,
    less: () => FILES,
    top: () => LIVE,
    htop: () => LIVE,
    vi: () => EDITOR,
    vim: () => EDITOR,
    nano: () => EDITOR,
    exit: () => STAY,
    logout: () => STAY,
    quit: () => STAY,
  };

  // ---- A play.

  const GREETING = '`help` says what can be typed, `list` what can be done.';

  /** @param {HopsIncident} data @returns {HopsIncidentSession} */
  const start = (data) => ({
    ...{ state: begin(data), typed: [], log: [{ minute: 0, kind: 'answer', text: `It is ${time(data, 0)}. ${GREETING}` }], cleared: 0 },
    ...{ looked: [], acts: [], notes: 0, updates: 0, ending: null },
  });

  /** @param {HopsIncident} data @param {HopsIncidentState} before @param {HopsIncidentState} after @returns {HopsIncidentEntry[]} */
  function reminder(data, before, after) {
    const due = Math.floor(after.quiet / data.updates);
    if (due === 0 || (after.quiet > before.quiet && due === Math.floor(before.quiet / data.updates))) return [];
    const text = `${count(after.quiet, 'minute')} without an update, and users are hurt. Those who wait do not know that anybody looks.`;
    return [{ minute: after.clock, kind: 'event', text }];
  }

  /** Takes a step of the engine, and writes down what comes of it. @param {HopsIncident} data @param {HopsIncidentSession} session @param {HopsIncidentStep} done @param {HopsIncidentEntry[]} entries */
  function after(data, session, { state, happened }, entries) {
    const log = [...session.log, ...happened, ...entries, ...reminder(data, session.state, state)];
    return { ...session, state, log };
  }

  /** @param {HopsIncidentSession} session @param {string} text @returns {HopsIncidentSession} */
  const reply = (session, text) => ({ ...session, log: [...session.log, { minute: session.state.clock, kind: 'answer', text }] });

  /** @param {HopsIncident} data @param {HopsIncidentSession} session @param {string} text @param {'note' | 'update'} kind */
  function writeDown(data, session, text, kind) {
    if (!text) return reply(session, `Say what: \`${kind} TEXT\`.`);
    const done = /** @type {HopsIncidentStep} */ (step(data, session.state, { wait: 1 }));
    const state = kind === 'update' ? { ...done.state, quiet: 0 } : done.state;
    const next = after(data, session, { ...done, state }, [{ minute: state.clock, kind, text }]);
    return kind === 'note' ? { ...next, notes: next.notes + 1 } : { ...next, updates: next.updates + 1 };
  }

  /** @param {HopsIncident} data @param {HopsIncidentSession} session @param {string} rest */
  function wait(data, session, rest) {
    const minutes = rest === '' ? 1 : Number(rest.replace(/ ?(m|min|minutes?)$/, ''));
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_WAIT) {
      return reply(session, `Wait how long? \`wait N\`, N from 1 to ${LONGEST_WAIT} minutes.`);
    }
    let { state } = session;
    /** @type {HopsIncidentEntry[]} */
    const happened = [];
    let passed = 0;
    while (passed < minutes && happened.length === 0) {
      const done = /** @type {HopsIncidentStep} */ (step(data, state, { wait: 1 }));
      state = done.state;
      happened.push(...done.happened);
      passed += 1;
    }
    const words = `${count(passed, 'minute')} ${passed === 1 ? 'passes' : 'pass'}.`;
    return after(data, session, { state, happened, shows: '' }, [{ minute: state.clock, kind: 'answer', text: words }]);
  }

  /** @param {HopsIncident} data @param {HopsIncidentSession} session @param {string} command @param {string} aside */
  function run(data, session, command, aside) {
    const look = data.looks.find(({ commands }) => commands.includes(command));
    const act = look ? undefined : chosen(data, command, session.state.facts);
    const done = step(data, session.state, look ? { look: look.id } : { act: act?.id });
    if (!done) return reply(session, act?.refused ?? '');
    const minute = done.state.clock;
    const text = aside ? `${done.shows}\n${aside}` : done.shows;
    const next = after(data, session, done, [{ minute, kind: look ? 'look' : 'act', text, say: (look ?? act)?.say }]);
    if (look) return { ...next, looked: [...next.looked, look.id] };
    return { ...next, acts: [...next.acts, { id: act?.id ?? '', minute }] };
  }

  /** @param {HopsIncident} data @param {HopsIncidentSession} session @returns {HopsIncidentSession} */
  function declare(data, session) {
    const ending = endingOf(data, session.state.facts);
    if (!ending) return reply(session, data.notYet);
    const log = [...session.log, { minute: session.state.clock, kind: 'end', text: 'You declared the end of the incident.' }];
    return { ...session, log, ending: ending.id };
  }

  /** What is typed besides the commands of the incident itself. @type {Record<string, (data: HopsIncident, session: HopsIncidentSession, rest: string) => HopsIncidentSession>} */
  const own = {
    note: (data, session, rest) => writeDown(data, session, rest, 'note'),
    update: (data, session, rest) => writeDown(data, session, rest, 'update'),
    wait,
    done: declare,
    clear: (data, session) => ({ ...session, cleared: session.log.length }),
  };

  /** What comes of one line. @param {HopsIncident} data @param {HopsIncidentSession} before @param {string} line @returns {HopsIncidentSession} */
  function type(data, before, line) {
    const typed = fold(line.slice(0, LONGEST));
    if (before.ending || !typed) return before;
    const minute = before.state.clock;
    const session = { ...before, typed: [...before.typed, typed], log: [...before.log, { minute, kind: 'typed', text: typed }] };
    if (before.typed.length >= MOST_STEPS && typed !== 'done') {
      return { ...reply(session, `That was ${MOST_STEPS} lines: enough for any incident. Declare its end with \`done\`, or begin again.`), typed: before.typed };
    }
    const [word] = typed.split(' ');
    const rest = typed.slice(word.length + 1);
    if (Object.hasOwn(own, word)) return own[word](data, session, rest);
    const command = known(data, typed);
    if (command) return run(data, session, command, '');
    const piped = known(data, typed.split(/ ?[|;>] ?/)[0]);
    if (piped && /[|;>]/.test(typed)) return run(data, session, piped, '(All of it is shown: nothing is filtered here.)');
    const near = data.looks.some(({ near }) => near.some((one) => one.toLowerCase() === typed.toLowerCase()));
    if (Object.hasOwn(harmless, word) && !near) return reply(session, harmless[word](data, session, rest));
    return reply(session, unknown(data, typed));
  }

  /** @param {HopsIncident} data @param {string[]} lines */
  const play = (data, lines) => lines.slice(0, MOST_STEPS + 1).reduce((session, line) => type(data, session, line), start(data));

  /** What Tab makes of a line, and what it could become. @param {HopsIncident} data @param {string} line */
  function complete(data, line) {
    const first = [...data.looks, ...data.acts].map(({ commands }) => commands[0]);
    const fits = (/** @type {string[]} */ all) => [...new Set(all)].filter((command) => line.trim() && command.startsWith(line) && command !== line);
    const common = fits([...first, ...Object.keys(own), 'help', 'list', 'history', 'clock']);
    const found = common.length > 0 ? common : fits(commandsOf(data));
    // One word at a time.
    const words = [...new Set(found.map((command) => (/^\S*\s?/.exec(command.slice(line.length)) ?? [''])[0]))];
    const [longest = ''] = words;
    let shared = longest.length;
    while (!words.every((one) => one.startsWith(longest.slice(0, shared)))) shared -= 1;
    return { line: line + longest.slice(0, shared), found };
  }

  // ---- The end.

  /** What the play came to, a sentence each. @param {HopsIncident} data @param {HopsIncidentSession} session */
  function figures(data, { state, acts, notes, updates }) {
    const irreversible = acts.flatMap(({ id }) => data.acts.filter((act) => act.id === id && act.irreversible));
    const taken = irreversible.map(({ say }) => say).join('; ');
    const whole = Math.round(state.pain / 100);
    return [
      `It took ${count(state.clock, 'minute')}, from ${time(data, 0)} to ${time(data, state.clock)} ${data.zone}.`,
      state.pain === 0
        ? 'No user was hurt: 0 user-minutes.'
        : `Users were hurt in ${state.hurtMinutes} of them, at worst ${state.worst} of 100: ${state.pain} user-minutes, about as much as ${count(whole, 'minute')} for everybody.`,
      irreversible.length === 0 ? 'No step that cannot be taken back.' : `${count(irreversible.length, 'step')} that cannot be taken back: ${taken}.`,
      `${count(notes, 'note')} and ${count(updates, 'update')}. ${
        state.silence === 0 ? 'Nobody hurt had to wait for one.' : `The longest silence while users were hurt: ${count(state.silence, 'minute')} (expected: at most ${data.updates}).`
      }`,
    ];
  }

  /** The log in lines: when, and what. @param {HopsIncident} data @param {HopsIncidentSession} session @returns {[string, string][]} */
  function timeline(data, { log }) {
    /** @type {Record<string, (entry: HopsIncidentEntry) => string>} */
    const words = {
      look: ({ say }) => `Looked: ${say}`,
      act: ({ say }) => `Acted: ${say}`,
      note: ({ text }) => `Note: ${text}`,
      update: ({ text }) => `Update posted: ${text}`,
      event: ({ text }) => `Happened: ${text.replace(/\s+/g, ' ')}`,
      end: ({ text }) => text,
    };
    return log.filter(({ kind }) => Object.hasOwn(words, kind)).map((entry) => [time(data, entry.minute), words[entry.kind](entry)]);
  }

  /** A row of the table of actions; what says "Somebody: does this" has an owner. @param {string} action */
  function actionRow(action) {
    const [, owner = '', what = action] = /^([^:|]{1,50}): (.*)$/.exec(action) ?? [];
    return `| ${what[0].toUpperCase()}${what.slice(1).replaceAll('|', '\\|')} | ${owner} | |`;
  }

  /** The post-incident review, begun, in Markdown. @param {HopsIncident} data @param {HopsIncidentSession} session @param {string} book */
  function review(data, session, book) {
    const { state } = session;
    const ending = data.endings.find(({ id }) => id === session.ending);
    const impact = state.pain === 0 ? 'No user was hurt.' : `In ${state.hurtMinutes} of ${count(state.clock, 'minute')} users were hurt, at worst ${state.worst} of 100.`;
    return [
      `# Post-incident review: ${data.title}`,
      '',
      `A practice incident from “${book}”. Times are ${data.zone}. Author: (you)`,
      '',
      '## Summary',
      '',
      `(Two sentences for somebody who was not there: what users saw, what ended it.) ${ending ? `It ended as: ${ending.title}.` : ''}`,
      '',
      '## Impact',
      '',
      `- From ${time(data, 0)} to ${time(data, state.clock)}, ${count(state.clock, 'minute')}. ${impact}`,
      `- ${state.pain} user-minutes, per 100 users.`,
      `- ${count(session.updates, 'update')} posted; the longest silence while users were hurt was ${count(state.silence, 'minute')}.`,
      '',
      '## Timeline',
      '',
      `- ${time(data, 0)} It begins.`,
      ...timeline(data, session).map(([when, what]) => `- ${when} ${what}`),
      '',
      '## What went well',
      '',
      '- (Which look told you most? What would you do the same way again?)',
      '',
      '## What was hard',
      '',
      '- (Where did you guess? What did you not know, and who did?)',
      '',
      '## Where we had luck',
      '',
      '- (What could have made this worse, and did not?)',
      '',
      '## Contributing conditions',
      '',
      `- ${data.cause}`,
      '- (What else had to be so? What had been seen before and let be?)',
      '',
      '## Actions',
      '',
      '| Action | Owner | By when |',
      '|---|---|---|',
      ...data.followUps.map(actionRow),
      '| (yours) | | |',
      '',
    ].join('\n');
  }

  window.hops.incident = {
    ...{ MOST_STEPS, LONGEST, begin, step, chosen, endingOf, time, hurtWords, clockWords, silenceWords, groups },
    ...{ start, type, play, complete, figures, timeline, review },
  };
})();
