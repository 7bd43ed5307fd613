// Reading job adverts in a real browser: how often the rules are right on adverts labelled by hand, and what a reader can do with them.
// samples/ holds the adverts: the rules were written with `develop` at hand, and were done before anybody ran them on `held`,
// of the same writer, and on `others`, which are adverts of real employers in other words.
// Enter at `open`.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { assertClean } from '../../../tests/browser/axe.mjs';
import { BOOKS, kept, sideways, sourceOf, useBooks, visit } from '../../../tests/browser/browser.mjs';
import { engines, deferredOf } from '../../../tests/browser/engine.mjs';
import { movementOf } from '../../../tests/browser/movement.mjs';

const PAGE = 'interviews/advert.html';

const books = useBooks(['guide']);

/** The adverts of one folder: { file, text, kinds, skills, flags }. Those of `others` have no labels for skills. @param {string} half */
function advertsOf(half) {
  const folder = new URL(`samples/${half}/`, import.meta.url);
  return readdirSync(folder).map((file) => {
    const source = readFileSync(new URL(file, folder), 'utf8');
    const list = (key) => JSON.parse(new RegExp(`^${key} = (\\[.*\\])$`, 'm').exec(source)?.[1] ?? '[]');
    const text = /^text = '''\n([\s\S]*)'''/m.exec(source)[1];
    return { file, text, kinds: list('kinds'), skills: list('skills'), flags: list('flags') };
  });
}

const advert = (half, start) => advertsOf(half).find(({ file }) => file.startsWith(start));

/** @param {import('playwright-core').BrowserContextOptions} [options] */
async function open(options = {}) {
  const visited = await visit(books.browser, books.guide, PAGE, options);
  const { page } = visited;
  const result = page.getByRole('region', { name: 'What the advert says' });
  const field = page.getByLabel('The advert', { exact: true });
  const read = async (text) => {
    // As pasted: typing 200 kB takes a browser that is driven by a test very long.
    await field.evaluate((field, text) => {
      field.value = text;
    }, text);
    await page.getByRole('button', { name: 'Decode', exact: true }).click();
    await page.waitForFunction(() => document.activeElement?.classList.contains('hops-advert-result'));
  };
  return { ...visited, result, field, read };
}

/** The rules that the page has. */
const rulesOf = () => deferredOf(BOOKS.guide, PAGE, 'hops-advert-data');

/** What the engine finds with the rules of the page, with ids. @param {string[]} texts */
function decoded(texts) {
  const { decodeAdvert } = engines('decode');
  const rules = rulesOf();
  return texts.map((text) => {
    const found = decodeAdvert(rules, text);
    return {
      ...found,
      kinds: found.kinds.map(({ kind }) => rules.kinds[kind].id),
      all: found.all.map(({ kind }) => rules.kinds[kind].id),
      skills: found.skills.map(({ skill }) => rules.skills[skill].id),
      flags: found.flags.map(({ flag }) => rules.flags[flag].id),
    };
  });
}

/** Right, extra and missed, for each id. */
function tallied(wanted, found) {
  const tally = new Map();
  const add = (id, what) => {
    const counts = tally.get(id) ?? { right: 0, extra: 0, missed: 0 };
    counts[what] += 1;
    tally.set(id, counts);
  };
  wanted.forEach((ids, at) => {
    for (const id of found[at]) add(id, ids.includes(id) ? 'right' : 'extra');
    for (const id of ids.filter((id) => !found[at].includes(id))) add(id, 'missed');
  });
  return tally;
}

const shareOf = ({ right, extra, missed }) => ({ precision: right / Math.max(1, right + extra), recall: right / Math.max(1, right + missed) });

function pooled(tally) {
  const sum = { right: 0, extra: 0, missed: 0 };
  for (const counts of tally.values()) for (const key of Object.keys(sum)) sum[key] += counts[key];
  return sum;
}

function line(name, counts) {
  const { precision, recall } = shareOf(counts);
  return `${name}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)} (${counts.right} right, ${counts.extra} extra, ${counts.missed} missed)`;
}

