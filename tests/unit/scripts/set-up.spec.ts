import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { packageOf } from '../../../scripts/build/bundled-packages.mjs';
import { fingerprint, isUpToDate, markUpToDate } from '../../../scripts/build/up-to-date.mjs';
import { checkSha256 } from '../../../scripts/setup/fallback-electron.mjs';
import { checkIntegrity } from '../../../scripts/setup/node24.mjs';
import { remedy } from '../../../scripts/setup/sandbox.mjs';
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
    expect(packagesFor(missing)).toEqual(['libnss3', 'libgtk-3-0', 'libunknown.so.1']);
  });

  it('names both remedies where user namespaces are refused', () => {
    const text = remedy('/opt/electron/electron');
    expect(text).toContain("sudo chmod 4755 '/opt/electron/chrome-sandbox'");
    expect(text).toContain('apparmor_parser');
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

  it('changes with any source file', () => {
    const before = fingerprint(['tests/unit/scripts']);
    expect(fingerprint(['tests/unit/scripts'])).toBe(before);
    expect(fingerprint(['tests/unit/scripts', 'tests/mutants'])).not.toBe(before);
    const file = join(folder, 'source.ts');
    writeFileSync(file, 'a');
    utimesSync(file, 1, 1);
    expect(fingerprint([])).not.toBe(before);
  });

  it('knows the package a module is of', () => {
    expect(packageOf('/x/node_modules/zod/v4/index.js')).toBe('zod');
    expect(packageOf('/x/node_modules/a/node_modules/@scope/b/index.js')).toBe('@scope/b');
    expect(packageOf('/x/src-main/main.ts')).toBeUndefined();
  });
});
