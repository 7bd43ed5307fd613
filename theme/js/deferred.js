// Data that a page needs only when its reader has something, such as a plan: it comes as a script of its own, which a page can load from a
// disk, too. renderer/deferred.rs writes those scripts; where it did not, the data stands in the page. Scripts that a page names in
// `<template data-script="NAME">` come the same way. Enter at `deferred`.
(() => {
  'use strict';
  const { loadScript } = window.hops.elements;

  /** @param {HTMLElement} place */
  async function dataOf({ dataset: { file = '', key = '' } }) {
    await loadScript(file);
    return window.hops.arrived?.[key];
  }

  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();

  window.hops.deferred = (id) => {
    const place = document.getElementById(id);
    if (!place) return Promise.resolve({});
    const found = asked.get(id) ?? (place.localName === 'script' ? Promise.resolve(JSON.parse(place.textContent ?? '{}')) : dataOf(place));
    asked.set(id, found);
    return found;
  };
})();
