// Code on a page, in a real browser: copied, selected, scrolled. The script under test is theme/js/code.js.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, notices, open, withText } from './shell.mjs';

const CODE = `<pre tabindex="0"><code class="language-console"><span class="prompt">$ </span><b>echo one \\</b>
<span class="prompt">&gt; </span><b>two</b>
one two
<span class="prompt">$ </span><b>id</b>
uid=0
</code></pre>
<div class="code"><pre tabindex="0"><code class="language-rust"><span class="boring">fn hidden() {}
</span>fn main() {}
</code></pre></div>
<pre tabindex="0"><code class="language-console">no prompt here
</code></pre>
<pre tabindex="0"><code>${'wide '.repeat(200)}</code></pre>`;

test('code is copied: what is shown, and of a console the commands', async () => {
  const { page, close } = await open(html, { change: withText(CODE), permissions: ['clipboard-read', 'clipboard-write'] });
  const blocks = page.locator('main div.code').filter({ hasText: /echo one|fn main|no prompt|wide wide/ });
  const copied = async (n) => {
    await blocks.nth(n).getByRole('button', { name: 'Copy the code' }).click();
    await notices(page).filter({ hasText: 'Copied' }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  assert.equal(await blocks.count(), 4);
  assert.equal(await copied(0), 'echo one \\\ntwo\nid');
  assert.equal(await copied(1), 'fn main() {}');
  assert.equal(await copied(2), 'no prompt here');
  assert.equal(await notices(page).count(), 1);
  const toggle = page.getByRole('button', { name: 'Show the hidden lines' });
  await toggle.focus();
  await page.keyboard.press('Space');
  assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
  assert(await page.locator('code.show-boring .boring').isVisible());
  assert.equal(await copied(1), 'fn hidden() {}\nfn main() {}');
  await toggle.click();
  assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
  assert(!(await page.locator('.boring').isVisible()));
  assert.equal(await page.locator('main button.copy').count(), await page.locator('main pre > code').count());
  await close();
});

test('without a clipboard the code is selected', async () => {
  const init = () => Object.defineProperty(navigator, 'clipboard', { value: undefined });
  const { page, close } = await open(html, { change: withText(CODE), init });
  await page.getByRole('button', { name: 'Copy the code' }).last().click();
  assert.match(await notices(page).textContent(), /selected.*Ctrl\+C/);
  assert.match(await page.evaluate(() => String(getSelection())), /^wide wide/);
  await close();
});

test('the buttons add no words to the text, and only what scrolls is a tab stop', async () => {
  const { page, close } = await open(html, { change: withText(CODE) });
  const bare = await open(html, { change: withText(CODE), javaScriptEnabled: false });
  const words = (page) => page.locator('main').innerText();
  // The mark and the places for notes need scripts, and say so by being there.
  await page.locator('#Page-read-mark, .hops-scripted').evaluateAll((offers) => offers.forEach((offer) => offer.remove()));
  assert.equal(await words(page), await words(bare.page));
  await page.waitForFunction(() => !document.querySelector('main .code:has(.language-rust) > pre[tabindex]'));
  const stops = await page.locator('main pre').evaluateAll((all) =>
    all.map((pre) => [pre.tabIndex === 0, pre.scrollWidth > pre.clientWidth]),
  );
  for (const [isStop, scrolls] of stops) assert.equal(isStop, scrolls);
  assert(stops.some(([isStop]) => isStop) && stops.some(([isStop]) => !isStop));
  await page.setViewportSize({ width: 150, height: 700 });
  await page.waitForFunction(() => document.querySelector('main .code:has(.language-console) > pre[tabindex="0"]'));
  await bare.close();
  await close();
});
