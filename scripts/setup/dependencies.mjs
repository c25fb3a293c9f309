import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root, say, sha256, Stop } from './project.mjs';

const stampFile = join(root, 'node_modules', '.setup-stamp');

/** Installs exactly what the lock file says when node_modules is missing or of another lock file. */
export function installDependencies() {
  const wanted = sha256(readFileSync(join(root, 'package-lock.json')));
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  say('Installing dependencies …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // No install scripts: the only binary we need, Electron's, is obtained by a step of its own.
  const result = spawnSync(npm, ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0)
    throw new Stop('npm ci failed; its message stands above. Then run this command again.');
  writeFileSync(stampFile, wanted);
}
