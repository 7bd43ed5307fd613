// A plan that is taken along: written into a file, taken in again from a file or a link, and erased. Enter at `exportFile`, `Import`
// and `Erase`.
(() => {
  'use strict';
  const { state, exchange, notice, plan } = window.hops;
  if (!plan) return;
  const { make, dayInWords, Component } = window.hops.elements;

  /** What an import changed: an id, what stood there, what stands there since. @typedef {[string, HopsItem | undefined, HopsItem | undefined][]} Changes */
  /** What the last import changed. @type {Changes | undefined} */
  let imported;

  function exportFile() {
    const file = new Blob([JSON.stringify(state.document())], { type: 'application/json' });
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
    const download = make('a', { href: URL.createObjectURL(file), download: `${document.documentElement.dataset.book}-plan-${day}.json` });
    download.click();
    setTimeout(() => URL.revokeObjectURL(download.href), 60_000);
    notice(`The file ${download.download} is in your downloads.`, { kind: 'brief' });
  }

  /** @param {HopsItem | undefined} a @param {HopsItem | undefined} b */
  const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** @param {HopsDocument} before @param {HopsDocument} after @returns {Changes} */
  function changesOf({ items: before }, { items: after }) {
    const ids = Object.keys({ ...before, ...after }).filter((id) => !isSame(before[id], after[id]));
    return ids.map((id) => [id, before[id], after[id]]);
  }

  /** The question what to do with a plan that comes in, and what is done. */
  class Import extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.file = plan.field('import');
      this.problem = plan.slot('import-problem');
      this.file.addEventListener('change', () => this.takeFile());
      Object.assign(plan.actions, {
        'take-over': () => plan.theirs && this.offer(plan.theirs, 'This link', false),
        merge: () => this.takeIn('merge'),
        replace: () => this.takeIn('replace'),
        cancel: () => this.cancel(),
        undo: () => imported && this.undo(imported),
      });
      plan.onRender(() => this.render());
    }

    render() {
      this.root.hidden = plan.offered === undefined;
      plan.show('undo', imported !== undefined && !plan.theirs);
    }

    async takeFile() {
      const file = this.file.files?.[0];
      this.problem.textContent = '';
      if (!file) return;
      const { document, problem, leftOut } = await plan.checkFile(file);
      // The same file, mended, may be chosen again.
      this.file.value = '';
      if (document) this.offer(document, 'This file', true, leftOut);
      else this.problem.textContent = `“${file.name}” is not imported, and nothing has changed. ${problem}`;
    }

    /** @param {HopsDocument} document @param {string} what "This file" @param {boolean} isWhole a link never holds all @param {string} [leftOut] */
    offer(document, what, isWhole, leftOut = '') {
      const mine = state.document();
      const { merged, entries } = exchange.difference(mine, document);
      if (entries > exchange.MOST_ITEMS) {
        notice(`${what} is not taken in: together with yours it has ${exchange.inWords(entries)} entries. A plan has ${exchange.inWords(exchange.MOST_ITEMS)} at most.`, { kind: 'problem' });
        return;
      }
      const kept = Object.entries(mine.items).filter(([id]) => !exchange.isShared(id));
      const whole = isWhole ? document : { ...document, items: { ...Object.fromEntries(kept), ...document.items } };
      const { changed, removed } = exchange.difference(mine, whole);
      plan.offered = { document, whole };
      this.slot('import').textContent = `${what}, of ${dayInWords(document.updated)}, holds ${exchange.counts(document)}. You have ${exchange.counts(mine)}.`;
      this.slot('left-out').textContent = leftOut;
      this.slot('difference').textContent = `Merging would change ${merged === 1 ? '1 entry' : `${merged} entries`}. Replacing would change ${changed} and remove ${removed}.`;
      this.root.hidden = false;
      this.root.focus();
    }

    cancel() {
      plan.offered = undefined;
      this.root.hidden = true;
      (plan.theirs ? plan.part('shared') : this.file).focus();
    }

    /** @param {'merge' | 'replace'} how */
    takeIn(how) {
      if (!plan.offered) return;
      const before = state.document();
      if (how === 'merge') state.merge(plan.offered.document);
      else state.replace(plan.offered.whole);
      const changes = changesOf(before, state.document());
      imported = changes;
      notice(how === 'merge' ? 'The plans are merged.' : 'Your plan is replaced.', { action: ['Undo', () => this.undo(changes)] });
      plan.leave();
    }

    /** Takes back what an import changed, unless that has been changed since: then it is the reader's. @param {Changes} changes */
    undo(changes) {
      const now = state.document();
      const own = changes.filter(([id, , since]) => isSame(now.items[id], since));
      const items = new Map(Object.entries(now.items));
      for (const [id, before] of own) {
        if (before) items.set(id, before);
        else items.delete(id);
      }
      state.replace({ ...now, items: Object.fromEntries(items) });
      if (imported === changes) imported = undefined;
      const words = own.length === changes.length ? 'Undone: what the import changed is as it was before.' : 'Undone, except for what you have changed since: that stays.';
      notice(words, { kind: 'brief' });
      plan.leave();
    }
  }

  /** The question whether to erase all, and what is done. */
  class Erase extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.dialog = /** @type {HTMLDialogElement} */ (this.part('sure'));
      Object.assign(plan.actions, {
        'ask-erase': () => this.ask(),
        erase: () => this.erase(),
        keep: () => this.dialog.close(),
      });
    }

    ask() {
      this.slot('erase').textContent = exchange.counts(state.document());
      this.dialog.showModal();
    }

    erase() {
      state.forget();
      imported = undefined;
      this.dialog.close();
      notice('Erased: this browser keeps nothing of yours in this book.', { kind: 'brief' });
      plan.renderSoon();
    }
  }

  plan.actions.export = exportFile;
  Import.start('hops-plan [data-part="import"]');
  Erase.start('hops-plan [data-part="erase"]');
})();
