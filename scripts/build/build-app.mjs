import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { root, say, Stop } from '../setup/project.mjs';
import { fingerprint, isUpToDate, markUpToDate } from './up-to-date.mjs';

const stamp = join(root, 'out', '.stamp');
/** Folders of the built app; what else lies in `out/` is no part of it. */
export const builtFolders = [
  'main',
  'library',
  'content-reader',
  'payload-reader',
  'demo-tenant',
  'preload',
  'renderer',
].map((name) => join(root, 'out', name));
const products = [
  'main/main.js',
  'library/library-host.js',
  'content-reader/content-reader.js',
  'payload-reader/payload-reader.js',
  'demo-tenant/demo-tenant.js',
  'preload/preload.cjs',
  'renderer/index.html',
].map((file) => join(root, 'out', file));

/**
 * Builds all parts into `out/`, unless nothing has changed since. The bundler is loaded only if there is work.
 * @param {{ development?: boolean }} [options]
 */
export async function buildApp({ development = false } = {}) {
  const value = `${development} ${fingerprint(['src-main', 'src-shared', 'src-renderer', 'src-demo-tenant'])}`;
  if (isUpToDate(stamp, value) && products.every((file) => existsSync(file))) return;
  say('Building …');
  const began = Date.now();
  const [{ build }, { parts }] = await Promise.all([import('vite'), import('./configurations.mjs')]);
  emptyOutput();
  for (const { name, entry, configuration } of parts(development)) {
    if (!existsSync(join(root, entry))) throw new Stop(`The ${name} cannot be built: ${entry} is missing.`);
    await build(configuration).catch((/** @type {Error} */ fault) => {
      throw new Stop(`The ${name} does not build:\n${fault.message}`);
    });
    say(`  ${name} ✓`);
  }
  markUpToDate(stamp, value);
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

/** Nothing of an older build stays, and from now on `out/` is not up to date. */
export function emptyOutput() {
  for (const path of [stamp, ...builtFolders]) rmSync(path, { recursive: true, force: true });
}
