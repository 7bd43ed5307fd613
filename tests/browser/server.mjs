// Serves a built book as a static host would: files, nothing else, from this machine only. Under the policy that a careful host sets,
// packed on the way as hosts do, and in a folder of the host if asked.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

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

/**
 * @param {string} folder the built book
 * @param {{ mount?: string, port?: number }} [options] `mount`: the folder of the host, `/guide/`
 * @returns {Promise<Host>}
 */
export async function serve(folder, { mount = '/', port = 0 } = {}) {
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
    response.end(packed ? gzipSync(content) : content);
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
