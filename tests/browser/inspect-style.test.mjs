// Every page of the style book, in both directions of writing, looked at by the inspector.

import { test } from 'node:test';
import { inspectBook } from './inspect.mjs';

for (const name of /** @type {const} */ (['style', 'rtl'])) {
  test(`every page of ${name} is sound at 320, 375 and 1350 px, in light and dark, unfolded, spaced and on paper`, (t) => inspectBook(name, t));
}
