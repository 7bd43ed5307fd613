// What each kind of thing that the reader keeps must look like: the list of state.js, as a check. What comes from a file or a link may have
// been written by anybody. Enter at `fault`; one line for each kind stands in KINDS.
(() => {
  'use strict';
  /** @typedef {(value: any) => boolean} Shape */
  const ID = /^[a-z0-9-]{1,100}$/;
  /** Characters of an address, of a note, of what is kept in many words; days since 1970, and other numbers. */
  const ADDRESS = 2_000;
  const NOTE = 20_000;
  const MANY = 200_000;
  /** Characters, as JSON, of many words: one that is typed may take six. */
  const MANY_PACKED = 1_500_000;
  /** Characters, as JSON, of all else, and of what this version does not know. */
  const SMALL = 10_000;

  /** @param {number} most @returns {Shape} */
  const text = (most) => (value) => typeof value === 'string' && value.length <= most;
  /** @param {RegExp} pattern @returns {Shape} */
  const like = (pattern) => (value) => typeof value === 'string' && pattern.test(value);
  /** @param {...(string | number | boolean)} all @returns {Shape} */
  const oneOf = (...all) => (value) => all.includes(value);
  /** @param {number} least @param {number} most @returns {Shape} */
  const within = (least, most) => (value) => typeof value === 'number' && value >= least && value <= most;
  /** @param {number} least @param {number} most @returns {Shape} */
  const whole = (least, most) => (value) => Number.isInteger(value) && within(least, most)(value);
  /** @param {Shape} shape @param {number} most @returns {Shape} */
  const list = (shape, most, least = 0) => (value) => Array.isArray(value) && within(least, most)(value.length) && value.every(shape);
  /** @param {any} value */
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  /** An object that has these parts, and perhaps those. What else it has, a later version may know. @param {Record<string, Shape>} needed @param {Record<string, Shape>} [others] @returns {Shape} */
  const parts = (needed, others = {}) => (value) =>
    isObject(value) && Object.keys(needed).every((name) => needed[name](value[name])) && Object.keys(others).every((name) => value[name] === undefined || others[name](value[name]));
  /** An object with ids of the data as its keys. @param {Shape} shape @returns {Shape} */
  const byId = (shape) => (value) => isObject(value) && Object.keys(value).length <= 100 && Object.entries(value).every(([id, part]) => ID.test(id) && shape(part));
  /** @param {...Shape} shapes @returns {Shape} */
  const both = (...shapes) => (value) => shapes.every((shape) => shape(value));
  /** @param {number} most @returns {Shape} */
  const small = (most) => (value) => JSON.stringify(value).length <= most;

  /** A name or a password before the host is taken for the host by many. @param {any} value @returns {value is string} */
  function address(value) {
    if (!text(ADDRESS)(value)) return false;
    try {
      const { protocol, username, password } = new URL(value);
      return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
    } catch {
      return false;
    }
  }

  const id = like(ID);
  const count = whole(0, 10_000_000);
  const day = whole(0, MANY);
  const isDay = like(/^\d{4}-\d\d-\d\d$/);
  const truth = oneOf(true, false);
  /** @type {Shape} */
  const setting = (value) => ['string', 'number', 'boolean'].includes(typeof value);
  const route = parts({ from: id }, { to: id, avoid: list(id, 30), via: list(id, 5), pace: oneOf(2, 5, 10, 20) });
  const step = parts({ text: text(300), kind: oneOf('job', 'learning', 'people', 'luck') });
  const mark = both(list(day, 13, 3), ([, grade]) => whole(1, 3)(grade));
  const card = parts({ s: within(0.001, 36_500), d: within(1, 10), due: day, log: list(mark, 20, 1) });
  const answered = parts({ id }, { words: text(NOTE), spoken: truth, ticked: list(day, 10) });
  const mock = both(parts({ day, minutes: day, at: count, items: list(answered, 20, 1) }), ({ at, items }) => at <= items.length);
  const play = parts({ steps: list(text(500), 301) }, { plays: list(parts({ ending: text(100), minutes: count, pain: count }), 20) });
  const sheet = parts({ chosen: list(id, 100), breakers: byId(parts({ text: text(200), set: isDay, late: truth })) });
  const reply = parts({ mark: oneOf('green', 'amber', 'red', 'not-asked'), text: text(2_000) });
  const company = parts({ name: text(80), answers: byId(reply) });
  const check = parts({ statements: byId(oneOf('expectation', 'reality')), answers: byId(id) });

  /** What is counted, one and more of it; or what is there or not. @typedef {[string, string?]} Name */
  /** @type {Name} */
  const SETTINGS = ['settings'];
  /** What this version does not know. @type {Name} */
  const OTHERS = ['other entry', 'other entries'];

  /** By the kind of its id: what it is called, what a value must be, what to say if it is not, and how large it may be. @type {Record<string, [Name, Shape, string, number?]>} */
  const KINDS = {
    'skill:': [['skill', 'skills'], oneOf('entry', 'working', 'senior'), 'is none of the levels'],
    'evidence:': [['evidence link', 'evidence links'], address, 'is no address of the web (http:// or https://, no name or password in it, at most 2,000 characters)'],
    'resource:': [['mark', 'marks'], oneOf('todo', 'doing', 'done', 'not-for-me'), 'is none of the marks'],
    'note:': [['note', 'notes'], text(NOTE), 'is no text of at most 20,000 characters', MANY],
    planner: [['a route'], route, 'is no choice of a route'],
    trace: [['a path of one’s own'], list(step, 60), 'is no path of at most 60 steps', MANY],
    'practice:': [['practised question', 'practised questions'], card, 'is no practised question'],
    mock: [['a mock interview'], mock, 'is no mock interview', MANY_PACKED],
    'scenario:': [['incident', 'incidents'], play, 'is no play of an incident', MANY_PACKED],
    'review:': [['review', 'reviews'], text(MANY), 'is no text of at most 200,000 characters', MANY_PACKED],
    advert: [['an advert'], parts({ text: text(NOTE) }, { name: text(80) }), 'is no advert of at most 20,000 characters', MANY],
    employer: [['questions to companies'], sheet, 'is no choice of questions and deal-breakers', MANY],
    'company:': [['company', 'companies'], company, 'is no company with marked answers of at most 2,000 characters', MANY_PACKED],
    oncall: [['numbers of the calculator'], byId(text(20)), 'is no list of short numbers'],
    'realities-check': [['answers of the realities check'], check, 'is no list of answers'],
    name: [['a name'], text(200), 'is no text of at most 200 characters'],
    'read:': [['page read', 'pages read'], oneOf(true), 'is not “true”'],
    place: [['a place in the book'], parts({ page: text(ADDRESS), heading: text(ADDRESS), title: text(ADDRESS) }), 'is no place in a book', MANY],
    'setting:': [SETTINGS, setting, 'is no setting'],
    'view:': [SETTINGS, text(ADDRESS), 'is no view', MANY],
  };

  /** `skill:` of `skill:dough.knead`. @param {string} id */
  const kindOf = (id) => id.slice(0, id.indexOf(':') + 1) || id;

  /** What is wrong with a value, or nothing. @param {string} id @param {unknown} value */
  function fault(id, value) {
    if (value === null) return '';
    const kind = kindOf(id);
    const [, shape, words, most = SMALL] = Object.hasOwn(KINDS, kind) ? KINDS[kind] : [OTHERS, small(SMALL), 'is larger than 10,000 characters'];
    return shape(value) && small(most)(value) ? '' : words;
  }

  /** "12 skills, 3 evidence links, settings": all that there is of these. @param {string[]} ids */
  function countedWords(ids) {
    const names = ids.map((id) => (Object.hasOwn(KINDS, kindOf(id)) ? KINDS[kindOf(id)][0] : OTHERS));
    const parts = [...new Set([...Object.values(KINDS).map(([name]) => name), OTHERS])].flatMap((name) => {
      const [one, more] = name;
      const count = names.filter((other) => other === name).length;
      return count === 0 ? [] : [more ? `${count.toLocaleString('en')} ${count === 1 ? one : more}` : one];
    });
    return parts.join(', ') || 'nothing';
  }

  window.hops.shapes = { address, fault, kindOf, countedWords };
})();
