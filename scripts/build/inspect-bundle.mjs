import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from '../setup/project.mjs';
import { fingerprint, isUpToDate, markUpToDate } from './up-to-date.mjs';

/**
 * The reader and its command as one module for plain Node, bundled if it has changed.
 * @returns {Promise<typeof import('../../src-main/content/reader/command-line.ts')>}
 */
export async function loadInspect() {
  const bundle = join(root, 'out', 'inspect', 'inspect.js');
  const stamp = join(root, 'out', '.inspect-stamp');
  const value = fingerprint(['src-main/content/reader', 'src-shared/content']);
  if (!existsSync(bundle) || !isUpToDate(stamp, value)) {
    const [{ build }, { nodePart }] = await Promise.all([import('vite'), import('./configurations.mjs')]);
    const input = { inspect: 'src-main/content/reader/command-line.ts' };
    const { configuration } = nodePart('inspect', input, 'out/inspect', false);
    // stdout belongs to the documents.
    await build({ ...configuration, logLevel: 'error' });
    markUpToDate(stamp, value);
  }
  return import(pathToFileURL(bundle).href);
}
