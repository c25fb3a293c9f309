import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { startFaultyDemoTenant } from '../../../../src-demo-tenant/faults/start-faulty-demo-tenant.ts';
import { demoCredentials, demoEdge } from '../../../../src-main/connections/demo-connection.ts';
import { OpenSessions } from '../../../../src-main/connections/sessions.ts';
import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import { MessageService } from '../../../../src-main/messages/message-service.ts';
import { RuntimeService } from '../../../../src-main/runtime/runtime-service.ts';
import { createTenantClients } from '../../../../src-main/sap/create-client.ts';
import { closedGate } from '../../../../src-main/sap/gate.ts';
import { runtimeId } from '../../../../src-shared/connections/runtimes.ts';
import type { ConnectionSummary } from '../../../../src-shared/model/connections.ts';
import { temporaryLibraries } from '../library/temporary-library.ts';
import { nodeTransport } from '../sap/node-transport.ts';
import { record } from './fakes.ts';

const signal = new AbortController().signal;
const all = {
  filter: { chip: 'all' },
  sort: { column: 'name', direction: 'ascending' },
  offset: 0,
  limit: 200,
} as const;
const lastDay = { kind: 'last', minutes: 24 * 60 } as const;
const newest = {
  filter: { range: lastDay, statuses: [], flows: [] },
  sort: { column: 'start', direction: 'descending' },
  offset: 0,
  limit: 200,
} as const;

/** The demo tenant with its two cells, behind the real client, libraries and services. */
async function world() {
  const tenant = await startFaultyDemoTenant({ seed: 3, messages: 3_000 });
  onTestFinished(() => tenant.close());
  const oauth = tenant.clients.find(({ name }) => name === 'administrator')?.serviceKey.oauth;
  if (!oauth) throw new Error('No client');
  const credentials = demoCredentials({
    tenantUrl: tenant.url,
    tokenUrl: oauth.tokenurl,
    clientId: oauth.clientid,
    clientSecret: oauth.clientsecret,
  });
  const disk = temporaryLibraries();
  let edge = demoEdge(tenant.url);
  const summary = (): ConnectionSummary => ({ ...record, ...credentials, edge, secret: 'stored' });
  const sessions = new OpenSessions({
    resolve: () => Promise.resolve({ summary, record, isDemo: false, credentials }),
    openAccess: createTenantClients({
      transportFor: () => nodeTransport,
      gateFor: () => closedGate,
      version: '1.2.3',
    }),
    libraries: disk.libraries,
    activityChanged: () => undefined,
    closed: () => undefined,
  });
  onTestFinished(() => sessions.closeAll());
  const changed = vi.fn<(id: string) => void>();
  const jobs = new Jobs({ changed: () => undefined, logFault: () => '1' });
  const runtime = new RuntimeService({ sessions, jobs, changed });
  const saveAs = () => Promise.resolve(undefined);
  const messages = new MessageService({ sessions, jobs, changed, saveAs });
  return {
    tenant,
    disk,
    sessions,
    jobs,
    changed,
    runtime,
    messages,
    forget: () => (edge = []),
    id: (cell?: string) => runtimeId({ connectionId: record.id, cell }),
    ended: async ({ jobId = '' }: { jobId: string | undefined }) =>
      expect((await jobs.ended(jobId))?.state).toBe('done'),
  };
}

const paths = (log: readonly { readonly path: string }[]): readonly string[] => log.map(({ path }) => path);

