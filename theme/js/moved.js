// A page at an old address. Without scripts its `refresh` leads on; here the part of the page after `#` comes along, or leads to where
// that part has gone. Stands alone: a redirect page has no other script.
document.addEventListener('DOMContentLoaded', () => {
  'use strict';
  const fragment = location.hash;
  const refresh = document.querySelector('meta[http-equiv="refresh"]')?.getAttribute('content') ?? '';
  const page = /url=(.*)$/i.exec(refresh)?.[1];
  if (!fragment || !page) return;

  /** @param {string} text */
  const decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  /** @type {Record<string, string>} */
  let map = {};
  try {
    map = JSON.parse(document.getElementById('Page-moved')?.textContent ?? '{}');
  } catch {
    // Without the map the page is the best that is known.
  }
  const part = map[fragment] ?? map[decode(fragment)];
  const target = new URL(part ?? page, location.href);
  if (part === undefined) target.hash = fragment;
  location.replace(target);
});
