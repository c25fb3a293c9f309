import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { hasProgram, installPackages } from './apt.mjs';
import { cacheFolder, sha256, Stop } from './project.mjs';

/** Debian's package for a shared library, by the beginning of its name. */
const packages = {
  'libgtk-3': 'libgtk-3-0',
  libgdk: 'libgtk-3-0',
  libatk: 'libgtk-3-0',
  libcairo: 'libgtk-3-0',
  libpango: 'libgtk-3-0',
  libatspi: 'libgtk-3-0',
  libXcomposite: 'libxcomposite1',
  libXdamage: 'libxdamage1',
  libXext: 'libxext6',
  libXfixes: 'libxfixes3',
  libXrandr: 'libxrandr2',
  libX11: 'libx11-6',
  libnss: 'libnss3',
  libsmime: 'libnss3',
  libnspr: 'libnspr4',
  libasound: 'libasound2',
  libgbm: 'libgbm1',
  libdrm: 'libdrm2',
  libudev: 'libudev1',
  libcups: 'libcups2',
  libdbus: 'libdbus-1-3',
  libexpat: 'libexpat1',
  libxkbcommon: 'libxkbcommon0',
  libxcb: 'libxcb1',
  libglib: 'libglib2.0-0',
  libgobject: 'libglib2.0-0',
  libgio: 'libglib2.0-0',
};

/** @param {string} output of ldd @returns {readonly string[]} names of libraries that are not found */
export function missingLibraries(output) {
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => String(name));
}

/**
 * @param {readonly string[]} libraries
 * @returns {{ packages: readonly string[], unknown: readonly string[] }} each package once; libraries of no known package
 */
export function packagesFor(libraries) {
  const found = libraries.map((library) => ({
    library,
    name: Object.entries(packages).find(([start]) => library.startsWith(start))?.[1],
  }));
  return {
    packages: [...new Set(found.flatMap(({ name }) => name ?? []))],
    unknown: found.filter(({ name }) => name === undefined).map(({ library }) => library),
  };
}

/**
 * The shared libraries that Electron needs, and Xvfb where there is no display. The libraries are looked at once per
 * Electron: a stamp in the cache spares the second start.
 * @param {{ executable: string, needsDisplay: boolean }} options
 */
export async function ensureSystemLibraries({ executable, needsDisplay }) {
  if (process.platform !== 'linux') return;
  const xvfb = needsDisplay && !hasProgram('Xvfb') ? ['xvfb'] : [];
  const stamp = join(cacheFolder, `libraries-${sha256(executable).slice(0, 12)}`);
  const isKnown = existsSync(stamp);
  const { packages: wanted } = packagesFor(isKnown ? [] : missingHere(executable));
  await installPackages([...xvfb, ...wanted], 'Electron needs system packages that are missing here');
  if (isKnown) return;
  const left = missingHere(executable);
  if (left.length > 0)
    throw new Stop(
      `Electron needs these shared libraries, install what holds them on this system: ${left.join(', ')}`,
    );
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stamp, '');
}

/** @param {string} executable */
function missingHere(executable) {
  return missingLibraries(spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout ?? '');
}

/** A real key ring for the tests: a session bus, gnome-keyring and its client library. */
export async function ensureKeyRing() {
  if (process.platform !== 'linux') return;
  const libraries = spawnSync('sh', ['-c', 'PATH=$PATH:/sbin:/usr/sbin ldconfig -p'], { encoding: 'utf8' });
  const wanted = [
    ...(hasProgram('dbus-daemon') && hasProgram('dbus-send') ? [] : ['dbus']),
    ...(hasProgram('gnome-keyring-daemon') ? [] : ['gnome-keyring']),
    ...((libraries.stdout ?? '').includes('libsecret-1.so.0') ? [] : ['libsecret-1-0']),
  ];
  await installPackages(wanted, 'The tests use a real key ring');
}
