import { spawnSync } from 'node:child_process';

import { say, Stop } from './project.mjs';

/**
 * As root with apt: names the packages and installs them. Otherwise stops with the exact command.
 * @param {readonly string[]} packages
 * @param {string} why such as "Electron needs these libraries"
 */
export function installPackages(packages, why) {
  if (packages.length === 0) return;
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  const asRoot = process.getuid?.() === 0;
  if (!asRoot || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Stop(
      `${why}. Run:\n  sudo apt-get update && sudo apt-get ${install.join(' ')}\nand then this command again.`,
    );
  }
  say(`${why}; installing ${packages.join(', ')} …`);
  const options = {
    encoding: /** @type {const} */ ('utf8'),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-qq'], options);
  const result = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...install], options);
  if (result.status !== 0) throw new Stop(`apt-get failed:\n${result.stderr}`);
}

/** Whether a program is on the PATH. @param {string} program */
export function hasProgram(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
