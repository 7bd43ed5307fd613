// The dialog #Page-search: looks words up in mdBook's index, in the browser. Index and engine are loaded when they are first needed, as script
// elements, because that works from a disk too. What the reader types goes into no address and to no server: the page that opens gets
// the words through this tab's session, and marks them. Enter at `search`; marking begins at `takeWords`.
(() => {
  'use strict';
  const { notice, session, dialog, isClear } = window.hops;
  /** Milliseconds without a key before a search begins. */
  const PAUSE = 150;
  /** How many words a page marks at most: more help nobody. */
  const MOST_MARKS = 1000;
  const WORD = /[\p{L}\p{N}]+(?:['’_.][\p{L}\p{N}]+)*/gu;

  /** @typedef {{ ref: string, doc: { title: string, body: string, breadcrumbs: string } }} Found */
  /** @typedef {{ start: number, end: number, term: number }} Place a word of a text; `term`: which word of the query it is, or -1 */

  const box = /** @type {HTMLDialogElement | null} */ (document.getElementById('Page-search'));
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById('Page-search-words'));
  const count = document.getElementById('Page-search-count');
  const list = document.getElementById('Page-search-results');
  /** The renderer joins the scripts into one, and puts on it what was on each. @type {HTMLElement | null} */
  const script = document.querySelector('script[data-index]');

  /** @param {string} text */
  const wordsOf = (text) => text.toLowerCase().match(WORD) ?? [];

  // ---- Loading.

  /** @type {Promise<void> | null} */
  let loading = null;
  /** @type {any} */
  let index = null;

  /** @param {string} src @returns {Promise<void>} */
  function loadScript(src) {
    return new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = src;
      element.addEventListener('load', () => resolve());
      element.addEventListener('error', () => {
        element.remove();
        reject(new Error(src));
      });
      document.head.append(element);
    });
  }

  async function load() {
    // The index adds itself to this. Until it is set, `search` is the dialog: browsers name elements with an id like that.
    window.search = {};
    await Promise.all([loadScript(script?.dataset.engine ?? ''), loadScript(script?.dataset.index ?? '')]);
    index = window.elasticlunr.Index.load(window.search.index);
  }

  async function ready() {
    if (index || !count) return;
    count.textContent = 'Loading the search index …';
    try {
      await (loading ??= load());
      count.textContent = '';
      search();
    } catch {
      loading = null;
      count.textContent =
        'The search index did not load, so there is nothing to search in. Check the connection, then close this and open it again to try once more.';
    }
  }

  // ---- Searching.

  /** The query that the list stands for. */
  let shown = '';
  let timer = 0;

  function search() {
    clearTimeout(timer);
    const query = field?.value.trim() ?? '';
    if (!index || !count || query === shown) return;
    shown = query;
    const found = query === '' ? [] : look(query);
    const most = window.search.results_options.limit_results;
    list?.replaceChildren(...found.slice(0, most).map((result) => item(result, wordsOf(query))));
    count.textContent = query === '' ? '' : summary(query, found.length, most);
  }

  /** @param {string} query @returns {Found[]} */
  function look(query) {
    try {
      return index.search(query, window.search.search_options).filter((/** @type {Found} */ { doc }) => doc);
    } catch {
      return [];
    }
  }

  /** @param {string} query @param {number} all @param {number} most */
  function summary(query, all, most) {
    if (all === 0) return `No page has “${query}”. Other words, or fewer, may be found.`;
    if (all === 1) return `1 result for “${query}”`;
    return all > most ? `The best ${most} of ${all} results for “${query}”` : `${all} results for “${query}”`;
  }

  /** @param {Found} result @param {string[]} terms */
  function item({ ref, doc }, terms) {
    const line = document.createElement('li');
    const link = document.createElement('a');
    const where = document.createElement('span');
    const places = placesOf(doc.body, terms);
    where.className = 'search-where';
    // mdBook names a page and then its first heading, which mostly say the same.
    where.textContent = doc.breadcrumbs.split(' » ').filter((part, at, all) => part !== all[at - 1]).join(' » ');
    link.href = document.documentElement.dataset.root + window.search.doc_urls[ref];
    link.append(where);
    link.addEventListener('click', (event) => {
      // In another tab or window the link is a link like any other.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const forms = places.filter(({ term }) => term >= 0).map(({ start, end }) => doc.body.slice(start, end).toLowerCase());
      handOver(link, [...new Set([...terms, ...forms])]);
    });
    line.append(link);
    if (places.length > 0) line.append(teaser(doc.body, places));
    return line;
  }

  // ---- The teaser: the part of the text that says most about the query.

  /** The words of `text`. @param {string} text @param {string[]} terms @returns {Place[]} */
  function placesOf(text, terms) {
    const stem = window.elasticlunr.stemmer;
    const stems = terms.map((term) => stem(term));
    return [...text.matchAll(WORD)].map(({ 0: found, index: start }) => {
      const word = found.toLowerCase();
      const term = terms.findIndex(
        (term, n) =>
          word.startsWith(term) ||
          // Stems are slow to find, and alike only in words that begin alike.
          (word.startsWith(stems[n].slice(0, 3)) && stem(word) === stems[n]),
      );
      return { start, end: start + found.length, term };
    });
  }

  /**
   * Where the best window of `size` words begins: the one with the most different terms, then the most hits, then the first. It begins a
   * few words before its first hit, so that the hit can be understood.
   * @param {Place[]} places
   * @param {number} size
   */
  function bestWindow(places, size) {
    const lead = Math.floor(size / 6);
    let best = 0;
    let bestScore = 0;
    places.forEach(({ term }, at) => {
      if (term < 0) return;
      const first = Math.max(0, Math.min(at - lead, places.length - size));
      const hits = places.slice(first, first + size).filter((place) => place.term >= 0);
      const score = new Set(hits.map((place) => place.term)).size * size + hits.length;
      if (score > bestScore) [best, bestScore] = [first, score];
    });
    return best;
  }

  /** @param {string} text @param {Place[]} places */
  function teaser(text, places) {
    const size = window.search.results_options.teaser_word_count;
    const first = bestWindow(places, size);
    const part = places.slice(first, first + size);
    const line = document.createElement('p');
    let at = part[0].start;
    line.className = 'search-teaser';
    if (first > 0) line.append('…\u00a0');
    for (const { start, end, term } of part) {
      if (term < 0) continue;
      const mark = document.createElement('mark');
      mark.textContent = text.slice(start, end);
      line.append(text.slice(at, start), mark);
      at = end;
    }
    // The last words, with the full stop if they end the text.
    const whole = first + size >= places.length;
    line.append(whole ? text.slice(at) : `${text.slice(at, part[part.length - 1].end)}\u00a0…`);
    return line;
  }

  // ---- Marking the words on the page that was opened.

  /** @param {HTMLAnchorElement} link @param {string[]} words */
  function handOver(link, words) {
    session.set('query', shown);
    if (link.pathname !== location.pathname) {
      session.set('words', { path: link.pathname, words });
      return;
    }
    // The result is on this page: no other page will take the words over.
    box?.close();
    mark(words);
  }

  function takeWords() {
    const handed = /** @type {any} */ (session.get('words'));
    session.set('words', null);
    if (handed?.path === location.pathname && Array.isArray(handed.words)) mark(handed.words.map(String));
  }

  /** @type {(() => void) | undefined} */
  let clearMarks;

  /** @param {string[]} words */
  function mark(words) {
    clearMarks?.();
    const main = document.getElementById('Page-text');
    // Marks that change nothing in the page. A browser without them shows the page unmarked.
    if (!main || !('highlights' in CSS)) return;
    const ranges = rangesOf(main, words);
    if (ranges.length === 0) return;
    CSS.highlights.set('search', new Highlight(...ranges));
    const line = notice('Search words are marked.', { close: 'Clear', onClose: () => clearMarks?.() });
    clearMarks = () => {
      CSS.highlights.delete('search');
      line.close();
      clearMarks = undefined;
    };
  }

  /** @param {HTMLElement} main @param {string[]} words */
  function rangesOf(main, words) {
    /** @type {Range[]} */
    const ranges = [];
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node && ranges.length < MOST_MARKS; node = texts.nextNode()) {
      if (node.parentElement?.closest('script, style, .read-mark')) continue;
      for (const { 0: found, index: start } of (node.nodeValue ?? '').matchAll(WORD)) {
        const word = found.toLowerCase();
        if (!words.some((one) => word.startsWith(one))) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + found.length);
        ranges.push(range);
      }
    }
    return ranges;
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isClear() && !event.defaultPrevented) clearMarks?.();
  });
  takeWords();

  // ---- The keyboard in the dialog.

  if (!box || !field || !count || !list || !script) return;

  window.hops.openSearch = dialog('Page-search', () => {
    if (field.value === '') field.value = String(session.get('query') ?? '');
    field.select();
    if (index) search();
    else ready();
  });

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  box.addEventListener('close', () => session.set('query', field.value.trim()));
  box.querySelector('form')?.addEventListener('submit', (event) => {
    // Enter in the field opens the first result; the form itself would close the dialog.
    event.preventDefault();
    search();
    list.querySelector('a')?.click();
  });
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      // The field would first be emptied, and the dialog stay.
      event.preventDefault();
      box.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...list.querySelectorAll('a')];
    const at = stops.indexOf(/** @type {any} */ (document.activeElement));
    if (!step || at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(at + step, stops.length - 1))].focus();
  });
})();
