// What axe finds on a page as it is: WCAG 2.0 to 2.2, A and AA, and best practices. Nothing is let through: where axe cannot decide on a
// contrast, it is computed here, and everything else that axe leaves open is a fault. Enter at `assertClean`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

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
 * Runs in the page. Says of a text whose contrast axe leaves open what is wrong with it, or nothing.
 *
 * axe gives up as soon as something may stand behind a text: a pseudo-element, a shape, a line drawn as a gradient, the edge of a box that
 * scrolls. So this finds out what does stand behind it: the grounds of the elements around it, the shapes of its drawing, and the boxes of
 * pseudo-elements, which must not touch it.
 */
function decideContrast() {
  /** @param {string} colour */
  const parse = (colour) => {
    const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return colour.startsWith('rgb') ? { r, g, b, a } : undefined;
  };
  const over = (top, ground) => {
    const mix = (name) => top[name] * top.a + ground[name] * (1 - top.a);
    return { r: mix('r'), g: mix('g'), b: mix('b'), a: 1 };
  };
  const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ({ r, g, b }) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

  /** Where the words of an element are. */
  function boxesOf(element) {
    const boxes = [];
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.nodeValue.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      boxes.push(...range.getClientRects());
    }
    return boxes;
  }

  const touch = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;

  /** The box of a pseudo-element that is placed by hand; false: there is none; true: it is somewhere in the text. */
  function pseudoBox(element, which) {
    const style = getComputedStyle(element, which);
    if (style.content === 'none' || style.content === 'normal' || style.display === 'none') return false;
    const painted = parse(style.backgroundColor)?.a || style.backgroundImage !== 'none';
    if (!painted) return false;
    if (!['absolute', 'fixed'].includes(style.position)) return true;
    let holder = element;
    while (holder && getComputedStyle(holder).position === 'static') holder = holder.parentElement;
    const frame = (holder ?? document.documentElement).getBoundingClientRect();
    const edge = getComputedStyle(holder ?? document.documentElement);
    const left = frame.left + parseFloat(edge.borderLeftWidth) + parseFloat(style.left) + parseFloat(style.marginLeft);
    const top = frame.top + parseFloat(edge.borderTopWidth) + parseFloat(style.top) + parseFloat(style.marginTop);
    const wide = style.boxSizing === 'border-box' ? 0 : parseFloat(style.borderLeftWidth) + parseFloat(style.borderRightWidth);
    const high = style.boxSizing === 'border-box' ? 0 : parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth);
    return { left, top, right: left + parseFloat(style.width) + wide, bottom: top + parseFloat(style.height) + high };
  }

  /** The paints of the shapes right behind a text: for each of its points the topmost shape; nothing where there is none. */
  function paintsBehind(text, boxes) {
    const all = [...text.ownerSVGElement.querySelectorAll('rect, circle, ellipse, path, polygon')];
    const shapes = all.filter((shape) => !shape.closest('defs') && shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
    const fills = shapes.reverse().map((shape) => ({ shape, style: getComputedStyle(shape) }));
    const painted = fills.filter(({ style }) => style.fill !== 'none');
    const found = new Set();
    for (const box of boxes) {
      for (const x of [0.02, 0.25, 0.5, 0.75, 0.98]) {
        for (const y of [0.2, 0.5, 0.8]) {
          const point = new DOMPoint(box.left + x * box.width, box.top + y * box.height);
          const isAt = ({ shape }) => shape.isPointInFill(point.matrixTransform(shape.getScreenCTM().inverse()));
          found.add(painted.find(isAt)?.style);
        }
      }
    }
    return [...found];
  }

  /** @param {Element} element */
  window.decideContrast = (element) => {
    const boxes = boxesOf(element);
    const style = getComputedStyle(element);
    const isDrawn = element instanceof SVGElement && element.ownerSVGElement;
    const colour = parse(isDrawn ? style.fill : style.color);
    if (!colour) return `its colour ${isDrawn ? style.fill : style.color} cannot be read`;
    if (boxes.length === 0) return element.matches('input, select, textarea') ? checkAgainst(grounds(element)) : undefined;

    function grounds(start) {
      const found = [];
      for (let e = start; e; e = e.parentElement) {
        const here = getComputedStyle(e);
        if (Number(here.opacity) < 1) return `${e.localName} around it is not opaque`;
        if (here.backgroundImage !== 'none' && !/(^| )[0-3]px$/.test(here.backgroundSize)) return `a picture is behind it: ${here.backgroundImage}`;
        for (const which of ['::before', '::after']) {
          const box = pseudoBox(e, which);
          if (box === true || (box && boxes.some((words) => touch(words, box)))) return `${e.localName}.${e.className}${which} is behind it`;
        }
        const ground = parse(here.backgroundColor);
        if (!ground) return `the ground ${here.backgroundColor} cannot be read`;
        found.push(ground);
        if (ground.a === 1) break;
      }
      return found;
    }

    function checkAgainst(layers) {
      if (typeof layers === 'string') return layers;
      const ground = layers.reverse().reduce((below, layer) => over(layer, below), { r: 255, g: 255, b: 255, a: 1 });
      const found = ratio(luminance(over(colour, ground)), luminance(ground));
      const size = parseFloat(style.fontSize) * (isDrawn ? element.getScreenCTM().a : 1);
      const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      return found >= least ? undefined : `contrast ${found.toFixed(2)}, less than ${least}`;
    }

    if (!isDrawn) return checkAgainst(grounds(element));
    const page = grounds(element.ownerSVGElement);
    if (typeof page === 'string') return page;
    for (const paint of paintsBehind(element, boxes)) {
      const fill = paint && parse(paint.fill);
      if (paint && !fill) return `a shape behind it is filled with ${paint.fill}`;
      const layer = fill ? [{ ...fill, a: fill.a * Number(paint.fillOpacity) * Number(paint.opacity) }] : [];
      const fault = checkAgainst([...layer, ...page]);
      if (fault) return fault;
    }
  };
}

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
    await page.evaluate(decideContrast);
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
