import { spawnSync } from 'node:child_process';

import { say, Stop } from './project.mjs';
import { runStep } from './run-program.mjs';

/**
 * As root with apt: names the packages and installs them. Otherwise stops with the exact command.
 * @param {readonly string[]} packages by Debian 12's names
 * @param {string} why such as "Electron needs libraries that are missing here"
 */
export async function installPackages(packages, why) {
  if (packages.length === 0) return;
  if (!hasProgram('apt-get')) {
    throw new Stop(
      `${why}. On Debian their packages are ${packages.join(', ')}; install what holds them on this system, ` +
        'then run this command again.',
    );
  }
  if (process.getuid?.() !== 0) {
    const names = packages.map((name) => nameHere(name, hasCandidate));
    throw new Stop(
      `${why}. Run:\n  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${names.join(' ')}\n` +
        'then this command again.',
    );
  }
  say(`${why}; installing ${packages.join(', ')} …`);
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-qq', '-o', 'DPkg::Lock::Timeout=300'];
  await runStep('reading the package lists', 'apt-get', [...lock, 'update'], { environment });
  const names = packages.map((name) => nameHere(name, hasCandidate));
  const { code, stderr } = await runStep(
    'installing system packages',
    'apt-get',
    [...lock, 'install', '--yes', '--no-install-recommends', ...names],
    { environment },
  );
  if (code !== 0) throw new Stop(`apt-get install ${names.join(' ')} failed:\n${stderr.trim()}`);
}

/**
 * Debian 13 and Ubuntu 24.04 renamed libraries in the change to 64-bit time: libasound2 is libasound2t64 there.
 * @param {string} name @param {(name: string) => boolean} exists
 */
export function nameHere(name, exists) {
  return !exists(name) && exists(`${name}t64`) ? `${name}t64` : name;
}

/** @param {string} name */
function hasCandidate(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return /Candidate: (?!\(none\))/.test(stdout);
}

/** Whether a program is on the PATH. @param {string} program */
export function hasProgram(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
