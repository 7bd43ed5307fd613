// What moves on a page without the reader's doing: each shift of the layout that Chromium reports. Enter at `movementOf`. A page that is scrolled
// while it loads needs `noteMovement` before.

/** @typedef {import('playwright-core').Page} Page */

/** Runs in the page before all else. */
function note() {
  const moved = [];
  let scrolled = Infinity;
  addEventListener('scroll', ({ timeStamp }) => (scrolled = timeStamp), { once: true });
  const observer = new PerformanceObserver((list) => read(list.getEntries()));

  function read(entries) {
    // While the page is scrolled from a script and much is going on, Chromium at times reports what sticks as moved: the text in the bar, to where
    // it was, or by what the page was scrolled. So the bar is looked at until the first scrolling only.
    const sticks = ({ node }) => Boolean((node?.nodeType === 1 ? node : node?.parentElement)?.closest('.bar'));
    for (const { sources, startTime } of entries) {
      if (startTime > scrolled && sources.length > 0 && sources.every(sticks)) continue;
      const what = sources.map(({ node }) => (node?.nodeType === 1 ? `${node.localName}#${node.id}.${node.className}` : `“${node?.textContent?.trim().slice(0, 40)}”`));
      moved.push(`something moves: ${[...new Set(what)].sort().join(', ')}`);
    }
  }

  observer.observe({ type: 'layout-shift', buffered: true });
  Object.assign(window, { movement: { read: () => (read(observer.takeRecords()), moved) } });
}

/** @param {import('playwright-core').Page | import('playwright-core').BrowserContext} page */
export const noteMovement = (page) => page.addInitScript(note);

/**
 * What has moved since the page was opened. Waits for the frames that draw what scripts have done by now.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function movementOf(page) {
  if (await page.evaluate(() => !('movement' in window))) await page.evaluate(note);
  return page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))));
    return /** @type {any} */ (window).movement.read();
  });
}
