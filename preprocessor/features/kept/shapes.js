// The words in which `kept.js` of a feature says what a value must look like: each makes a check. What is kept may have come from a file or a
// link, and may have been written by anybody. Enter at `window.hops.kept`, the list to which each kept.js adds its kinds.
(() => {
  'use strict';
  /** @typedef {HopsShape} Shape */
  const ID = /^[a-z0-9-]{1,100}$/;

  /** @param {number} most characters @returns {Shape} */
  const text = (most) => (value) => typeof value === 'string' && value.length <= most;
  /** @param {RegExp} pattern @returns {Shape} */
  const like = (pattern) => (value) => typeof value === 'string' && pattern.test(value);
  /** @param {...(string | number | boolean)} all @returns {Shape} */
  const oneOf = (...all) => (value) => all.includes(value);
  /** @param {number} least @param {number} most @returns {Shape} */
  const within = (least, most) => (value) => typeof value === 'number' && value >= least && value <= most;
  /** @param {number} least @param {number} most @returns {Shape} */
  const whole = (least, most) => (value) => Number.isInteger(value) && within(least, most)(value);
  /** @param {Shape} shape @param {number} most @returns {Shape} */
  const list = (shape, most, least = 0) => (value) => Array.isArray(value) && within(least, most)(value.length) && value.every(shape);
  /** @param {any} value */
  const isThing = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  /** An object that has these parts, and perhaps those. What else it has, a later version may know. @param {Record<string, Shape>} needed @param {Record<string, Shape>} [others] @returns {Shape} */
  const parts = (needed, others = {}) => (value) =>
    isThing(value) && Object.keys(needed).every((name) => needed[name](value[name])) && Object.keys(others).every((name) => value[name] === undefined || others[name](value[name]));
  /** @type {Shape} */
  const id = like(ID);
  /** An object with ids of the data as its keys. @param {Shape} shape @returns {Shape} */
  const byId = (shape) => (value) => isThing(value) && Object.keys(value).length <= 100 && Object.entries(value).every(([key, part]) => id(key) && shape(part));
  /** @param {...Shape} shapes @returns {Shape} */
  const both = (...shapes) => (value) => shapes.every((shape) => shape(value));
  /** Of an object or a list, whoever wrote it, what has this shape: what is spoilt harms nothing else. @param {any} value @param {Shape} shape @returns {[string, any][]} */
  const sift = (value, shape) => Object.entries(typeof value === 'object' && value ? value : {}).filter(([, part]) => shape(part));

  window.hops.shapes = { text, like, oneOf, within, whole, list, parts, byId, both, id, truth: oneOf(true, false), count: whole(0, 10_000_000), day: whole(0, 200_000), sift };
  window.hops.kept = [];
})();
