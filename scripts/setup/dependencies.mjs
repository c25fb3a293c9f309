import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, say, sha256, Stop } from './project.mjs';
import { runStep } from './run-program.mjs';

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.setup-stamp');

/** Installs exactly what the lock file says when node_modules is missing or of another lock file. */
export async function installDependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = sha256(lock);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  const installed = join(modules, '.package-lock.json');
  // Somebody ran npm ci by hand: what npm noted about it is as good as our own stamp.
  if (existsSync(installed) && isInstalled(JSON.parse(lock), JSON.parse(readFileSync(installed, 'utf8')))) {
    writeFileSync(stampFile, wanted);
    return;
  }
  say('Installing the dependencies (npm ci) …');
  // No install scripts: the only binary we need, Electron's, is obtained by a step of its own.
  const { code, stderr } = await runStep(
    'installing the dependencies',
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'],
    { shell: process.platform === 'win32' },
  );
  if (code !== 0)
    throw new Stop(
      `npm ci failed; run this command again when its cause is gone:\n${stderr.trim().split('\n').slice(0, 20).join('\n')}`,
    );
  writeFileSync(stampFile, wanted);
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Locked
 * @typedef {{ packages: Record<string, Locked> }} LockFile
 */

/**
 * Whether npm's note in node_modules holds all of the lock file, but for packages of other systems.
 * @param {LockFile} lock @param {LockFile} installed
 */
export function isInstalled(lock, installed) {
  const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
  const same = (/** @type {Locked} */ wanted, /** @type {Locked | undefined} */ found) =>
    found
      ? found.version === wanted.version && found.integrity === wanted.integrity
      : wanted.optional === true;
  return (
    entries.every(([path, wanted]) => same(wanted, installed.packages[path])) &&
    Object.keys(installed.packages).every((path) => path in lock.packages)
  );
}
