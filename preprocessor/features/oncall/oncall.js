// What an hour of work really pays in a job with standby duty: reads the reader's numbers, says at a field what is wrong with it, and puts the
// numbers into the formulas of the page. What is kept of it, kept.js says. Enter at `Calculator`; the arithmetic is `compute`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const { make, inDigits, Component } = window.hops.elements;
  const { LONGEST, typed } = window.hops.oncall;
  const WEEKS = 52;
  const HOURS = 168;
  /** Hours and money below this are left over from computing in binary. */
  const NOISE = 1e-6;
  /** `€` or `EUR`, before or behind. */
  const MONEY = /^(\p{Sc}|[A-Z]{3})|(\p{Sc}|[A-Z]{3})$/u;
  /** Thousands parted as in 1,234,567.89 or 1.234.567,89 or 1'234'567.89, and as in 12,34,567. */
  const GROUPED = /^[1-9]\d{0,2}((,\d{3})+(\.\d+)?|(\.\d{3})+(,\d+)?|(['’]\d{3})+([.,]\d+)?)$|^[1-9]\d?(,\d\d)+,\d{3}(\.\d+)?$/;

  /** What a number must be: the least (it may be that itself, or must be above), the most, whole or not, and what may stand beside it. @type {Record<string, { least: number, above?: boolean, most: number, whole?: boolean, optional?: boolean, unit?: RegExp }>} */
  const FIELDS = {
    people: { least: 1, most: 1000, whole: true },
    days: { least: 0, above: true, most: 364 },
    calls: { least: 0, most: 10_000 },
    share: { least: 0, most: 100, unit: /%$/ },
    hours: { least: 0, most: 24 },
    covered: { least: 0, above: true, most: HOURS },
    pay: { least: 0, most: 1e12, unit: MONEY },
    off: { least: 0, most: HOURS, optional: true },
    salary: { least: 0, above: true, most: 1e12, unit: MONEY },
    week: { least: 0, above: true, most: HOURS },
    other: { least: 0, above: true, most: 1e12, optional: true, unit: MONEY },
  };

  /** Hours and money, to the cent. @param {number} number */
  const inCents = (number) => inDigits(number, 2);

  /** What digits with points and commas mean, and whether they could mean two things: 1.500 is a thousand if that much can be. @param {string} digits @param {number} most @returns {{ number: number, isEither: boolean }} */
  function meantBy(digits, most) {
    const decimal = /^\d+([.,]\d+)?$/.test(digits) ? Number(digits.replace(',', '.')) : NaN;
    const [sign] = /[.,'’]/.exec(digits) ?? [];
    if (!sign || !GROUPED.test(digits)) return { number: decimal, isEither: false };
    const grouped = Number(digits.replaceAll(sign, '').replace(',', '.'));
    const isEither = !Number.isNaN(decimal);
    return { number: isEither && grouped > most ? decimal : grouped, isEither };
  }

  /** The number that is typed, or what is wrong with it; how it was read, if it can be read in two ways. @param {string} text @param {(typeof FIELDS)[string]} field @returns {{ number?: number, problem?: string, note?: string }} */
  function numberIn(text, { least, above, most, whole, unit }) {
    const typed = text.replace(/\s/g, '');
    if (typed === '') return {};
    const [, sign, digits] = /^([-−+]?)(\d[\d.,'’]*)$/.exec(unit ? typed.replace(unit, '') : typed) ?? ['', '', ''];
    const { number: size, isEither } = meantBy(digits, most);
    if (digits === '' || Number.isNaN(size)) return { problem: 'A number, please, such as 1500.50 or 104,000.' };
    const number = ['-', '−'].includes(sign) ? -size : size;
    if (whole && !Number.isInteger(number)) return { problem: 'A whole number, please.' };
    if (number < least || (above && number === least)) return { problem: above ? `It must be more than ${least}.` : `It must be ${least} or more.` };
    if (number > most) return { problem: `It must be ${inCents(most)} or less.` };
    return { number, note: isEither ? `Read as ${inDigits(number)}.` : '' };
  }

  /** @typedef {Record<'people' | 'days' | 'calls' | 'share' | 'hours' | 'covered' | 'pay' | 'off' | 'salary' | 'week' | 'other', number>} Numbers */

  /** Nothing, where only the machine sees something. @param {number} number @param {number} [least] */
  const noted = (number, least = NOISE) => (Math.abs(number) < least ? 0 : number);

  /** All in a year of 52 weeks. @param {Numbers} numbers */
  function compute({ people, days, calls, share, hours, covered, pay, off, salary, week, other }) {
    const turns = (WEEKS * 7) / (people * days);
    const outside = (WEEKS * calls * share) / 100 / people;
    const extra = outside * hours;
    const contract = WEEKS * week;
    const lieu = turns * off;
    const worked = contract + extra - lieu;
    const extraPay = turns * pay;
    const plain = other / contract;
    const standing = (WEEKS * Math.max(0, covered - week)) / people;
    return {
      turns,
      outside,
      extra,
      lieu,
      contract,
      extraPay,
      salary,
      other,
      plain,
      worked,
      rate: (salary + extraPay) / worked,
      /** Hours in which one must be reachable and is not at work otherwise. */
      standing,
      waiting: noted(standing - extra),
      /** Less than half a cent is shown as nothing. */
      even: noted((plain * worked - salary) / turns, 0.005),
    };
  }

  /** @typedef {ReturnType<typeof compute>} Found */

  /** The formulas with the numbers in them. @param {Numbers} n @param {Found} found */
  function formulas(n, found) {
    /** @param {string} text @param {number} result */
    const line = (text, result) => `${text} = ${inCents(result)}`;
    const [turns, extra, pay, salary, week, people, covered, off] = [found.turns, found.extra, n.pay, n.salary, n.week, n.people, n.covered, n.off].map(inCents);
    const lieu = n.off > 0 ? ` − ${turns} × ${off}` : '';
    return {
      turns: line(`52 × 7 ÷ (${people} × ${inCents(n.days)})`, found.turns),
      extra: line(`52 × ${inCents(n.calls)} × ${inCents(n.share)} ÷ 100 × ${inCents(n.hours)} ÷ ${people}`, found.extra),
      rate: line(`(${salary} + ${turns} × ${pay}) ÷ (52 × ${week} + ${extra}${lieu})`, found.rate),
      plain: line(`${inCents(n.other)} ÷ (52 × ${week})`, found.plain),
      waiting: found.standing > 0 ? line(`52 × (${covered} − ${week}) ÷ ${people} − ${extra}`, found.waiting) : `${covered} − ${week}: none`,
      standing: found.standing > 0 ? line(`${turns} × ${pay} ÷ (${inCents(found.waiting)} + ${extra})`, found.extraPay / found.standing) : 'There are no such hours.',
      even: found.even > 0 ? line(`(${inCents(found.plain)} × ${inCents(found.worked)} − ${salary}) ÷ ${turns}`, found.even) : `(${inCents(found.plain)} × ${inCents(found.worked)} − ${salary}) ÷ ${turns}: nothing, or less`,
    };
  }

  /** How the hour compares with an hour of the job without. @param {Found} found */
  function compared({ rate, plain }) {
    const part = Math.abs(rate / plain - 1) * 100;
    return part < 0.005 ? 'as much as in the job without' : `${inCents(part)} % ${rate < plain ? 'less' : 'more'} than in the job without`;
  }

  /** What it comes to, the most important first. @param {Numbers} numbers @param {Found} found @param {{ duty: string, calls: string }} names what standby and its calls are called */
  function sentences({ people, days, pay, off }, found, { duty, calls }) {
    const { rate, plain, outside, extra, extraPay, standing, even, turns, lieu } = found;
    const lines = [`An hour of work pays ${inCents(rate)}, ${compared(found)} (${inCents(plain)}).`];
    lines.push(people === 1 ? `You are ${duty} all the time: there is nobody to take turns with.` : `You are ${duty} ${inCents(days)} of every ${inCents(people * days)} days: ${inCents(WEEKS / people)} weeks a year.`);
    lines.push(outside === 0 ? `No ${calls} reach you outside working hours, so no working hours are added.${standing > 0 ? ' The waiting stays.' : ''}` : `About ${inDigits(outside, 1)} ${calls} a year reach you outside working hours and take ${inCents(extra)} hours.`);
    if (off > 0) lines.push(`Hours off for your turns come to ${inCents(lieu)} a year, which are paid and not worked.`);
    if (standing === 0) lines.push('No hour outside working hours is covered, so there is no waiting.');
    else lines.push(pay === 0 ? `Being ${duty} is not paid: ${inCents(standing)} hours a year outside working hours, waiting and ${calls} together, for nothing.` : `Spread over all ${inCents(standing)} hours outside working hours, waiting and ${calls} together, being ${duty} pays ${inCents(extraPay / standing)} an hour.`);
    lines.push(even > 0 ? `An hour of work would pay the same in both jobs if a turn were paid with ${inCents(even)}.${standing > 0 ? ' Waiting would then still be unpaid.' : ''}` : `An hour of work would pay the same in both jobs, or more here, even if a turn were not paid.`);
    if (turns < 1) lines.push(`You have less than one turn a year: ${inCents(turns)}.`);
    return lines;
  }

  /** By the names of the fields. @returns {Record<string, string>} */
  const keptNumbers = () => Object.fromEntries(window.hops.shapes.sift(state.get('oncall'), typed));

  /** @param {Record<string, string>} values */
  const keepNumbers = (values) => state.set('oncall', Object.keys(values).length > 0 ? values : null);

  class Calculator extends Component {
    /** @param {HTMLElement} root */
    constructor(root) {
      super(root);
      this.names = { duty: root.dataset.duty ?? '', calls: root.dataset.calls ?? '' };
      this.form = /** @type {HTMLFormElement} */ (this.find('form'));
      this.inputs = [...this.form.querySelectorAll('input')];
      this.form.addEventListener('submit', (event) => event.preventDefault());
      this.form.addEventListener('input', () => this.keep());
      this.form.addEventListener('change', () => this.announce());
      this.onPress((_, name) => name === 'clear' && this.clear());
      state.onChange(() => this.draw());
      this.draw();
    }

    draw() {
      this.fill(this.inputs.filter((input) => input !== document.activeElement));
      const { numbers, missing, isWrong } = this.look();
      this.root.toggleAttribute('data-kept', Boolean(numbers));
      this.slot('missing').hidden = Boolean(numbers);
      this.slot('found').hidden = !numbers;
      this.slot('missing').textContent = this.missingWords(missing, isWrong);
      for (const place of this.findAll('[data-formula]')) place.textContent = '';
      if (numbers) this.drawResult(numbers);
    }

    // ---- What is typed.

    keep() {
      const filled = this.inputs.filter(({ value, defaultValue }) => value.trim() !== defaultValue);
      keepNumbers(Object.fromEntries(filled.map(({ name, value }) => [name, value.slice(0, LONGEST)])));
    }

    /** What is kept of these fields. @param {HTMLInputElement[]} fields */
    fill(fields) {
      const values = keptNumbers();
      for (const input of fields) input.value = values[input.name] ?? input.defaultValue;
    }

    /** @param {string} name */
    field(name) {
      return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
    }

    /** What is typed into each field, if all of it can be used. @returns {{ numbers?: Numbers, missing: string[], isWrong: boolean }} */
    look() {
      /** @type {Record<string, number>} */
      const numbers = {};
      const missing = [];
      let isWrong = false;
      for (const input of this.inputs) {
        const { number, problem = '', note = '' } = numberIn(input.value, FIELDS[input.name]);
        this.tell(input, problem, note);
        isWrong ||= problem !== '';
        if (number !== undefined) numbers[input.name] = number;
        else if (!problem && !FIELDS[input.name].optional) missing.push(input.name);
      }
      if (isWrong || missing.length > 0) return { missing, isWrong };
      const all = /** @type {Numbers} */ ({ ...numbers, off: numbers.off ?? 0, other: numbers.other ?? numbers.salary });
      return this.fits(all) ? { numbers: all, missing, isWrong } : { missing, isWrong: true };
    }

    /** Is there room in a turn for all of its work? @param {Numbers} numbers */
    fits(numbers) {
      const { waiting, standing, extra, worked } = compute(numbers);
      if (waiting < 0) this.tell(this.field('hours'), `So many ${this.names.calls} take ${inCents(extra)} hours a year, and ${inCents(standing)} are covered outside working hours. Is this right, and the number a week, and the hours that are covered?`);
      if (worked <= 0) this.tell(this.field('off'), 'So many hours off leave no hour of work in the year. Is this right?');
      return waiting >= 0 && worked > 0;
    }

    /** @param {HTMLInputElement} input @param {string} problem @param {string} [note] said if nothing is wrong */
    tell(input, problem, note = '') {
      const place = this.find(`[data-problem="${input.name}"]`);
      const words = problem || note;
      if (place.textContent !== words) place.textContent = words;
      if (problem) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }

    /** Why there is no result. @param {string[]} missing @param {boolean} isWrong */
    missingWords(missing, isWrong) {
      if (isWrong) return 'One of the fields has to be mended first.';
      if (this.inputs.every(({ value, defaultValue }) => value === defaultValue)) return 'The result appears here as soon as the fields are filled in.';
      return `Still empty: ${missing.map((name) => this.field(name).labels?.[0].firstChild?.textContent ?? name).join('; ')}.`;
    }

    clear() {
      const before = keptNumbers();
      this.replace({});
      this.inputs[0].focus();
      notice('All fields are as they were at first.', { action: ['Undo', () => this.replace(before)] });
    }

    /** Also in the field that has the focus. @param {Record<string, string>} values */
    replace(values) {
      keepNumbers(values);
      this.fill(this.inputs);
      this.draw();
    }

    // ---- What comes of it.

    /** @param {Numbers} numbers */
    drawResult(numbers) {
      const found = compute(numbers);
      for (const place of this.findAll('[data-value]')) place.textContent = inCents(/** @type {any} */ (found)[place.dataset.value ?? '']);
      this.slot('says').replaceChildren(...sentences(numbers, found, this.names).map((words) => make('li', {}, words)));
      for (const [name, words] of Object.entries(formulas(numbers, found))) this.find(`[data-formula="${name}"]`).textContent = words;
    }

    /** Said when a field is left, not with every digit. */
    announce() {
      this.slot('status').textContent = this.slot('found').hidden ? '' : (this.root.querySelector('[data-slot="says"] > li')?.textContent ?? '');
    }
  }

  Calculator.start('hops-oncall');
})();
