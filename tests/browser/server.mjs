// Serves a built book as a static host would: files, nothing else, from this machine only. Under the policy that a careful host sets,
// packed on the way as hosts do, and in a folder of the host if asked.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { constants, createGzip, gzipSync } from 'node:zlib';

/** What a page may load: its own files. Nothing inline, nothing from elsewhere. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

/** What a host packs: text. */
const PACKED = new Set(['.html', '.css', '.js', '.json', '.xml', '.svg', '.txt']);

/**
 * @typedef {object} Host
 * @property {string} origin `http://127.0.0.1:PORT`
 * @property {string} base where the book is: the origin and the mount path, without a slash at the end
 * @property {string} folder what is served; may be set to another build
 * @property {() => Promise<void>} close stops it, and drops every connection: from then on there is no network
 */

/** How long the browser has to draw a piece of a page: more than a frame. */
const PIECE_MS = 20;

/** A page in pieces that end before a tag: some of the whole, and more towards its end, where it is closed by what stands below the text. */
function piecesOf(content) {
  const text = content.toString();
  const end = Math.max(0, text.indexOf('</main>') - 1500);
  const at = [1, 2, 3, 4].map((n) => Math.floor((end * n) / 5));
  for (let place = end; place < text.indexOf('<dialog'); place += 300) at.push(place);
  const cuts = [...new Set(at.map((place) => text.indexOf('\n<', place)).filter((place) => place > 0))].sort((a, b) => a - b);
  return [0, ...cuts].map((from, n) => text.slice(from, cuts[n] ?? text.length));
}

/** @param {import('node:http').ServerResponse} response @param {Buffer} content @param {boolean} packed */
async function inPieces(response, content, packed) {
  const out = packed ? createGzip({ flush: constants.Z_SYNC_FLUSH }) : response;
  if (packed) out.pipe(response);
  for (const piece of piecesOf(content)) {
    out.write(piece);
    await new Promise((done) => setTimeout(done, PIECE_MS));
  }
  out.end();
}

/**
 * @param {string} folder the built book
 * @param {{ mount?: string, port?: number, slow?: boolean }} [options] `mount`: the folder of the host, `/guide/`; `slow`: pages come in pieces, as over
 *   a poor line or into a busy machine, and the browser draws what it has of them
 * @returns {Promise<Host>}
 */
export async function serve(folder, { mount = '/', port = 0, slow = false } = {}) {
  const host = { folder, origin: '', base: '', close };

  /** @param {string} path below the mount path */
  async function read(path) {
    const file = path.endsWith('/') ? `${path}index.html` : path;
    return { content: await readFile(join(host.folder, normalize(`/${file}`))), type: extname(file) };
  }

  /** The book's own page for what is not there. */
  async function notFound() {
    return { status: 404, ...(await read('404.html').catch(() => ({ content: Buffer.from('Not found'), type: '.txt' }))) };
  }

  const server = createServer(async (request, response) => {
    let path = '';
    try {
      path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    } catch {
      // Not an address: not found.
    }
    const inside = path.startsWith(mount);
    const found = inside ? await read(path.slice(mount.length - 1)).catch(notFound) : await notFound();
    const { content, type, status = 200 } = /** @type {any} */ (found);
    const packed = PACKED.has(type) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    response.writeHead(status, {
      'content-type': TYPES[type] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      ...(packed && { 'content-encoding': 'gzip' }),
    });
    if (slow && type === '.html') await inPieces(response, content, packed);
    else response.end(packed ? gzipSync(content) : content);
  });

  /** @returns {Promise<void>} */
  function close() {
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  host.origin = `http://127.0.0.1:${server.address().port}`;
  host.base = host.origin + mount.replace(/\/$/, '');
  return host;
}
