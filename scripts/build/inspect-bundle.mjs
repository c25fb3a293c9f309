import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from '../setup/project.mjs';
import { fingerprint, isUpToDate, markUpToDate } from './up-to-date.mjs';

/**
 * The reader and its command as one module for plain Node, bundled if it has changed.
 * @returns {Promise<typeof import('../../src-main/content/reader/command-line.ts')>}
 */
export function loadInspect() {
  return loadCommand('inspect', 'src-main/content/reader/command-line.ts', [
    'src-main/content/reader',
    'src-shared/content',
  ]);
}

/**
 * The comparison and its command, in the same way.
 * @returns {Promise<typeof import('../../src-main/compare/command-line.ts')>}
 */
export function loadCompare() {
  return loadCommand('compare', 'src-main/compare/command-line.ts', [
    'src-main/compare',
    'src-main/content/reader',
    'src-shared/compare',
    'src-shared/content',
  ]);
}

/**
 * @param {string} name of the command and of its bundle @param {string} entry @param {readonly string[]} sources folders
 * whose change makes it anew
 */
async function loadCommand(name, entry, sources) {
  const bundle = join(root, 'out', name, `${name}.js`);
  const stamp = join(root, 'out', `.${name}-stamp`);
  const value = fingerprint(sources);
  if (!existsSync(bundle) || !isUpToDate(stamp, value)) {
    const [{ build }, { nodePart }] = await Promise.all([import('vite'), import('./configurations.mjs')]);
    const { configuration } = nodePart(name, { [name]: entry }, `out/${name}`, false);
    // stdout belongs to the documents.
    await build({ ...configuration, logLevel: 'error' });
    markUpToDate(stamp, value);
  }
  return import(pathToFileURL(bundle).href);
}
