import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';

import { end, placeApp, type Placed, processesOf, startUnprivileged, unpacked } from './unpacked-app.ts';

/** How a fuse stands in the executable: the characters 1 and 0. */
const enabled: number = 0x31;
const disabled: number = 0x30;

/** Bytes; a blank window makes about 5 kB, the frame without a view in it 22 kB, the first screen 75 kB. */
const blankPicture = 40_000;

/** The package as it ships: no inspector, so no Playwright in it; what it shows is seen from outside. */
// One worker, so the 230 MB are copied once.
test.describe.configure({ mode: 'default' });
test.skip(process.platform !== 'linux', 'the unpacked Linux directory is packaged on Linux only');

let placed: Placed;
test.beforeAll(() => {
  placed = placeApp();
});
test.afterAll(() => placed.remove());

test('carries the release fuses', async () => {
  const fuses = await getCurrentFuseWire(join(unpacked, 'tenant-atlas'));
  const on = [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar];
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  expect(on.map((fuse): unknown => fuses[fuse])).toEqual(on.map(() => enabled));
  expect(off.map((fuse): unknown => fuses[fuse])).toEqual(off.map(() => disabled));
});

test('holds one archive of at most 15 MB, its notices and no loader for other folders', () => {
  const resources = join(unpacked, 'resources');
  expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
  expect(statSync(join(resources, 'app.asar')).size).toBeLessThan(15_000_000);
  expect(existsSync(join(unpacked, 'THIRD-PARTY-NOTICES.txt'))).toBe(true);
});

test('shows its window as a user without rights, with the sandbox on', async () => {
  const app = startUnprivileged(placed, [`--first-window-picture=${placed.picture}`]);
  try {
    await expect
      .poll(() => existsSync(placed.picture) && statSync(placed.picture).size, { timeout: 45_000 })
      .toBeGreaterThan(blankPicture);
    const processes = processesOf(placed);
    const renderers = processes.filter((one) => one.arguments.includes('--type=renderer'));
    expect(renderers.length).toBeGreaterThan(0);
    expect(renderers.map((one) => one.seccomp)).toEqual(renderers.map(() => '2'));
    expect(processes.flatMap((one) => one.arguments)).not.toContain('--no-sandbox');
  } finally {
    await end(app);
  }
});