describe('an Edge Integration Cell of a connection', () => {
  it('has deployed artifacts and messages of its own, beside those of the tenant', async () => {
    const { id, runtime, messages, tenant, disk, ended, changed } = await world();
    await ended(await runtime.refresh({ connectionId: id() }));
    const tenants = await runtime.artifacts({ connectionId: id(), ...all }, signal);
    tenant.clearLog();
    const connectionId = id('nordwind-plant');
    await ended(await runtime.refresh({ connectionId }));
    await ended(await messages.sync({ connectionId, range: lastDay }));
    const asked = paths(tenant.log).filter((path) => path !== '/oauth/token');
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((path) => !path.startsWith('/location/nordwind-plant/api/v1/'))).toEqual([]);
    expect(changed).toHaveBeenCalledWith(connectionId);
    const deployed = await runtime.artifacts({ connectionId, ...all }, signal);
    expect(deployed.total).toBeGreaterThan(0);
    expect(deployed.total).toBeLessThan(tenants.total);
    const { rows } = await messages.query({ connectionId, ...newest }, signal);
    const [first] = rows;
    if (!first) throw new Error('No message');
    await messages.readDetails({ connectionId, messageGuid: first.messageGuid }, signal);
    const details = await messages.details({ connectionId, messageGuid: first.messageGuid }, signal);
    expect(details.runs.state).toBe('read');
    // Nothing of the cell stands among what the tenant itself runs.
    const mixed = await messages.query({ connectionId: id(), ...newest }, signal);
    expect(mixed.total).toBe(0);
    expect(existsSync(join(disk.folder, `${connectionId}.db`))).toBe(true);
  });

  it('names the packages of the design time, which is read from the tenant alone', async () => {
    const { id, runtime, sessions, ended } = await world();
    const connectionId = id('nordwind-plant');
    await ended(await runtime.refresh({ connectionId }));
    const bare = await runtime.artifacts({ connectionId, ...all }, signal);
    const [known] = bare.rows;
    if (!known) throw new Error('Nothing deployed');
    expect(known.hasDesignTime).toBe(false);
    const { library } = await sessions.get(id());
    await library.write([
      {
        sql: `INSERT INTO packages (id, name, version, vendor, mode, short_text, description, created_by, modified_by,
                update_available, properties, search, stamp) VALUES ('P', 'Sales', '1', '', '', '', '', '', '', 0, '[]', '', '')`,
      },
      {
        sql: `INSERT INTO artifacts (kind, id, package_id, name, description, sender, receiver, drift, search)
              VALUES ('IntegrationFlow', ?, 'P', 'Flow', '', '', '', 'same', '')`,
        params: [known.id],
      },
    ]);
    await ended(await runtime.refresh({ connectionId }));
    const { row } = await runtime.artifact({ connectionId, artifactId: known.id }, signal);
    expect(row).toMatchObject({ hasDesignTime: true, packageName: 'Sales' });
  });

  it('with a root of its own is asked there, and has no parts it does not list', async () => {
    const { id, messages, tenant, ended } = await world();
    const connectionId = id('nordwind-harbour');
    await ended(await messages.sync({ connectionId, range: lastDay }));
    const { rows } = await messages.query({ connectionId, ...newest }, signal);
    const [first] = rows;
    if (!first) throw new Error('No message');
    await messages.readDetails({ connectionId, messageGuid: first.messageGuid }, signal);
    const { attachments, customHeaders, storeEntries, runs, adapterAttributes } = await messages.details(
      { connectionId, messageGuid: first.messageGuid },
      signal,
    );
    expect([attachments, customHeaders, storeEntries].map(({ state }) => state)).toEqual(
      Array.from({ length: 3 }, () => 'read'),
    );
    for (const part of [runs, adapterAttributes])
      expect(part).toMatchObject({ state: 'failed', error: { code: 'tenant.not-implemented' } });
    expect(paths(tenant.log).filter((path) => !path.startsWith('/local/api/v1/'))).toEqual([]);
    expect(tenant.log.filter(({ headers }) => /^Bearer/.test(String(headers['authorization'])))).toEqual([]);
  });

  it('ends with its connection, and is not opened where it is no longer one of it', async () => {
    const { id, sessions, forget } = await world();
    const before = await sessions.get(id('nordwind-plant'));
    expect(await sessions.get(id('nordwind-plant'))).toBe(before);
    sessions.close(id());
    const after = await sessions.get(id('nordwind-plant'));
    expect(after).not.toBe(before);
    expect(after.connection.id).toBe(id('nordwind-plant'));
    sessions.close(id());
    forget();
    await expect(sessions.get(id('nordwind-plant'))).rejects.toMatchObject({ code: 'connection.not-found' });
  });

  it('loses library and key with the connection', async () => {
    const { id, sessions, disk } = await world();
    await sessions.get(id('nordwind-plant'));
    const file = join(disk.folder, `${id('nordwind-plant')}.db`);
    expect(existsSync(file)).toBe(true);
    expect(disk.libraries.unclaimed([])).toEqual([record.id]);
    sessions.close(id());
    await disk.libraries.remove(id());
    expect(existsSync(file)).toBe(false);
    expect(disk.libraries.unclaimed([])).toEqual([]);
  });
});
