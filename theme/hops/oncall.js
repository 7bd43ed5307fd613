// What an hour of work really pays in a job with standby duty: reads the reader's numbers, says at a field what is wrong with it, and puts the
// numbers into the formulas of the page. Kept as `oncall`, as they were typed. Enter at `start`; the arithmetic is `compute`.
(() => {
  'use strict';
  const { state, notice } = window.hops;
  const ID = 'oncall';
  const LONGEST = 20;
  const WEEKS = 52;
  const HOURS = 168;

  /** What a number must be: the least (it may be that itself, or must be above), the most, whole or not. @type {Record<string, { least: number, above?: boolean, most: number, whole?: boolean, optional?: boolean }>} */
  const FIELDS = {
    people: { least: 1, most: 1000, whole: true },
    days: { least: 0, above: true, most: 364 },
    calls: { least: 0, most: 10_000 },
    share: { least: 0, most: 100 },
    hours: { least: 0, most: 24 },
    pay: { least: 0, most: 1e12 },
    salary: { least: 0, above: true, most: 1e12 },
    week: { least: 0, above: true, most: HOURS },
    other: { least: 0, above: true, most: 1e12, optional: true },
  };

  /** @param {number} number @param {number} [most] */
  const inWords = (number, most = 2) => number.toLocaleString('en', { maximumFractionDigits: most });

  /** The number that is typed, or what is wrong with it, or nothing. @param {string} text @param {(typeof FIELDS)[string]} field @returns {number | string | undefined} */
  function read(text, { least, above, most, whole }) {
    const plain = text.replace(/\s/g, '');
    if (plain === '') return undefined;
    if (!/^[-−+]?\d+([.,]\d{1,2})?$/.test(plain)) return 'A number, please: digits, at most two behind a decimal point, and nothing between thousands, as in 1500.50.';
    const number = Number(plain.replace(',', '.').replace('−', '-'));
    if (whole && !Number.isInteger(number)) return 'A whole number, please.';
    if (number < least || (above && number === least)) return above ? `It must be more than ${least}.` : `It must be ${least} or more.`;
    return number > most ? `It must be ${inWords(most)} or less.` : number;
  }

  /** @typedef {Record<'people' | 'days' | 'calls' | 'share' | 'hours' | 'pay' | 'salary' | 'week' | 'other', number>} Numbers */

  /** All in a year of 52 weeks. @param {Numbers} numbers */
  function compute({ people, days, calls, share, hours, pay, salary, week, other }) {
    const turns = (WEEKS * 7) / (people * days);
    const outside = (WEEKS * calls * share) / 100 / people;
    const extra = outside * hours;
    const contract = WEEKS * week;
    const worked = contract + extra;
    const extraPay = turns * pay;
    const plain = other / contract;
    const standing = (WEEKS * (HOURS - week)) / people;
    return {
      turns,
      outside,
      extra,
      contract,
      extraPay,
      salary,
      other,
      plain,
      worked,
      rate: (salary + extraPay) / worked,
      /** Hours in which one must be reachable and is not at work otherwise. */
      standing,
      waiting: standing - extra,
      even: (plain * worked - salary) / turns,
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
        const found = read(input.value, FIELDS[input.name]);
        const isWrong = typeof found === 'string';
        tell(input, isWrong ? found : '');
        wrong ||= isWrong;
        if (typeof found === 'number') numbers[input.name] = found;
        else if (!isWrong && !FIELDS[input.name].optional) missing.push(input.name);
      }
      if (wrong || missing.length > 0) return { missing, wrong };
      const all = /** @type {Numbers} */ ({ ...numbers, other: numbers.other ?? numbers.salary });
      return fits(all) ? { numbers: all, missing, wrong } : { missing, wrong: true };
    }

    /** @param {HTMLInputElement} input @param {string} problem */
    function tell(input, problem) {
      const place = slot(input.name, 'problem');
      if (place.textContent !== problem) place.textContent = problem;
      if (problem) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
    }

    /** Is there room in a turn for all of its work? @param {Numbers} numbers */
    function fits(numbers) {
      const { waiting, standing, extra } = compute(numbers);
      if (waiting >= 0) return true;
      const hours = /** @type {HTMLInputElement} */ (form.elements.namedItem('hours'));
      tell(hours, `So many ${callWords} take ${inWords(extra)} hours a year, and outside working hours there are ${inWords(standing)}. Is this right, and the number a week?`);
      return false;
    }

    /** What is being typed stays. @param {HTMLInputElement[]} fields */
    function fill(fields) {
      const values = kept();
      for (const input of fields) input.value = values[input.name] ?? '';
    }

    function show() {
      fill(inputs.filter((input) => input !== document.activeElement));
      const { numbers, missing, wrong } = look();
      host.toggleAttribute('data-kept', Boolean(numbers));
      slot('missing').hidden = Boolean(numbers);
      slot('found').hidden = !numbers;
      slot('missing').textContent = wrong
        ? 'One of the fields has to be mended first.'
        : missing.length === inputs.length - 1
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
    function sentences({ people, days, pay }, { rate, plain, outside, extra, extraPay, standing, even, turns }) {
      const part = Math.abs(rate / plain - 1) * 100;
      const compared = part < 0.005 ? 'as much as in the job without' : `${inWords(part)} % ${rate < plain ? 'less' : 'more'} than in the job without`;
      const lines = [`An hour of work pays ${inWords(rate)}, ${compared} (${inWords(plain)}).`];
      lines.push(people === 1 ? `You are ${duty} all the time: there is nobody to take turns with.` : `You are ${duty} ${inWords(days)} of every ${inWords(people * days)} days: ${inWords(WEEKS / people)} weeks a year.`);
      lines.push(outside === 0 ? `No ${callWords} reach you outside working hours, so no working hours are added. The waiting stays.` : `About ${inWords(outside, 1)} ${callWords} a year reach you outside working hours and take ${inWords(extra)} hours.`);
      if (standing > 0) lines.push(pay === 0 ? `Being ${duty} is not paid: ${inWords(standing)} hours a year outside working hours, waiting and ${callWords} together, for nothing.` : `Spread over all ${inWords(standing)} hours outside working hours, waiting and ${callWords} together, being ${duty} pays ${inWords(extraPay / standing)} an hour.`);
      lines.push(even > 0 ? `An hour of work would pay the same in both jobs if a turn were paid with ${inWords(even)}. Waiting would then still be unpaid.` : `An hour of work would pay the same in both jobs, or more here, even if a turn were not paid.`);
      if (turns < 1) lines.push(`You have less than one turn a year: ${inWords(turns)}.`);
      return lines;
    }

    /** The formulas with the numbers in them. @param {Numbers} n @param {ReturnType<typeof compute>} found */
    function formulas(n, found) {
      /** @param {string} text @param {number} result */
      const line = (text, result) => `${text} = ${inWords(result)}`;
      const [turns, extra, pay, salary, week, people] = [found.turns, found.extra, n.pay, n.salary, n.week, n.people].map((number) => inWords(number));
      return {
        turns: line(`52 × 7 ÷ (${people} × ${inWords(n.days)})`, found.turns),
        extra: line(`52 × ${inWords(n.calls)} × ${inWords(n.share)} ÷ 100 × ${inWords(n.hours)} ÷ ${people}`, found.extra),
        rate: line(`(${salary} + ${turns} × ${pay}) ÷ (52 × ${week} + ${extra})`, found.rate),
        plain: line(`${inWords(n.other)} ÷ (52 × ${week})`, found.plain),
        waiting: line(`52 × (168 − ${week}) ÷ ${people} − ${extra}`, found.waiting),
        standing: found.standing > 0 ? line(`${turns} × ${pay} ÷ (${inWords(found.waiting)} + ${extra})`, found.extraPay / found.standing) : 'There are no such hours.',
        even: found.even > 0 ? line(`(${inWords(found.plain)} × ${inWords(found.worked)} − ${salary}) ÷ ${turns}`, found.even) : `(${inWords(found.plain)} × ${inWords(found.worked)} − ${salary}) ÷ ${turns}: nothing, or less`,
      };
    }

    function clear() {
      const before = state.get(ID);
      keepAll(null);
      inputs[0].focus();
      notice('All fields are empty.', { action: ['Undo', () => keepAll(before)] });
    }

    /** Also in the field that has the focus. @param {unknown} values */
    function keepAll(values) {
      state.set(ID, values);
      fill(inputs);
      show();
    }

    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => {
      const typed = inputs.filter(({ value }) => value.trim() !== '').map(({ name, value }) => [name, value.slice(0, LONGEST)]);
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
