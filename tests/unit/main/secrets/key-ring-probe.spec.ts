import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  probeAnswer,
  probeArguments,
  probeAsks,
  probeKeyRing,
} from '../../../../src-main/secrets/key-ring-probe.ts';

/** Node stands in for the app: a real second process, answering in each way it can. */
function probe(script: string, { start = 10_000, answer = 10_000 } = {}) {
  return probeKeyRing(process.execPath, ['-e', script, '--'], { start, answer });
}

/** Of its own, so that no other program's probe is taken for one of this test. */
let temporary: string;
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'atlas-probes-'));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));
beforeEach(() => vi.stubEnv('TMPDIR', temporary));

const line = `${probeAnswer}{"state":"available","backend":"gnome_libsecret"}`;
const locked = { state: 'locked', backend: 'unknown' };

afterEach(() => {
  vi.unstubAllEnvs();
  expect(readdirSync(temporary)).toEqual([]);
});

describe('probeKeyRing', () => {
  it('reads the answer among other lines, and does not wait for the process to end', async () => {
    const script = `console.log('noise'); console.log('${line}'); setInterval(() => {}, 1000)`;
    const started = Date.now();
    await expect(probe(script)).resolves.toEqual({ state: 'available', backend: 'gnome_libsecret' });
    expect(Date.now() - started).toBeLessThan(9_000);
  });

  it('gives the process a user data folder of its own', async () => {
    const script = `const given = process.argv.find((text) => text.startsWith('--user-data-dir='));
      console.log('${probeAnswer}' + JSON.stringify({ state: 'available', backend: given.slice(16) }))`;
    const { backend } = await probe(script);
    expect(backend).toContain('tenant-atlas-probe-');
  });

  it('counts a process that never answers as a locked ring, and ends it with all it started', async () => {
    const script = `const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      while (true);`;
    await expect(probe(script, { start: 700 })).resolves.toEqual(locked);
    await expect(probe(`console.log('${probeAsks}');${script}`, { answer: 700 })).resolves.toEqual(locked);
  });

  it('gives a process that is slow to start the time it needs, and the ring its own', async () => {
    const script = `setTimeout(() => console.log('${probeAsks}'), 1_500);
      setTimeout(() => console.log('${line}'), 1_700)`;
    await expect(probe(script, { answer: 1_000 })).resolves.toEqual({
      state: 'available',
      backend: 'gnome_libsecret',
    });
  });

  it.each([
    ['ends without an answer', 'process.exit(1)'],
    ['prints half an answer', `process.stdout.write('${line.slice(0, -3)}')`],
    ['prints an answer of another shape', `console.log('${probeAnswer}{"state":"open"}')`],
  ])('counts a process that %s as a locked ring', async (_what, script) => {
    await expect(probe(script)).resolves.toEqual(locked);
  });

  it('counts a program that does not start as a locked ring', async () => {
    await expect(probeKeyRing('/no/such/program', [], { start: 1_000, answer: 1_000 })).resolves.toEqual(
      locked,
    );
  });
});

describe('probeArguments', () => {
  const switches = (given: Readonly<Record<string, string>>) => ({
    hasSwitch: (name: string) => name in given,
    getSwitchValue: (name: string) => given[name] ?? '',
  });

  it('names the app folder where Electron is the program, and carries only what the ring depends on', () => {
    const commandLine = switches({
      'password-store': 'gnome-libsecret',
      'no-sandbox': '',
      inspect: '0',
      'user-data-dir': '/x',
    });
    expect(probeArguments(commandLine, '/app')).toEqual([
      '/app',
      '--probe-key-ring',
      '--password-store=gnome-libsecret',
      '--no-sandbox',
    ]);
  });

  it('names no folder in a package', () => {
    expect(probeArguments(switches({}), undefined)).toEqual(['--probe-key-ring']);
  });
});
