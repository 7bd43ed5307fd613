// What all that the reader keeps must look like, and the words for it: of what kept.js of each feature says, and of what the page around the
// chapters keeps, which stands here. What comes from a file or a link may have been written by anybody. Enter at `fault`.
//   skill:ID         the level reached: "entry", "working" or "senior"
//   evidence:ID      an address (http, https) that shows the skill
//   resource:ID      "todo", "doing", "done" or "not-for-me"
//   note:skill/ID, note:resource/ID, note:section/PAGE#HEADING, note:question/ID    the reader's words
//   name             what stands over the skills sheet
//   read:PAGE        true: the page is read. PAGE is the chapter's path in the book's source, as in data-page
//   place            { page, heading, title }: where the reader stopped
//   setting:NAME     a setting of the page
(() => {
  'use strict';
  const { parts, text, oneOf } = window.hops.shapes;
  /** Characters of an address, and of a note. */
  const ADDRESS = 2_000;
  const NOTE = 20_000;
  /** Characters, as JSON, of many words; and of all else, and of what this version does not know. */
  const MANY = 200_000;
  const SMALL = 10_000;

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

  /** @type {HopsShape} */
  const setting = (value) => ['string', 'number', 'boolean'].includes(typeof value);

  /** Also of what has no names of its own. @type {[string, string?]} */
  const SETTINGS = ['settings'];

  /** What own.js shows wherever the thing it is about appears. @type {HopsKept[]} */
  const OWN = [
    { ids: 'skill:', names: ['skill', 'skills'], shape: oneOf('entry', 'working', 'senior'), fault: 'is none of the levels' },
    { ids: 'evidence:', names: ['evidence link', 'evidence links'], shape: address, fault: 'is no address of the web (http:// or https://, no name or password in it, at most 2,000 characters)' },
    { ids: 'resource:', names: ['mark', 'marks'], shape: oneOf('todo', 'doing', 'done', 'not-for-me'), fault: 'is none of the marks' },
    { ids: 'note:', names: ['note', 'notes'], shape: text(NOTE), fault: 'is no text of at most 20,000 characters', most: MANY },
  ];
  /** @type {HopsKept[]} */
  const PAGE = [
    { ids: 'name', names: ['a name'], shape: text(200), fault: 'is no text of at most 200 characters' },
    { ids: 'read:', names: ['page read', 'pages read'], shape: oneOf(true), fault: 'is not “true”' },
    { ids: 'place', names: ['a place in the book'], shape: parts({ page: text(ADDRESS), heading: text(ADDRESS), title: text(ADDRESS) }), fault: 'is no place in a book', most: MANY },
    { ids: 'setting:', names: SETTINGS, shape: setting, fault: 'is no setting' },
  ];
  /** What this version does not know. @type {HopsKept} */
  const OTHERS = { ids: '', names: ['other entry', 'other entries'], shape: () => true, fault: 'is larger than 10,000 characters' };
  const KINDS = [...OWN, ...window.hops.kept, ...PAGE, OTHERS];

  /** `skill:` of `skill:dough.knead`. @param {string} id */
  const kindOf = (id) => id.slice(0, id.indexOf(':') + 1) || id;

  /** @param {string} id */
  const keptAs = (id) => KINDS.find(({ ids }) => ids === kindOf(id)) ?? OTHERS;

  /** What is wrong with a value, or nothing. @param {string} id @param {unknown} value */
  function fault(id, value) {
    const { shape, fault: words, most = SMALL } = keptAs(id);
    return value === null || (shape(value) && JSON.stringify(value).length <= most) ? '' : words;
  }

  /** "12 skills, 3 evidence links, settings": all that there is of these. @param {string[]} ids */
  function countedWords(ids) {
    const all = ids.map((id) => keptAs(id).names ?? SETTINGS);
    const parts = KINDS.flatMap(({ names }) => {
      const number = all.filter((other) => other === names).length;
      if (!names || number === 0) return [];
      const [one, more] = names;
      return [more ? `${number.toLocaleString('en')} ${number === 1 ? one : more}` : one];
    });
    return parts.join(', ') || 'nothing';
  }

  window.hops.allKept = { address, fault, kindOf, countedWords };
})();