// What must be reached: [precision, recall]. The rules were frozen before they were first run on `held`, and reached there 0.89 and 0.96
// for kinds, 0.86 and 0.70 for flags, 0.48 and 0.54 for skills.
const LEAST = {
  develop: { kinds: [0.95, 0.95], flags: [0.9, 0.9], skills: [0.58, 0.9] },
  held: { kinds: [0.8, 0.8], flags: [0.8, 0.65], skills: [0.45, 0.5] },
};

for (const half of ['develop', 'held']) {
  test(`on the adverts of “${half}” the rules are right often enough`, (t) => {
    const adverts = advertsOf(half);
    assert.equal(adverts.length, 22);
    const found = decoded(adverts.map(({ text }) => text));
    assert(found.every(({ isEnglish, isAdvert, isHtml, isCut }) => isEnglish && isAdvert && !isHtml && !isCut), 'each is taken for an English advert');
    for (const what of ['kinds', 'flags', 'skills']) {
      const tally = tallied(adverts.map((one) => one[what]), found.map((one) => one[what]));
      if (what !== 'skills') for (const id of [...tally.keys()].sort()) t.diagnostic(line(`  ${id}`, tally.get(id)));
      t.diagnostic(line(`${what}, pooled`, pooled(tally)));
      const { precision, recall } = shareOf(pooled(tally));
      const [leastPrecision, leastRecall] = LEAST[half][what];
      assert(precision >= leastPrecision && recall >= leastRecall, line(what, pooled(tally)));
    }
  });
}

for (const [half, head, rows] of [
  ['others', 'On adverts written by others', { kinds: 'Kinds of team', flags: 'Warning signs' }],
  ['held', 'On adverts by the writer of the rules', { kinds: 'Kinds of team', flags: 'Warning signs', skills: 'Skills' }],
]) {
  test(`the page prints the numbers that come out of “${half}”`, async () => {
    const { page, close } = await open();
    const adverts = advertsOf(half);
    const found = decoded(adverts.map(({ text }) => text));
    const counted = Object.entries(rows).map(([what, name]) => {
      const { right, extra, missed } = pooled(tallied(adverts.map((one) => one[what]), found.map((one) => one[what])));
      return [name, `${right + extra}`, `${right}`, `${missed} of ${right + missed}`];
    });
    const table = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: head }) });
    const printed = await table.locator('tbody tr').evaluateAll((rows) => rows.map(({ cells }) => [...cells].map(({ textContent }) => textContent?.trim())));
    assert.deepEqual(printed, counted);
    assert.equal(adverts.length, half === 'others' ? 10 : 22);
    await close();
  });
}

test('the words that the page shows for a kind or a flag are words that its rules find', () => {
  const { decodeAdvert } = engines('decode');
  const rules = rulesOf();
  const missed = [];
  rules.kinds.forEach((kind, at) =>
    kind.signals.forEach((signal, number) => {
      for (const words of signal.words) {
        const found = decodeAdvert(rules, `Now: ${words}.`).all.find((one) => one.kind === at);
        if (!found?.words.some((one) => one.signal === number)) missed.push(`${kind.id} ${number}: ${words}`);
      }
    }),
  );
  rules.flags.forEach((flag, at) => {
    if (flag.least > 1 || flag.needs.length > 0) return;
    for (const words of flag.words) if (!decodeAdvert(rules, `Here: ${words}.`).flags.some((one) => one.flag === at)) missed.push(`${flag.id}: ${words}`);
  });
  assert(rules.kinds.length > 0 && rules.flags.length > 0, 'there are rules');
  assert.deepEqual(missed, []);
});

