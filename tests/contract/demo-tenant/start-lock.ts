import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOCK = join(tmpdir(), 'tenant-atlas-demo-tenant-start');
const STALE_MS = 60_000;
const RETRY_MS = 50;

/**
 * Test files run in processes of their own, and each start of the demo tenant may bundle it first into the same folder:
 * only one of them starts at a time. A lock left behind by a killed run is taken over after a minute.
 */
export async function oneAtATime<T>(start: () => Promise<T>): Promise<T> {
  while (!locked()) await wait(RETRY_MS);
  try {
    return await start();
  } finally {
    rmdirSync(LOCK);
  }
}

function locked(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    takeOverStale();
    return false;
  }
}

function takeOverStale(): void {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > STALE_MS) rmdirSync(LOCK);
  } catch {
    // Another process released or took it in between; the next round looks again.
  }
}
