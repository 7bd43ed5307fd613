// The search, as far as every page has it: what opens the dialog #Page-search, and loads the rest when it is first needed (the index, and
// theme/js/search-dialog.js with the engine), as script elements, because that works from a disk too. What the reader types goes into no
// address and to no server: the page that opens gets the words through this tab's session, and marks them. Enter at `open`.
(() => {
  'use strict';
  const { session, dialog } = window.hops;
  const { loadScript } = window.hops.elements;
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById('Page-search-words'));
  const count = document.getElementById('Page-search-count');
  /** The renderer joins the scripts into one, and puts on it what was on each. @type {HTMLElement | null} */
  const script = document.querySelector('script[data-index]');
  const { index = '', search = '' } = script?.dataset ?? {};

  /** What parts of the index have brought, by their names. @type {Map<string, unknown>} */
  const arrived = new Map();
  /** @type {Map<string, Promise<unknown>>} */
  const asked = new Map();

  /** Each file once; one that failed is asked for again. @param {string} src @returns {Promise<unknown>} */
  function loadOnce(src) {
    const loading = asked.get(src) ?? loadScript(src).catch((error) => {
      asked.delete(src);
      throw error;
    });
    asked.set(src, loading);
    return loading;
  }

  window.hops.part = (name, data) => void arrived.set(name, data);

  /** A part of the index, by its name without the hash. @param {string} name */
  async function part(name) {
    const src = index.replace(/index(-[^/]*)$/, `${name}$1`);
    await loadOnce(src);
    const key = /([^/]*)\.js$/.exec(src)?.[1] ?? '';
    // A host may answer with something else for what it does not have.
    if (!arrived.has(key)) {
      asked.delete(src);
      throw new Error(src);
    }
    return arrived.get(key);
  }

  const engine = async () => {
    const [entry] = await Promise.all([part('index'), loadOnce(search)]);
    return (window.hops.search ??= window.hops.startSearch?.(entry, part));
  };

  async function open() {
    if (!field || !count) return;
    if (field.value === '') field.value = String(session.get('query') ?? '');
    field.select();
    if (!window.hops.search) count.textContent = 'Loading the search index …';
    try {
      (await engine())?.open();
    } catch {
      count.textContent =
        'The search index did not load, so there is nothing to search in. Check the connection, then close this and open it again to try once more.';
    }
  }

  const box = field?.closest('dialog');
  if (!script || !box) return;
  window.hops.openSearch = dialog('Page-search', open);
  box.addEventListener('close', () => session.set('query', field?.value.trim() ?? ''));
  box.querySelector('form')?.addEventListener('submit', (event) => {
    // Enter in the field opens the first result; the form itself would close the dialog.
    event.preventDefault();
    window.hops.search?.go();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    // The field would first be emptied, and the dialog stay.
    event.preventDefault();
    box.close();
  });
  const handed = /** @type {any} */ (session.get('words'));
  session.set('words', null);
  // Without the engine the page is shown unmarked.
  if (handed?.path === location.pathname && Array.isArray(handed.words)) engine().then((search) => search?.mark(handed.words.map(String)), () => {});
})();
