// Looks words up in the index that the build has made (renderer/search), a part of it at a time. It needs no page. Enter at `engine`.
//
// A word of a query is found as it is, in another form (“skills” for “skill”), as the beginning of a word, as a word of its family
// (“certified” for “certification”), or, if it is nowhere, with one letter wrong: the less alike, the less it counts. A wrong letter is
// looked for in the part of the index where the word itself would stand, so not among the first letters. Words that the author calls the same
// count almost alike. Each word counts by how rare it is and by its best place: in the title of a page, in a heading, in the name of a
// thing such as a skill, in a text; a text with it several times counts more (as in BM25F, with one step for each). A section with all
// words of a query stands before those with some; a title that says just the query before all.
(() => {
  'use strict';
  const { reader, stem, lightStem } = window.hops.searchWords;

  /** How much a word in a text counts that is not the word itself. */
  const FORM = 0.9;
  const SAME = 0.85;
  const BEGINNING = 0.55;
  const WRONG_LETTER = 0.5;
  const FAMILY = 0.35;
  /** Where the word itself is found, what only begins like it, or is of its family, counts so much less. */
  const BESIDE = 0.3;
  /** What a place counts, by its class: renderer/search/index.rs explains the letters. */
  const TITLES = { A: 14, B: 11, C: 8, D: 5, E: 8, F: 6.5, G: 4.5, H: 3, I: 7, J: 5.5, K: 3.5, L: 2 };
  const TEXTS = { X: 1, Y: 1.4, Z: 1.8 };
  /** How many words that say something a title has, by the same letters. */
  const LENGTHS = [1, 2, 3, 5];
  /** What a word counts that stands in the title of a page above, or elsewhere on the page. */
  const ABOVE = 0.7;
  const ON_PAGE = 0.1;
  /** A title that says just the query. */
  const WHOLE_TITLE = 1.7;
  /** How many parts of the index are loaded for one word at most. */
  const MOST_PARTS = 4;
  /** How many words of a query are looked up. */
  const MOST_WORDS = 24;
  /** From how many letters a word may be the beginning of others that stand in other parts, or have a letter wrong. */
  const LONG = 3;

  /** How two words begin alike. @param {string} a @param {string} b */
  function common(a, b) {
    let length = 0;
    while (length < a.length && a[length] === b[length]) length += 1;
    return a.slice(0, length);
  }

  /** Does one letter too many, missing, wrong or in the other's place part them? @param {string} a @param {string} b */
  function isNear(a, b) {
    const start = common(a, b).length;
    const [restA, restB] = [a.slice(start), b.slice(start)];
    if (restA === '' || restB === '') return restA.length + restB.length === 1;
    return (
      restA.slice(1) === restB ||
      restA === restB.slice(1) ||
      restA.slice(1) === restB.slice(1) ||
      (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
    );
  }

  /** A word of a query, with all that is the same as it or alike. */
  class Term {
    /** @param {string} word @param {HopsSearchEntry} entry @param {Map<string, number>} apart */
    constructor(word, entry, apart) {
      this.word = word;
      this.light = lightStem(word);
      this.stem = stem(word);
      this.parts = entry.settings.parts;
      this.apart = apart;
      /** What all that is alike begins with. */
      this.start = this.parts ? common(common(word, this.light), common(word, this.stem)).replace(/(..)[ie]$/, '$1') : word;
    }

    /** How much `word` counts for it. @param {string} word */
    alike(word) {
      if (word === this.word) return 1;
      const light = lightStem(word);
      if (light === this.light) return FORM;
      const [own, other] = [this.apart.get(this.light), this.apart.get(light)];
      if (own !== undefined && own === other) return 0;
      const family = stem(word);
      if (this.parts && word.startsWith(this.word)) return BEGINNING;
      if (family === this.stem || (this.parts && family.startsWith(this.stem))) return FAMILY;
      return 0;
    }
  }

  /** The words of a part of the index, with their units. @param {string} part @returns {[string, string][]} */
  function wordsWithUnits(part) {
    let before = '';
    return part.split('|').map((line) => {
      const space = line.indexOf(' ');
      before = [...before].slice(0, parseInt(line[0], 36)).join('') + line.slice(1, space);
      return [before, line.slice(space + 1)];
    });
  }

  /** The units of a word. @param {string} packed @returns {[number, string][]} */
  function unitsOf(packed) {
    let next = 0;
    return [...packed.matchAll(/([0-9a-z]*)([A-Z])/g)].map(([, gap, letter]) => {
      const unit = next + parseInt(gap || '0', 36);
      next = unit + 1;
      return [unit, letter];
    });
  }

  class Engine {
    /** @param {HopsSearchEntry} entry @param {(name: string) => Promise<any>} load a part of the index */
    constructor(entry, load) {
      this.entry = entry;
      this.load = load;
      this.read = reader(entry.letters);
      this.stop = new Set(entry.letters.stop.split(' '));
      /** @type {Map<string, number>} */
      this.apart = new Map(entry.apart.flatMap((group, n) => group.map((words) => /** @type {[string, number]} */ ([lightStem(words[0] ?? ''), n]))));
      /** The page of each unit, the first unit of each page and of each unit's section, and the first page that does not stand under each. */
      this.pageOf = entry.pages.flatMap(([units], page) => Array(units).fill(page));
      let before = 0;
      this.firstOf = entry.pages.map(([units]) => (before += units) - units);
      const goesOn = new Set(entry.goesOn);
      let section = 0;
      this.sectionOf = this.pageOf.map((_, unit) => (section = goesOn.has(unit) ? section : unit));
      /** @type {number[]} */
      this.endOf = [];
      /** @type {number[]} */
      const open = [];
      [...entry.pages, [0, 0]].forEach(([, depth], page) => {
        while (open.length > 0 && entry.pages[open[open.length - 1]][1] >= depth) this.endOf[open.pop() ?? 0] = page;
        open.push(page);
      });
    }

    // ---- The query.

    /** The words that a query is looked up by. @param {string} query @returns {string[]} */
    wordsOf(query) {
      const words = this.read(query.slice(0, 1000)).filter(({ isRest }) => !isRest);
      return [...new Set(words.map(({ word }) => word))].slice(0, MOST_WORDS);
    }

    /** What the query asks for: of each of its words, or few that belong together, the words that are as good. @param {string} query @returns {HopsSearchWish[]} */
    wishes(query) {
      const words = this.wordsOf(query);
      /** @type {HopsSearchWish[]} */
      const wishes = [];
      for (let at = 0; at < words.length; ) {
        const group = this.entry.same.find((group) => group.some((one) => one.length > 0 && one.every((word, n) => this.isSame(word, words[at + n]))));
        const ones = group?.filter((one) => one.every((word, n) => this.isSame(word, words[at + n]))) ?? [];
        const own = words.slice(at, at + Math.max(1, ...ones.map(({ length }) => length)));
        const others = group?.filter((one) => one.join(' ') !== own.join(' ')) ?? [];
        wishes.push({ own, others, isStop: !group && this.stop.has(own[0]) });
        at += own.length;
      }
      const telling = wishes.filter(({ isStop }) => !isStop);
      return telling.length > 0 ? telling : wishes;
    }

    /** @param {string} word @param {string | undefined} typed */
    isSame(word, typed) {
      return typed !== undefined && (word === typed || lightStem(word) === lightStem(typed));
    }

    // ---- The index.

    /** The part of the index in which `word` would stand. @param {string} word */
    partOf(word) {
      const { words } = this.entry;
      let [low, high] = [0, words.length];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (words[middle] <= word) low = middle;
        else high = middle;
      }
      return low;
    }

    /** The words of the index near `term`. @param {Term} term @returns {Promise<[string, string][]>} */
    async near(term) {
      const { words } = this.entry;
      if (words.length === 0) return [];
      const own = this.partOf(term.word);
      const parts = new Set([own]);
      if (term.parts && term.word.length >= LONG) {
        for (let at = this.partOf(term.start); parts.size < MOST_PARTS && (at === this.partOf(term.start) || words[at]?.startsWith(term.start)); at += 1) parts.add(at);
      }
      const loaded = await Promise.all([...parts].sort((a, b) => a - b).map((part) => this.load(`w${part}`)));
      return loaded.flatMap(wordsWithUnits);
    }

    /** @param {string} word @returns {Promise<HopsSearchHits>} */
    async look(word) {
      const term = new Term(word, this.entry, this.apart);
      const near = await this.near(term);
      let found = near.map(([word, units]) => ({ word, units, alike: term.alike(word) })).filter(({ alike }) => alike > 0);
      if (found.some(({ alike }) => alike >= FORM)) {
        found = found.map((one) => (one.alike >= FORM ? one : { ...one, alike: one.alike * BESIDE }));
      }
      let instead;
      if (found.length === 0 && word.length > LONG) {
        const wrong = near.filter(([other]) => isNear(word, other)).sort(([, a], [, b]) => b.length - a.length);
        found = wrong.slice(0, 1).map(([word, units]) => ({ word, units, alike: WRONG_LETTER }));
        instead = found[0]?.word;
      }
      return { units: this.scored(found), instead };
    }

    /** Of each unit with one of these words what it counts. @param {{ units: string, alike: number }[]} found */
    scored(found) {
      const [title, , text] = this.entry.settings.boosts;
      /** @type {HopsSearchHits['units']} */
      const units = new Map();
      const all = found.flatMap(({ units, alike }) => unitsOf(units).map(([unit, letter]) => ({ unit, letter, alike })));
      const likest = all.reduce((most, { alike }) => Math.max(most, Math.min(alike, FORM)), 0);
      const rare = Math.log(1 + this.pageOf.length / (1 + new Set(all.filter(({ alike }) => alike >= likest).map(({ unit }) => unit)).size));
      for (const { unit, letter, alike } of all) {
        const place = letter in TITLES ? (TITLES[/** @type {'A'} */ (letter)] * title) / 2 : TEXTS[/** @type {'X'} */ (letter)] * text;
        const score = rare * alike * place;
        const known = units.get(unit);
        if (!known || known.score < score) units.set(unit, { score, letter, alike });
      }
      return units;
    }

    /** Of a wish: each section that fulfils it, with its best unit. @param {HopsSearchWish} wish @returns {Promise<HopsSearchFound>} */
    async fulfil({ own, others }) {
      const ways = await Promise.all([own, ...others].map(async (words) => Promise.all(words.map((word) => this.look(word)))));
      /** @type {HopsSearchFound} */
      const found = { sections: new Map(), pages: new Map(), titled: new Set(), instead: new Map() };
      ways.forEach((hits, way) => {
        const words = way === 0 ? own : others[way - 1];
        const isOwn = way === 0 || words.some((word) => own.includes(word));
        for (const [section, hit] of this.bySection(hits)) {
          // Three words that are the same as one count no more than that one.
          const score = hit.score * (way === 0 ? 1 : (SAME * own.length) / words.length);
          const known = found.sections.get(section);
          if (!known || known.score < score) found.sections.set(section, { ...hit, score });
          const page = this.pageOf[section];
          const on = found.pages.get(page) ?? { score: 0, sections: new Set() };
          found.pages.set(page, { score: Math.max(on.score, score), sections: on.sections.add(section) });
          if (hit.letter >= 'A' && hit.letter <= 'D') found.titled.add(page);
        }
        if (isOwn) hits.forEach(({ instead }, n) => instead && found.instead.set(words[n], instead));
      });
      // With a letter wrong only what is found in no other way.
      if (found.sections.size > 0 && ways.slice(1).some((hits) => hits.every(({ units, instead }) => units.size > 0 && !instead))) found.instead.clear();
      return found;
    }

    /** What all words of one way have in common. @param {HopsSearchHits[]} hits @returns {Map<number, HopsSearchHit>} */
    bySection(hits) {
      /** @type {Map<number, HopsSearchHit>[]} */
      const each = hits.map(({ units }) => {
        const sections = new Map();
        for (const [unit, hit] of units) {
          const section = this.sectionOf[unit];
          if (!(sections.get(section)?.score >= hit.score)) sections.set(section, { ...hit, unit });
        }
        return sections;
      });
      const [first, ...rest] = each;
      /** @type {Map<number, HopsSearchHit>} */
      const all = new Map();
      for (const [section, hit] of first) {
        const others = rest.map((sections) => sections.get(section));
        if (others.some((other) => !other)) continue;
        const score = others.reduce((sum, other) => sum + (other?.score ?? 0), hit.score);
        all.set(section, { ...hit, score });
      }
      return all;
    }

    // ---- Results.

    /**
     * The results of a query, best first, and the words that are found with a letter wrong.
     * @param {string} query
     * @returns {Promise<{ results: HopsSearchResult[], instead: Map<string, string> }>}
     */
    async find(query) {
      const wishes = this.wishes(query);
      const found = await Promise.all(wishes.map((wish) => this.fulfil(wish)));
      const instead = new Map(found.flatMap(({ instead }) => [...instead]));
      const sections = new Set(found.flatMap(({ sections }) => [...sections.keys()]));
      // What stands under a page with a word in its title is about it, too.
      for (const { titled } of found) {
        for (const page of titled) for (let under = page + 1; under < this.endOf[page]; under += 1) sections.add(this.firstOf[under]);
      }
      const results = [...sections].map((section) => this.result(section, found));
      const mustAll = this.entry.settings.all;
      // A page that has all words, but in no section, is shown by its best section.
      /** @type {Map<number, HopsSearchResult>} */
      const best = new Map();
      const whole = new Set(results.filter(({ isWhole }) => isWhole).map(({ section }) => this.pageOf[section]));
      for (const result of results) {
        const page = this.pageOf[result.section];
        if (result.isOnPage && !whole.has(page) && !((best.get(page)?.score ?? 0) >= result.score)) best.set(page, result);
      }
      const chosen = mustAll ? results.filter(({ isWhole, section }) => isWhole || best.get(this.pageOf[section])?.section === section) : results;
      chosen.sort((a, b) => b.score - a.score || a.section - b.section);
      return { results: chosen, instead };
    }

    /** @param {number} section @param {HopsSearchFound[]} found @returns {HopsSearchResult} */
    result(section, found) {
      const page = this.pageOf[section];
      const above = this.entry.settings.boosts[1] * ABOVE;
      let [score, here, onPage, titled, unit, most] = [0, 0, 0, 0, section, 0];
      /** How long the title is that the words stand in. */
      let length = Infinity;
      for (const { sections, pages, titled: pagesTitled } of found) {
        const hit = sections.get(section);
        const isUnder = !hit && [...pagesTitled].some((other) => other <= page && page < this.endOf[other]);
        if (hit || isUnder) here += 1;
        if (hit || isUnder || pages.has(page)) onPage += 1;
        const onThisPage = pages.get(page);
        // A page that speaks of it all along says more than one that names it once.
        const share = onThisPage ? (onThisPage.sections.size - 1) / (this.entry.pages[page][0] + 2) : 0;
        score += (hit?.score ?? (isUnder ? above : (onThisPage?.score ?? 0) * ON_PAGE)) * (1 + share);
        if (hit && hit.score > most) [unit, most] = [hit.unit, hit.score];
        if (hit && hit.letter <= 'L' && hit.alike >= FORM) {
          titled += 1;
          length = LENGTHS[(hit.letter.charCodeAt(0) - 65) % 4];
        }
      }
      const isWhole = here === found.length;
      const isTitle = titled === found.length && length <= titled;
      return { section, unit, isWhole, isOnPage: onPage === found.length, score: score * (here / found.length) ** 2 * (isTitle ? WHOLE_TITLE : 1) };
    }

    /** What stands in a unit. @param {number} unit @returns {Promise<HopsSearchText>} */
    async text(unit) {
      let part = 0;
      let first = 0;
      while (unit >= first + this.entry.texts[part]) first += this.entry.texts[part++];
      const [pages, units] = await this.load(`t${part}`);
      const [page, id, title, kind, text] = units[unit - first];
      const [path, crumbs] = pages[page];
      const address = path.split('/').map(encodeURIComponent).join('/') + (id ? `#${id}` : '');
      return { address, crumbs, title, kind, text };
    }

    /** Tells which wish of a query a word of a text belongs to, or -1. @param {string} query @param {Map<string, string>} instead */
    marker(query, instead) {
      const wishes = this.wishes(query).map(({ own, others }) => [...own, ...others.flat()].map((word) => new Term(instead.get(word) ?? word, this.entry, this.apart)));
      /** @type {Map<string, number>} */
      const known = new Map();
      return (/** @type {string} */ word) => {
        const wish = known.get(word) ?? wishes.findIndex((terms) => terms.some((term) => term.alike(word) > 0));
        known.set(word, wish);
        return wish;
      };
    }
  }

  window.hops.searchEngine = (entry, load) => new Engine(entry, load);
})();
