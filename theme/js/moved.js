// A page at an old address. Without scripts its `refresh` leads on; here the part of the page after `#` comes along, or leads to where
// that part has gone. Stands alone: a redirect page has no other script.
document.addEventListener('DOMContentLoaded', () => {
  'use strict';
  const fragment = location.hash;
  const refresh = document.querySelector('meta[http-equiv="refresh"]')?.getAttribute('content') ?? '';
  const page = /url=(.*)$/i.exec(refresh)?.[1];
  if (!fragment || !page) return;

  /** @type {string | undefined} */
  let part;
  try {
    const map = JSON.parse(document.getElementById('Page-moved')?.textContent ?? '{}');
    part = map[fragment] ?? map[decodeURIComponent(fragment)];
  } catch {
    // Without a part the page is the best that is known.
  }
  const target = new URL(part ?? page, location.href);
  if (part === undefined) target.hash = fragment;
  location.replace(target);
});