test('an advert is read: kind, marked words, warning signs, skills beside those ticked, five questions; nothing is kept', async () => {
  const { page, result, read, complaints, close } = await open();
  const { text } = advert('develop', '27');
  await read(text);
  await result.getByText('Quite clearly: Internal deployment tooling.').waitFor();
  assert.match((await result.getByRole('link', { name: 'More on Internal deployment tooling' }).getAttribute('href')) ?? '', /team-kinds\.html#internal-deployment-tooling$/);
  const marks = await result.locator('mark').allTextContents();
  assert(marks.some((mark) => /^staged rollout \[deployment\]$/.test(mark)), `${marks}`);
  assert(marks.some((mark) => /\[alone\]$/.test(mark)), `${marks}`);
  const shown = await result.locator('.hops-advert-text').evaluate((place) => {
    place.querySelectorAll('small').forEach((name) => name.remove());
    return place.textContent;
  });
  assert.equal(shown, text, 'the marks change nothing of the text');
  await result.getByText('Responsible without authority.', { exact: true }).waitFor();
  await result.getByText('You would be alone.', { exact: true }).waitFor();
  assert.equal(await result.locator('ol > li').count(), 5);
  await result.getByText('How long does a change of one line take').waitFor();
  const skills = result.locator('[data-slot="skills"]');
  assert.match((await skills.textContent()) ?? '', /skills?, of which you have ticked 0\./);
  const git = skills.getByRole('listitem').filter({ hasText: 'Use git with other people' });
  assert.match((await git.textContent()) ?? '', /It says “git”\. Learn it from .+ \(Free/);
  assert.match((await git.getByRole('link').first().getAttribute('href')) ?? '', /checklist\.html#hops-skill-/);
  await page.evaluate(() => window.hops.state.set('skill:software-engineering.use-git', 'entry'));
  await git.getByText('(you ticked this)').waitFor();
  assert.match((await skills.textContent()) ?? '', /of which you have ticked 1\./);
  await page.waitForFunction(() => document.querySelector('hops-advert > [role="status"]')?.textContent?.startsWith('Quite clearly: Internal deployment tooling. 2 warning signs'));
  assert.equal(await kept(page, 'advert'), null);
  assert.deepEqual(complaints, []);
  await close();
});

test('two kinds that come out alike are said to be two readings of one job', async () => {
  const { result, read, complaints, close } = await open();
  await read(advert('others', '03').text);
  await result.getByText('Could be either: The container platform, or The databases.', { exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('each kind has its section on the page of kinds', async () => {
  const { page, close } = await open();
  const links = await page.evaluate(async () => (await window.hops.deferred('hops-advert-data')).kinds.map(({ link }) => link));
  const source = sourceOf(BOOKS.guide, 'definition/team-kinds.html');
  assert.equal(links.length, 9);
  for (const link of links) assert(source.includes(`id="${link.replace('../definition/team-kinds.html#', '')}"`), link);
  await close();
});

test('a “no”, and words about other teams, do not count', () => {
  const [no, yes, others] = decoded([
    'No ninjas, please. You are not on call around the clock. We do not promise 100% uptime.',
    'Ninjas, please. You are on call around the clock. We promise 100% uptime.',
    'Kubernetes and its clusters are looked after by another team.',
  ]);
  assert.deepEqual(no.flags, []);
  assert.deepEqual(yes.flags.sort(), ['hero-words', 'no-rotation', 'total-uptime']);
  assert.deepEqual(others.skills, []);
  assert.deepEqual(others.kinds, []);
});

test('a salary is one in all the ways that people write it; other numbers are none', () => {
  const PAY = ['$150k-$190k plus equity', '$120K–$160K', '£65k', 'OTE £65k', '85.000', 'Pay: 85.000 EUR', '€85000', '24,00,000', '₹24,00,000', 'INR 24 LPA', 'USD 120-150K', '60-80k EUR', 'CHF 120’000', '£450 per day', '$75/hr'];
  const OTHERS = ['We serve 10k requests a second.', '500k users rely on us.', 'We raised $40M in a Series B.', 'We run 9000 servers.', 'There is $500 for books.', 'It began in 2026.'];
  const rules = rulesOf();
  const questions = rules.questions.filter(({ why }) => why === 'It names no salary.');
  const { decodeAdvert } = engines('decode');
  const asked = [...PAY, ...OTHERS].filter((text) => decodeAdvert({ ...rules, questions }, text).questions.length > 0);
  assert.deepEqual(asked, OTHERS);
});

test('what is no advert, not English, a page’s source, or empty is said', async () => {
  const { page, result, read, complaints, close } = await open();
  await read('Wir suchen einen Site Reliability Engineer für unser Team in Köln. Du betreibst unsere Kubernetes-Cluster, kümmerst dich um Upgrades und arbeitest mit den Entwicklern zusammen. Wir bieten dir ein Gehalt nach Tarif und dreißig Tage Urlaub.');
  await result.getByText('This does not read like English.').waitFor();
  await read('Sift the flour into the bowl. Whisk the eggs with the sugar until the mixture is pale and thick, then fold in the flour by hand and add the melted butter. Pour it into the tin, and bake for thirty minutes at the middle of the oven until the top is brown.');
  await result.getByText('This does not read like a job advert.').waitFor();
  await result.getByText('Cannot tell').waitFor();
  const { text } = advert('develop', '16');
  const source = `<html><head><style>p { color: red }</style><script>window.broken = 1</script></head><body>${text.split('\n').map((line) => `<p class="x">${line.replaceAll('&', '&amp;')}</p>`).join('\n')}<img src="x" onerror="window.broken = 1"><!-- bare metal racks firmware --></body></html>`;
  await read(source);
  await result.getByText('Its tags were taken out').waitFor();
  await result.getByText('Quite clearly: The network.').waitFor();
  assert.doesNotMatch((await result.textContent()) ?? '', /onerror|color: red|class=|bare metal/);
  assert.equal(await page.evaluate(() => 'broken' in window), false);
  assert.equal(await result.locator('img, script').count(), 0);
  await read('<b>BGP</b> and a <img src=x onerror=window.broken=1>');
  assert.equal(await result.locator('img').count(), 0);
  await result.getByText('It has only').waitFor();
  await read('   \n');
  await result.getByText('There are no words in it.').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('200 kB are read in part, which is said, and the page goes on answering', async () => {
  const { page, result, read, close } = await open();
  const { text } = advert('develop', '36');
  const long = text.repeat(Math.ceil(200_000 / text.length));
  assert(long.length >= 200_000);
  await read(long);
  await result.getByText('only the first 100,000 characters were read').waitFor();
  assert.match((await result.locator('.hops-advert-verdict').textContent()) ?? '', /The network/);
  // Texts made to be slow: one word, one line, no spaces, only tags.
  const found = decoded(['restore '.repeat(25_000), 'a'.repeat(200_000), '<'.repeat(200_000), '<p>'.repeat(60_000), 'no, '.repeat(50_000), '100 % '.repeat(30_000), '\n'.repeat(200_000)]);
  assert.equal(found.length, 7);
  await result.getByRole('button', { name: 'Keep this' }).click();
  await page.getByText('Adverts of up to 20,000 characters can be kept.').waitFor();
  assert.equal(await kept(page, 'advert'), null);
  await close();
});

test('an advert is kept when asked, opened, removed and brought back', async () => {
  const { page, result, field, read, complaints, close } = await open();
  const { text } = advert('develop', '40');
  await read(text);
  await result.getByLabel('Its name, if you want to keep it').fill('Lantern <share>');
  await result.getByRole('button', { name: 'Keep this' }).click();
  assert.deepEqual(await kept(page, 'advert'), { text, name: 'Lantern <share>' });
  await page.reload();
  await result.getByText('You kept an advert, “Lantern <share>”, in this browser only.').waitFor();
  assert.equal(await field.inputValue(), '');
  await result.getByRole('button', { name: 'Open it' }).click();
  await result.getByText('Embedded in development teams.').first().waitFor();
  await result.getByRole('button', { name: 'Remove it' }).click();
  assert.equal(await kept(page, 'advert'), null);
  assert.equal(await result.getByRole('button', { name: 'Open it' }).isVisible(), false);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await kept(page, 'advert'), { text, name: 'Lantern <share>' });
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await field.inputValue(), '');
  assert.deepEqual(complaints, []);
  await close();
});

test('a file with an advert is checked like all that comes in', async () => {
  const { page, close } = await visit(books.browser, books.guide, 'your-path/my-plan.html');
  const check = (value) =>
    page.evaluate((value) => {
      const document = { schema: 1, book: 'how-to-get-into-sre', since: 1, updated: 1, items: { advert: { value, time: 1 } } };
      const checked = window.hops.exchange.check(JSON.stringify(document));
      return checked.problem ?? window.hops.exchange.counts(checked.document);
    }, value);
  assert.equal(await check({ text: 'x'.repeat(20_000), name: 'One' }), 'an advert');
  assert.equal(await check({ text: 'x' }), 'an advert');
  for (const bad of ['x', { text: 'x'.repeat(20_001) }, { text: 7 }, { name: 'x' }, { text: 'x', name: 'y'.repeat(81) }, { text: 'x', name: {} }, ['x']]) {
    assert.match(await check(bad), /is no advert of at most 20,000 characters/, JSON.stringify(bad).slice(0, 40));
  }
  await close();
});

test('what stands there and is no advert is not shown as one', async () => {
  const { page, result, complaints, close } = await open();
  await page.evaluate(() => window.hops.state.set('advert', { text: 7 }));
  await page.reload();
  assert.equal(await result.getByRole('button', { name: 'Open it' }).isVisible(), false);
  assert.deepEqual(complaints, []);
  await close();
});

test('by keyboard alone; keys in the field do not turn the page', async () => {
  const { page, result, field, close } = await open();
  await field.focus();
  await page.keyboard.type('The s and / and ? of BGP, anycast, DNS and CDN');
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 's', 'c']) await page.keyboard.press(key);
  assert.match(page.url(), /interviews\/advert\.html$/);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await result.getByText('The network.').first().waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains('hops-advert-result'));
  for (const key of ['Tab', 'ArrowDown']) await page.keyboard.press(key);
  assert.match(page.url(), /interviews\/advert\.html$/);
  await close();
});

for (const width of [320, 1350]) {
  test(`axe finds nothing, and nothing is cut off: ${width} px, in light and dark`, async () => {
    const { page, read, close } = await open({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    await read(advert('develop', '37').text);
    await page.evaluate(() => {
      window.hops.state.set('advert', { text: 'kept' });
      document.querySelectorAll('.hops-advert-kind').forEach((fold) => fold.setAttribute('open', ''));
    });
    await assertClean(page);
    assert.equal(await sideways(page), 0);
    await close();
  });
}

test('without JavaScript the rules are there in words, and no dead form', async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator('.hops-advert-form').isVisible(), false);
  assert.equal(await page.locator('.hops-advert-result').isVisible(), false);
  assert.equal(await page.locator('.hops-advert-kind').count(), 10);
  await page.locator('summary').getByText('The databases', { exact: true }).click();
  await page.getByText('“point-in-time recovery”').waitFor();
  assert.equal(await page.locator('.hops-advert-flags > dt').count(), 9);
  assert((await page.locator('.hops-advert-questions > li').count()) > 18);
  await close();
});

test('nothing moves while a kept advert is offered', async () => {
  for (const width of [375, 1350]) {
    const { page, result, close } = await open({ viewport: { width, height: 900 } });
    await page.evaluate(() => window.hops.state.set('advert', { text: 'kept', name: 'A name of some length, as they are' }));
    await page.reload();
    await result.getByRole('button', { name: 'Open it' }).waitFor();
    assert.deepEqual(await movementOf(page), [], `${width} px`);
    await close();
  }
});

test('on paper the findings stand without the form, and alone if asked', async () => {
  const { page, result, read, close } = await open();
  await read(advert('develop', '16').text);
  await page.emulateMedia({ media: 'print' });
  assert(await result.getByText('Five questions for this company').isVisible());
  for (const selector of ['.hops-advert-form', '.hops-advert-keep', '.hops-advert-take']) assert.equal(await page.locator(selector).first().isVisible(), false, selector);
  await page.evaluate(() => {
    document.documentElement.dataset.sheet = 'advert';
  });
  assert.equal(await page.locator('.hops-advert-rules').isVisible(), false);
  assert.equal(await page.getByRole('heading', { name: 'How far to trust it' }).isVisible(), false);
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  assert(pages >= 1 && pages <= 3, `${pages} pages`);
  await close();
});
