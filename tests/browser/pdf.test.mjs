// The guide as one PDF: nothing of any page is missing from it, no link in it is dead, and it can be found one's way in.
// `cargo xtask pdf` makes it and `cargo xtask test` names it in HOPS_PDF.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { BOOKS, chaptersOf, useBooks } from './browser.mjs';

const { HOPS_PDF: file } = process.env;
assert(file, 'HOPS_PDF is not set: run `cargo xtask test`, which makes the PDF');

/** How many characters may stand in the PDF between two texts of a page: an address behind a link, the foot of a sheet. */
const GAP = 700;
/** How many may stand within a text: what is at the foot of a sheet and at the head of the next. */
const FOOT = 160;

const books = useBooks(['guide']);
let pdf;
before(async () => {
  const data = new Uint8Array(readFileSync(file));
  pdf = await getDocument({ data, useSystemFonts: false, disableFontFace: true, verbosity: 0 }).promise;
});
after(() => pdf?.destroy());

/** Letters only, as both sides have them: no spaces, no hyphens, no ligatures. @param {string} text */
const squeeze = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff\u2010-\u2015\-−]/gu, '');

/** The text of a sheet in the order of its tags, in which it is read out; what has no tag, as the foot of the sheet, is not in it. */
async function textOfSheet(number) {
  const sheet = await pdf.getPage(number);
  const [{ items }, tree] = await Promise.all([sheet.getTextContent({ includeMarkedContent: true }), sheet.getStructTree()]);
  sheet.cleanup();
  /** @type {Map<string, string[]>} */
  const texts = new Map();
  const open = [];
  for (const { type, id, str } of items) {
    if (type?.startsWith('beginMarkedContent')) open.push(id);
    else if (type === 'endMarkedContent') open.pop();
    else {
      // A ligature has a mark of its own without an id, within the one with an id.
      const mark = open.findLast(Boolean);
      if (mark) texts.set(mark, [...(texts.get(mark) ?? []), str]);
    }
  }
  const inOrder = ({ type, id, children = [] }) => (type === 'content' ? (texts.get(id) ?? []) : children.flatMap(inOrder));
  return tree ? inOrder(tree).join(' ') : '';
}

/** The text of the whole PDF. */
async function textOfPdf() {
  const sheets = [];
  for (let number = 1; number <= pdf.numPages; number += 1) sheets.push(await textOfSheet(number));
  return squeeze(sheets.join(' '));
}

/** The texts of every chapter as paper has it, in the order of the book: one for each run of words without a tag in it. */
async function textsOfBook() {
  const context = await books.browser.newContext({ viewport: { width: 680, height: 1000 } });
  const page = await context.newPage();
  await page.emulateMedia({ media: 'print' });
  await page.goto(`${books.guide.base}/index.html`);
  const order = await page.locator('#Page-contents a[data-page]').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
  const chapters = [];
  for (const path of order) {
    await page.goto(`${books.guide.base}/${path}`);
    const texts = await page.evaluate(() => {
      // The PDF is a blank copy: nobody's marks are in it, and the plan is the one to fill in by hand.
      document.documentElement.dataset.blank = '';
      const main = document.querySelector('main');
      for (const fold of main.querySelectorAll('details')) fold.open = true;
      const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { parentElement: element, nodeValue } = walker.currentNode;
        const isSeen = element.checkVisibility() && !element.closest('.visually-hidden, title, desc, #Page-read-mark, #Page-resume, .place, button');
        if (isSeen && nodeValue.trim()) found.push(nodeValue.replace(/\s+/g, ' ').trim());
      }
      return found;
    });
    chapters.push({ path, texts });
  }
  await context.close();
  return chapters;
}

/**
 * Where `text` ends in `whole` if it begins at most `gap` characters behind `from`, else -1. If something stands between its words, as the
 * foot of a sheet does, its two halves are looked for; and a single word may be broken in two.
 * @param {string} whole squeezed
 * @param {number} from
 * @param {string} text
 * @param {number} gap
 * @returns {number}
 */
function follow(whole, from, text, gap) {
  const wanted = squeeze(text);
  const at = whole.slice(from, from + gap + wanted.length).indexOf(wanted);
  if (at >= 0) return from + at + wanted.length;
  const words = text.split(' ');
  const isWord = words.length === 1;
  if (isWord && wanted.length < 4) return -1;
  const [parts, glue] = isWord ? [[...wanted], ''] : [words, ' '];
  const half = Math.ceil(parts.length / 2);
  const middle = follow(whole, from, parts.slice(0, half).join(glue), gap);
  return middle < 0 ? -1 : follow(whole, middle, parts.slice(half).join(glue), FOOT);
}

