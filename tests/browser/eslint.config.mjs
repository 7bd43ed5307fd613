// What holds for every script, as ESLint checks it: `cargo xtask tidy` runs it from the folder of the repository.

/** @param {string} names */
const globals = (names) => Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']));

const RULES = {
  'max-lines-per-function': ['error', { max: 80, skipComments: true, skipBlankLines: true }],
  eqeqeq: 'error',
  'no-async-promise-executor': 'error',
  'no-constant-condition': 'error',
  'no-dupe-else-if': 'error',
  'no-dupe-keys': 'error',
  'no-duplicate-case': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-redeclare': 'error',
  'no-self-compare': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'no-unused-vars': ['error', { ignoreRestSiblings: true }],
  'no-var': 'error',
  'prefer-const': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
};

const NODE = 'Buffer clearTimeout console fetch performance process setTimeout URL';
/** Tests hand functions to the page. */
const PAGE =
  'addEventListener caches CSS CSSStyleSheet dispatchEvent document DOMPoint Event getComputedStyle getSelection history innerHeight localStorage location ' +
  'IntersectionObserver MessageChannel navigator Node NodeFilter PageTransitionEvent PerformanceObserver requestAnimationFrame scrollTo scrollY sessionStorage Storage ' +
  'SVGElement window';

export default [
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    // What a name stands for, tsc knows better: the scripts have their types.
    files: ['theme/**/*.js', 'preprocessor/**/*.js'],
    languageOptions: { sourceType: 'script' },
    rules: {
      ...RULES,
      strict: ['error', 'function'],
      'no-console': 'error',
      'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({ property, message: 'Words go in as textContent.' }))],
    },
  },
  {
    files: ['tests/**/*.mjs', 'preprocessor/**/*.mjs'],
    languageOptions: { globals: globals(`${NODE} ${PAGE}`) },
    rules: { ...RULES, 'no-undef': 'error' },
  },
  {
    // It brings these into the page itself.
    files: ['tests/browser/reader-cost.mjs'],
    languageOptions: { globals: globals('enter header') },
  },
];
