// A plan in a link, behind its `#`: the reader's own to share, and somebody else's to look at. Enter at `Share` and `Shared`.
(() => {
  'use strict';
  const { state, exchange, notice, plan, planContents } = window.hops;
  if (!plan) return;
  const { dayInWords, Component } = window.hops.elements;
  const { load, modelOf, sourceOf } = planContents;
  /** Longer addresses are cut off by some mail and chat services. */
  const MOST_LINK = 8_000;

  class Share extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.evidence = plan.field('evidence', root);
      this.notes = plan.field('notes', root);
      this.link = /** @type {HTMLInputElement} */ (this.slot('link'));
      plan.actions.share = () => this.share();
      plan.actions['copy-link'] = (button) => plan.copy(this.link.value, button);
      // A link that no longer says what the plan is.
      const forget = () => this.say('');
      for (const field of [this.evidence, this.notes]) field.addEventListener('change', forget);
      state.onChange(forget);
    }

    /** Says something in the place of a link. @param {string} words */
    say(words) {
      this.slot('share-words').textContent = words;
      this.show('link', false);
    }

    async share() {
      this.show('link', false);
      if (!exchange.canPack()) {
        this.say('This browser cannot make links. Export a file and send that.');
        return;
      }
      const document = exchange.shared(state.document(), { evidence: this.evidence.checked, notes: this.notes.checked });
      const url = `${location.href.replace(/#.*/, '')}#${await exchange.pack(document)}`;
      const length = exchange.inWords(url.length);
      if (url.length > MOST_LINK) {
        this.say(`This link would be ${length} characters long; more than 8,000 are cut off by some services. ${this.lessWords()}, or export a file and send that.`);
        return;
      }
      // What unpacks into too much, this page could not open either.
      const { problem } = await exchange.unpack(url);
      if (problem) {
        this.say(`No link can hold this plan. ${problem} Export a file and send that.`);
        return;
      }
      const onDisk = location.protocol === 'file:' ? ' It leads to the copy of the book on this disk: it works where that is.' : '';
      this.say(`The link holds ${exchange.counts(document)}. It is ${length} characters long.${onDisk}`);
      this.link.value = url;
      this.show('link', true);
    }

    /** What would make a link shorter. */
    lessWords() {
      if (this.notes.checked) return 'Leave out the notes';
      return this.evidence.checked ? 'Leave out the evidence' : 'There is nothing more to leave out';
    }
  }

  /** The plan in an address, if it can be shown: whoever made it up, the reader's own is there without it. @param {string} address @returns {Promise<HopsChecked>} */
  async function opened(address) {
    try {
      const { document, problem } = await exchange.unpack(address);
      if (!document) return { problem };
      // Whoever sees a plan of somebody else may put it beside their own.
      await Promise.all([load(), plan.loadTwoPlans()]);
      modelOf(sourceOf(document));
      return { document };
    } catch {
      return { problem: 'It holds what no plan has.' };
    }
  }

  class Shared extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.turn = 0;
      window.addEventListener('hashchange', () => this.open());
      this.open();
    }

    /** Shows the plan that stands in the address; the reader's own, if there is none. */
    async open() {
      this.turn += 1;
      const mine = this.turn;
      const isPlan = /^#plan(=|%3d)/i.test(location.hash);
      // Whoever goes to a part of the page, as by the skip link, still reads the same plan.
      if (plan.theirs && !isPlan && location.hash !== '') return;
      const { document, problem } = isPlan ? await opened(location.href) : {};
      // The reader was quicker, and is elsewhere by now.
      if (mine !== this.turn) return;
      plan.theirs = document;
      plan.offered = undefined;
      plan.render();
      if (problem) notice(`The plan in this address cannot be opened. ${problem} This is your own plan.`, { kind: 'problem' });
      if (!document) return;
      this.slot('shared').textContent = `It holds ${exchange.counts(document)}, and was last changed on ${dayInWords(document.updated)}.`;
      this.root.focus();
    }
  }

  Share.start('hops-plan [data-part="share"]');
  Shared.start('hops-plan [data-part="shared"]');
})();
