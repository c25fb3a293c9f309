import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import {
  fallbackDistribution,
  fallbackVersion,
  isFallbackSystem,
  obtainFallback,
} from './fallback-electron.mjs';
import { cacheFolder, manifest, root, say, Stop } from './project.mjs';
import { runStep } from './run-program.mjs';

const package_ = join(root, 'node_modules', 'electron');
/** How long an unreachable download is remembered, so that the next start does not wait for it again. */
const remembered = 24 * 60 * 60 * 1000;
/** A download that has brought nothing for this long is given up; a slow one is not. */
const stallLimit = 30_000;

/**
 * @typedef {object} Distribution
 * @property {string} folder
 * @property {string} executable
 * @property {string} version
 */

/** The Electron of package.json by its official download, else the fallback. @returns {Promise<Distribution>} */
export async function obtainElectron() {
  const version = String(manifest().devDependencies['electron']);
  const installed = officialDistribution(version);
  if (installed) return installed;
  if (!isFallbackSystem()) {
    const fault = await download(version);
    const downloaded = officialDistribution(version);
    if (downloaded) return downloaded;
    throw new Stop(
      `Electron ${version} cannot be downloaded here (${fault}), and its substitute exists for linux-x64 only. ` +
        'Allow the download, or set ELECTRON_MIRROR to a mirror you can reach, then run this command again.',
    );
  }
  const note = join(cacheFolder, `electron-${version}.unreachable`);
  if (isRemembered(note)) {
    say(`Electron ${version} could not be downloaded a short time ago; using ${fallbackVersion}.`);
  } else {
    const fault = await download(version);
    const downloaded = officialDistribution(version);
    if (downloaded) return downloaded;
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(note, fault);
    say(`Electron ${version} cannot be downloaded here (${fault}); using ${fallbackVersion} instead.`);
  }
  return fallbackDistribution() ?? obtainFallback();
}

/**
 * Electron's own installer fetches the archive, checks its hash and unpacks it.
 * @param {string} version @returns {Promise<string>} what went wrong, if anything did
 */
async function download(version) {
  say(`Downloading Electron ${version} …`);
  mkdirSync(cacheFolder, { recursive: true });
  const temporary = mkdtempSync(join(cacheFolder, 'downloading-'));
  try {
    const { stderr } = await runStep(
      'downloading Electron',
      process.execPath,
      [join(package_, 'install.js')],
      {
        // Its own bar writes over lines; ours reads how far it is from its temporary folder.
        environment: {
          ELECTRON_GET_NO_PROGRESS: '1',
          TMPDIR: temporary,
          TEMP: temporary,
          TMP: temporary,
        },
        bytes: () => sizeOf(temporary),
        stallLimit,
      },
    );
    return firstLine(stderr);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** @param {string} folder @returns {number} bytes of all files in it */
function sizeOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.reduce((sum, entry) => {
    const size = statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
    return entry.isFile() ? sum + size : sum;
  }, 0);
}

/** @param {string} note */
function isRemembered(note) {
  return existsSync(note) && Date.now() - statSync(note).mtimeMs < remembered;
}

/** Without any work: what is already there. @returns {Distribution} */
export function presentElectron() {
  const found =
    officialDistribution(String(manifest().devDependencies['electron'])) ?? fallbackDistribution();
  if (!found) throw new Stop('Electron is not set up yet: run npm start or npm test once.');
  return found;
}

/** @param {string} version @returns {Distribution | undefined} */
function officialDistribution(version) {
  const folder = join(package_, 'dist');
  const pathFile = join(package_, 'path.txt');
  if (!existsSync(pathFile) || !existsSync(join(folder, 'version'))) return undefined;
  if (readFileSync(join(folder, 'version'), 'utf8').replace(/^v/, '').trim() !== version) return undefined;
  const executable = join(folder, readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? { folder, executable, version } : undefined;
}

/** @param {string} text */
function firstLine(text) {
  const line = text.split('\n').find((one) => one.trim() !== '');
  return line?.trim().slice(0, 160) ?? 'no answer in time';
}
