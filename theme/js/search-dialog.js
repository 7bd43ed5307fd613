// The dialog #Page-search: asks the engine, shows results with the part of each text that says most about the query, and marks the words on
// the page that is opened. theme/js/search.js loads this. Enter at `startSearch`.
(() => {
  'use strict';
  const { notice, session, isClear } = window.hops;
  const { make } = window.hops.elements;
  /** Milliseconds without a key before a search begins. */
  const PAUSE = 150;
  /** Milliseconds after which a reader is told that parts of the index are still coming. */
  const SLOW = 500;
  /** How many words a page marks at most: more help nobody. */
  const MOST_MARKS = 1000;
  /** How many results are shown at once; more come when the reader has come to the last. */
  const AT_ONCE = 6;
  /** How much of a query is repeated to the reader. */
  const LONGEST = 100;

  /** @typedef {{ start: number, end: number, term: number, word: string }} Place a word of a text; `term`: which wish of the query it fulfils, or -1 */

  class Search {
    /** @param {HopsSearchEngine} engine @param {{ box: HTMLDialogElement, field: HTMLInputElement, count: HTMLElement, list: HTMLElement }} elements */
    constructor(engine, { box, field, count, list }) {
      this.engine = engine;
      this.box = box;
      this.field = field;
      this.count = count;
      this.list = list;
      /** The query that the list stands for, or that is being looked up. @type {string | undefined} */
      this.shown = undefined;
      this.looking = Promise.resolve();
      this.timer = 0;
      /** Results that are not shown yet. @type {HopsSearchResult[]} */
      this.rest = [];
      /** @type {(word: string) => number} */
      this.wish = () => -1;
      /** Whether the list has nothing of the results yet, but perhaps those of another query. */
      this.isNew = false;
      /** @type {(() => void) | undefined} */
      this.clearMarks = undefined;
      this.observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.more(), { root: box, rootMargin: '200px' });
    }

    open() {
      // What failed before is tried again.
      if (this.shown !== this.query()) this.shown = undefined;
      this.search();
    }

    query() {
      return this.field.value.trim();
    }

    // ---- Searching.

    /** Comes to an end when the results of what is typed now are in the list. */
    search() {
      clearTimeout(this.timer);
      const query = this.query();
      if (query !== this.shown) this.looking = this.look(query);
      return this.looking;
    }

    /** @param {string} query */
    async look(query) {
      this.shown = query;
      const slow = setTimeout(() => {
        if (this.shown === query) this.count.textContent = 'Loading the search index …';
      }, SLOW);
      const shown = query.length > LONGEST ? `${query.slice(0, LONGEST)}…` : query;
      try {
        const { results, instead } = query === '' ? { results: [], instead: new Map() } : await this.engine.find(query);
        // The reader has typed on.
        if (this.shown !== query) return;
        this.wish = this.engine.marker(query, instead);
        const most = this.engine.entry.settings.most;
        this.rest = results.slice(0, most);
        this.isNew = true;
        await this.more();
        if (this.shown !== query) return;
        this.count.textContent = query === '' ? '' : this.summary(shown, results.length, instead);
      } catch {
        if (this.shown === query) this.fail();
      } finally {
        clearTimeout(slow);
      }
    }

    fail() {
      this.shown = undefined;
      this.rest = [];
      this.list.replaceChildren();
      this.count.textContent =
        'A part of the search index did not load. Check the connection and try once more; if the book has changed since this page was opened, load the page anew.';
    }

    /** @param {string} query @param {number} all @param {Map<string, string>} instead */
    summary(query, all, instead) {
      if (all === 0 && this.engine.wordsOf(query).length === 0) return `“${query}” has no word to look for.`;
      if (all === 0) return `No page has “${query}”. Other words, or fewer, may be found.`;
      const most = this.engine.entry.settings.most;
      const number = all > most ? `The best ${most} of ${all} results` : `${all} ${all === 1 ? 'result' : 'results'}`;
      if (instead.size === 0) return `${number} for “${query}”`;
      const [wrong, right] = [[...instead.keys()], [...instead.values()]].map((words) => words.map((word) => `“${word}”`).join(', '));
      return `No page has ${wrong}. ${number} for “${query}” with ${right}`;
    }

    /** Shows the next results. */
    async more() {
      const query = this.shown;
      const next = this.rest.splice(0, AT_ONCE);
      this.observer.disconnect();
      try {
        const texts = await Promise.all(next.map(({ unit }) => this.engine.text(unit)));
        if (this.shown !== query) return;
        if (this.isNew) this.list.replaceChildren();
        this.isNew = false;
        this.list.append(...texts.map((text) => this.item(text)));
        const last = this.list.lastElementChild;
        if (last && this.rest.length > 0) this.observer.observe(last);
      } catch {
        if (this.shown === query) this.fail();
      }
    }

    /** @param {HopsSearchText} text */
    item({ address, crumbs, title, kind, text }) {
      const places = this.placesOf(text);
      const where = make('span', { className: 'search-where' }, [...crumbs, title].filter((part, at, all) => part && part !== all[at - 1]).join(' » '));
      const link = make('a', { href: document.documentElement.dataset.root + address }, where);
      if (kind) link.prepend(make('span', { className: 'search-kind' }, kind), ' ');
      link.addEventListener('click', (event) => {
        // In another tab or window the link is a link like any other.
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        const titles = this.placesOf(`${crumbs.join(' ')} ${title}`);
        const forms = [...places, ...titles].filter(({ term }) => term >= 0).map(({ word }) => word);
        this.handOver(link, [...new Set([...this.engine.wordsOf(this.shown ?? ''), ...forms])]);
      });
      const line = make('li', {}, link);
      if (places.length > 0) line.append(this.teaser(text, places));
      return line;
    }

    // ---- The teaser: the part of the text that says most about the query.

    /** The words of `text`. @param {string} text @returns {Place[]} */
    placesOf(text) {
      return this.engine.read(text).map(({ word, start, end }) => ({ word, start, end, term: this.wish(word) }));
    }

    /**
     * Where the best window of `size` words begins: the one with the most different terms, then the most hits, then the first. It begins a
     * few words before its first hit, so that the hit can be understood.
     * @param {Place[]} places
     * @param {number} size
     */
    bestWindow(places, size) {
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
    teaser(text, places) {
      const size = this.engine.entry.settings.teaser;
      const first = this.bestWindow(places, size);
      const part = places.slice(first, first + size);
      const line = make('p', { className: 'search-teaser' });
      let at = part[0].start;
      if (first > 0) line.append('…\u00a0');
      for (const { start, end, term } of part) {
        // Words of scripts without spaces overlap.
        if (term < 0 || end <= at) continue;
        const from = Math.max(start, at);
        line.append(text.slice(at, from), make('mark', {}, text.slice(from, end)));
        at = end;
      }
      // The last words, with the full stop if they end the text.
      const whole = first + size >= places.length;
      line.append(whole ? text.slice(at) : `${text.slice(at, part[part.length - 1].end)}\u00a0…`);
      return line;
    }

    // ---- Marking the words on the page that was opened.

    /** @param {HTMLAnchorElement} link @param {string[]} words */
    handOver(link, words) {
      session.set('query', this.query());
      if (link.pathname !== location.pathname) {
        session.set('words', { path: link.pathname, words });
        return;
      }
      // The result is on this page: no other page will take the words over.
      this.box.close();
      this.mark(words);
    }

    /** @param {string[]} words */
    mark(words) {
      this.clearMarks?.();
      const main = document.getElementById('Page-text');
      // Marks that change nothing in the page. A browser without them shows the page unmarked.
      if (!main || !('highlights' in CSS)) return;
      const ranges = this.rangesOf(main, words);
      if (ranges.length === 0) return;
      CSS.highlights.set('search', new Highlight(...ranges));
      const line = notice('Search words are marked.', { close: 'Clear', onClose: () => this.clearMarks?.() });
      this.clearMarks = () => {
        CSS.highlights.delete('search');
        line.close();
        this.clearMarks = undefined;
      };
    }

    /** @param {HTMLElement} main @param {string[]} words */
    rangesOf(main, words) {
      /** @type {Range[]} */
      const ranges = [];
      const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node && ranges.length < MOST_MARKS; node = texts.nextNode()) {
        if (node.parentElement?.closest('script, style, .read-mark')) continue;
        for (const { word, start, end } of this.engine.read(node.nodeValue ?? '')) {
          if (!words.some((one) => word.startsWith(one))) continue;
          const range = document.createRange();
          range.setStart(node, start);
          range.setEnd(node, end);
          ranges.push(range);
        }
      }
      return ranges;
    }

    // ---- The keyboard in the dialog.

    /** Opens the first result. */
    async go() {
      await this.search();
      this.list.querySelector('a')?.click();
    }

    listen() {
      const { box, field, list } = this;
      document.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && isClear() && !event.defaultPrevented) this.clearMarks?.();
      });
      field.addEventListener('input', () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.search(), PAUSE);
      });
      box.addEventListener('keydown', (event) => {
        if (event.isComposing) return;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const stops = [field, ...list.querySelectorAll('a')];
        const at = stops.indexOf(/** @type {any} */ (document.activeElement));
        if (!step || at < 0) return;
        event.preventDefault();
        stops[Math.max(0, Math.min(at + step, stops.length - 1))].focus();
      });
    }
  }

  window.hops.startSearch = (entry, part) => {
    const [box, field, count, list] = ['', '-words', '-count', '-results'].map((end) => document.getElementById(`Page-search${end}`));
    if (!(box instanceof HTMLDialogElement) || !(field instanceof HTMLInputElement) || !count || !list) return undefined;
    const search = new Search(window.hops.searchEngine(entry, part), { box, field, count, list });
    search.listen();
    return search;
  };
})();
