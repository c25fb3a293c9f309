import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of reference data that may stand beside the project; it is never copied into it. */
const SHARED = fileURLToPath(new URL('../../../../shared/', import.meta.url));

/** A file or folder of `../shared`, or the reason why what needs it is skipped. */
export function sharedPath(relative: string): { path: string } | { reason: string } {
  const path = `${SHARED}${relative}`;
  return existsSync(path) ? { path } : { reason: `../shared/${relative} is not there` };
}

export function readSharedJson(relative: string): unknown {
  const found = sharedPath(relative);
  if ('reason' in found) throw new Error(found.reason);
  return JSON.parse(readFileSync(found.path, 'utf8'));
}
