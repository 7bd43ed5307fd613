// What a reader keeps of the calculator for standby duty.
//   oncall    the fields by their names, as they were typed
(() => {
  'use strict';
  const { byId, text } = window.hops.shapes;
  const LONGEST = 20;
  const typed = text(LONGEST);
  window.hops.kept.push({ ids: 'oncall', names: ['numbers of the calculator'], shape: byId(typed), fault: 'is no list of short numbers' });
  window.hops.oncall = { LONGEST, typed };
})();
