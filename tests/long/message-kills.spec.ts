import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { day, hour } from '../../src-shared/durations.ts';
import { type RunningServer, startServer } from '../contract/demo-tenant/server-process.ts';
import { buildChild } from './fixtures/build-child.ts';
import type { Found } from './fixtures/sync-child.ts';
import { readTruth, type Truth } from './fixtures/truth.ts';

const kills = 100;
const messages = 60_000;
/** After the sync has begun, ms: from the first request to some pages later. */
const latestKill = 600;

let tenant: RunningServer;
let folder: string;
let child: string;
let truth: Truth;
const began = Date.now();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-kills-'));
  [tenant, child] = await Promise.all([
    startServer({ messages, seed: 5, latency: 60 }),
    buildChild('sync-child'),
  ]);
  // What began an hour ago and earlier is all there and changes rarely.
  truth = await readTruth(tenant, began - 29 * day, began - hour);
}, 300_000);
afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A sync in a process of its own; what it finds in the library before it begins is its first line. */
async function startSync(library: string): Promise<{ process: ChildProcess; found: Found }> {
  const options = { folder: join(folder, library), key: tenant.keys.administrator };
  const process = fork(child, [JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  if (!process.stdout) throw new Error('The child has no output.');
  const [line] = (await once(createInterface({ input: process.stdout }), 'line')) as [string];
  return { process, found: JSON.parse(line) as Found };
}

/** Nothing is named as loaded that is not there, and nothing is there twice. */
function compare({ loaded, starts, sums, doubles }: Found): void {
  const held = new Set(starts.map(([guid]) => guid));
  const missing = truth.filter(
    ({ guid, start }) => !held.has(guid) && loaded.some(({ from, to }) => start >= from && start < to),
  );
  expect(missing, 'named as loaded, and not there').toEqual([]);
  expect(doubles).toBe(0);
  expect(sums, 'the sums by hour count what is there').toBe(starts.length);
}

test('a hundred kills at any moment of a sync leave no gap, no double and no wrong sum', async () => {
  let generation = 0;
  let completed = 0;
  let known = 0;
  for (let kill = 0; kill < kills; kill++) {
    const { process, found } = await startSync(`library-${generation}`);
    compare(found);
    expect(found.starts.length, 'what was stored stays').toBeGreaterThanOrEqual(known);
    known = found.starts.length;
    const ended = once(process, 'exit');
    process.send('go');
    await Promise.race([wait(Math.random() * latestKill), ended]);
    const isThrough = process.exitCode === 0;
    process.kill('SIGKILL');
    await ended;
    if (!isThrough) continue;
    // This library is whole; the next kills meet a new one.
    completed += 1;
    generation += 1;
    known = 0;
  }

  const { process } = await startSync(`library-${generation}`);
  const ended = once(process, 'exit');
  process.send('go');
  expect(await ended).toEqual([0, null]);
  const { process: last, found } = await startSync(`library-${generation}`);
  last.kill('SIGKILL');
  compare(found);
  // The whole month is named as loaded, in one piece, and it is what the tenant has.
  expect(found.loaded.length).toBe(1);
  const held = new Map(found.starts);
  expect(truth.filter(({ guid }) => !held.has(guid))).toEqual([]);
  const guids = new Set(truth.map(({ guid }) => guid));
  const [from, to] = [began - 29 * day, began - hour];
  const invented = found.starts.filter(([guid, start]) => start >= from && start < to && !guids.has(guid));
  expect(invented).toEqual([]);
  // Few enough come to an end for kills to meet every stage, and enough messages for that to mean something.
  expect(completed).toBeLessThan(kills / 4);
  expect(truth.length).toBeGreaterThan(messages * 0.9);
}, 600_000);
