// What an hour of work really pays in a job with standby duty: reads the reader's numbers, says at a field what is wrong with it, and puts the
// numbers into the formulas of the page. Kept as `oncall`, as they were typed. Enter at `start`; the arithmetic is `compute`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const ID = 'oncall';
  const LONGEST = 20;
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

  /** @param {number} number @param {number} [most] */
  const inWords = (number, most = 2) => number.toLocaleString('en', { maximumFractionDigits: most });

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
  function read(text, { least, above, most, whole, unit }) {
    const typed = text.replace(/\s/g, '');
    if (typed === '') return {};
    const [, sign, digits] = /^([-−+]?)(\d[\d.,'’]*)$/.exec(unit ? typed.replace(unit, '') : typed) ?? ['', '', ''];
    const { number: size, isEither } = meantBy(digits, most);
    if (digits === '' || Number.isNaN(size)) return { problem: 'A number, please, such as 1500.50 or 104,000.' };
    const number = ['-', '−'].includes(sign) ? -size : size;
    if (whole && !Number.isInteger(number)) return { problem: 'A whole number, please.' };
    if (number < least || (above && number === least)) return { problem: above ? `It must be more than ${least}.` : `It must be ${least} or more.` };
    if (number > most) return { problem: `It must be ${inWords(most)} or less.` };
    return { number, note: isEither ? `Read as ${inWords(number, 3)}.` : '' };
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

  /** The formulas with the numbers in them. @param {Numbers} n @param {ReturnType<typeof compute>} found */
  function formulas(n, found) {
    /** @param {string} text @param {number} result */
    const line = (text, result) => `${text} = ${inWords(result)}`;
    const [turns, extra, pay, salary, week, people, covered, off] = [found.turns, found.extra, n.pay, n.salary, n.week, n.people, n.covered, n.off].map((number) => inWords(number));
    const lieu = n.off > 0 ? ` − ${turns} × ${off}` : '';
    return {
      turns: line(`52 × 7 ÷ (${people} × ${inWords(n.days)})`, found.turns),
      extra: line(`52 × ${inWords(n.calls)} × ${inWords(n.share)} ÷ 100 × ${inWords(n.hours)} ÷ ${people}`, found.extra),
      rate: line(`(${salary} + ${turns} × ${pay}) ÷ (52 × ${week} + ${extra}${lieu})`, found.rate),
      plain: line(`${inWords(n.other)} ÷ (52 × ${week})`, found.plain),
      waiting: found.standing > 0 ? line(`52 × (${covered} − ${week}) ÷ ${people} − ${extra}`, found.waiting) : `${covered} − ${week}: none`,
      standing: found.standing > 0 ? line(`${turns} × ${pay} ÷ (${inWords(found.waiting)} + ${extra})`, found.extraPay / found.standing) : 'There are no such hours.',
      even: found.even > 0 ? line(`(${inWords(found.plain)} × ${inWords(found.worked)} − ${salary}) ÷ ${turns}`, found.even) : `(${inWords(found.plain)} × ${inWords(found.worked)} − ${salary}) ÷ ${turns}: nothing, or less`,
    };
  }

  /** @param {Element} host */
  function start(host) {
    const { duty = '', calls: callWords = '' } = /** @type {HTMLElement} */ (host).dataset;
    const form = /** @type {HTMLFormElement} */ (host.querySelector('form'));
    const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input')]);

    /** @param {string} name @param {string} [kind] @returns {HTMLElement} */
    const slot = (name, kind = 'slot') => /** @type {HTMLElement} */ (host.querySelector(`[data-${kind}="${name}"]`));

    /** @returns {Record<string, string>} */
    function kept() {
      const found = /** @type {any} */ (state.get(ID));
      const entries = inputs.map(({ name }) => [name, found?.[name]]);
      return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string').map(([name, value]) => [name, value.slice(0, LONGEST)]));
    }

    /** What is typed into each field, if all of it can be used. @returns {{ numbers?: Numbers, missing: string[], wrong: boolean }} */
    function look() {
      /** @type {Record<string, number>} */
      const numbers = {};
      const missing = [];
      let wrong = false;
      for (const input of inputs) {
        const { number, problem = '', note = '' } = read(input.value, FIELDS[input.name]);
        tell(input, problem, note);
        wrong ||= problem !== '';
        if (number !== undefined) numbers[input.name] = number;
        else if (!problem && !FIELDS[input.name].optional) missing.push(input.name);
      }
      if (wrong || missing.length > 0) return { missing, wrong };
      const all = /** @type {Numbers} */ ({ ...numbers, off: numbers.off ?? 0, other: numbers.other ?? numbers.salary });
      return fits(all) ? { numbers: all, missing, wrong } : { missing, wrong: true };
    }

    /** @param {HTMLInputElement} input @param {string} problem @param {string} [note] said if nothing is wrong */
    function tell(input, problem, note = '') {
      const place = slot(input.name, 'problem');
      const words = problem || note;
      if (place.textContent !== words) place.textContent = words;
      if (problem) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }

    /** Is there room in a turn for all of its work? @param {Numbers} numbers */
    function fits(numbers) {
      const { waiting, standing, extra, worked } = compute(numbers);
      const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
      if (waiting < 0) tell(field('hours'), `So many ${callWords} take ${inWords(extra)} hours a year, and ${inWords(standing)} are covered outside working hours. Is this right, and the number a week, and the hours that are covered?`);
      if (worked <= 0) tell(field('off'), 'So many hours off leave no hour of work in the year. Is this right?');
      return waiting >= 0 && worked > 0;
    }

    /** What is being typed stays. @param {HTMLInputElement[]} fields */
    function fill(fields) {
      const values = kept();
      for (const input of fields) input.value = values[input.name] ?? input.defaultValue;
    }

    function show() {
      fill(inputs.filter((input) => input !== document.activeElement));
      const { numbers, missing, wrong } = look();
      host.toggleAttribute('data-kept', Boolean(numbers));
      slot('missing').hidden = Boolean(numbers);
      slot('found').hidden = !numbers;
      slot('missing').textContent = wrong
        ? 'One of the fields has to be mended first.'
        : inputs.every(({ value, defaultValue }) => value === defaultValue)
          ? 'The result appears here as soon as the fields are filled in.'
          : `Still empty: ${missing.map((name) => labelOf(name)).join('; ')}.`;
      for (const place of /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll('[data-formula]'))) place.textContent = '';
      if (numbers) showResult(numbers);
    }

    /** @param {string} name */
    const labelOf = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).labels?.[0].firstChild?.textContent ?? name;

    /** @param {Numbers} numbers */
    function showResult(numbers) {
      const found = compute(numbers);
      for (const place of /** @type {NodeListOf<HTMLElement>} */ (host.querySelectorAll('[data-value]'))) {
        place.textContent = inWords(/** @type {any} */ (found)[place.dataset.value ?? '']);
      }
      const lines = sentences(numbers, found);
      slot('says').replaceChildren(
        ...lines.map((words) => {
          const line = document.createElement('li');
          line.textContent = words;
          return line;
        }),
      );
      for (const [name, words] of Object.entries(formulas(numbers, found))) slot(name, 'formula').textContent = words;
    }

    /** Said when a field is left, not with every digit. */
    function announce() {
      slot('status').textContent = slot('found').hidden ? '' : (host.querySelector('[data-slot="says"] > li')?.textContent ?? '');
    }

    /** What it comes to, the most important first. @param {Numbers} numbers @param {ReturnType<typeof compute>} found */
    function sentences({ people, days, pay, off }, { rate, plain, outside, extra, extraPay, standing, even, turns, lieu }) {
      const part = Math.abs(rate / plain - 1) * 100;
      const compared = part < 0.005 ? 'as much as in the job without' : `${inWords(part)} % ${rate < plain ? 'less' : 'more'} than in the job without`;
      const lines = [`An hour of work pays ${inWords(rate)}, ${compared} (${inWords(plain)}).`];
      lines.push(people === 1 ? `You are ${duty} all the time: there is nobody to take turns with.` : `You are ${duty} ${inWords(days)} of every ${inWords(people * days)} days: ${inWords(WEEKS / people)} weeks a year.`);
      lines.push(outside === 0 ? `No ${callWords} reach you outside working hours, so no working hours are added.${standing > 0 ? ' The waiting stays.' : ''}` : `About ${inWords(outside, 1)} ${callWords} a year reach you outside working hours and take ${inWords(extra)} hours.`);
      if (off > 0) lines.push(`Hours off for your turns come to ${inWords(lieu)} a year, which are paid and not worked.`);
      if (standing === 0) lines.push('No hour outside working hours is covered, so there is no waiting.');
      else lines.push(pay === 0 ? `Being ${duty} is not paid: ${inWords(standing)} hours a year outside working hours, waiting and ${callWords} together, for nothing.` : `Spread over all ${inWords(standing)} hours outside working hours, waiting and ${callWords} together, being ${duty} pays ${inWords(extraPay / standing)} an hour.`);
      lines.push(even > 0 ? `An hour of work would pay the same in both jobs if a turn were paid with ${inWords(even)}.${standing > 0 ? ' Waiting would then still be unpaid.' : ''}` : `An hour of work would pay the same in both jobs, or more here, even if a turn were not paid.`);
      if (turns < 1) lines.push(`You have less than one turn a year: ${inWords(turns)}.`);
      return lines;
    }

    function clear() {
      const before = state.get(ID);
      keepAll(null);
      inputs[0].focus();
      notice('All fields are as they were at first.', { action: ['Undo', () => keepAll(before)] });
    }

    /** Also in the field that has the focus. @param {unknown} values */
    function keepAll(values) {
      state.set(ID, values);
      fill(inputs);
      show();
    }

    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => {
      const typed = inputs.filter(({ value, defaultValue }) => value.trim() !== defaultValue).map(({ name, value }) => [name, value.slice(0, LONGEST)]);
      state.set(ID, typed.length > 0 ? Object.fromEntries(typed) : null);
    });
    form.addEventListener('change', announce);
    form.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('[data-do="clear"]')) clear();
    });
    state.onChange(show);
    show();
  }

  document.querySelectorAll('hops-oncall').forEach(start);
})();
