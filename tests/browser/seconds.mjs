// A reporter for Node's test runner that writes how long each file took, as `MILLISECONDS NAME`: for the table at the end of `cargo xtask test`.

import { basename } from 'node:path';

/** @param {AsyncIterable<{ type: string, data: { file?: string, nesting?: number, details?: { duration_ms?: number } } }>} events */
export default async function* seconds(events) {
  /** @type {Map<string, number>} */
  const files = new Map();
  for await (const { type, data } of events) {
    if (!['test:pass', 'test:fail'].includes(type) || data.nesting !== 0 || !data.file) continue;
    files.set(data.file, (files.get(data.file) ?? 0) + (data.details?.duration_ms ?? 0));
  }
  for (const [file, duration] of files) yield `${Math.round(duration)} ${basename(file)}\n`;
}
