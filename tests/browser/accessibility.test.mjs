// Every page in every state, looked at by axe: WCAG 2.0 to 2.2, A and AA, and best practices. Nothing is let through: where axe cannot
// decide on a contrast, it is computed here, and everything else that axe leaves open is a fault. Enter at `look`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { BOOKS, Faults, WIDTHS, forEach, isRedirect, pagesOf, sourceOf, stayingPagesOf, useBooks } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose answer changes with the colours: all that is looked at again in the dark. */
const BY_COLOUR = ['color-contrast', 'link-in-text-block'];

const books = useBooks(['guide', 'style', 'rtl']);

/** A page that looks at one address after the other. */
async function openPage() {
  // The policy would forbid axe its own script; the pages are held to it in policy.test.mjs.
  const context = await books.browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', serviceWorkers: 'block' });
  await context.addInitScript(AXE);
  await context.addInitScript(decideContrast);
  return context.newPage();
}

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
 * What axe finds on the page as it is now.
 * @param {Page} page
 * @param {string[]} [rules] only these
 * @returns {Promise<string[]>}
 */
function look(page, rules) {
  const only = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
  return page.evaluate(async (runOnly) => {
    const { axe, decideContrast } = /** @type {any} */ (window);
    const { violations, incomplete } = await axe.run(document, {
      runOnly,
      resultTypes: ['violations', 'incomplete'],
      preload: false,
      iframes: false,
    });
    const faults = [];
    for (const { id, nodes } of violations) {
      for (const { target, failureSummary } of nodes) faults.push(`${id}: ${target.join(' ')}: ${failureSummary.split('\n').slice(1).join(';')}`);
    }
    for (const { id, nodes } of incomplete) {
      for (const { target, any, all, none } of nodes) {
        const element = document.querySelector(target[0]);
        // A sign such as × is no word that a voice could say; the name is what counts.
        if (id === 'label-content-name-mismatch' && !/\p{L}/u.test(element.textContent)) continue;
        const why = id === 'color-contrast' ? decideContrast(element) : [...any, ...all, ...none].map(({ message }) => message).join('; ');
        if (why) faults.push(`${id}, left open: ${target.join(' ')}: ${why}`);
      }
    }
    return faults;
  }, only);
}

/**
 * Looks at the page in light and dark.
 * @param {Faults} faults
 * @param {Page} page
 * @param {string} where
 */
async function lookTwice(faults, page, where) {
  for (const [colorScheme, rules] of /** @type {[('light' | 'dark'), string[]?][]} */ ([['light'], ['dark', BY_COLOUR]])) {
    await page.emulateMedia({ colorScheme });
    for (const fault of await look(page, rules)) faults.add(fault, `${where}, ${colorScheme}`);
  }
}

/**
 * Looks at pages in all widths, after each visit and again after each of `states` has been brought about.
 * @param {{ name: keyof typeof BOOKS, path: string }[]} pages
 * @param {((page: Page, width: number) => Promise<string | void>)[]} states each does something, and says what if it did
 */
async function lookAtAll(pages, states = []) {
  const faults = new Faults();
  const visits = pages.flatMap((page) => WIDTHS.map((width) => ({ ...page, width })));
  await forEach(visits, openPage, async ({ name, path, width }, page) => {
    const where = `${name} ${path}, ${width} px`;
    await page.setViewportSize({ width, height: 900 });
    const begin = async () => {
      await page.goto('about:blank');
      await page.goto(`${books[name].base}/${path}`);
    };
    await begin();
    if (states.length === 0) await lookTwice(faults, page, where);
    for (const state of states) {
      const what = await state(page, width);
      if (!what) continue;
      await lookTwice(faults, page, `${where}, ${what}`);
      await begin();
    }
  });
  faults.none();
}

/** @param {keyof typeof BOOKS} name */
const pagesIn = (name) => stayingPagesOf(BOOKS[name]).map((path) => ({ name, path }));

/** @param {Page} page */
async function foldsOpen(page) {
  const closed = await page.evaluate(() => {
    const folds = [...document.querySelectorAll('details:not([open])')];
    for (const fold of folds) fold.open = true;
    return folds.length;
  });
  return closed > 0 ? 'all folds open' : undefined;
}

/** @param {Page} page @param {number} width */
async function contentsOpened(page, width) {
  await page.locator('#Page-contents-button').click();
  return width < 960 ? 'contents open' : 'contents hidden';
}

/** @param {Page} page */
async function settingsOpen(page) {
  await page.locator('#Page-settings-button').click();
  await page.locator('#Page-settings[open]').waitFor();
  return 'settings open';
}

/** @param {Page} page */
async function searchOpen(page) {
  await page.locator('#Page-search-button').click();
  await page.locator('#Page-search-words').pressSequentially('made');
  await page.locator('#Page-search-results li').first().waitFor();
  return 'search with results';
}

