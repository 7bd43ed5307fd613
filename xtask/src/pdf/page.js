// Makes the shown page ready for paper, and says what is on it. Called with what sheet.rs gives.
async ({ style, home, site, whole }) => {
  const sheet = document.createElement('style');
  sheet.textContent = style;
  document.head.append(sheet);
  for (const fold of document.querySelectorAll('details')) fold.open = true;

  // Every number of the contents gets a box as wide as three digits: what is written into it later moves nothing.
  const numbers = [...document.querySelectorAll('.print-contents [data-to]')];
  for (const number of numbers) {
    const box = document.createElement('span');
    box.className = 'hops-pdf-number';
    box.textContent = '000';
    number.replaceChildren(box);
  }

  // Links that lead out of what is printed: to the host's copy of the book, or, if it has none, nowhere.
  const left = [];
  const dead = [];
  for (const link of document.querySelectorAll('a[href]')) {
    const written = link.getAttribute('href');
    if (!URL.canParse(written, document.baseURI)) continue;
    const address = new URL(written, document.baseURI);
    if (!address.href.startsWith(home)) continue;
    if (address.pathname === location.pathname && address.hash) {
      // Chromium makes plain text of a link to nothing, without a word.
      if (!target(address.hash) && link.closest('main')) dead.push(`${link.textContent.trim()} (${written})`);
      continue;
    }
    const isPage = /(\/|\.html)$/.test(address.pathname);
    if ((whole || !isPage) && link.closest('main')) left.push(`${link.textContent.trim()} (${written})`);
    if (site) link.setAttribute('href', site + address.href.slice(home.length));
    else unlink(link);
  }

  // Without the element: a theme may show an <a> as a link even where it leads nowhere.
  function unlink(link) {
    if (!(link instanceof HTMLElement)) {
      link.removeAttribute('href');
      return;
    }
    const text = document.createElement('span');
    if (link.id) text.id = link.id;
    if (link.className) text.className = link.className;
    text.append(...link.childNodes);
    link.replaceWith(text);
  }

  function target(hash) {
    const id = decodeURIComponent(hash.slice(1));
    return document.getElementById(id) ?? document.getElementsByName(id)[0];
  }

  const pictures = [...document.images].map((image) => {
    image.loading = 'eager';
    return image.decode().catch(() => {});
  });
  await Promise.all([document.fonts.ready, ...pictures]);

  const said = (name) => document.querySelector(`meta[name="${name}"]`)?.content.trim() ?? '';
  return {
    title: document.title.trim(),
    author: said('author'),
    description: said('description'),
    language: document.documentElement.lang,
    chapters: document.querySelectorAll('.print-chapter').length,
    // As places are named in a PDF: like the fragment of an address.
    contents: numbers.map((number) => new URL(`#${number.dataset.to}`, document.baseURI).hash.slice(1)),
    left,
    dead,
  };
}
