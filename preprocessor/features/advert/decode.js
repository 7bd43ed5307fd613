// Reads a job advert by rules: which kinds of team it sounds like, which skills it asks for, what should make one ask, and what to ask. The
// rules are data (data/adverts.toml says how patterns are written); nothing here knows a trade. Time grows with the length of the text and
// no faster: a pattern is a few words in a row with at most two short gaps. Enter at `decodeAdvert`.
(() => {
  'use strict';
  /** Characters that are read; no advert is longer. */
  const MOST = 100_000;
  /** Words that a gap (`...`) may stand for. */
  const GAP = 4;
  /** A "no" reaches so many words ahead. */
  const REACH = 3;
  /** What the next sign of the same meaning still counts. */
  const DECAY = 0.7;
  /** A sign in a sentence about somebody else. */
  const ELSEWHERE = 0.15;
  const LEAST_SCORE = 6;
  /** How near to the first kind the second must come to be named, too: so near with many signs, nearer with few. */
  const SECOND = 0.47;
  const SECOND_OF_FEW = 0.75;
  const MANY = 9;
  /** With few signs, and a third kind so near, nothing can be told. */
  const THIRD = 0.6;
  const QUESTIONS = 5;
  const MOST_WORDS_OF_HEADING = 7;
  const LEAST_WORDS = 30;

  /** @typedef {{ text: string, whole: boolean, cased: string }} Way one way to write a word */
  /** @typedef {{ ways: Way[], gap: boolean }} Part a word of a pattern, and whether others may stand before it */
  /** @typedef {{ parts: Part[], kind: string, at: number, signal: number, number: number, startsWithNo: boolean }} Pattern */
  /** @typedef {{ start: number, end: number, text: string, word: string, shape: string, sentence: number, clause: number, line: number }} Token */
  /** @typedef {{ pattern: Pattern, from: number, to: number }} Hit tokens, both inclusive */

  /** @param {string} word */
  const withoutAccents = (word) => word.normalize('NFD').replace(/[\p{M}'’]/gu, '').toLowerCase();

  /** `##k` of `65k`. @param {string} word */
  const shapeOf = (word) => word.replace(/\d/g, '#');

  /** Adds to the list at `key`. @template Key, Item @param {Map<Key, Item[]>} map @param {Key} key @param {Item} item */
  function putInto(map, key, item) {
    const list = map.get(key);
    if (list) list.push(item);
    else map.set(key, [item]);
  }

  // ---- The text.

  /** @type {Record<string, string>} */
  const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', bull: '•', rsquo: '’' };

  /** @param {string} all @param {string} name */
  function entity(all, name) {
    const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    if (name.startsWith('#')) return code > 31 && code < 0x11_0000 ? String.fromCodePoint(code) : ' ';
    return ENTITIES[name] ?? all;
  }

  /** The words of a page's source. @param {string} text */
  function withoutTags(text) {
    const parts = text.split(/<(?=[a-z/!])/i);
    let skipped = '';
    const kept = parts.map((part, at) => {
      if (at === 0) return part;
      const end = part.indexOf('>');
      const name = (/^\/?[a-z0-9]+/i.exec(part)?.[0] ?? '').toLowerCase();
      if (skipped && name !== `/${skipped}`) return '';
      skipped = ['script', 'style'].includes(name) ? name : '';
      const isInline = /^\/?(?:a|b|i|u|em|strong|span|small|code|abbr|mark)$/.test(name);
      return skipped ? '' : (isInline ? '' : '\n') + (end < 0 ? '' : part.slice(end + 1));
    });
    return kept.join('').replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, entity).replace(/[^\S\n]+/g, ' ').replace(/\n(?: ?\n)+/g, '\n\n').trim();
  }

  /** @param {string} text */
  const isHtml = (text) => (text.match(/<\/?(?:p|div|li|ul|br|h[1-6]|span|strong|section|html|body)\b[^<>]{0,500}>/gi) ?? []).length > 3;

  /** The end of a sentence: a full stop, a list's sign, a line that begins anew. */
  const BREAK = /[.!?;]["'”’)]?\s|\n\s*(?=[^\p{Ll}\s])|\n\s*\n|[•✔▪◦]/u;

  /** @param {string} text @returns {Token[]} */
  function tokensOf(text) {
    /** @type {Token[]} */
    const tokens = [];
    let [sentence, clause, line, end] = [0, 0, 0, 0];
    for (const found of text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*(?:\+\+|#)?|%|\p{Sc}/gu)) {
      const between = text.slice(end, found.index);
      if (BREAK.test(between)) sentence += 1;
      if (/[,;:()–—]/.test(between) || BREAK.test(between)) clause += 1;
      if (between.includes('\n')) line += 1;
      end = found.index + found[0].length;
      const word = withoutAccents(found[0]);
      tokens.push({ start: found.index, end, text: found[0], word, shape: shapeOf(word), sentence, clause, line });
    }
    return tokens;
  }

  // ---- Patterns.

  /** @param {string} written @returns {Way} */
  function wayOf(written) {
    const bare = written.replace('*', '');
    return { text: withoutAccents(bare), whole: bare === written, cased: bare === bare.toLowerCase() ? '' : bare };
  }

  /** @param {string} text @returns {Part[]} */
  function partsOf(text) {
    /** @type {Part[]} */
    const parts = [];
    let gap = false;
    for (const word of text.split(/[\s-]+/)) {
      if (word !== '...') parts.push({ ways: word.split('|').map(wayOf), gap });
      gap = word === '...';
    }
    return parts;
  }

  /** @param {Way} way @param {Token} token */
  function fits({ text, whole, cased }, token) {
    if (cased && !(whole ? token.text === cased : token.text.startsWith(cased))) return false;
    return whole ? token.word === text || token.shape === text : token.word.startsWith(text);
  }

  /** The last token of the pattern, if its words stand at `at`; else -1. @param {Part[]} parts @param {number} index @param {Token[]} tokens @param {number} at @returns {number} */
  function endOf(parts, index, tokens, at) {
    const token = tokens[at];
    if (!token || !parts[index].ways.some((way) => fits(way, token))) return -1;
    const next = parts[index + 1];
    if (!next) return at;
    for (let skipped = 0; skipped <= (next.gap ? GAP : 0); skipped += 1) {
      if (tokens[at + 1 + skipped]?.sentence !== token.sentence) return -1;
      const end = endOf(parts, index + 1, tokens, at + 1 + skipped);
      if (end >= 0) return end;
    }
    return -1;
  }

  class Patterns {
    /** @type {Map<string, Pattern[]>} */
    #whole = new Map();
    /** @type {Map<string, Pattern[]>} */
    #beginnings = new Map();
    /** @type {Set<number>} */
    #lengths = new Set();
    #count = 0;

    /** @param {string[]} texts @param {string} kind @param {number} [at] @param {number} [signal] */
    add(texts, kind, at = 0, signal = 0) {
      for (const text of texts) {
        const parts = partsOf(text);
        const pattern = { parts, kind, at, signal, number: this.#count, startsWithNo: NOES.test(text) };
        this.#count += 1;
        for (const way of parts[0].ways) {
          const map = way.whole ? this.#whole : this.#beginnings;
          putInto(map, way.text, pattern);
          if (!way.whole) this.#lengths.add(way.text.length);
        }
      }
    }

    /** @param {Token[]} tokens @returns {Hit[]} */
    find(tokens) {
      return tokens.flatMap(({ word, shape }, from) => {
        const found = [word, ...(shape === word ? [] : [shape])].flatMap((text) => this.#whole.get(text) ?? []);
        for (const length of this.#lengths) if (length <= word.length) found.push(...(this.#beginnings.get(word.slice(0, length)) ?? []));
        return found.flatMap((pattern) => {
          const to = endOf(pattern.parts, 0, tokens, from);
          return to < 0 ? [] : [{ pattern, from, to }];
        });
      });
    }
  }
  /** A pattern that begins so says "no" itself. */
  const NOES = /^(?:no|not|never|nobody|without|cannot|dont|do not|nothing)\b/;

  /** @type {WeakMap<HopsAdvertRules, Patterns>} */
  const known = new WeakMap();

  /** @param {HopsAdvertRules} rules */
  function patternsOf(rules) {
    const made = known.get(rules) ?? new Patterns();
    if (known.has(rules)) return made;
    const { english, advert, negations, elsewhere, ignore } = rules.reading;
    for (const [kind, list] of Object.entries({ english, advert, negation: negations, elsewhere, ignore })) made.add(list, kind);
    rules.parts.forEach(({ patterns }, at) => made.add(patterns, 'part', at));
    rules.kinds.forEach(({ signals }, at) => signals.forEach(({ patterns }, signal) => made.add(patterns, 'kind', at, signal)));
    rules.skills.forEach(({ patterns }, at) => made.add(patterns, 'skill', at));
    rules.flags.forEach((flag, at) => {
      made.add(flag.patterns, 'flag', at);
      made.add(flag.unless, 'unless', at);
      made.add(flag.needs, 'needs', at);
    });
    rules.questions.forEach(({ absent }, at) => made.add(absent, 'said', at));
    known.set(rules, made);
    return made;
  }

  // ---- What counts.

  /** For each token, how much the part of the advert that it stands in counts. @param {HopsAdvertRules} rules @param {Token[]} tokens @param {Hit[]} headings @param {string} text */
  function factorsOf(rules, tokens, headings, text) {
    const factors = new Array(tokens.length).fill(1);
    /** First token of each line. */
    const starts = tokens.flatMap(({ line }, at) => (at === 0 || tokens[at - 1].line !== line ? [at] : []));
    let section = 1;
    starts.forEach((start, line) => {
      const end = (starts[line + 1] ?? tokens.length) - 1;
      const short = end - start < 2 * MOST_WORDS_OF_HEADING && !/^\s*[.!?,]/.test(text.slice(tokens[end].end, tokens[end].end + 2));
      const of = headings.filter(({ from }) => from >= start && from <= end);
      const title = of.find(({ pattern }) => line < rules.parts[pattern.at].lines);
      const heading = of.find(({ pattern, from }) => rules.parts[pattern.at].lines === 0 && from - start < 3);
      let here = section;
      if (title && short) here = rules.parts[title.pattern.at].factor;
      else if (heading && end - start < MOST_WORDS_OF_HEADING) section = here = rules.parts[heading.pattern.at].factor;
      else if (heading && text[tokens[heading.to].end] === ':') here = rules.parts[heading.pattern.at].factor;
      factors.fill(here, start, end + 1);
    });
    return factors;
  }

  /** Is a hit under a "no"? @param {Hit} hit @param {Token[]} tokens @param {Set<number>} noes the tokens that say no */
  function isDenied({ pattern, from, to }, tokens, noes) {
    const { clause } = tokens[from];
    const near = (/** @type {number} */ at) => noes.has(at) && tokens[at].clause === clause;
    const after = ['is', 'are', 'was', 'were'].includes(tokens[to + 1]?.word) && tokens[to + 2]?.word === 'not';
    return (!pattern.startsWithNo && [...Array(REACH).keys()].some((back) => near(from - 1 - back))) || after;
  }

  /** Leaves out hits that stand inside one with more words that means something else. @param {Hit[]} hits */
  function withoutShadowed(hits) {
    /** @type {Map<number, Hit[]>} */
    const wide = new Map();
    for (const hit of hits.filter(({ pattern }) => pattern.parts.length > 1)) {
      for (let at = hit.from; at <= hit.to; at += 1) putInto(wide, at, hit);
    }
    const covers = (/** @type {Hit} */ big, /** @type {Hit} */ small) =>
      big.from <= small.from && big.to >= small.to && big.pattern.parts.length > small.pattern.parts.length && big.to - big.from < big.pattern.parts.length;
    return hits.filter((hit) => !(wide.get(hit.from) ?? []).some((big) => covers(big, hit)));
  }

  /** Of hits of one thing that overlap, the heaviest. @param {(Hit & { value: number })[]} hits */
  function withoutOverlaps(hits) {
    const taken = new Set();
    return [...hits]
      .sort((a, b) => b.value - a.value || b.to - b.from - (a.to - a.from))
      .filter(({ from, to }) => {
        const free = !taken.has(from) && !taken.has(to);
        for (let at = from; free && at <= to; at += 1) taken.add(at);
        return free;
      });
  }

  /** @template T @param {T[]} items @param {(item: T) => number} keyOf @returns {Map<number, T[]>} */
  function grouped(items, keyOf) {
    const groups = new Map();
    for (const item of items) putInto(groups, keyOf(item), item);
    return groups;
  }

  /** Signs of one meaning count less and less. @param {{ value: number }[]} hits */
  const sumOf = (hits) => hits.map(({ value }) => value).sort((a, b) => b - a).reduce((sum, value, at) => sum + value * DECAY ** at, 0);

  /** @param {HopsAdvertRules} rules @param {Hit[]} hits @param {(hit: Hit) => number} factorOf @param {(hits: Hit[]) => HopsAdvertWords[]} words @returns {HopsAdvertKind[]} */
  function kindsOf(rules, hits, factorOf, words) {
    const valued = hits.map((hit) => ({ ...hit, value: rules.kinds[hit.pattern.at].signals[hit.pattern.signal].weight * factorOf(hit) }));
    const kinds = [...grouped(valued, ({ pattern }) => pattern.at)].map(([kind, all]) => {
      const counted = withoutOverlaps(all);
      const signals = grouped(counted, ({ pattern }) => pattern.signal);
      return { kind, score: [...signals.values()].reduce((sum, group) => sum + sumOf(group), 0), words: words(counted) };
    });
    return kinds.sort((a, b) => b.score - a.score);
  }

  /** The kinds to name, one or two, and how sure that is. @param {HopsAdvertKind[]} all @returns {{ kinds: HopsAdvertKind[], sure: HopsAdvertFindings['sure'] }} */
  function kindsToName(all) {
    const [first, second, third] = all;
    if (!first || first.score < LEAST_SCORE) return { kinds: [], sure: 'none' };
    const scoreOf = (/** @type {HopsAdvertKind | undefined} */ kind) => (kind?.score ?? 0) / first.score;
    if (first.score < 2 * LEAST_SCORE && scoreOf(third) > THIRD) return { kinds: [], sure: 'none' };
    const isSecond = (second?.score ?? 0) >= LEAST_SCORE && scoreOf(second) >= (second.score >= MANY ? SECOND : SECOND_OF_FEW);
    const kinds = isSecond ? [first, second] : [first];
    const next = isSecond ? third : second;
    if (first.score >= 2.5 * LEAST_SCORE && scoreOf(next) < 0.45) return { kinds, sure: 'quite' };
    return { kinds, sure: first.score >= 1.5 * LEAST_SCORE ? 'rather' : 'hardly' };
  }

  /** Is the thing there? @param {HopsAdvertRules['flags'][number]} flag @param {Hit[]} hits @param {boolean} hasUnless @param {boolean} hasNeeds */
  function isRaised(flag, hits, hasUnless, hasNeeds) {
    const different = new Set(hits.map(({ pattern }) => pattern.number)).size;
    return different >= flag.least && !hasUnless && (flag.needs.length === 0 || hasNeeds);
  }

  /** Five questions: one on the kind, up to three on flags, then what the advert leaves out. @param {HopsAdvertRules} rules @param {number[]} kinds @param {number[]} flags @param {Set<number>} said */
  function questionsOf({ questions }, kinds, flags, said) {
    /** @typedef {HopsAdvertRules['questions'][number]} Question */
    const some = (/** @type {number[]} */ wanted, /** @type {number[]} */ found) => wanted.some((one) => found.includes(one));
    const all = questions.map((question, at) => ({ question, at }));
    const of = (/** @type {(question: Question, at: number) => boolean} */ wanted) => all.filter(({ question, at }) => wanted(question, at));
    const isPlain = (/** @type {Question} */ { kinds, flags }) => kinds.length + flags.length === 0;
    const [byKind, byFlag] = [of((one) => some(one.kinds, kinds)), of((one) => some(one.flags, flags))];
    const missing = of((one, at) => isPlain(one) && one.absent.length > 0 && !said.has(at));
    const others = of((one) => isPlain(one) && one.absent.length === 0);
    const list = [...byKind.slice(0, kinds.length), ...byFlag.slice(0, 3), ...missing, ...byFlag.slice(3), ...byKind.slice(kinds.length), ...others];
    return [...new Set(list.map(({ at }) => at))].slice(0, QUESTIONS);
  }

  /** @type {Hops['decodeAdvert']} */
  function decodeAdvert(rules, pasted) {
    const html = isHtml(pasted.slice(0, MOST));
    const whole = html ? withoutTags(pasted.slice(0, 4 * MOST)) : pasted;
    const text = whole.slice(0, MOST);
    const tokens = tokensOf(text);
    const hits = patternsOf(rules).find(tokens);
    const of = (/** @type {string} */ kind) => hits.filter(({ pattern }) => pattern.kind === kind);
    const noes = new Set(of('negation').flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)));
    const elsewhere = new Set(of('elsewhere').map(({ from }) => tokens[from].sentence));
    const isElsewhere = (/** @type {Hit} */ { from }) => elsewhere.has(tokens[from].sentence);
    const factors = factorsOf(rules, tokens, of('part'), text);
    const factorOf = (/** @type {Hit} */ hit) => factors[hit.from] * (isElsewhere(hit) ? ELSEWHERE : 1);
    const meant = (/** @type {Hit[]} */ some) => some.filter((hit) => !isDenied(hit, tokens, noes));
    /** @param {Hit[]} some */
    const words = (some) =>
      withoutOverlaps(some.map((hit) => ({ ...hit, value: hit.pattern.parts.length }))).sort((a, b) => a.from - b.from).map(({ pattern, from, to }) => ({ start: tokens[from].start, end: tokens[to].end, signal: pattern.signal }));
    const all = kindsOf(rules, meant(withoutShadowed([...of('kind'), ...of('ignore')]).filter(({ pattern }) => pattern.kind === 'kind')), factorOf, words);
    const { kinds, sure } = kindsToName(all);
    const skills = [...grouped(meant(of('skill')).filter((hit) => !isElsewhere(hit)), ({ pattern }) => pattern.at)];
    const isThere = (/** @type {string} */ kind, /** @type {number} */ at) => meant(of(kind)).some(({ pattern }) => pattern.at === at);
    const flagHits = meant(withoutShadowed([...of('flag'), ...of('ignore')]).filter(({ pattern }) => pattern.kind === 'flag'));
    const flags = [...grouped(flagHits, ({ pattern }) => pattern.at)].filter(([at, some]) => isRaised(rules.flags[at], some, isThere('unless', at), isThere('needs', at)));
    flags.sort(([a], [b]) => a - b);
    const flagNumbers = flags.map(([at]) => at);
    const english = of('english').length / Math.max(1, tokens.length);
    const said = new Set(of('said').map(({ pattern }) => pattern.at));
    return {
      text,
      words: tokens.length,
      isHtml: html,
      isCut: whole.length > MOST,
      isShort: tokens.length < LEAST_WORDS,
      isEnglish: english >= rules.reading.least_english,
      isAdvert: new Set(of('advert').map(({ pattern }) => pattern.number)).size >= rules.reading.least_advert,
      kinds,
      all,
      sure,
      skills: skills.sort(([a], [b]) => a - b).map(([skill, some]) => ({ skill, words: words(some) })),
      flags: flags.map(([flag, some]) => ({ flag, words: words(some) })),
      questions: questionsOf(rules, kinds.map(({ kind }) => kind), flagNumbers, said),
    };
  }

  window.hops.decodeAdvert = decodeAdvert;
})();
