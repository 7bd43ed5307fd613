// What a reader keeps of the table of resources; marks are own.js's.
//   view:resources    the filter and the order of the table, as in the address behind #
(() => {
  'use strict';
  window.hops.kept.push({ ids: 'view:', shape: window.hops.shapes.text(2_000), fault: 'is no view', most: 200_000 });
})();
