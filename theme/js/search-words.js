// What a word is, for the search: the same as in the index, whose rules come with it (renderer/search/tokens.rs has them, and
// tests/vectors/search.json holds both to the same words); and what words of English are forms of each other, by Porter's rules.
// Enter at `reader` and `stem`.
(() => {
  'use strict';
  const LETTER = /[\p{Alphabetic}\p{N}]/u;

  /** @param {[number, number][]} ranges */
  const among = (ranges) => (/** @type {string} */ character) => {
    const code = character.codePointAt(0) ?? 0;
    return ranges.some(([first, last]) => first <= code && code <= last);
  };

  /** Reads words by the rules of an index. @param {HopsSearchLetters} letters */
  function reader(letters) {
    const [isUnspaced, isDropped] = [among(letters.unspaced), among(letters.dropped)];
    /** @type {Map<string, string>} */
    const folds = new Map();
    for (const group of letters.folded.split(' ')) {
      const [base, folded] = group.split('=');
      for (const character of folded) folds.set(character, base);
    }
    const fold = (/** @type {string} */ character) => folds.get(character) ?? (isDropped(character) ? '' : character);

    /** The words of `text`, and where each stands. @param {string} text @returns {HopsSearchWord[]} */
    return (text) => {
      /** @type {HopsSearchWord[]} */
      const words = [];
      let word = '';
      let start = 0;
      let at = 0;
      /** Characters of a script without spaces, and where each stands. @type {[string, number][]} */
      let run = [];
      const endWord = () => {
        if (word) words.push({ word: [...word].slice(0, letters.longest).join(''), start, end: at });
        word = '';
      };
      const endRun = () => {
        run.forEach(([character, from], n) => {
          const next = run[n + 1];
          if (next) words.push({ word: character + next[0], start: from, end: run[n + 2]?.[1] ?? at });
          // The last, alone: what looks words up needs none of it if there are others.
          else words.push({ word: character, start: from, end: at, isRest: n > 0 });
        });
        run = [];
      };
      const end = () => {
        endWord();
        endRun();
      };
      for (; at < text.length; ) {
        const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
        const next = String.fromCodePoint(text.codePointAt(at + character.length) ?? 0);
        if (isDropped(character)) {
          // It changes nothing.
        } else if (isUnspaced(character)) {
          endWord();
          run.push([character.toLowerCase(), at]);
        } else if (LETTER.test(character)) {
          endRun();
          if (!word) start = at;
          for (const small of character.toLowerCase()) word += fold(small);
        } else if (word && ((character === '+' && next === '+') || (character === '#' && [...word].length === 1 && !LETTER.test(next)))) {
          word += character === '+' ? '++' : '#';
          at += character === '+' ? 2 : 1;
          end();
          continue;
        } else {
          end();
        }
        at += character.length;
      }
      end();
      return words;
    };
  }

  // ---- Forms of a word. M. F. Porter, “An algorithm for suffix stripping”, 1980.

  const CONSONANT = '[^aeiou]';
  const VOWEL = '[aeiouy]';
  const CONSONANTS = `${CONSONANT}[^aeiouy]*`;
  const VOWELS = `${VOWEL}[aeiou]*`;
  const SOME = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}`);
  const ONE = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}(${VOWELS})?$`);
  const MORE = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}${VOWELS}${CONSONANTS}`);
  const WITH_VOWEL = new RegExp(`^(${CONSONANTS})?${VOWEL}`);
  const SHORT = new RegExp(`^${CONSONANTS}${VOWEL}[^aeiouwxy]$`);

  /** Endings, and what becomes of each behind enough of a word. @param {string} pairs */
  const endings = (pairs) => pairs.split(' ').map((pair) => /** @type {[string, string]} */ (pair.split('>')));
  const SECOND = endings(
    'ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble logi>log',
  );
  const THIRD = endings('icate>ic ative> alize>al iciti>ic ical>ic ful> ness>');
  const FOURTH = endings('ement> ment> al> ance> ence> er> ic> able> ible> ant> ent> ou> ism> ate> iti> ous> ive> ize>');

  /** @param {string} word @param {[string, string][]} pairs @param {RegExp} enough */
  function ended(word, pairs, enough) {
    const [ending, instead] = pairs.find(([ending]) => word.endsWith(ending)) ?? ['', ''];
    const rest = word.slice(0, word.length - ending.length);
    return ending && enough.test(rest) ? rest + instead : word;
  }

  /** Without the endings of number and time: “certifications”, “certification”. @param {string} word */
  function lightStem(word) {
    if (!/^[a-z]{3,}$/.test(word)) return word;
    let stem = word.replace(/(ss|i)es$/, '$1').replace(/([^s])s$/, '$1');
    const past = /^(.+?)(ed|ing)$/.exec(stem);
    if (stem.endsWith('eed')) {
      if (SOME.test(stem.slice(0, -3))) stem = stem.slice(0, -1);
    } else if (past && WITH_VOWEL.test(past[1])) {
      stem = past[1];
      if (/(at|bl|iz)$/.test(stem)) stem += 'e';
      else if (/([^aeiouylsz])\1$/.test(stem)) stem = stem.slice(0, -1);
      else if (SHORT.test(stem)) stem += 'e';
    }
    return stem.replace(/(.[^aeiou])y$/, '$1i');
  }

  /** What all words of a family begin with: “certif”. @param {string} word */
  function stem(word) {
    let stem = lightStem(word);
    if (!/^[a-z]{3,}$/.test(stem)) return stem;
    stem = ended(ended(stem, SECOND, SOME), THIRD, SOME);
    const [, ion] = /^(.*[st])ion$/.exec(stem) ?? [];
    stem = ion ? (MORE.test(ion) ? ion : stem) : ended(stem, FOURTH, MORE);
    if (stem.endsWith('e')) {
      const rest = stem.slice(0, -1);
      if (MORE.test(rest) || (ONE.test(rest) && !SHORT.test(rest))) stem = rest;
    }
    return stem.endsWith('ll') && MORE.test(stem) ? stem.slice(0, -1) : stem;
  }

  window.hops.searchWords = { reader, stem, lightStem };
})();
