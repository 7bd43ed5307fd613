// The reader's state: settings, pages read, the place in the book, skills, marks, notes. It stays in this browser.
//
// One key per book in localStorage, `hops:BOOK`, holds one document:
//   { schema: 1, book, since, updated, items: { id: { value, time } } }
// `time` is when the item was last changed, in milliseconds; `since` is when the document was begun, after the reader had everything
// forgotten or for the first time: what another tab still holds from before does not come back. A value that was taken back stays as
// `null` with its time, or another tab would bring it back. Items with ids that this version does not know are kept as they are.
//
// Ids of the data, of chapters and of headings stand in ids.toml, with what takes the place of those that are gone: successors.js.
// What is kept under which id, and what it must look like, kept.js of each feature says, and plan/all-kept.js for the page around the
// chapters: settings, pages read, levels, marks and notes. The ids stay, since readers' files hold them: tests/browser/own.test.mjs and
// exchange.test.mjs hold all of them.
//
// Enter at `window.hops.state`. types.d.ts says what each function is for.
(() => {
  'use strict';
  const SCHEMA = 1;
  /** Each makes a document of one schema into one of the next: the first one of schema 1. @type {((document: any) => any)[]} */
  const MIGRATIONS = [];
  const book = document.documentElement.dataset.book ?? '';
  const key = `hops:${book}`;
  const NOT_SAVED =
    'This is not saved: the browser has no room for it, or does not let this page keep anything. It holds until you leave the page.';
  const TOO_NEW =
    'A newer version of this book has saved what you keep here. It is used, but changes are not saved. Reload the page to get the newer version.';
  const SET_ASIDE = 'What this browser kept for this book could not be read. It was set aside, and the book starts afresh.';

  /** @type {Map<string, HopsItem>} */
  let items = new Map();
  let since = 0;
  /** What else stands in the document. @type {Record<string, unknown>} */
  let rest = {};
  /** Has the last change not reached the storage? */
  let unsaved = false;
  /** The stored text that `items` were last read from or written as: while it stands there, nobody else has written. @type {string | null} */
  let known = null;
  let tooNew = false;
  /** Did the reader have everything forgotten while this page was open? Then it does not begin again by itself. */
  let forgotten = false;
  /** @type {(() => void)[]} */
  const listeners = [];

  /** @param {unknown} value @returns {value is Record<string, any>} */
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

  /** @param {unknown} item @returns {item is HopsItem} */
  const isItem = (item) => isObject(item) && Number.isFinite(item.time) && 'value' in item;

  /**
   * Which of two states of an item holds. Both tabs must come to the same answer, so for the same time the text decides.
   * @param {HopsItem | undefined} a
   * @param {HopsItem} b
   */
  function newer(a, b) {
    if (!a || a.time < b.time) return b;
    return a.time === b.time && JSON.stringify(a) < JSON.stringify(b) ? b : a;
  }

  /** `found`, brought to the schema of today, and to ids that are in the book; nothing if it is no document. @param {any} found @returns {any} */
  function upgrade(found) {
    if (!isObject(found) || !Number.isInteger(found.schema) || found.schema < 1) return null;
    const upgraded = MIGRATIONS.slice(found.schema - 1).reduce((document, migrate) => migrate(document), found);
    if (!isObject(upgraded.items) || !Object.values(upgraded.items).every(isItem)) return null;
    return { ...upgraded, items: window.hops.followed?.(upgraded.items) ?? upgraded.items };
  }

  /** The stored document; nothing if there is none. @param {string | null} text */
  function documentOf(text) {
    tooNew = false;
    if (text === null) return null;
    let found = null;
    try {
      const parsed = JSON.parse(text);
      tooNew = isObject(parsed) && parsed.schema > SCHEMA;
      found = upgrade(parsed);
    } catch {
      // Not JSON: set aside, like everything else that is no such document.
    }
    if (!found && !tooNew) setAside(text);
    return found;
  }

  /** @param {string} text */
  function setAside(text) {
    // First away, then back: there may be no room for it twice.
    localStorage.removeItem(key);
    try {
      localStorage.setItem(`${key}:set-aside`, text);
    } catch {
      localStorage.setItem(key, text);
    }
    window.hops.notice(SET_ASIDE, { kind: 'problem' });
  }

  /** Takes over what is stored. True: this tab holds something that the storage lacks. */
  function read() {
    let found;
    try {
      const text = localStorage.getItem(key);
      if (text !== null && text === known && !unsaved) return false;
      known = text;
      found = documentOf(text);
    } catch {
      unsaved = true;
      return false;
    }
    const mine = items;
    const mineSince = since;
    items = new Map(Object.entries(found?.items ?? {}));
    if (found) {
      ({ since = 0 } = found);
      rest = found;
    } else if (!unsaved) {
      since = 0;
      // Another tab had it all forgotten.
      if (mine.size > 0) forgotten = true;
    }
    let more = false;
    for (const [id, item] of mine) {
      const old = mineSince !== since && item.time < since;
      // Without a stored document the reader had it all forgotten elsewhere, unless this tab could never store its own.
      if (old || (!found && !unsaved)) continue;
      const theirs = items.get(id);
      const holds = newer(theirs, item);
      items.set(id, holds);
      if (holds === item && JSON.stringify(theirs) !== JSON.stringify(item)) more = true;
    }
    return more;
  }

  /** @returns {HopsDocument} */
  const currentDocument = () => ({ ...rest, schema: SCHEMA, book, since, updated: Date.now(), items: Object.fromEntries(items) });

  /** True: it is stored. */
  function write() {
    if (tooNew) return false;
    try {
      since ||= Date.now();
      const text = JSON.stringify(currentDocument());
      localStorage.setItem(key, text);
      known = text;
      unsaved = false;
    } catch {
      unsaved = true;
    }
    return !unsaved;
  }

  const sayNotSaved = () => window.hops.notice(tooNew ? TOO_NEW : NOT_SAVED, { kind: 'problem' });

  function tell() {
    for (const listener of listeners) listener();
  }

  function follow() {
    if (read()) write();
    tell();
  }

  window.hops.state = {
    get: (id) => items.get(id)?.value,
    set(id, value, automatic = false) {
      if (automatic && (forgotten || !window.hops.state.canSave())) return;
      read();
      // Later than what it replaces, even if a clock was set back.
      const time = Math.max(Date.now(), (items.get(id)?.time ?? 0) + 1);
      items.set(id, { value, time });
      if (!write() && !automatic) sayNotSaved();
      tell();
    },
    entries(prefix) {
      const all = [...items].map(([id, item]) => /** @type {[string, unknown]} */ ([id, item.value]));
      return all.filter(([id, value]) => id.startsWith(prefix) && value !== null);
    },
    onChange(listener) {
      listeners.push(listener);
    },
    canSave: () => !unsaved && !tooNew,
    document() {
      read();
      return currentDocument();
    },
    upgrade,
    merge(document) {
      read();
      for (const [id, item] of Object.entries(document.items)) items.set(id, newer(items.get(id), item));
      if (!write()) sayNotSaved();
      tell();
    },
    replace(document) {
      read();
      forgotten = false;
      items = new Map(Object.entries(document.items));
      // Begun anew: what other tabs hold from before does not come back.
      since = Date.now();
      if (!write()) sayNotSaved();
      tell();
    },
    forget() {
      forgotten = true;
      known = null;
      items = new Map();
      since = 0;
      rest = {};
      clear(() => localStorage);
      clear(() => sessionStorage);
      read();
      tell();
    },
  };

  /** @param {() => Storage} storage */
  function clear(storage) {
    try {
      for (const name of Object.keys(storage())) {
        if (name === key || name.startsWith(`${key}:`)) storage().removeItem(name);
      }
    } catch {
      // Storage that cannot be reached holds nothing of ours.
    }
  }

  window.hops.session = {
    get(name) {
      try {
        return JSON.parse(sessionStorage.getItem(`${key}:${name}`) ?? 'null');
      } catch {
        return null;
      }
    },
    set(name, value) {
      if (forgotten) return;
      try {
        sessionStorage.setItem(`${key}:${name}`, JSON.stringify(value));
      } catch {
        // A convenience is lost, nothing of the reader's.
      }
    },
  };

  read();
  if (tooNew && !window.hops.session.get('told')) {
    window.hops.session.set('told', true);
    window.hops.notice(TOO_NEW, { kind: 'problem' });
  }
  window.addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) follow();
  });
  // Back from the page cache: other pages may have changed things meanwhile.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) follow();
  });
})();
