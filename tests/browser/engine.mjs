// Scripts of the features that need no page, run without a browser: each gets an empty `window`, and whoever asks for `document` fails. Enter
// at `engines`.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

/** @param {string} file @param {{ hops: Record<string, any> }} window */
const run = (file, window) => compileFunction(readFileSync(file, 'utf8'), ['window'], { filename: file })(window);

const FEATURES = fileURLToPath(new URL('../../preprocessor/features/', import.meta.url));

/** @param {string} name */
function scriptOf(name) {
  const found = readdirSync(FEATURES, { recursive: true }).filter((path) => path.toString().endsWith(`/${name}.js`));
  assert.equal(found.length, 1, `one feature has ${name}.js`);
  return join(FEATURES, found[0].toString());
}

/** What NAME.js of a feature puts into `window.hops`, for each name in turn. @param {string[]} names */
export function engines(...names) {
  const window = { hops: /** @type {Record<string, any>} */ ({}) };
  for (const name of names) run(scriptOf(name), window);
  return window.hops;
}

/** What was written down of the engines of the build: tests/suite/vectors.rs says how. @param {string} name */
export const vectorsOf = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'));

/** Data that a page of a built book loads late, by the id of its element. @param {string} folder @param {string} path @param {string} id */
export function lateOf(folder, path, id) {
  const page = join(folder, path);
  const [place] = new RegExp(`<template class="hops-later" [^>]* id="${id}">`).exec(readFileSync(page, 'utf8')) ?? [];
  assert(place, `${path} has no data ${id}`);
  const [, file] = /data-file="([^"]*)"/.exec(place) ?? [];
  const [, key] = /data-key="([^"]*)"/.exec(place) ?? [];
  const window = { hops: /** @type {Record<string, any>} */ ({}) };
  run(join(dirname(page), file), window);
  return window.hops.arrived[key];
}
