// Ids that are gone: what a reader kept under one goes on under its successor. `ids.toml` of the book has the pairs, the page's root element
// has them as JSON, by kind; a page of a book without any has neither them nor this script. Enter at `followed`, through which state.js
// brings whatever was stored, imported or shared. The ids in a document are listed at the head of state.js.
(() => {
  'use strict';
  /** Characters of a note: more, and it would not come back from a file. */
  const LONGEST_NOTE = 20_000;
  /** @type {Record<string, Record<string, string>>} */
  const pairs = JSON.parse(document.documentElement.dataset.successors ?? '{}');
  /** What stands behind `skill:` and so on. @type {Record<string, string>} */
  const KIND_OF = {
    ...{ skill: 'skill', evidence: 'skill', resource: 'resource', practice: 'question' },
    ...{ scenario: 'incident', review: 'incident', read: 'chapter' },
  };

  /** @param {unknown} value @returns {value is Record<string, any>} */
  const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  /** @param {string} kind @param {string} id */
  const gone = (kind, id) => Object.hasOwn(pairs, kind) && Object.hasOwn(pairs[kind], id);
  /** What `id` is called now. @template T @param {string} kind @param {T} id @returns {T | string} */
  const nowOf = (kind, id) => (typeof id === 'string' && gone(kind, id) ? pairs[kind][id] : id);

  /** Where a section is now. @param {string} place `PAGE#HEADING` */
  function sectionNow(place) {
    if (gone('heading', place)) return pairs.heading[place];
    const at = place.indexOf('#');
    return at < 0 ? nowOf('chapter', place) : nowOf('chapter', place.slice(0, at)) + place.slice(at);
  }

  /** @param {string} id of an entry */
  function entryNow(id) {
    const at = id.indexOf(':');
    const [prefix, rest] = [id.slice(0, at), id.slice(at + 1)];
    if (Object.hasOwn(KIND_OF, prefix)) return `${prefix}:${nowOf(KIND_OF[prefix], rest)}`;
    if (prefix !== 'note') return id;
    const slash = rest.indexOf('/');
    const [kind, on] = [rest.slice(0, slash), rest.slice(slash + 1)];
    return `note:${kind}/${kind === 'section' ? sectionNow(on) : nowOf(kind, on)}`;
  }

  // ---- Ids within values. A value may have any shape: it is looked at later.

  /** @param {string} kind @param {unknown} list */
  const listNow = (kind, list) => (Array.isArray(list) ? [...new Set(list.map((id) => nowOf(kind, id)))] : list);

  /** What is kept under the id that holds now goes before what comes from one that is gone. @param {string} kind @param {unknown} record */
  function keysNow(kind, record) {
    if (!isRecord(record)) return record;
    const entries = Object.entries(record).map(([id, part]) => /** @type {const} */ ([nowOf(kind, id), part]));
    const renamed = entries.filter(([id]) => !Object.hasOwn(record, id));
    return Object.fromEntries([...renamed, ...entries.filter(([id]) => Object.hasOwn(record, id) && !gone(kind, id))]);
  }

  /** @param {Record<string, any>} value @param {Record<string, (part: any) => unknown>} changes */
  const partsNow = (value, changes) =>
    Object.fromEntries(Object.entries(value).map(([name, part]) => [name, Object.hasOwn(changes, name) ? changes[name](part) : part]));

  /** What a part is called now whose id stands behind that of its whole. @param {string} kind @param {string} whole @param {unknown} part */
  const partNow = (kind, whole, part) => (gone(kind, `${whole}/${part}`) ? pairs[kind][`${whole}/${part}`].split('/').pop() : part);

  /** Answers of the realities check, by their questions. @param {unknown} answers */
  function answersNow(answers) {
    if (!isRecord(answers)) return answers;
    const own = Object.entries(answers).map(([question, answer]) => [question, partNow('answer', question, answer)]);
    return keysNow('honest', Object.fromEntries(own));
  }

  /** @param {Record<string, any>} place */
  function placeNow(place) {
    if (typeof place.page !== 'string') return place;
    const [page, heading = ''] = String(sectionNow(place.heading ? `${place.page}#${place.heading}` : `${place.page}`)).split('#');
    return { ...place, page, heading };
  }

  /** @param {string} incident @param {unknown} plays */
  const playsNow = (incident, plays) =>
    Array.isArray(plays) ? plays.map((play) => (isRecord(play) ? { ...play, ending: partNow('ending', incident, play.ending) } : play)) : plays;

  /** @param {unknown} items of a mock interview */
  const askedNow = (items) => (Array.isArray(items) ? items.map((item) => (isRecord(item) ? { ...item, id: nowOf('question', item.id) } : item)) : items);

  /** @param {string} id of the entry, before it is changed @param {unknown} value @returns {unknown} */
  function valueNow(id, value) {
    if (!isRecord(value)) return value;
    /** @param {unknown} role */
    const role = (role) => nowOf('role', role);
    /** @param {unknown} list */
    const roles = (list) => listNow('role', list);
    if (id === 'planner') return partsNow(value, { from: role, to: role, avoid: roles, via: roles });
    if (id === 'place') return placeNow(value);
    if (id === 'employer') return partsNow(value, { chosen: (list) => listNow('employer', list), breakers: (all) => keysNow('employer', all) });
    if (id.startsWith('company:')) return partsNow(value, { answers: (all) => keysNow('employer', all) });
    if (id === 'realities-check') return partsNow(value, { statements: (all) => keysNow('statement', all), answers: answersNow });
    if (id === 'mock') return partsNow(value, { items: askedNow });
    if (id.startsWith('scenario:')) return partsNow(value, { plays: (all) => playsNow(id.slice('scenario:'.length), all) });
    return value;
  }

  // ---- Two entries that become one.

  /** The later holds; notes are joined, so that no word is lost. Nothing if they do not fit into one. @param {string} id @param {HopsItem} a @param {HopsItem} b */
  function joinedOf(id, a, b) {
    const [first, last] = a.time <= b.time ? [a, b] : [b, a];
    if (!id.startsWith('note:')) return last;
    // Later than both, or the half of it would come back from another tab.
    const time = last.time + 1;
    const words = [first.value, last.value].filter((value) => typeof value === 'string' && value !== '').map(String);
    if (words.length < 2) return { value: words[0] ?? null, time };
    if (words[0].includes(words[1])) return { value: words[0], time };
    const value = words[1].includes(words[0]) ? words[1] : words.join('\n\n');
    return value.length > LONGEST_NOTE ? null : { value, time };
  }

  /** @param {Record<string, HopsItem>} items @returns {Record<string, HopsItem>} */
  function followed(items) {
    const moved = Object.entries(items).map(([id, { value, time }]) => /** @type {const} */ ([id, entryNow(id), { value: valueNow(id, value), time }]));
    const found = new Map(moved.filter(([id, now]) => id === now).map(([id, , item]) => [id, item]));
    for (const [id, now, item] of moved.filter(([id, now]) => id !== now)) {
      const other = found.get(now);
      const one = other ? joinedOf(now, other, item) : item;
      if (one) found.set(now, one);
      else found.set(id, item);
    }
    return Object.fromEntries(found);
  }

  window.hops.followed = followed;
})();
