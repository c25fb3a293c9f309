import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOCK = join(tmpdir(), 'tenant-atlas-demo-tenant-start');
const RETRY_MS = 50;

/**
 * Test files run in processes of their own, and each start of the demo tenant may bundle it first into the same folder:
 * only one of them starts at a time. The lock names its process, so that one left by a killed run is taken over.
 */
export async function oneAtATime<T>(start: () => Promise<T>): Promise<T> {
  while (!locked()) await wait(RETRY_MS);
  try {
    return await start();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function locked(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isAlive(owner())) rmSync(LOCK, { force: true });
    return false;
  }
}

/** The process that holds the lock; `undefined` between its release and the next look, or before its id is written. */
function owner(): number | undefined {
  try {
    const text = readFileSync(LOCK, 'utf8');
    return text === '' ? undefined : Number(text);
  } catch {
    return undefined; // Released in between; the next round takes it.
  }
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return true;
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // No such process: its run was killed while it held the lock.
  }
}
