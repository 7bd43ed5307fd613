// The form over a table of resources: search, filters, sorting. The rows are those of the page; the script hides and moves them.
//
// The first form of a page keeps its view in the address behind #, as in `#q=dns&topic=networking&sort=-level`, so that a view is a link.
// The home, where all resources stand, also comes back as it was left (`view:resources`). Names and values are those of the form's fields;
// filters.rs writes them, and a data attribute of the same name on each row. Enter at `Filters`.
(() => {
  'use strict';
  const { state } = window.hops;
  const { make, count, plain, Component } = window.hops.elements;
  /** Milliseconds without a change before a view is announced and kept: a voice should not read out every letter typed. */
  const PAUSE = 300;
  /** No view needs more letters than this; what is longer was made to hurt. */
  const LONGEST = 2000;
  const FORM = 'form.hops-filters';
  const KEPT = 'view:resources';
  /** How many rows come into view in the first frame, a screen of them, and how many in each that follows: no frame waits for all. */
  const FIRST = 8;
  const MORE = 150;

  /** @typedef {{ row: HTMLTableRowElement, group: Group, words?: string }} Entry a resource */
  /** @typedef {{ body: HTMLTableSectionElement, heading: HTMLElement | null, count: HTMLElement | null, size: number }} Group */
  /** @typedef {HTMLInputElement | HTMLSelectElement} Field */
  /** @typedef {(entry: Entry) => boolean} Check */
  /** What a resource is compared by: a number or a text. @typedef {(entry: Entry) => number | string | undefined} Key */

  /** What the search looks at: title, author and reason. @param {Entry} entry */
  function wordsOf(entry) {
    if (entry.words === undefined) {
      const { children } = entry.row;
      const head = [...children[0].childNodes].filter((node) => !(node instanceof HTMLElement && node.matches('.hops-own')));
      entry.words = plain([...head, children[4]].map(({ textContent }) => textContent).join(' '));
    }
    return entry.words;
  }

  /** Prepares the search while nothing else is to be done. @param {Iterator<Entry>} entries @param {IdleDeadline} deadline */
  function prepare(entries, deadline) {
    while (deadline.timeRemaining() > 1) {
      const { value, done } = entries.next();
      if (done) return;
      wordsOf(value);
    }
    requestIdleCallback((next) => prepare(entries, next));
  }

  /** What a mark is kept under: `resource:ID`. @param {Entry} entry */
  const idOf = ({ row }) => row.querySelector('.hops-own')?.getAttribute('data-own')?.replace('/', ':') ?? '';

  /** The check that a field asks for. @param {Field} field @returns {Check} */
  function checkOf({ name, value }) {
    if (name === 'q') {
      const words = plain(value).split(/\s+/).filter(Boolean);
      return (entry) => words.every((word) => wordsOf(entry).includes(word));
    }
    if (name === 'mark') return (entry) => (state.get(idOf(entry)) ?? 'none') === value;
    if (name === 'time') return ({ row }) => row.dataset.time !== undefined;
    return ({ row }) => ` ${row.dataset[name]} `.includes(` ${value} `);
  }

  /** How a filter is called, with what is chosen. @param {Field} field */
  function filterWords(field) {
    const label = field.labels?.[0].querySelector('.label')?.textContent;
    const value = field instanceof HTMLSelectElement ? field.selectedOptions[0].text : field.value.trim();
    return `${label}: ${value}`;
  }

  /** @param {HTMLTableSectionElement} body @returns {Group} */
  function groupOf(body) {
    const heading = /** @type {HTMLElement | null} */ (body.querySelector('.hops-group'));
    return { body, heading, count: heading?.querySelector('span') ?? null, size: body.rows.length - (heading ? 1 : 0) };
  }

  /** @param {Group} group @returns {Entry[]} */
  function entriesOf(group) {
    const rows = [...group.body.rows].filter((row) => row !== group.heading);
    return rows.map((row) => ({ row, group }));
  }

  /** The resources in an order; those that cannot be compared last, those that are alike as they are listed. @param {Entry[]} entries @param {Key} key @param {number} step -1: reversed */
  function inOrder(entries, key, step) {
    const { compare } = new Intl.Collator(document.documentElement.lang);
    const all = entries.map((entry) => ({ entry, key: key(entry) }));
    const [known, unknown] = [all.filter(({ key }) => key !== undefined), all.filter(({ key }) => key === undefined)];
    known.sort(({ key: a }, { key: b }) => step * (typeof a === 'number' ? a - Number(b) : compare(String(a), String(b))));
    return [...known, ...unknown].map(({ entry }) => entry);
  }

  /** The rows of a table: which are in view, and in which order. */
  class Rows {
    /** @param {HTMLTableElement} table */
    constructor(table) {
      this.table = table;
      this.groups = [...table.tBodies].map(groupOf);
      this.entries = this.groups.flatMap(entriesOf);
      /** The order in which the rows stand: of `sort`, `-` first if reversed. */
      this.order = '';
      this.sequence = this.entries;
      /** Where the rows are while they are sorted. @type {HTMLTableSectionElement | null} */
      this.sorted = null;
      /** What is left to do until every row is where it should be, and seen if it should be. @type {Iterator<void> | undefined} */
      this.work = undefined;
      this.frame = 0;
    }

    /** The resources that pass all the filters. @param {Field[]} by */
    passing(by) {
      const checks = by.map(checkOf);
      return this.entries.filter((entry) => checks.every((check) => check(entry)));
    }

    /** Hides what does not pass, and begins to show what does. Returns how many do. @param {Field[]} by */
    filter(by) {
      const shown = new Set(this.passing(by));
      /** @type {Map<Group, number>} */
      const counts = new Map();
      for (const entry of this.entries) {
        if (shown.has(entry)) counts.set(entry.group, (counts.get(entry.group) ?? 0) + 1);
        else if (!entry.row.hidden) entry.row.hidden = true;
      }
      for (const group of this.groups) {
        const left = counts.get(group) ?? 0;
        group.body.hidden = this.sorted !== null || left === 0;
        if (group.count) group.count.textContent = left === group.size ? `(${left})` : `(${left} of ${group.size})`;
      }
      this.work = this.steps(shown);
      this.proceed();
      return shown.size;
    }

    /** Brings rows to their places and into view, from the top: a screen of them, then part by part. @param {Set<Entry>} shown */
    *steps(shown) {
      let left = FIRST;
      for (const entry of this.sequence) {
        const { row, group } = entry;
        const body = this.sorted ?? group.body;
        const hidden = !shown.has(entry);
        if (row.parentNode === body && row.hidden === hidden) continue;
        if (row.parentNode !== body) body.append(row);
        row.hidden = hidden;
        left -= hidden ? 0 : 1;
        if (left === 0) {
          yield;
          left = MORE;
        }
      }
      const bodies = [this.sorted, ...this.groups.map(({ body }) => body)];
      for (const body of [...this.table.tBodies]) if (!bodies.includes(body)) body.remove();
    }

    proceed() {
      cancelAnimationFrame(this.frame);
      if (this.work?.next().done) this.work = undefined;
      else this.frame = requestAnimationFrame(() => this.proceed());
    }

    /** Does all that is left. */
    finish() {
      cancelAnimationFrame(this.frame);
      while (this.work && !this.work.next().done);
      this.work = undefined;
    }

    /** Takes up an order. The rows get there by `steps`. @param {string} order none: as they are listed @param {Key} key */
    arrange(order, key) {
      if (this.order === order) return;
      this.finish();
      this.order = order;
      if (this.sorted) this.sorted.hidden = true;
      this.sorted = null;
      this.sequence = this.entries;
      if (order === '') return;
      this.sequence = inOrder(this.entries, key, order.startsWith('-') ? -1 : 1);
      this.sorted = make('tbody', { role: 'rowgroup' });
      this.table.append(this.sorted);
    }
  }

  /** The form over a table. */
  class Filters extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.form = /** @type {HTMLFormElement} */ (root);
      this.table = /** @type {HTMLTableElement} */ (root.parentElement?.querySelector('table'));
      this.rows = new Rows(this.table);
      this.inAddress = root === document.querySelector(FORM);
      this.isHome = this.table.querySelector('tbody > [id]') !== null;
      this.sort = /** @type {HTMLSelectElement} */ (this.fieldOf('sort'));
      this.reverse = /** @type {HTMLInputElement} */ (this.fieldOf('reverse'));
      this.search = /** @type {HTMLInputElement} */ (this.fieldOf('q'));
      const fields = /** @type {Field[]} */ ([...this.form.elements].filter((e) => e.matches('input, select')));
      this.filters = fields.filter((field) => field !== this.sort && field !== this.reverse);
      this.headers = [...(this.table.tHead?.rows[0].cells ?? [])];
      /** How many rows the view has. */
      this.size = this.rows.entries.length;
      this.frame = 0;
      this.timer = 0;
      for (const [index, header] of this.headers.entries()) this.addButton(header, index + 1);
      this.listen();
      this.begin();
    }

    /** @param {string} name */
    fieldOf(name) {
      return this.form.elements.namedItem(name);
    }

    /** @param {HTMLTableCellElement} header @param {number} option of `sort` */
    addButton(header, option) {
      const button = make('button', { type: 'button' }, ...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => this.press(option));
    }

    listen() {
      this.form.addEventListener('input', () => this.follow());
      this.form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.showNow();
      });
      // The fields are empty only after the event.
      this.form.addEventListener('reset', () => setTimeout(() => this.showNow()));
      window.addEventListener('beforeprint', () => this.rows.finish());
      window.addEventListener('pagehide', () => {
        if (this.timer) this.keep();
      });
      if (this.inAddress) window.addEventListener('hashchange', () => this.read());
    }

    /** Shows the view of the address, or the one that was left. */
    begin() {
      // Safari has no idle time to give; there the first search takes a moment longer.
      window.requestIdleCallback?.((deadline) => prepare(this.rows.entries.values(), deadline));
      const kept = state.get(KEPT);
      if (this.isHome && location.hash === '' && typeof kept === 'string') this.fill(kept);
      else if (this.inAddress) this.fill(location.hash.includes('=') ? location.hash.slice(1) : '');
      if (this.view() !== '') this.showNow();
    }

    // ---- The view: what is chosen, as in the address.

    chosen() {
      return this.filters.filter(({ value }) => value.trim() !== '');
    }

    /** The order that is chosen. */
    wanted() {
      return this.sort.value === '' ? '' : `${this.reverse.checked ? '-' : ''}${this.sort.value}`;
    }

    /** @param {string} key an option of `sort` @returns {Key} */
    keyOf(key) {
      if (key === 'time') return ({ row }) => row.dataset.time && Number(row.dataset.time);
      const words = this.fieldOf(key);
      if (words instanceof HTMLSelectElement) {
        const places = new Map([...words.options].map(({ value }, place) => [value, place]));
        return ({ row }) => places.get(row.dataset[key] ?? '');
      }
      const column = [...this.sort.options].findIndex(({ value }) => value === key) - 1;
      return ({ row }) => row.children[column].firstChild?.textContent ?? '';
    }

    view() {
      const params = new URLSearchParams();
      for (const { name, value } of this.chosen()) params.set(name, value.trim().slice(0, this.search.maxLength));
      if (this.wanted() !== '') params.set('sort', this.wanted());
      return params.toString();
    }

    /** Fills in the form. What no field has or no option offers counts as not said. @param {string} text */
    fill(text) {
      const params = new URLSearchParams(text.slice(0, LONGEST));
      for (const field of this.filters) {
        field.value = (params.get(field.name) ?? '').slice(0, this.search.maxLength);
        if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = '';
      }
      const by = params.get('sort') ?? '';
      this.sort.value = by.replace('-', '');
      if (this.sort.selectedIndex < 0) this.sort.value = '';
      this.reverse.checked = by.startsWith('-') && this.sort.value !== '';
      if (this.chosen().some((field) => field !== this.search)) this.find('details').toggleAttribute('open', true);
    }

    keep() {
      const now = this.view();
      if (this.inAddress && (now !== '' || location.hash.includes('='))) {
        try {
          history.replaceState(history.state, '', now === '' ? location.pathname + location.search : `#${now}`);
        } catch {
          // Some browsers refuse this on a disk, or when it comes often. The view holds all the same.
        }
      }
      if (this.isHome && now !== (state.get(KEPT) ?? '')) state.set(KEPT, now || null, true);
    }

    /** Shows the view in the address; or makes sure that what it leads to is shown. */
    read() {
      const { hash } = location;
      if (hash === '' || hash.includes('=')) this.fill(hash.slice(1));
      this.showNow();
      this.rows.finish();
      const target = document.querySelector(':target');
      if (!target || !this.table.contains(target) || target.checkVisibility()) return;
      this.form.reset();
      this.showNow();
      this.rows.finish();
      target.scrollIntoView();
    }

    // ---- Showing it.

    /** Shows the view in the next frame, and says and keeps it when nothing has changed for a while. */
    follow() {
      this.frame ||= requestAnimationFrame(() => this.showView());
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.settle(), PAUSE);
    }

    showView() {
      cancelAnimationFrame(this.frame);
      this.frame = 0;
      this.rows.arrange(this.wanted(), this.keyOf(this.sort.value));
      this.mark();
      this.size = this.rows.filter(this.chosen());
      for (const field of this.filters) field.classList.toggle('is-chosen', field.value.trim() !== '');
    }

    /** Says and keeps what is shown. It is not chosen anew: a row whose mark has changed meanwhile stays under the reader's eyes. */
    settle() {
      clearTimeout(this.timer);
      this.timer = 0;
      if (this.frame) this.showView();
      this.say();
      this.keep();
    }

    showNow() {
      this.showView();
      this.settle();
    }

    /** Says in the headers by which the rows are sorted. */
    mark() {
      for (const [index, header] of this.headers.entries()) {
        if (this.sort.selectedIndex === index + 1) header.setAttribute('aria-sort', this.reverse.checked ? 'descending' : 'ascending');
        else header.removeAttribute('aria-sort');
      }
    }

    /** Up, down, and back to how they are listed. @param {number} option of `sort` */
    press(option) {
      if (this.sort.selectedIndex !== option) {
        this.sort.selectedIndex = option;
        this.reverse.checked = false;
      } else if (this.reverse.checked) {
        this.sort.selectedIndex = 0;
        this.reverse.checked = false;
      } else {
        this.reverse.checked = true;
      }
      // The headers stay in sight far down the table. What was sorted begins at its top.
      if (this.table.getBoundingClientRect().top < 0) this.table.scrollIntoView();
      this.follow();
    }

    // ---- In words.

    say() {
      const all = count(this.rows.entries.length, 'resource');
      const by = this.chosen();
      const summary = by.length === 0 ? all : `${this.size} of ${all}`;
      this.find('[role="status"]').replaceChildren(...(this.size > 0 ? [make('p', {}, summary)] : this.advice(by, all)));
      const order = this.sort.value === '' ? [] : [`sorted by ${this.sort.selectedOptions[0].text}${this.reverse.checked ? ', reversed' : ''}`];
      const onPaper = this.find('.hops-view', this.root.parentElement ?? document);
      onPaper.textContent = `${[summary, ...by.map(filterWords), ...order].join('; ')}.`;
      onPaper.hidden = by.length + order.length === 0;
    }

    /** What to say if nothing fits: which filters stand in the way, each with a button that takes it away. @param {Field[]} by @param {string} all */
    advice(by, all) {
      const left = by.map((field) => ({ field, size: this.rows.passing(by.filter((other) => other !== field)).length }));
      const helps = left.filter(({ size }) => size > 0);
      if (helps.length === 0) return [make('p', {}, `None of ${all} fits, and without any one of these filters still none.`)];
      const list = make('ul', {}, ...helps.map(({ field, size }) => make('li', {}, this.buttonWithout(field, size))));
      return [make('p', {}, `None of ${all} fits all of this.`), list];
    }

    /** @param {Field} field @param {number} size */
    buttonWithout(field, size) {
      const button = make('button', { type: 'button' }, `Without “${filterWords(field)}”: ${size}`);
      button.addEventListener('click', () => {
        field.value = '';
        field.focus();
        this.showNow();
      });
      return button;
    }
  }

  // The whole book on one page is there to be printed, not to be filtered.
  if (!document.documentElement.classList.contains('print-page')) Filters.start(FORM);
})();
