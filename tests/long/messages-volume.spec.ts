import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { OpenLibraries } from '../../src-main/library/libraries.ts';
import type { Library, Row } from '../../src-main/library/library.ts';
import { MessageQueries } from '../../src-main/messages/message-queries.ts';
import { MessageSync } from '../../src-main/messages/message-sync.ts';
import { createTenantClients } from '../../src-main/sap/create-client.ts';
import { closedGate } from '../../src-main/sap/gate.ts';
import { day } from '../../src-shared/durations.ts';
import type { MessageColumn, MessageFilter } from '../../src-shared/model/messages.ts';
import { systemProxy, usualTrust } from '../../src-shared/model/way.ts';
import { type RunningServer, startServer } from '../contract/demo-tenant/server-process.ts';
import { inProcessHosts } from '../unit/main/library/in-process-host.ts';
import { nodeTransport } from '../unit/main/sap/node-transport.ts';

const onTenant = 1_000_000;
const wanted = 200_000;
const days = 8;
const megabyte = 1024 * 1024;
const never = new AbortController().signal;

let tenant: RunningServer;
let libraries: OpenLibraries;
let library: Library;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-volume-'));
  tenant = await startServer({ messages: onTenant, seed: 3 });
  libraries = new OpenLibraries({
    folder,
    spawn: inProcessHosts().spawn,
    libraryKey: async () => new Uint8Array(32).fill(7),
    setKeyAside: async () => undefined,
    forgetKey: async () => undefined,
  });
  library = await libraries.open('volume');
}, 300_000);
afterAll(async () => {
  await libraries.close();
  await tenant.close();
  rmSync(folder, { recursive: true, force: true });
});

function openClient() {
  const { url, tokenurl, clientid, clientsecret } = tenant.keys.administrator;
  const options = { transportFor: () => nodeTransport, gateFor: () => closedGate, version: '1.2.3' };
  const open = createTenantClients(options);
  const secret = () => Promise.resolve(clientsecret);
  return open(
    'volume',
    {
      tenantUrl: url,
      access: { kind: 'client-secret', tokenUrl: tokenurl, clientId: clientid },
      proxy: systemProxy,
      trust: usualTrust,
      secrets: { read: secret, find: secret },
    },
    () => undefined,
  );
}

async function stored(): Promise<number> {
  return (await library.get<{ n: number }>('SELECT count(*) AS n FROM messages'))?.n ?? 0;
}

/** ms, the best of three. */
async function fastest(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}

/** Bytes that something still refers to. How much garbage V8 lets lie depends on how fast the machine is. */
function heldMemory(): () => number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
}

const everything: MessageFilter = {
  range: { kind: 'last', minutes: 30 * 24 * 60 },
  statuses: [],
  flows: [],
};

async function openWindow(filter: MessageFilter, column: MessageColumn, offset: number): Promise<void> {
  const sort = { column, direction: 'descending' } as const;
  const asked = { connectionId: 'volume', filter, sort, offset, limit: 100 };
  const { rows } = await new MessageQueries(library, Date.now).window(asked, never);
  expect(rows.length).toBeGreaterThan(0);
}

describe('a tenant with a million messages', () => {
  test('comes in whole, without holding more than some pages in memory', async () => {
    const { client, close } = openClient();
    const held = heldMemory();
    const before = held();
    let highest = before;
    let calls = 0;
    const changed = (): void => {
      if (calls++ % 20 === 0) highest = Math.max(highest, held());
    };
    const to = Date.now();
    const sync = new MessageSync({ client, library, now: Date.now, changed });
    const counted = await sync.run(
      { from: to - days * day, to },
      { signal: never, progress: () => undefined },
    );
    close();
    const count = await stored();
    expect(count).toBeGreaterThanOrEqual(wanted);
    // The tenant lives: some messages begin or become visible while it is read.
    expect(Math.abs(count - (counted ?? 0))).toBeLessThan(wanted / 100);
    expect(await library.all('SELECT guid FROM messages GROUP BY guid HAVING count(*) > 1 LIMIT 1')).toEqual(
      [],
    );
    expect(calls).toBeGreaterThan(100);
    // The answers alone are over 300 MB of JSON; client and library share this process, with what they keep for reuse.
    expect((highest - before) / megabyte).toBeLessThan(100);
  });

  test('is read in windows of rows, each a small part of what reading the list would cost', async () => {
    const total = await stored();
    const whole = await fastest(() =>
      library.all<Row>('SELECT * FROM messages m JOIN flows f ON f.flow_key = m.flow ORDER BY m.start DESC'),
    );
    const windows = {
      beginning: await fastest(() => openWindow(everything, 'start', 0)),
      middle: await fastest(() => openWindow(everything, 'start', Math.floor(total / 2))),
      end: await fastest(() => openWindow(everything, 'start', total - 200)),
      failed: await fastest(() => openWindow({ ...everything, statuses: ['FAILED'] }, 'start', 0)),
    };
    // Both are measured on the same machine at the same time, however busy it is.
    for (const [name, ms] of Object.entries(windows)) {
      expect(ms, `${name}: ${Math.round(ms)} ms, the whole ${Math.round(whole)} ms`).toBeLessThan(whole / 10);
    }
  });
});
