// How long a reader waits for a table of 1,000 and of 10,000 resources, and for a route through 1,000 roles with 10,000 hops, with a processor
// four times slower than this one. A command, not a test: what it measures depends on the machine. `cargo xtask reader-cost` builds the books and
// names them in HOPS_LARGE_BOOKS.

import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const { HOPS_LARGE_BOOKS: folders, HOPS_CHROMIUM: executablePath } = process.env;
if (!folders || !executablePath) throw new Error('run `cargo xtask reader-cost`: it builds the books and finds a browser');

const RUNS = 7;
const SLOWER = 4;
/** How many things the reader has kept when the cost of keeping one more is measured. */
const KEPT = 2000;

/** Each runs in the page; its event must be dispatched when it returns. What stands in `back` is done after each, and not measured. */
const ACTIONS = {
  'type a letter of a search': { act: () => enter('q', 'd') },
  'type a word of a search': { act: () => enter('q', 'lumna') },
  'choose a topic': { act: () => enter('topic', 'topic-07') },
  'choose a level': { act: () => enter('level', 'beginner') },
  'sort by title': { act: () => header(0).click() },
  'sort by level': { act: () => header(2).click() },
  'choose a topic of the sorted table': { before: () => header(0).click(), act: () => enter('topic', 'topic-07') },
  'clear a search': { before: () => enter('q', 'lumna'), act: () => enter('q', '') },
  'clear a sorting': { before: () => header(0).click(), act: () => enter('sort', '') },
};

/** Runs in the page: what the actions are made of, and the clock. */
function tools() {
  const form = () => document.querySelector('.hops-filters');
  Object.assign(window, {
    header: (index) => document.querySelectorAll('.hops-resources thead button')[index],
    enter(name, value) {
      const field = form().elements[name];
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    /** Until the frame after the event is drawn, as far as the page's own thread is concerned. */
    measure: (act) =>
      new Promise((resolve) => {
        const start = performance.now();
        act();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - start);
          port2.postMessage(0);
        });
      }),
    rest: () => new Promise((resolve) => setTimeout(resolve, 700)),
    clear() {
      form().reset();
    },
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** @param {import('playwright-core').Page} page */
async function slow(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/** A page with the table, in a context of its own. @param {import('playwright-core').Browser} browser */
async function open(browser, host, width, state) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(tools);
  if (state) await page.addInitScript(state);
  await slow(page);
  await page.goto(`${host.base}/all.html`, { timeout: 120_000 });
  return page;
}

/** From the request until every script has run. */
async function load(browser, host, width) {
  const page = await open(browser, host, width);
  const time = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd);
  await page.context().close();
  return time;
}

async function measureTable(browser, host, width) {
  const times = { 'load, until the scripts have run': [] };
  for (let run = 0; run < RUNS; run += 1) times['load, until the scripts have run'].push(await load(browser, host, width));
  const page = await open(browser, host, width);
  await page.evaluate(() => document.querySelector('.hops-filters').scrollIntoView());
  for (const [name, { before = () => {}, act }] of Object.entries(ACTIONS)) {
    times[name] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await page.evaluate(`(async () => { (${before})(); await rest(); })()`);
      times[name].push(await page.evaluate(`measureTable(${act})`));
      await page.evaluate('(async () => { await rest(); clear(); await rest(); })()');
    }
  }
  await page.context().close();
  return times;
}

/** What it costs to keep one more thing when there are many. */
async function measureState(browser, host) {
  const page = await open(browser, host, 1350);
  const times = await page.evaluate(
    async ({ kept, runs }) => {
      const { state } = window.hops;
      const items = Array.from({ length: kept }, (_, n) => [`note:resource/r-${n}`, { value: `What I think of number ${n}.`, time: n + 1 }]);
      state.replace({ ...state.document(), items: Object.fromEntries(items) });
      const times = [];
      for (let run = 0; run < runs; run += 1) {
        await window.rest();
        const start = performance.now();
        state.set(`resource:r-${run}`, 'todo');
        times.push(performance.now() - start);
      }
      return times;
    },
    { kept: KEPT, runs: RUNS },
  );
  await page.context().close();
  return times;
}

/** How many routes are asked for. */
const ROUTES = 40;

/** What it costs to plan anew: the route alone, and with all of the page that changes, until it is drawn. */
async function measureRoutes(browser, host) {
  const page = await open(browser, host, 375);
  await page.evaluate(() => document.querySelector('select[name="from"]').focus());
  await page.waitForFunction(() => document.querySelector('.hops-deferred') && window.hops.routes);
  const times = await page.evaluate(
    async ({ runs, roles }) => {
      const { routes, state } = window.hops;
      const { answer } = routes;
      const alone = [];
      routes.answer = (...question) => {
        const start = performance.now();
        const found = answer(...question);
        alone.push(performance.now() - start);
        return found;
      };
      const seen = [];
      for (let run = 0; run <= runs; run += 1) {
        const role = (step) => `role-${(run * step) % roles}`;
        const choice = { from: role(37), avoid: [role(101), role(211)], ...(run % 3 === 0 ? { via: [role(307)] } : {}) };
        seen.push(await window.measureTable(() => state.set('planner', choice)));
        await window.rest();
      }
      // The first is asked of a page that has just been loaded.
      return { 'the first route, alone': alone.slice(0, 1), 'a route, alone': alone.slice(1), 'a route, until it is drawn': seen.slice(1) };
    },
    { runs: ROUTES, roles: 1_000 },
  );
  await page.context().close();
  return times;
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const tell = (name, times) => console.log(`  ${name.padEnd(38)} ${String(Math.round(median(times))).padStart(6)} ms   (${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))})`);
try {
  for (const [index, folder] of folders.split('\n').entries()) {
    const host = await serve(folder);
    if (folder.endsWith('many-roles/book')) {
      console.log(`\n1,000 roles and 10,000 hops, processor ${SLOWER} times slower; medians of ${ROUTES}`);
      for (const [name, list] of Object.entries(await measureRoutes(browser, host))) tell(name, list);
      await host.close();
      continue;
    }
    for (const width of [1350, 375]) {
      const times = await measureTable(browser, host, width);
      console.log(`\n${folder.match(/\d+/g)?.at(-1)} rows, ${width} px, processor ${SLOWER} times slower; medians of ${RUNS}`);
      for (const [name, list] of Object.entries(times)) tell(name, list);
    }
    if (index === 0) {
      console.log(`\nA state of ${KEPT} items`);
      tell('keep one more', await measureState(browser, host));
    }
    await host.close();
  }
} finally {
  await browser.close();
}
