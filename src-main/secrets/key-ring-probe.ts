import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import type { SecretStorageState } from '../../src-shared/model/connections.ts';

/** Begins the one line the probing process prints; Chromium prints lines of its own. */
export const probeAnswer = 'tenant-atlas-key-ring:';
/** A line of its own, printed when the process has started and turns to the ring. */
export const probeAsks = 'tenant-atlas-asks-key-ring';
export const probeSwitch = 'probe-key-ring';

const answerSchema = z.object({
  state: z.enum(['available', 'unavailable', 'locked']),
  backend: z.string().max(100),
});

/** Switches that decide which key ring is used or whether the process starts at all. */
const carriedSwitches = ['password-store', 'no-sandbox', 'disable-dev-shm-usage', 'ozone-platform'] as const;

export interface CommandLine {
  hasSwitch(name: string): boolean;
  getSwitchValue(name: string): string;
}

/** `appPath` is the folder of the app where Electron itself is the program, and absent in a package. */
export function probeArguments(commandLine: CommandLine, appPath: string | undefined): readonly string[] {
  const carried = carriedSwitches
    .filter((name) => commandLine.hasSwitch(name))
    .map((name) => {
      const value = commandLine.getSwitchValue(name);
      return value === '' ? `--${name}` : `--${name}=${value}`;
    });
  return [...(appPath === undefined ? [] : [appPath]), `--${probeSwitch}`, ...carried];
}

/** Milliseconds: a busy computer takes long to start a process, which says nothing about its ring. */
export interface ProbeLimits {
  readonly start: number;
  readonly answer: number;
}

/**
 * Starts the app a second time, only to try the key ring, with a user data folder of its own.
 * A synchronous call on a locked ring freezes a process so thoroughly that no timer of its own
 * fires, so only another process can set the time limit. No answer means locked.
 */
export async function probeKeyRing(
  program: string,
  args: readonly string[],
  limits: ProbeLimits,
): Promise<SecretStorageState> {
  const folder = await mkdtemp(join(tmpdir(), 'tenant-atlas-probe-'));
  try {
    const output = await outputOf(program, [...args, `--user-data-dir=${folder}`], limits);
    return readAnswer(output) ?? { state: 'locked', backend: 'unknown' };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function outputOf(program: string, args: readonly string[], limits: ProbeLimits): Promise<string> {
  return new Promise((resolve) => {
    // A process group of its own, so that Chromium's helper processes end with it.
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    let output = '';
    const endIt = (): void => endGroup(child.pid);
    // An app that ends meanwhile leaves no frozen process behind.
    process.once('exit', endIt);
    const end = (): void => {
      clearTimeout(timer);
      process.off('exit', endIt);
      endIt();
      resolve(output);
    };
    let timer = setTimeout(end, limits.start);
    let hasStarted = false;
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      if (output.length < 100_000) output += text;
      if (!hasStarted && output.split('\n').slice(0, -1).includes(probeAsks)) {
        hasStarted = true;
        clearTimeout(timer);
        timer = setTimeout(end, limits.answer);
      }
      // Not waiting for the exit saves Chromium's tear-down.
      if (readAnswer(output)) end();
    });
    child.once('error', end);
    child.once('close', end);
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended by itself, which is as good.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function readAnswer(output: string): SecretStorageState | undefined {
  const lines = output.split('\n').slice(0, -1);
  const line = lines.find((text) => text.startsWith(probeAnswer));
  if (line === undefined) return undefined;
  try {
    return answerSchema.parse(JSON.parse(line.slice(probeAnswer.length)));
  } catch {
    // An answer that cannot be read is none: the ring counts as locked.
    return undefined;
  }
}
