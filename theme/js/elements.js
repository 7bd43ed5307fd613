// What the scripts of pages share: making elements, numbers and days in words, loading scripts, and the base of what comes alive in an element of the page.
// Enter at `make` and `Component`.
(() => {
  'use strict';
  const LANGUAGE = 'en';
  /** The English of days that cannot be misread: 3 November 2026. */
  const DAYS = 'en-GB';

  /**
   * An element with these properties (or attributes, where there is no such property), `data-` attributes as `dataset`, and children.
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Record<string, any>} [properties]
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[Name]}
   */
  function make(name, { dataset = {}, ...properties } = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) Object.assign(element, { [key]: value });
      else element.setAttribute(key, value);
    }
    Object.assign(element.dataset, dataset);
    element.append(...children);
    return element;
  }

  /** A link, or its words where there is nowhere to go. @param {string | null | undefined} href @param {string} words @param {Record<string, string>} [dataset] */
  const link = (href, words, dataset = {}) => (href ? make('a', { href, dataset }, words) : make('span', {}, words));

  /** “1 skill”, “3 skills”. @param {number} number @param {string} noun */
  const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

  /** 1,234.5 @param {number} number @param {number} [most] digits behind the point */
  const inDigits = (number, most = 3) => number.toLocaleString(LANGUAGE, { maximumFractionDigits: most });

  /** “3 November 2026”. @param {number | Date} [time] */
  const dayInWords = (time = Date.now()) => new Date(time).toLocaleDateString(DAYS, { day: 'numeric', month: 'long', year: 'numeric' });

  /** Without what people leave out when they search: accents and capitals. @param {string} words */
  const plain = (words) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

  /** Without the `%20` of addresses; as it is, where that says nothing. @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Runs the script at `src`: as an element, because that works from a disk, too. @param {string} src @returns {Promise<unknown>} */
  const loadScript = (src) => new Promise((onload, onerror) => document.head.append(make('script', { src, onload, onerror })));

  /** What comes alive in an element of the page: a class for each feature. */
  class Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
    }

    /** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement} */
    find(selector, root = this.root) {
      return /** @type {HTMLElement} */ (root.querySelector(selector));
    }

    /** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
    findAll(selector, root = this.root) {
      return [...root.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
    }

    /** Where words or elements are put. @param {string} name @param {ParentNode} [root] */
    slot(name, root) {
      return this.find(`[data-slot="${name}"]`, root);
    }

    /** What is shown or hidden as one. @param {string} name @param {ParentNode} [root] */
    part(name, root) {
      return this.find(`[data-part="${name}"]`, root);
    }

    /** @param {string} name of a part @param {boolean} shown */
    show(name, shown) {
      this.part(name).toggleAttribute('hidden', !shown);
    }

    /** Calls `act` when a button is pressed that says with `data-do` what it does. @param {(button: HTMLElement, name: string) => void} act */
    onPress(act) {
      this.root.addEventListener('click', ({ target }) => {
        const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('button[data-do]')) : null;
        if (button) act(button, button.dataset.do ?? '');
      });
    }

    /**
     * Brings every element that `selector` finds to life, each once. One that fails stops no other.
     * @param {string} selector
     * @param {ParentNode} [within]
     */
    static start(selector, within = document) {
      for (const root of within.querySelectorAll(selector)) {
        if (!(root instanceof HTMLElement) || started.has(root)) continue;
        started.add(root);
        try {
          new this(root);
        } catch (error) {
          reportError(error);
        }
      }
    }
  }

  /** @type {WeakSet<HTMLElement>} */
  const started = new WeakSet();

  window.hops.elements = { make, link, count, inDigits, dayInWords, plain, decoded, loadScript, Component };
})();
