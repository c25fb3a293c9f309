import { cpSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildApp, builtFolders } from './build/build-app.mjs';
import { hasProgram, installPackages } from './setup/apt.mjs';
import { manifest, root, say } from './setup/project.mjs';
import { runCommand } from './setup/run-command.mjs';
import { setUp } from './setup/set-up.mjs';

const release = join(root, 'release');
const distributionCopy = join(release, '.electron');

/**
 * `npm run package`: the unpacked app of this system, and on Linux a tar.gz. `-- --dir` leaves the archive out;
 * `-- --release` builds this system's release targets of electron-builder.yml, with the official Electron, on a
 * machine that reaches the tools they need.
 */
await runCommand(async () => {
  const electron = await setUp();
  await buildApp();
  const { thirdPartyNotices } = await import('./build/bundled-packages.mjs');
  mkdirSync(release, { recursive: true });
  writeFileSync(join(release, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(builtFolders));
  const { build, Platform } = await import('electron-builder');
  if (process.argv.includes('--release')) {
    await build({ projectDir: root, publish: 'never' });
  } else {
    const targets =
      process.platform !== 'linux' || process.argv.includes('--dir') ? ['dir'] : ['dir', 'tar.gz'];
    if (targets.includes('tar.gz')) await ensure7za();
    say(`Packaging (${targets.join(', ')}) with Electron ${electron.version} …`);
    await build({
      projectDir: root,
      targets: Platform.current().createTarget(targets),
      config: { electronVersion: electron.version, electronDist: cleanDistribution(electron.folder) },
      publish: 'never',
    });
    rmSync(distributionCopy, { recursive: true, force: true });
  }
  reportSizes();
});

/** electron-builder's own 7za comes from a place that not everybody reaches; the level trades 10 MB for a minute. */
async function ensure7za() {
  if (!hasProgram('7za')) await installPackages(['p7zip-full'], 'The tar.gz is packed by 7za');
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= '/usr/bin/7za';
  process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '1';
}

/**
 * The distribution without the loader that serves app folders: a package loads its own archive only.
 * @param {string} folder
 */
function cleanDistribution(folder) {
  rmSync(distributionCopy, { recursive: true, force: true });
  cpSync(folder, distributionCopy, {
    recursive: true,
    filter: (path) => !path.endsWith('default_app.asar'),
  });
  mkdirSync(join(distributionCopy, 'resources'), { recursive: true });
  return distributionCopy;
}

function reportSizes() {
  const archive = join(release, 'linux-unpacked', 'resources', 'app.asar');
  if (existsSync(archive)) {
    const megabytes = (statSync(archive).size / 1e6).toFixed(1);
    say(`app.asar: ${megabytes} MB of at most 15 MB; the native file of libsql lies beside it`);
  }
  say(`Version ${manifest().version} is in ${release}`);
}
