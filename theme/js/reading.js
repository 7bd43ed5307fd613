// What the book remembers of the reading itself: which pages are read, and the place to go back to. Also shows which section is in view.
//
// When does a page count as read without a word from the reader? When its end is in view, and the page has been in front of the reader
// for as long as a very quick reader needs for it: 90 characters a second, which is about 900 words a minute, and 5 seconds at least.
// Whoever jumps to the end has not read it; whoever read half of it yesterday has. It happens once: a mark that the reader took back is
// not set again. The start page never counts by itself: it is where one chooses a way.
(() => {
  'use strict';
  const QUICK = 90;
  const LEAST_SECONDS = 5;
  /** Pages that are no chapters. */
  const OTHER = ['404.md', 'print.md'];

  const { state } = window.hops;
  const { decoded } = window.hops.elements;
  const page = document.documentElement.dataset.page ?? '';
  const isStart = 'start' in document.documentElement.dataset;
  const main = document.getElementById('Page-text');
  const isChapter = !OTHER.includes(page) && main !== null;

  // ---- Pages read.

  const id = `read:${page}`;
  const mark = document.getElementById('Page-read-mark');
  const box = mark?.querySelector('input');

  function showMark() {
    if (box) box.checked = state.get(id) === true;
  }

  function watchReading() {
    const end = document.querySelector('.page-end');
    if (!end || isStart || state.get(id) !== undefined) return;
    let seconds = 0;
    let atEnd = false;
    const needed = Math.max(LEAST_SECONDS, (main?.textContent.length ?? 0) / QUICK);
    const observer = new IntersectionObserver((entries) => {
      atEnd = entries.at(-1)?.isIntersecting ?? false;
    });
    const clock = setInterval(() => {
      if (!document.hidden) seconds += 1;
      if (!atEnd || seconds < needed) return;
      clearInterval(clock);
      observer.disconnect();
      if (state.get(id) === undefined) state.set(id, true, true);
    }, 1000);
    observer.observe(end);
  }

  if (isChapter && mark && box) {
    box.addEventListener('change', () => state.set(id, box.checked || null));
    state.onChange(showMark);
    showMark();
    mark.hidden = false;
    watchReading();
  }

  // ---- The section in view.

  /**
   * The last of `headings` that has come into the upper part of the window; at the very end of the page, simply the last.
   * @param {Element[]} headings
   */
  function inView(headings) {
    const { scrollHeight, scrollTop, clientHeight } = document.documentElement;
    if (scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2) return headings.at(-1);
    return headings.filter((heading) => heading.getBoundingClientRect().top <= clientHeight / 4).at(-1);
  }

  function watchSections() {
    /** @type {Map<Element, Element>} */
    const links = new Map();
    for (const link of document.querySelectorAll('.on-this-page a[href^="#"]')) {
      const heading = document.getElementById(decoded(link.getAttribute('href')?.slice(1) ?? ''));
      if (heading) links.set(heading, link);
    }
    if (links.size === 0) return;
    const headings = [...links.keys()];
    let waiting = false;
    const show = () => {
      waiting = false;
      const here = inView(headings);
      for (const [heading, link] of links) {
        if (heading === here) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    };
    const showSoon = () => {
      if (!waiting) requestAnimationFrame(show);
      waiting = true;
    };
    document.addEventListener('scroll', showSoon, { passive: true });
    window.addEventListener('resize', showSoon);
    showSoon();
  }

  watchSections();

  // ---- The place to go back to.

  function keepPlace() {
    const title = main?.querySelector('h1')?.textContent.trim();
    if (!title) return;
    const heading = inView([...(main?.querySelectorAll(':is(h2, h3)[id]') ?? [])])?.id ?? '';
    const old = /** @type {any} */ (state.get('place'));
    if (old?.page !== page || old?.heading !== heading) state.set('place', { page, heading, title }, true);
  }

  /** On the start page: the link to the place. Its address is taken from the contents, so it never leads to a page that is gone. */
  function offerPlace() {
    const line = document.getElementById('Page-resume');
    const link = line?.querySelector('a');
    const place = /** @type {any} */ (state.get('place'));
    const there = [...document.querySelectorAll('#Page-contents a')].find((a) => a instanceof HTMLAnchorElement && a.dataset.page === place?.page);
    const offer = there instanceof HTMLAnchorElement && typeof place?.title === 'string';
    if (!line || !link) return;
    if (offer) {
      link.href = there.href;
      if (place.heading) link.hash = String(place.heading);
      link.textContent = place.title;
    }
    line.hidden = !offer;
    document.documentElement.toggleAttribute('data-resume', offer);
  }

  if (isStart) {
    offerPlace();
    state.onChange(offerPlace);
  } else if (isChapter) {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) keepPlace();
    });
    window.addEventListener('pagehide', keepPlace);
  }
})();
