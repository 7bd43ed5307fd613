// What a reader keeps of incidents.
//   scenario:ID    { steps, plays }: what was typed in the play of an incident, lines; and what the last plays came to, each
//                  { ending, minutes, pain }. `plays` may be missing
//   review:ID      the post-incident review of an incident, as the reader changed it
(() => {
  'use strict';
  const { parts, list, text, count } = window.hops.shapes;
  const play = parts({ steps: list(text(500), 301) }, { plays: list(parts({ ending: text(100), minutes: count, pain: count }), 20) });
  window.hops.kept.push(
    { ids: 'scenario:', names: ['incident', 'incidents'], shape: play, fault: 'is no play of an incident', most: 1_500_000 },
    { ids: 'review:', names: ['review', 'reviews'], shape: text(200_000), fault: 'is no text of at most 200,000 characters', most: 1_500_000 },
  );
})();
