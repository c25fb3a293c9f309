import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { packageOf } from '../../../scripts/build/bundled-packages.mjs';
import { fingerprint, isUpToDate, markUpToDate } from '../../../scripts/build/up-to-date.mjs';
import { nameHere } from '../../../scripts/setup/apt.mjs';
import { isInstalled } from '../../../scripts/setup/dependencies.mjs';
import { checkSha256 } from '../../../scripts/setup/fallback-electron.mjs';
import { checkIntegrity } from '../../../scripts/setup/node24.mjs';
import { root } from '../../../scripts/setup/project.mjs';
import { hasProfile, remedy, sandboxWorks } from '../../../scripts/setup/sandbox.mjs';
import { checkNode } from '../../../scripts/setup/set-up.mjs';
import { missingLibraries, packagesFor } from '../../../scripts/setup/system-libraries.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-setup-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the set-up', () => {
  it('refuses an archive whose hash is another', async () => {
    const file = join(folder, 'electron.tgz');
    writeFileSync(file, 'not Electron');
    await expect(checkSha256(file, '0'.repeat(64))).rejects.toThrow('nothing was unpacked');
  });

  it('takes an archive whose hash fits', async () => {
    const file = join(folder, 'empty');
    writeFileSync(file, '');
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    await expect(checkSha256(file, empty)).resolves.toBeUndefined();
  });

  it('refuses a Node that is not the pinned one', () => {
    expect(() => {
      checkIntegrity(new Uint8Array([1]), 'sha512-AAAA');
    }).toThrow('nothing was unpacked');
  });

  it.each(['20.19.0', '20.20.2', '22.12.0', '24.1.0'])('runs on Node %s', (version) => {
    expect(() => {
      checkNode(version);
    }).not.toThrow();
  });

  it.each(['18.20.0', '20.18.9', '21.7.0', '22.11.0'])('names the remedy on Node %s', (version) => {
    expect(() => {
      checkNode(version);
    }).toThrow('install Node');
  });

  it('reads missing libraries from ldd and names their packages once', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007ffc)',
      '\tlibnss3.so => not found',
      '\tlibnssutil3.so => not found',
      '\tlibgtk-3.so.0 => not found',
      '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x0)',
      '\tlibunknown.so.1 => not found',
    ].join('\n');
    const missing = missingLibraries(output);
    expect(missing).toEqual(['libnss3.so', 'libnssutil3.so', 'libgtk-3.so.0', 'libunknown.so.1']);
    expect(packagesFor(missing)).toEqual({
      packages: ['libnss3', 'libgtk-3-0'],
      unknown: ['libunknown.so.1'],
    });
  });

  it('uses the names of newer Debians where only those exist', () => {
    const exists = (name: string): boolean => ['libgbm1', 'libasound2t64'].includes(name);
    expect(nameHere('libgbm1', exists)).toBe('libgbm1');
    expect(nameHere('libasound2', exists)).toBe('libasound2t64');
    expect(nameHere('libcups2', exists)).toBe('libcups2');
  });

  it('names both remedies where user namespaces are refused', () => {
    const text = remedy('/opt/electron/electron');
    expect(text).toContain("sudo chmod 4755 '/opt/electron/chrome-sandbox'");
    expect(text).toContain('apparmor_parser');
  });
});

describe('the sandbox', () => {
  const system = {
    hasSetuidHelper: false,
    isRestrictedByAppArmor: false,
    hasAppArmorProfile: false,
    mayUnshare: true,
  };

  it.each([
    ['a system that grants user namespaces', {}, true],
    ['a system that refuses them', { mayUnshare: false }, false],
    [
      'a container that refuses them, with the helper of root',
      { mayUnshare: false, hasSetuidHelper: true },
      true,
    ],
    ['AppArmor without a profile, though other programs may', { isRestrictedByAppArmor: true }, false],
    ['AppArmor with a profile', { isRestrictedByAppArmor: true, hasAppArmorProfile: true }, true],
    ['AppArmor with the helper of root', { isRestrictedByAppArmor: true, hasSetuidHelper: true }, true],
  ])('is decided for %s', (_name, facts, works) => {
    expect(sandboxWorks({ ...system, ...facts })).toBe(works);
  });

  it('finds the profile that its own remedy writes', () => {
    writeFileSync(join(folder, 'tenant-atlas'), 'profile tenant-atlas "/opt/electron" flags=(unconfined) {}');
    expect(hasProfile(folder, '/opt/electron')).toBe(true);
    expect(hasProfile(folder, '/opt/other')).toBe(false);
    expect(hasProfile(join(folder, 'absent'), '/opt/electron')).toBe(false);
  });
});

describe('installed dependencies', () => {
  const lock = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
      'node_modules/for-windows': { version: '1.0.0', integrity: 'sha512-w', optional: true },
    },
  };

  it('fit when npm noted the same, but for packages of other systems', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/a': lock.packages['node_modules/a'] } })).toBe(true);
  });

  it.each([
    ['one is absent', {}],
    ['one has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['one has another content', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }],
    [
      'there is one too many',
      { 'node_modules/a': lock.packages['node_modules/a'], 'node_modules/b': { version: '1.0.0' } },
    ],
  ])('do not fit when %s', (_name, packages) => {
    expect(isInstalled(lock, { packages })).toBe(false);
  });
});

describe('the build stamp', () => {
  it('is out of date until marked, and again for another value', () => {
    const stamp = join(folder, 'deep', '.stamp');
    expect(isUpToDate(stamp, 'a')).toBe(false);
    markUpToDate(stamp, 'a');
    expect(isUpToDate(stamp, 'a')).toBe(true);
    expect(isUpToDate(stamp, 'b')).toBe(false);
  });

  it('changes when a source file is added, touched or changed', () => {
    const source = relative(root, folder);
    const file = join(folder, 'source.ts');
    const values = [fingerprint([source])];
    writeFileSync(file, 'a');
    utimesSync(file, 1, 1);
    values.push(fingerprint([source]));
    utimesSync(file, 2, 2);
    values.push(fingerprint([source]));
    writeFileSync(file, 'ab');
    utimesSync(file, 2, 2);
    values.push(fingerprint([source]));
    expect(new Set(values).size).toBe(4);
    expect(fingerprint([source])).toBe(values.at(-1));
  });

  it('knows the package a module is of', () => {
    expect(packageOf('/x/node_modules/zod/v4/index.js')).toBe('zod');
    expect(packageOf('/x/node_modules/a/node_modules/@scope/b/index.js')).toBe('a/node_modules/@scope/b');
    expect(packageOf('/x/src-main/main.ts')).toBeUndefined();
  });
});