/** @param {Page} page */
async function searchEmpty(page) {
  await page.locator('#Page-search-button').click();
  await page.locator('#Page-search-words').pressSequentially('xyzzyx');
  await page.locator('#Page-search-count').getByText('xyzzyx').waitFor();
  return 'search without results';
}

/** @param {Page} page */
async function noticeShown(page) {
  await page.evaluate(() => {
    location.hash = '#no-such-part';
  });
  await page.locator('.notice').waitFor();
  return 'a notice';
}

/** @param {Page} page */
async function pageRead(page) {
  await page.locator('#Page-read-mark input').check();
  return 'page marked as read';
}

/** Something of every kind that a reader keeps. @param {Page} page */
async function thingsKept(page) {
  await page.evaluate(() => {
    const { state } = window.hops;
    const levels = ['entry', 'working', 'senior'];
    document.querySelectorAll('[data-own]').forEach((host, n) => {
      const [, kind, id] = /^([a-z]+)\/(.*)$/.exec(host.dataset.own) ?? [];
      if (kind === 'resource') state.set(`resource:${id}`, ['todo', 'doing', 'done', 'not-for-me'][n % 4]);
      if (kind === 'skill') state.set(`skill:${id}`, levels[n % 3]);
      if (kind === 'skill') state.set(`evidence:${id}`, `https://example.org/${'long'.repeat(30)}`);
      const thing = kind === 'section' ? `section/${document.documentElement.dataset.page}#${id}` : `${kind}/${id}`;
      state.set(`note:${thing}`, 'A note <b>with</b> signs.');
    });
    state.set(`note:section/${document.documentElement.dataset.page}#gone`, 'A note without a section.');
  });
  return 'things kept';
}

/** @param {Page} page */
async function editorsOpen(page) {
  for (const kind of ['section', 'skill', 'resource']) {
    const button = page.locator(`[data-own^="${kind}/"] > button`).first();
    if ((await button.count()) > 0) await button.click();
  }
  const address = page.getByRole('textbox', { name: /^Evidence/ });
  if ((await address.count()) > 0) {
    await address.fill('not an address');
    await address.press('Enter');
    await page.getByRole('alert').waitFor();
  }
  // What has the focus may have scrolled something half under the bar.
  await page.evaluate(() => scrollTo(0, 0));
  return 'editors open';
}

test('every page of the guide is clean, light and dark, at every width', async () => {
  // The longest first, so that no worker is left with it at the end.
  const longest = (a, b) => sourceOf(BOOKS.guide, b.path).length - sourceOf(BOOKS.guide, a.path).length;
  await lookAtAll(pagesIn('guide').sort(longest));
});

test('every element is clean, from left to right and from right to left', async () => {
  await lookAtAll([...pagesIn('style'), ...pagesIn('rtl')]);
});

test('what is folded away is clean', async () => {
  const pages = [...pagesIn('guide'), ...pagesIn('style'), ...pagesIn('rtl')];
  const folded = pages.filter(({ name, path }) => /<main[^]*<details(?! open)/.test(sourceOf(BOOKS[name], path)) && path !== 'print.html');
  assert(folded.length > 3, 'some pages fold something');
  await lookAtAll(folded, [foldsOpen]);
});

test('contents, settings, search and notices are clean', async () => {
  const pages = /** @type {const} */ ([
    { name: 'guide', path: 'definition/index.html' },
    { name: 'style', path: 'craft/dough/starter.html' },
    { name: 'style', path: 'elements.html' },
    { name: 'rtl', path: 'craft/dough/starter.html' },
  ]);
  await lookAtAll([...pages], [contentsOpened, settingsOpen, searchOpen, searchEmpty, noticeShown, pageRead]);
});

test('what a reader keeps, and the editors for it, are clean', async () => {
  const pages = /** @type {const} */ ([
    { name: 'guide', path: 'definition/networking.html' },
    { name: 'style', path: 'widgets.html' },
    { name: 'rtl', path: 'widgets.html' },
  ]);
  await lookAtAll([...pages], [thingsKept, editorsOpen]);
});

test('a page that leads elsewhere is clean, should it be seen', async () => {
  const faults = new Faults();
  const page = await openPage();
  // Without what leads on, or nobody could look at it.
  await page.route('**/*.html', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<script(?! type)[^>]*><\/script>/g, '').replace('http-equiv="refresh"', 'name="stays"');
    await route.fulfill({ response, body });
  });
  const redirects = pagesOf(BOOKS.style).filter((path) => isRedirect(BOOKS.style, path));
  assert(redirects.length > 0, 'the style book leads from old addresses to new ones');
  for (const path of redirects) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${books.style.base}/${path}`);
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, path);
      // It has no styles, so it stands on the browser's own ground. axe takes that for white.
      await page.evaluate(() => document.documentElement.style.setProperty('background', 'Canvas'));
      await lookTwice(faults, page, `${path}, ${width} px`);
    }
  }
  faults.none();
});
