import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root, sha256 } from '../setup/project.mjs';

/**
 * What a build depends on, as one hash: name, size and time of every source file. Cheap enough for every start.
 * @param {readonly string[]} folders relative to the project
 */
export function fingerprint(folders) {
  const lines = [
    ...folders,
    'scripts/build',
    'package.json',
    'package-lock.json',
    'svelte.config.js',
    'tsconfig.base.json',
  ]
    .flatMap((folder) => files(join(root, folder)))
    .map((file) => {
      const { size, mtimeMs } = statSync(file);
      return `${file} ${size} ${mtimeMs}`;
    });
  return sha256(lines.sort().join('\n'));
}

/** @param {string} stamp @param {string} value */
export function isUpToDate(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value;
}

/** @param {string} stamp @param {string} value */
export function markUpToDate(stamp, value) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}

/** @param {string} path @returns {string[]} */
function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
