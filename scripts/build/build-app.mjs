import { join } from 'node:path';

import { root, say } from '../setup/project.mjs';
import { fingerprint, isUpToDate, markUpToDate } from './up-to-date.mjs';

const stamp = join(root, 'out', '.stamp');

/**
 * Builds all parts into `out/`, unless nothing has changed since. The bundler is loaded only if there is work.
 * @param {{ development?: boolean }} [options]
 */
export async function buildApp({ development = false } = {}) {
  const value = `${development} ${fingerprint(['src-main', 'src-shared', 'src-renderer', 'src-demo-tenant'])}`;
  if (isUpToDate(stamp, value)) return;
  say('Building …');
  const [{ build }, { parts }] = await Promise.all([import('vite'), import('./configurations.mjs')]);
  for (const { configuration } of parts(development)) await build(configuration);
  markUpToDate(stamp, value);
}
