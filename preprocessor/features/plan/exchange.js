// Plans that come in and go out: as text of a file, and packed into the fragment of a link. Whatever comes in is checked whole before
// anything is done with it: a file may have been written by anybody. An entry of a file that cannot be right is left out and named; a link
// with one is refused. Enter at `check`; what a value must be, all-kept.js knows.
(() => {
  'use strict';
  const { state, allKept } = window.hops;
  const book = document.documentElement.dataset.book ?? '';
  /** Of a file: more than any browser keeps for a site. What is kept can be exported, and what is exported is taken. */
  const MOST_CHARACTERS = 10_000_000;
  const MOST_ITEMS = 20_000;
  /** Of those that are left out. */
  const MOST_NAMED = 10;
  /** Characters of an id. */
  const MOST_ID = 500;
  /** Objects in objects. */
  const MOST_DEPTH = 5;
  /** Characters of a link, packed; bytes unpacked: a few packed ones may unfold into any number. */
  const MOST_PACKED = 200_000;
  const MOST_UNPACKED = 1_000_000;
  const DAY = 86_400_000;
  const MINUTE = 60_000;
  /** What mail and chat put into a link: spaces and ends of lines, as they are or packed, and signs that nobody sees. */
  const ADDED = /[\s\u00ad\u200b-\u200f\u2060\ufeff]|%(?:20|0[9ad]|c2%a0)/gi;
  /** A plan in a link, its signs packed or not; what comes behind it, such as a bracket, is no part of it. */
  const PLAN = /(?:#|%23)plan(?:=|%3d)(\d+)\.([\w-]+)/i;
  /** Names that reach into objects instead of naming something in them. */
  const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
  /** What a link may hold: never settings, pages read or a name. */
  const SHARED = ['skill:', 'evidence:', 'resource:', 'note:'];

  /** @param {unknown} value @returns {value is Record<string, any>} */
  const hasParts = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  /** Its beginning; of what is no text, nothing. @param {unknown} found */
  function crop(found) {
    const text = typeof found === 'string' ? found : '';
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
  }

  /** @param {number} number */
  const inWords = (number) => number.toLocaleString('en');

  /** What no value may have in it, or nothing. Goes no deeper than it must. @param {unknown} value @param {number} depth @returns {string} */
  function oddity(value, depth) {
    if (typeof value !== 'object' || value === null) return '';
    if (depth === 0) return 'is nested too deeply';
    for (const name of Object.keys(value)) {
      if (FORBIDDEN.includes(name)) return `has a part named “${name}”`;
      const found = oddity(/** @type {any} */ (value)[name], depth - 1);
      if (found) return found;
    }
    return '';
  }

  /** What is wrong with an entry, or nothing. @param {string} id @param {any} item */
  function shapeFault(id, item) {
    if (FORBIDDEN.includes(id) || id === '' || id.length > MOST_ID) return 'has no name that an entry can have';
    if (!hasParts(item) || !('value' in item)) return 'has no value';
    if (!Number.isFinite(item.time) || item.time < 0) return 'has no time';
    return oddity(item.value, MOST_DEPTH);
  }

  /** The entries without a fault; what is wrong with each of the others goes into `faults`. @param {Record<string, any>} items @param {(id: string, item: any) => string} faultOf @param {string[]} faults */
  function sieve(items, faultOf, faults) {
    const good = Object.entries(items).filter(([id, item]) => {
      const fault = faultOf(id, item);
      if (fault) faults.push(`“${crop(id)}” ${fault}`);
      return !fault;
    });
    return Object.fromEntries(good);
  }

  /** What is left out, in a sentence. @param {string[]} faults */
  function leftOutWords(faults) {
    const more = faults.length > MOST_NAMED ? [`and ${inWords(faults.length - MOST_NAMED)} more`] : [];
    const all = [...faults.slice(0, MOST_NAMED), ...more].join('; ');
    return faults.length > 0 ? `Left out ${faults.length === 1 ? 'is 1 entry' : `are ${inWords(faults.length)} entries`}: ${all}.` : '';
  }

  /** Why `found` is no document, before a look at its values. @param {any} found */
  function documentFault(found) {
    if (!hasParts(found)) return 'It is no plan of this book.';
    if (!Number.isInteger(found.schema) || found.schema < 1) return 'It does not say which version of a plan it is.';
    if (found.schema > state.document().schema) return 'A newer version of this book has written it. Reload the page, then try again.';
    if (found.book !== book) return `It is a plan of another book: “${crop(found.book)}”.`;
    if (!hasParts(found.items)) return 'It has no entries.';
    const { items, ...rest } = found;
    const count = Object.keys(items).length;
    if (count > MOST_ITEMS) return `It has ${inWords(count)} entries. At most ${inWords(MOST_ITEMS)} are taken.`;
    const odd = oddity(rest, MOST_DEPTH);
    return odd ? `It ${odd}.` : '';
  }

  /** @param {unknown} time */
  const timeOf = (time) => (Number.isFinite(time) ? Math.max(0, Number(time)) : 0);

  /** Only what was checked. A time from a clock that runs more than a day ahead counts as now. @param {Record<string, any>} found @param {string[]} faults */
  function cleaned(found, faults) {
    const now = Date.now();
    /** @param {unknown} time */
    const held = (time) => (timeOf(time) > now + DAY ? now : timeOf(time));
    const items = Object.entries(sieve(found.items, shapeFault, faults)).map(([id, { value, time }]) => [id, { value, time: held(time) }]);
    return { schema: found.schema, book, since: held(found.since), updated: held(found.updated), items: Object.fromEntries(items) };
  }

  const tooLarge = `It is too large: at most ${inWords(MOST_CHARACTERS)} characters are taken.`;

  /** @type {HopsExchange['check']} */
  function check(text, isLenient = true) {
    if (text.length > MOST_CHARACTERS) return { problem: tooLarge };
    let found;
    try {
      found = JSON.parse(text);
    } catch {
      return { problem: 'It cannot be read: it is no JSON, or not all of it is there.' };
    }
    const problem = documentFault(found);
    if (problem) return { problem };
    /** @type {string[]} */
    const faults = [];
    const document = state.upgrade(cleaned(found, faults));
    if (!document) return { problem: 'It is no plan of this book.' };
    document.items = sieve(document.items, (id, { value }) => allKept.fault(id, value), faults);
    const isUsed = faults.length === 0 || (isLenient && Object.keys(document.items).length > 0);
    return isUsed ? { document, leftOut: leftOutWords(faults) } : { problem: `Its entry ${faults[0]}.` };
  }

  /** @param {HopsDocument} document */
  const counts = ({ items }) => allKept.countedWords(Object.keys(items).filter((id) => items[id].value !== null));

  /** @param {HopsDocument} document @param {(id: string, item: HopsItem) => boolean} wanted @returns {HopsDocument} */
  const only = (document, wanted) => ({
    ...document,
    items: Object.fromEntries(Object.entries(document.items).filter(([id, item]) => wanted(id, item))),
  });

  /** @param {string} id */
  const isShared = (id) => SHARED.includes(allKept.kindOf(id));

  /** @param {HopsDocument} document @param {{ evidence: boolean, notes: boolean }} choice */
  function shared(document, { evidence, notes }) {
    const leftOut = [...(evidence ? [] : ['evidence:']), ...(notes ? [] : ['note:'])];
    const chosen = only(document, (id, { value }) => value !== null && isShared(id) && !leftOut.includes(allKept.kindOf(id)) && !allKept.fault(id, value));
    // Whole minutes: nobody needs more, and they pack better.
    const items = Object.entries(chosen.items).map(([id, { value, time }]) => [id, { value, time: time - (time % MINUTE) }]);
    return { schema: document.schema, book, since: 0, updated: document.updated, items: Object.fromEntries(items) };
  }

  /** @param {HopsItem | undefined} mine @param {HopsItem | undefined} theirs */
  const differ = (mine, theirs) => JSON.stringify(mine?.value ?? null) !== JSON.stringify(theirs?.value ?? null);

  /** Would merging take theirs? As state.js decides. @param {HopsItem | undefined} mine @param {HopsItem | undefined} theirs */
  function isNewer(mine, theirs) {
    if (!mine || !theirs) return theirs !== undefined;
    return theirs.time > mine.time || (theirs.time === mine.time && JSON.stringify(theirs) > JSON.stringify(mine));
  }

  /** @param {HopsDocument} mine @param {HopsDocument} theirs */
  function difference(mine, theirs) {
    const ids = [...new Set([...Object.keys(mine.items), ...Object.keys(theirs.items)])];
    const different = ids.filter((id) => differ(mine.items[id], theirs.items[id]));
    const newer = different.filter((id) => isNewer(mine.items[id], theirs.items[id]));
    const removed = different.filter((id) => (theirs.items[id]?.value ?? null) === null);
    return { merged: newer.length, changed: different.length - removed.length, removed: removed.length, entries: ids.length };
  }

  // ---- Links.

  const canPack = () => 'CompressionStream' in window && 'DecompressionStream' in window;

  /** @param {HopsDocument} document */
  async function pack(document) {
    const packed = new Blob([JSON.stringify(document)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    return `plan=1.${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
  }

  /** The text that was packed, unless there is too much of it. @param {string} packed */
  async function unpacked(packed) {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    for (let size = 0; size <= MOST_UNPACKED; ) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
    return null;
  }

  /** @param {string} address @returns {Promise<HopsChecked>} */
  async function unpack(address) {
    const found = PLAN.exec(address.replace(ADDED, ''));
    if (!found) return { problem: 'It holds no plan, or not a whole one: a link to a plan has “#plan=” in it, and ends with its last sign.' };
    if (found[1] !== '1') return { problem: 'A newer version of this book has made it. Reload the page, then try again.' };
    if (found[2].length > MOST_PACKED) return { problem: 'It is too long.' };
    if (!canPack()) return { problem: 'This browser cannot unpack links. Ask for the plan as a file.' };
    let text;
    try {
      text = await unpacked(found[2]);
    } catch {
      return { problem: 'It cannot be unpacked: a part of it is missing or was changed on the way.' };
    }
    if (text === null) return { problem: `It is too large: unpacked it has more than ${inWords(MOST_UNPACKED)} bytes.` };
    const checked = check(text, false);
    return checked.document ? { document: only(checked.document, (id, { value }) => isShared(id) && value !== null) } : checked;
  }

  window.hops.exchange = { MOST_CHARACTERS, MOST_ITEMS, tooLarge, check, counts, inWords, difference, shared, isShared, isAddress: allKept.address, canPack, pack, unpack };
})();
