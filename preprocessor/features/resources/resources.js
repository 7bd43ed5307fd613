// The form over a table of resources: search, filters, sorting. The rows are those of the page; the script hides and moves them.
//
// The first form of a page keeps its view in the address behind #, as in `#q=dns&topic=networking&sort=-level`, so that a view is a link.
// The home, where all resources stand, also comes back as it was left (`view:resources`). Names and values are those of the form's fields;
// preprocessor/features/resources/filters.rs writes them, and a data attribute of the same name on each row. Enter at `enliven`.
(() => {
  'use strict';
  const { state } = window.hops;
  const { plain } = window.hops.elements;
  /** Milliseconds without a change before a view is announced and kept: a voice should not read out every letter typed. */
  const PAUSE = 300;
  /** No view needs more letters than this; what is longer was made to hurt. */
  const LONGEST = 2000;
  const KEPT = 'view:resources';
  /** How many rows come into view in the first frame, a screen of them, and how many in each that follows: no frame waits for all. */
  const FIRST = 8;
  const MORE = 150;

  /** @typedef {{ row: HTMLTableRowElement, group: Group, words?: string }} Entry a resource */
  /** @typedef {{ body: HTMLTableSectionElement, heading: HTMLElement | null, count: HTMLElement | null, size: number }} Group */
  /** @typedef {HTMLInputElement | HTMLSelectElement} Field */
  /** @typedef {(entry: Entry) => boolean} Check */

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

  /** "1 resource", "3 resources". @param {number} number */
  const resources = (number) => `${number} ${number === 1 ? 'resource' : 'resources'}`;

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTableElement} table
   * @param {{ inAddress: boolean, isHome: boolean }} place
   */
  function enliven(form, table, { inAddress, isHome }) {
    const fields = /** @type {Field[]} */ ([...form.elements].filter((e) => e.matches('input, select')));
    const sort = /** @type {HTMLSelectElement} */ (form.elements.namedItem('sort'));
    const reverse = /** @type {HTMLInputElement} */ (form.elements.namedItem('reverse'));
    const search = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'));
    const filters = fields.filter((field) => field !== sort && field !== reverse);
    const status = /** @type {HTMLElement} */ (form.querySelector('[role="status"]'));
    const fold = /** @type {HTMLDetailsElement} */ (form.querySelector('details'));
    const onPaper = /** @type {HTMLElement} */ (form.parentElement?.querySelector('.hops-view'));
    const groups = [...table.tBodies].map(groupOf);
    const entries = groups.flatMap(entriesOf);
    /** The order in which the rows stand: of `sort`, `-` first if reversed. */
    let order = '';
    let sequence = entries;
    /** Where the rows are while they are sorted. @type {HTMLTableSectionElement | null} */
    let sorted = null;
    /** What is left to do until every row is where it should be, and seen if it should be. @type {Iterator<void> | undefined} */
    let work;
    let workFrame = 0;
    /** How many rows the view has. */
    let count = entries.length;
    let frame = 0;
    let timer = 0;

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

    // ---- Filtering.

    const chosen = () => filters.filter(({ value }) => value.trim() !== '');

    /** How a filter is called, with what is chosen. @param {Field} field */
    function nameOf(field) {
      const label = field.labels?.[0].querySelector('.label')?.textContent;
      const value = field instanceof HTMLSelectElement ? field.selectedOptions[0].text : field.value.trim();
      return `${label}: ${value}`;
    }

    /** The resources that pass all the filters. @param {Field[]} by */
    function passing(by) {
      const checks = by.map(checkOf);
      return entries.filter((entry) => checks.every((check) => check(entry)));
    }

    /** Hides what is not in the view, and begins to show what is. */
    function filter() {
      const shown = new Set(passing(chosen()));
      /** @type {Map<Group, number>} */
      const counts = new Map();
      for (const entry of entries) {
        if (shown.has(entry)) counts.set(entry.group, (counts.get(entry.group) ?? 0) + 1);
        else if (!entry.row.hidden) entry.row.hidden = true;
      }
      for (const group of groups) {
        const count = counts.get(group) ?? 0;
        group.body.hidden = sorted !== null || count === 0;
        if (group.count) group.count.textContent = count === group.size ? `(${count})` : `(${count} of ${group.size})`;
      }
      for (const field of filters) field.classList.toggle('is-chosen', field.value.trim() !== '');
      work = steps(shown);
      proceed();
      return shown.size;
    }

    /** Brings rows to their places and into view, from the top: a screen of them, then part by part. @param {Set<Entry>} shown */
    function* steps(shown) {
      let left = FIRST;
      for (const entry of sequence) {
        const { row, group } = entry;
        const body = sorted ?? group.body;
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
      const bodies = [sorted, ...groups.map(({ body }) => body)];
      for (const body of [...table.tBodies]) if (!bodies.includes(body)) body.remove();
    }

    function proceed() {
      cancelAnimationFrame(workFrame);
      if (work?.next().done) work = undefined;
      else workFrame = requestAnimationFrame(proceed);
    }

    /** Does all that is left. */
    function finish() {
      cancelAnimationFrame(workFrame);
      while (work && !work.next().done);
      work = undefined;
    }

    // ---- Sorting.

    const wanted = () => (sort.value === '' ? '' : `${reverse.checked ? '-' : ''}${sort.value}`);

    /** What a resource is compared by: a number or a text. @param {string} key @returns {(entry: Entry) => number | string | undefined} */
    function keyOf(key) {
      if (key === 'time') return ({ row }) => row.dataset.time && Number(row.dataset.time);
      const words = form.elements.namedItem(key);
      if (words instanceof HTMLSelectElement) {
        const places = new Map([...words.options].map(({ value }, place) => [value, place]));
        return ({ row }) => places.get(row.dataset[key] ?? '');
      }
      const column = [...sort.options].findIndex(({ value }) => value === key) - 1;
      return ({ row }) => row.children[column].firstChild?.textContent ?? '';
    }

    /** The resources in an order; those that cannot be compared last, those that are alike as they are listed. @param {string} by */
    function inOrder(by) {
      const step = by.startsWith('-') ? -1 : 1;
      const { compare } = new Intl.Collator(document.documentElement.lang);
      const key = keyOf(by.replace('-', ''));
      const all = entries.map((entry) => ({ entry, key: key(entry) }));
      const [known, unknown] = [all.filter(({ key }) => key !== undefined), all.filter(({ key }) => key === undefined)];
      known.sort(({ key: a }, { key: b }) => step * (typeof a === 'number' ? a - Number(b) : compare(String(a), String(b))));
      return [...known, ...unknown].map(({ entry }) => entry);
    }

    /** Takes up the order that is wanted. The rows get there by `steps`. */
    function arrange() {
      if (order === wanted()) return;
      finish();
      order = wanted();
      if (sorted) sorted.hidden = true;
      sorted = null;
      sequence = entries;
      if (order === '') return;
      sequence = inOrder(order);
      sorted = document.createElement('tbody');
      sorted.setAttribute('role', 'rowgroup');
      table.append(sorted);
    }

    /** Says in the headers by which the rows are sorted. */
    function mark() {
      for (const [index, header] of headers.entries()) {
        if (sort.selectedIndex === index + 1) header.setAttribute('aria-sort', reverse.checked ? 'descending' : 'ascending');
        else header.removeAttribute('aria-sort');
      }
    }

    // ---- The view: what is chosen, as in the address.

    function view() {
      const params = new URLSearchParams();
      for (const { name, value } of chosen()) params.set(name, value.trim().slice(0, search.maxLength));
      if (wanted() !== '') params.set('sort', wanted());
      return params.toString();
    }

    /** Fills in the form. What no field has or no option offers counts as not said. @param {string} text */
    function fill(text) {
      const params = new URLSearchParams(text.slice(0, LONGEST));
      for (const field of filters) {
        field.value = (params.get(field.name) ?? '').slice(0, search.maxLength);
        if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = '';
      }
      const by = params.get('sort') ?? '';
      sort.value = by.replace('-', '');
      if (sort.selectedIndex < 0) sort.value = '';
      reverse.checked = by.startsWith('-') && sort.value !== '';
      if (chosen().some((field) => field !== search)) fold.open = true;
    }

    function keep() {
      const now = view();
      if (inAddress && (now !== '' || location.hash.includes('='))) {
        try {
          history.replaceState(history.state, '', now === '' ? location.pathname + location.search : `#${now}`);
        } catch {
          // Some browsers refuse this on a disk, or when it comes often. The view holds all the same.
        }
      }
      if (isHome && now !== (state.get(KEPT) ?? '')) state.set(KEPT, now || null, true);
    }

    // ---- Showing.

    /** Shows the view in the next frame, and says and keeps it when nothing has changed for a while. */
    function follow() {
      frame ||= requestAnimationFrame(show);
      clearTimeout(timer);
      timer = setTimeout(settle, PAUSE);
    }

    function show() {
      cancelAnimationFrame(frame);
      frame = 0;
      arrange();
      mark();
      count = filter();
    }

    /** Says and keeps what is shown. It is not chosen anew: a row whose mark has changed meanwhile stays under the reader's eyes. */
    function settle() {
      clearTimeout(timer);
      timer = 0;
      if (frame) show();
      say();
      keep();
    }

    function showNow() {
      show();
      settle();
    }

    function say() {
      const all = entries.length;
      const by = chosen();
      const summary = by.length === 0 ? resources(all) : `${count} of ${resources(all)}`;
      if (count > 0) status.replaceChildren(paragraph(summary));
      else status.replaceChildren(...advice(by));
      const order = sort.value === '' ? [] : [`sorted by ${sort.selectedOptions[0].text}${reverse.checked ? ', reversed' : ''}`];
      onPaper.textContent = `${[summary, ...by.map(nameOf), ...order].join('; ')}.`;
      onPaper.hidden = by.length + order.length === 0;
    }

    /** @param {string} text */
    function paragraph(text) {
      const element = document.createElement('p');
      element.textContent = text;
      return element;
    }

    /** What to say if nothing fits: which filters stand in the way, each with a button that takes it away. @param {Field[]} by */
    function advice(by) {
      const helps = by.map((field) => ({ field, count: passing(by.filter((other) => other !== field)).length })).filter(({ count }) => count > 0);
      if (helps.length === 0) return [paragraph(`None of ${resources(entries.length)} fits, and without any one of these filters still none.`)];
      const list = document.createElement('ul');
      list.append(...helps.map(({ field, count }) => without(field, count)));
      return [paragraph(`None of ${resources(entries.length)} fits all of this.`), list];
    }

    /** @param {Field} field @param {number} count */
    function without(field, count) {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = `Without “${nameOf(field)}”: ${count}`;
      button.addEventListener('click', () => {
        field.value = '';
        field.focus();
        showNow();
      });
      item.append(button);
      return item;
    }

    // ---- What readers do.

    const headers = [...(table.tHead?.rows[0].cells ?? [])];
    for (const [index, header] of headers.entries()) {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => press(index + 1));
    }

    /** Up, down, and back to how they are listed. @param {number} option of `sort` */
    function press(option) {
      if (sort.selectedIndex !== option) {
        sort.selectedIndex = option;
        reverse.checked = false;
      } else if (reverse.checked) {
        sort.selectedIndex = 0;
        reverse.checked = false;
      } else {
        reverse.checked = true;
      }
      // The headers stay in sight far down the table. What was sorted begins at its top.
      if (table.getBoundingClientRect().top < 0) table.scrollIntoView();
      follow();
    }

    form.addEventListener('input', follow);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      showNow();
    });
    // The fields are empty only after the event.
    form.addEventListener('reset', () => setTimeout(showNow));
    window.addEventListener('beforeprint', finish);
    window.addEventListener('pagehide', () => {
      if (timer) keep();
    });

    // ---- The address.

    /** Shows the view in the address; or makes sure that what it leads to is shown. */
    function read() {
      const { hash } = location;
      if (hash === '' || hash.includes('=')) fill(hash.slice(1));
      showNow();
      finish();
      const target = document.querySelector(':target');
      if (!target || !table.contains(target) || target.checkVisibility()) return;
      form.reset();
      showNow();
      finish();
      target.scrollIntoView();
    }

    // Safari has no idle time to give; there the first search takes a moment longer.
    window.requestIdleCallback?.((deadline) => prepare(entries.values(), deadline));
    if (inAddress) window.addEventListener('hashchange', read);
    const kept = state.get(KEPT);
    if (isHome && location.hash === '' && typeof kept === 'string') fill(kept);
    else if (inAddress) fill(location.hash.includes('=') ? location.hash.slice(1) : '');
    if (view() !== '') showNow();
  }

  // The whole book on one page is there to be printed, not to be filtered.
  if (document.documentElement.classList.contains('print-page')) return;
  for (const [index, form] of [...document.querySelectorAll('form')].filter((f) => f.matches('.hops-filters')).entries()) {
    const table = form.parentElement?.querySelector('table');
    if (table) enliven(form, table, { inAddress: index === 0, isHome: table.querySelector('tbody > [id]') !== null });
  }
})();
