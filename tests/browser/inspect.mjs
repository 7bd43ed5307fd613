// The inspector: every page of the guide and of the style book, in both directions of writing, is loaded once a width and looked at for all that
// needs no other state of it: policy, console, requests, movement, sideways scrolling, axe in light and dark, weight, table heads on paper.
// What a page is in other states is looked at by accessibility.test.mjs and by the test of each feature. Enter at `inspectBook`.

import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { BY_COLOUR, BY_WHOLE, BY_WIDTH, look } from './axe.mjs';
import { BOOKS, Faults, MOUNTS, chaptersOf, launch, sideways, stayingPagesOf, watch } from './browser.mjs';
import { MOST_BYTES, MOST_REQUESTS, MOST_SCRIPT, MOST_WIDGET_SCRIPT } from './limits.mjs';
import { movementOf, noteMovement } from './movement.mjs';
import { serve } from './server.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: keyof typeof BOOKS, path: string }} Place */

/** Paper: what A4 leaves between margins of 15 mm, in CSS pixels. */
const PAPER = { width: 680, height: 1009 };

/** Runs in the page before all else: notes what the policy forbade. */
function noteForbidden() {
  const forbidden = [];
  Object.assign(window, { forbidden });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => forbidden.push(`the policy forbids ${effectiveDirective} ${blockedURI}`));
}

/** WCAG 1.4.12: the spaces that a reader may set, without losing anything. A sheet made by a script is no inline style. */
function spaceText() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}

/** Heads of tables that say nothing on paper. */
const emptyHeads = () =>
  [...document.querySelectorAll('main th')]
    .filter((head) => head.checkVisibility() && head.textContent.trim() && !head.innerText.trim())
    .map((head) => `the table head “${head.textContent.trim()}” is empty on paper`);

/** To the end of the page and back, for what comes late. @param {Page} page */
export const walkThrough = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await frame();
    scrollTo(0, document.documentElement.scrollHeight);
    await frame();
    scrollTo(0, 0);
    await frame();
  });

/** The words of the text. Offers of the scripts are no text of the book. A plan is a blank one or the reader's own; plan.test.mjs looks at both. @param {Page} page */
async function wordsOf(page) {
  await page.evaluate(() => document.querySelectorAll('.hops-scripted, hops-plan').forEach((offer) => offer.remove()));
  return (await page.locator('main > :not(#Page-read-mark, #Page-resume)').allInnerTexts()).join('\n');
}

/** @param {Page} page */
const unfold = (page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll('details:not([open])')) fold.setAttribute('open', '');
  });

/** All that the browser loads while it shows the pages of `page`, nothing of it from its cache. @param {Page} page */
async function scale(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  /** @type {Map<string, { url: string, type: string, bytes: number }>} */
  const loaded = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => loaded.set(requestId, { url: request.url, type, bytes: 0 }));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = loaded.get(requestId);
    if (one) one.bytes = encodedDataLength;
  });
  return loaded;
}

/**
 * What a first visit costs, in bytes on the wire with their headers, packed as hosts pack them.
 * @param {Page} page
 * @param {Map<string, { url: string, type: string, bytes: number }>} loaded
 */
async function weigh(page, loaded) {
  const all = [...loaded.values()].map(({ url, type, bytes }) => ({ url, type, bytes }));
  // Chromium with a window asks for one icon, the last that it can show; without one for none, or it breaks off.
  const icons = await page.evaluate(() => [...document.querySelectorAll('link[rel="icon"]')].map((link) => /** @type {HTMLLinkElement} */ (link).href));
  if (icons.length > 0 && !all.some(({ url }) => icons.includes(url))) all.push({ url: icons[icons.length - 1], type: 'Image', bytes: 0 });
  for (const one of all.filter(({ bytes }) => bytes === 0)) {
    const answer = await fetch(one.url);
    assert.equal(answer.status, 200, one.url);
    one.bytes = gzipSync(Buffer.from(await answer.arrayBuffer())).length;
  }
  assert(all.length >= 4 && all.every(({ bytes }) => bytes > 100), `everything was weighed: ${JSON.stringify(all)}`);
  const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);
  const scripts = all.filter(({ type }) => type === 'Script');
  const widgets = scripts.filter(({ url }) => /\/widgets-[^/]*\.js$/.test(url));
  return { requests: all.length, bytes: sum(all), script: sum(scripts) - sum(widgets), widgets: sum(widgets) };
}

/** What one visit finds, at one width; and, of a first view on a phone, what it costs. */
class Visit {
  /** @param {Place} place @param {number} width @param {Page} page @param {Faults} faults */
  constructor(place, width, page, faults) {
    Object.assign(this, { place, width, page, faults });
    this.isWhole = place.path === 'print.html';
  }

  /** @param {string[]} faults @param {string} [state] */
  note(faults, state = '') {
    for (const fault of faults) this.faults.add(fault, `${this.place.name} ${this.place.path}, ${this.width} px${state && `, ${state}`}`);
  }

  /** @param {string} state */
  async noteSideways(state = '') {
    const over = await sideways(this.page);
    if (over > 0) this.note([`scrolls ${over} px sideways`], state);
  }

  /** @param {string[]} [rules] @param {string} [state] */
  async noteAxe(rules, state) {
    this.note(await look(this.page, rules), state);
  }

  /** A reader without scripts has the same text. @param {Page} bare @param {string} address */
  async noteWords(bare, address) {
    await bare.goto(address);
    const [without, with_] = [await wordsOf(bare), await wordsOf(this.page)];
    if (without.length < 20) this.note([`${without.length} letters without scripts`]);
    if (without !== with_) this.note(['another text without scripts']);
  }

