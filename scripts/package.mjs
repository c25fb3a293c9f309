import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildApp, builtFolders } from './build/build-app.mjs';
import { hasProgram, installPackages } from './setup/apt.mjs';
import { root, say } from './setup/project.mjs';
import { runCommand } from './setup/run-command.mjs';
import { setUp } from './setup/set-up.mjs';

/**
 * `npm run package`: the unpacked app of this system, and on Linux a tar.gz. `-- --dir` leaves the archive out;
 * `-- --release` builds the release targets of electron-builder.yml, on a machine that reaches their tools.
 */
await runCommand(async () => {
  const electron = await setUp();
  await buildApp();
  const { thirdPartyNotices } = await import('./build/bundled-packages.mjs');
  mkdirSync(join(root, 'release'), { recursive: true });
  writeFileSync(join(root, 'release', 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(builtFolders));
  const release = process.argv.includes('--release');
  const targets =
    process.argv.includes('--dir') || process.platform !== 'linux' ? ['dir'] : ['dir', 'tar.gz'];
  if (targets.includes('tar.gz') && !hasProgram('7za'))
    await installPackages(['p7zip-full'], 'The tar.gz is packed by 7za');
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= '/usr/bin/7za';
  process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '1';
  const { build, Platform } = await import('electron-builder');
  await build({
    projectDir: root,
    ...(release ? {} : { targets: Platform.current().createTarget(targets) }),
    config: {
      electronVersion: electron.version,
      ...(release ? {} : { electronDist: cleanDistribution(electron.folder) }),
    },
    publish: 'never',
  });
  rmSync(join(root, 'release', '.electron'), { recursive: true, force: true });
  reportSizes();
});

/** The distribution without the loader that serves app folders: a package loads its own archive only. @param {string} folder */
function cleanDistribution(folder) {
  const copy = join(root, 'release', '.electron');
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('default_app.asar') });
  mkdirSync(join(copy, 'resources'), { recursive: true });
  return copy;
}

function reportSizes() {
  const archive = join(root, 'release', 'linux-unpacked', 'resources', 'app.asar');
  if (!existsSync(archive)) return;
  const megabytes = (statSync(archive).size / 1e6).toFixed(1);
  say(`app.asar: ${megabytes} MB (budget 15 MB, without the native file of libsql)`);
  say(`Version ${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version} is in release/`);
}