test('nothing of any page is missing from the PDF, and all of it stands in the order of the page', async (t) => {
  const [whole, chapters] = await Promise.all([textOfPdf(), textsOfBook()]);
  assert.equal(chapters.length, chaptersOf(BOOKS.guide).length, 'every chapter is compared');
  t.diagnostic(`${pdf.numPages} sheets, ${whole.length} letters; ${chapters.length} chapters`);
  const faults = [];
  let from = 0;
  for (const { path, texts } of chapters) {
    // A chapter begins with its heading and the words after it; the same words may stand in the contents before.
    const opening = squeeze(texts.slice(0, 6).join(' ')).slice(0, 60);
    const begin = whole.indexOf(opening, from);
    if (begin < 0) {
      faults.push(`${path}: does not begin in the PDF with “${texts.slice(0, 3).join(' ').slice(0, 80)}”`);
      continue;
    }
    from = begin;
    const missing = [];
    for (const text of texts) {
      const end = follow(whole, from, text, GAP);
      if (end < 0) missing.push(text);
      else from = end;
    }
    if (missing.length > 0) faults.push(`${path}: ${missing.length} missing: ${missing.slice(0, 12).map((text) => `“${text}”`).join(' ').slice(0, 600)}`);
  }
  assert.equal(faults.length, 0, `\n${faults.join('\n')}`);
});

test('every link within the PDF leads somewhere, and none to the machine it was made on', async (t) => {
  const faults = [];
  let [inside, outside] = [0, 0];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const sheet = await pdf.getPage(number);
    for (const { subtype, dest, url, unsafeUrl, action } of await sheet.getAnnotations()) {
      if (subtype !== 'Link') continue;
      if (dest) {
        inside += 1;
        const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
        if (!target) faults.push(`sheet ${number}: nothing is at ${dest}`);
        else await pdf.getPageIndex(target[0]).catch(() => faults.push(`sheet ${number}: ${dest} is on no sheet`));
      } else {
        outside += 1;
        const address = url ?? unsafeUrl ?? action;
        const leads = URL.canParse(String(address)) ? new URL(address) : undefined;
        const isHere = !leads || !['http:', 'https:', 'mailto:'].includes(leads.protocol) || /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(leads.hostname);
        if (isHere) faults.push(`sheet ${number}: ${address}`);
      }
    }
    sheet.cleanup();
  }
  t.diagnostic(`${inside} links inside, ${outside} outside`);
  assert(inside > 100 && outside > 100, `${inside} links inside, ${outside} outside`);
  assert.deepEqual(faults.slice(0, 30), []);
});

test('the bookmarks name every part and chapter, and lead there', async () => {
  const outline = await pdf.getOutline();
  assert(outline, 'there are bookmarks');
  const titles = [];
  const collect = async (items) => {
    for (const { title, dest, items: under } of items) {
      titles.push(squeeze(title));
      const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
      assert(target, `“${title}” leads nowhere`);
      await pdf.getPageIndex(target[0]);
      await collect(under);
    }
  };
  await collect(outline);
  const context = await books.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${books.guide.base}/index.html`);
  const parts = await page.locator('#Page-contents .part-title').allTextContents();
  assert(parts.length > 2);
  for (const part of parts) assert(titles.includes(squeeze(part)), `no bookmark for the part ${part}`);
  for (const path of chaptersOf(BOOKS.guide)) {
    await page.goto(`${books.guide.base}/${path}`);
    const heading = (await page.locator('main h1').first().textContent()).trim();
    assert(titles.includes(squeeze(heading)), `no bookmark for ${heading}`);
  }
  await context.close();
});

test('the PDF says what it is called, by whom, in which language, and is tagged', async () => {
  const { info } = await pdf.getMetadata();
  assert.equal(info.Title, 'How to Get Into SRE');
  assert.equal(info.Author, 'The Hops contributors');
  assert.match(String(info.Language), /^en/);
  const marks = await pdf.getMarkInfo();
  assert.equal(marks?.Marked, true);
  const sheet = await pdf.getPage(Math.min(5, pdf.numPages));
  assert(await sheet.getStructTree(), 'it has a structure for screen readers');
});