  async dark(rules = BY_COLOUR) {
    await this.page.emulateMedia({ colorScheme: 'dark' });
    await this.noteAxe(rules, 'dark');
    await this.page.emulateMedia({ colorScheme: 'light' });
  }

  /** Everything in it unfolded: all rules, and room for it on the smallest screens and with the widest text. */
  async unfolded() {
    await unfold(this.page);
    await this.noteAxe(this.isWhole ? BY_WHOLE : undefined, 'all folds open');
    if (!this.isWhole) await this.dark();
    await this.noteSideways('all folds open');
    for (const width of [320, 305]) {
      await this.page.setViewportSize({ width, height: 800 });
      await this.noteSideways(`${width} px, all folds open`);
    }
    await this.page.setViewportSize({ width: 320, height: 800 });
    await this.page.evaluate(spaceText);
    await this.noteSideways('320 px, text spaced');
    await this.page.evaluate(() => (document.adoptedStyleSheets = []));
    await this.page.setViewportSize(PAPER);
    await this.page.emulateMedia({ media: 'print' });
    this.note(await this.page.evaluate(emptyHeads), 'on paper');
  }
}

/** Runs in the page before all else: nobody has been here before. */
function forget() {
  localStorage.clear();
  sessionStorage.clear();
}

/** A window of one width, in which the pages of a host are looked at one after the other, each as on a first visit. */
class Window {
  /** @param {import('playwright-core').Browser} browser @param {import('./server.mjs').Host} host @param {number} width */
  static async open(browser, host, width) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    await context.addInitScript(forget);
    await context.addInitScript(noteForbidden);
    await noteMovement(context);
    const page = await context.newPage();
    return Object.assign(new Window(), { host, width, page, complaints: watch(page, host.origin), loaded: await scale(page) });
  }

  /** Goes to a page, and through it. @param {string} address */
  async go(address) {
    await this.page.setViewportSize({ width: this.width, height: 800 });
    await this.page.emulateMedia({ media: null, colorScheme: 'light', reducedMotion: null });
    this.complaints.length = 0;
    this.loaded.clear();
    await this.page.goto(address);
    await walkThrough(this.page);
  }
}

/**
 * Looks at a page in a window; what it costs, if this is the one of a phone.
 * @param {Window} window
 * @param {Page} bare a window without scripts
 * @param {Place & { isChapter: boolean }} place
 * @param {Faults} faults
 */
async function inspect(window, bare, { isChapter, ...place }, faults) {
  const { host, width, page, complaints, loaded } = window;
  const address = `${host.base}/${place.path}`;
  await window.go(address);
  const visit = new Visit(place, width, page, faults);
  visit.note(await movementOf(page));
  await visit.noteSideways();
  // Colours on their way from one to another are none that a reader reads by.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const weight = width === 375 ? await weigh(page, loaded) : undefined;
  if (width === 375) {
    await visit.unfolded();
  } else if (!visit.isWhole) {
    await visit.noteAxe(BY_WIDTH);
    if (width === 1350) await visit.dark();
  }
  if (width === 1350 && isChapter) await visit.noteWords(bare, address);
  visit.note([...complaints, ...(await page.evaluate(() => /** @type {any} */ (window).forbidden))]);
  return weight;
}

/** While one looks for one fault, these pages are enough: see xtask/src/faults.rs. */
const ONLY = process.env.HOPS_PAGES?.split(' ').filter(Boolean) ?? [];
const isWanted = (path) => ONLY.length === 0 || ONLY.includes(path);

/** Fails if a page of the book is not sound. @param {keyof typeof BOOKS} name @param {import('node:test').TestContext} t */
export async function inspectBook(name, t) {
  const browser = await launch();
  t.after(() => browser.close());
  // What comes in pieces is larger on the wire, so a page is weighed where it comes whole.
  const hosts = { whole: await serve(BOOKS[name], { mount: MOUNTS[name] }), slow: await serve(BOOKS[name], { mount: MOUNTS[name], slow: true }) };
  t.after(() => Promise.all([hosts.whole.close(), hosts.slow.close()]));
  const faults = new Faults();
  const weights = [];
  const chapters = new Set(chaptersOf(BOOKS[name]).filter(isWanted));
  const windows = await Promise.all([320, 375, 1350].map((width) => Window.open(browser, width === 375 ? hosts.whole : hosts.slow, width)));
  const bare = await browser.newPage({ viewport: { width: 1350, height: 800 }, javaScriptEnabled: false });
  for (const path of stayingPagesOf(BOOKS[name]).filter(isWanted)) {
    for (const window of windows) {
      const weight = await inspect(window, bare, { name, path, isChapter: chapters.has(path) }, faults);
      if (weight && chapters.has(path)) weights.push({ path, ...weight });
    }
  }
  weights.sort((a, b) => b.bytes - a.bytes);
  const line = ({ path, bytes, requests, script, widgets }) => `${bytes} bytes, ${requests} requests, ${script} of scripts, ${widgets} of widgets: ${path}`;
  for (const one of weights.slice(0, 4)) t.diagnostic(line(one));
  for (const one of weights) {
    const isHeavy = one.bytes > MOST_BYTES || one.requests > MOST_REQUESTS || one.script > MOST_SCRIPT || one.widgets > MOST_WIDGET_SCRIPT;
    if (isHeavy) faults.add('a first view is too heavy', line(one));
  }
  assert.equal(weights.length, chapters.size, 'every chapter was weighed');
  faults.none();
}
