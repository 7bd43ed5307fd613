// What axe finds on a page as it is: WCAG 2.0 to 2.2, A and AA, and best practices. Nothing is let through: where axe cannot decide on a
// contrast, it is computed here, and everything else that axe leaves open is a fault. Enter at `assertClean`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { CONTRAST } from './contrast.mjs';

/** @typedef {import('playwright-core').Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules whose answer changes with the colours: all that is looked at again in the dark. */
export const BY_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * The rules whose answer changes with the width: they ask where something lies, how large it is, and whether it is shown. All others read names,
 * roles and order, which are the same at every width.
 */
export const BY_WIDTH = [
  ...BY_COLOUR, // what is hidden at one width is shown, and seen on its ground, at another
  'target-size', // sizes and distances
  'scrollable-region-focusable', // a box scrolls at one width and fits at another
  'aria-hidden-focus', // something hidden is in the way of the keyboard only where it is drawn
  'bypass', // these five ask what is there to be read, and the contents are a drawer or a column
  'region',
  'skip-link',
  'landmark-unique',
  'landmark-no-duplicate-banner',
  'label-content-name-mismatch', // compares with the words that are shown
  'heading-order',
];

/** The rules about a page as a whole, for the page that holds the book once more: its parts were looked at where they are. */
export const BY_WHOLE = [
  'bypass',
  'document-title',
  'duplicate-id-aria',
  'heading-order',
  'html-has-lang',
  'html-lang-valid',
  'landmark-banner-is-top-level',
  'landmark-contentinfo-is-top-level',
  'landmark-main-is-top-level',
  'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo',
  'landmark-no-duplicate-main',
  'landmark-one-main',
  'landmark-unique',
  'meta-viewport',
  'page-has-heading-one',
  'region',
  'skip-link',
];

/**
 * What axe finds on the page as it is now. axe says no selectors, which cost it as much as all rules; only what fails is looked at again to
 * say where it is.
 * @param {Page} page
 * @param {string[]} [rules] only these
 * @returns {Promise<string[]>}
 */
export async function look(page, rules) {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) {
    await page.evaluate(AXE);
    await page.evaluate(CONTRAST);
  }
  const only = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
  return page.evaluate(async (runOnly) => {
    const { axe, decideContrast } = /** @type {any} */ (window);
    const options = { resultTypes: ['violations', 'incomplete'], preload: false, iframes: false };
    const { violations, incomplete } = await axe.run(document, { ...options, runOnly, selectors: false, elementRef: true });
    const faults = [];
    if (violations.length > 0) {
      const again = await axe.run(document, { ...options, runOnly: { type: 'rule', values: violations.map(({ id }) => id) } });
      for (const { id, nodes } of again.violations) {
        for (const { target, failureSummary } of nodes) faults.push(`${id}: ${target.join(' ')}: ${failureSummary.split('\n').slice(1).join(';')}`);
      }
      if (faults.length === 0) faults.push(`${violations.map(({ id }) => id)}: found once, and not a second time`);
    }
    for (const { id, nodes } of incomplete) {
      for (const { element, any, all, none } of nodes) {
        // A sign such as × is no word that a voice could say; the name is what counts.
        if (id === 'label-content-name-mismatch' && !/\p{L}/u.test(element.textContent)) continue;
        const why = id === 'color-contrast' ? decideContrast(element) : [...any, ...all, ...none].map(({ message }) => message).join('; ');
        if (why) faults.push(`${id}, left open: ${element.outerHTML.slice(0, 120)}: ${why}`);
      }
    }
    return faults;
  }, only);
}

/**
 * What axe finds in light, by all rules, and in the dark, by those that depend on colours.
 * @param {Page} page
 */
export async function lookTwice(page) {
  const faults = [];
  for (const [colorScheme, rules] of /** @type {[('light' | 'dark'), string[]?][]} */ ([['light'], ['dark', BY_COLOUR]])) {
    await page.emulateMedia({ colorScheme });
    faults.push(...(await look(page, rules)).map((fault) => `${colorScheme}: ${fault}`));
  }
  return faults;
}

/**
 * Fails if axe finds anything on the page as it is now, in light or dark.
 * @param {Page} page
 * @param {string} [where] the state that the page is in
 */
export async function assertClean(page, where) {
  assert.deepEqual(await lookTwice(page), [], where);
}
