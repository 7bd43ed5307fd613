// Scripts of the features that need no page, run without a browser: they get a `window` with what all scripts share, and whoever asks for
// `document` fails. Enter at `engines`.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

/** @param {string} file @param {{ hops: Record<string, any> }} window */
const run = (file, window) => compileFunction(readFileSync(file, 'utf8'), ['window'], { filename: file })(window);

const ELEMENTS = fileURLToPath(new URL('../../theme/js/elements.js', import.meta.url));
const SCRIPTS = fileURLToPath(new URL('../../preprocessor/', import.meta.url));

/** @param {string} name */
function scriptOf(name) {
  const found = readdirSync(SCRIPTS, { recursive: true }).filter((path) => path.toString().endsWith(`/${name}.js`));
  assert.equal(found.length, 1, `there is one ${name}.js`);
  return join(SCRIPTS, found[0].toString());
}

/** What NAME.js puts into `window.hops`, for each name in turn. @param {string[]} names */
export function engines(...names) {
  const window = { hops: /** @type {Record<string, any>} */ ({}) };
  for (const file of [ELEMENTS, ...names.map(scriptOf)]) run(file, window);
  return window.hops;
}

/** What was written down of the engines of the build: tests/suite/vectors.rs says how. @param {string} name */
export const vectorsOf = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'));

/** Data that a page of a built book defers, by the id of its element. @param {string} folder @param {string} path @param {string} id */
export function deferredOf(folder, path, id) {
  const page = join(folder, path);
  const [place] = new RegExp(`<template class="hops-deferred" [^>]* id="${id}">`).exec(readFileSync(page, 'utf8')) ?? [];
  assert(place, `${path} has no data ${id}`);
  const [, file] = /data-file="([^"]*)"/.exec(place) ?? [];
  const [, key] = /data-key="([^"]*)"/.exec(place) ?? [];
  const window = { hops: /** @type {Record<string, any>} */ ({}) };
  run(join(dirname(page), file), window);
  return window.hops.arrived[key];
}
