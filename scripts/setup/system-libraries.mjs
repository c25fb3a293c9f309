import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { hasProgram, installPackages } from './apt.mjs';
import { cacheFolder, sha256 } from './project.mjs';

/** Debian's package for a shared library, by the beginning of its name; Debian 12 and Ubuntu up to 22.04. */
const packages = {
  'libgtk-3': 'libgtk-3-0',
  libgdk: 'libgtk-3-0',
  libatk: 'libgtk-3-0',
  libcairo: 'libgtk-3-0',
  libpango: 'libgtk-3-0',
  libX: 'libgtk-3-0',
  libatspi: 'libgtk-3-0',
  libnss: 'libnss3',
  libsmime: 'libnss3',
  libnspr: 'libnss3',
  libasound: 'libasound2',
  libgbm: 'libgbm1',
  libdrm: 'libgbm1',
  libcups: 'libcups2',
  libdbus: 'libdbus-1-3',
  libexpat: 'libexpat1',
  libxkbcommon: 'libxkbcommon0',
  libxcb: 'libxcb1',
};

/** @param {string} output of ldd @returns {readonly string[]} names of libraries that are not found */
export function missingLibraries(output) {
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => String(name));
}

/** @param {readonly string[]} libraries @returns {readonly string[]} packages, each once; an unknown library stands for itself */
export function packagesFor(libraries) {
  const found = libraries.map(
    (library) => Object.entries(packages).find(([start]) => library.startsWith(start))?.[1] ?? library,
  );
  return [...new Set(found)];
}

/**
 * The shared libraries that Electron needs, and Xvfb where there is no display. Looked at once per Electron: a stamp
 * in the cache spares the second start.
 * @param {{ executable: string, needsDisplay: boolean }} options
 */
export function ensureSystemLibraries({ executable, needsDisplay }) {
  if (process.platform !== 'linux') return;
  const wanted = needsDisplay && !hasProgram('Xvfb') ? ['xvfb', 'xauth'] : [];
  const stamp = join(cacheFolder, `libraries-${sha256(executable).slice(0, 12)}`);
  const libraries = existsSync(stamp)
    ? []
    : missingLibraries(spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout ?? '');
  installPackages([...wanted, ...packagesFor(libraries)], 'Electron needs what is missing here');
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stamp, '');
}

/** A real key ring for the tests: a session bus, gnome-keyring and its client library. */
export function ensureKeyRing() {
  if (process.platform !== 'linux') return;
  const wanted = [];
  if (!hasProgram('dbus-daemon') || !hasProgram('dbus-send')) wanted.push('dbus');
  if (!hasProgram('gnome-keyring-daemon')) wanted.push('gnome-keyring', 'libsecret-1-0');
  installPackages(wanted, 'The tests use a real key ring');
}
