import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  type FaultyDemoTenant,
  startFaultyDemoTenant,
} from '../../../../src-demo-tenant/faults/start-faulty-demo-tenant.ts';
import type { Session } from '../../../../src-main/connections/session.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { PermissionService } from '../../../../src-main/permissions/permission-service.ts';
import { createTenantClients } from '../../../../src-main/sap/create-client.ts';
import { closedGate } from '../../../../src-main/sap/gate.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { PermissionReport, Verdict } from '../../../../src-shared/model/permissions.ts';
import type { CheckedAreaId } from '../../../../src-shared/permissions/checked-areas.ts';
import { credentialsOf, record } from '../connections/fakes.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { FakeClock } from '../sap/fake-clock.ts';
import { nodeTransport } from '../sap/node-transport.ts';

const { signal } = new AbortController();

let tenant: FaultyDemoTenant;
let library: Library;
beforeEach(async () => {
  tenant = await startFaultyDemoTenant({ seed: 7, messages: 50 });
  library = await temporaryLibrary();
});
afterEach(() => tenant.close());

/** The service with a real tenant and a real library; `key` is whose key the connection has. */
function serviceFor(key: string) {
  const oauth = tenant.clients.find(({ name }) => name === key)?.serviceKey.oauth;
  if (!oauth) throw new Error(`No client ${key}`);
  const addresses = { tenantUrl: tenant.url, tokenUrl: oauth.tokenurl };
  const plain = credentialsOf(addresses, () => Promise.resolve(oauth.clientsecret));
  const access = { kind: 'client-secret', tokenUrl: oauth.tokenurl, clientId: oauth.clientid } as const;
  const credentials = { ...plain, access };
  const own = { ...record, access };
  const changed: string[] = [];
  const openAccess = createTenantClients({
    transportFor: () => nodeTransport,
    gateFor: () => closedGate,
    version: '0',
    clock: new FakeClock({ hurried: true }),
  });
  const service = new PermissionService({
    resolve: () =>
      Promise.resolve({
        summary: () => ({ ...own, secret: 'stored' }),
        record: own,
        isDemo: false,
        credentials,
      }),
    sessions: {
      get: () => Promise.resolve({ connection: { ...own, secret: 'stored' }, library } as unknown as Session),
    },
    scopesOf: async (_id, giveUp) => {
      const own = openAccess('own', credentials, () => undefined);
      return (await own.token(giveUp)).scopes;
    },
    openAccess,
    changed: (id) => changed.push(id),
    now: () => 1_000,
  });
  return { service, changed };
}

function verdictOf(report: PermissionReport | undefined, id: CheckedAreaId): Verdict | undefined {
  return report?.areas.find((area) => area.id === id)?.verdict;
}

describe('what a key may do', () => {
  it.each([
    ['administrator', 'allowed', 'allowed', 'allowed', 'allowed', 'allowed'],
    ['operator', 'allowed', 'allowed', 'allowed', 'missing-role', 'missing-role'],
    ['reader', 'allowed', 'allowed', 'missing-role', 'missing-role', 'missing-role'],
    ['nothing', 'missing-role', 'missing-role', 'missing-role', 'missing-role', 'missing-role'],
  ])('differs: %s', async (key, content, messages, payloads, policies, edit) => {
    const report = await serviceFor(key).service.check('one', signal);
    expect({
      content: verdictOf(report, 'content'),
      messages: verdictOf(report, 'messages'),
      payloads: verdictOf(report, 'payloads'),
      policies: verdictOf(report, 'policies'),
      edit: verdictOf(report, 'edit'),
    }).toEqual({ content, messages, payloads, policies, edit });
    expect(report.otherScopes).toEqual(['uaa.resource']);
  });

  it.each([
    ['nothing', 'missing-role', 'missing-role'],
    ['reader', 'allowed', 'missing-role'],
  ])('is foreseen by the token before anybody checked: %s', async (key, messages, payloads) => {
    const { service } = serviceFor(key);
    const foreseen = await service.foreseen('one', signal);
    const of = (id: CheckedAreaId) => foreseen?.areas.find((area) => area.id === id);
    expect(foreseen?.checkedAt).toBeUndefined();
    expect(of('messages')).toMatchObject({ verdict: messages, probe: undefined });
    expect(of('payloads')).toMatchObject({ verdict: payloads });
    // A check outranks it.
    await service.check('one', signal);
    expect(await service.foreseen('one', signal)).toMatchObject({ checkedAt: 1_000 });
  });

  it.each(['application-role', 'role', 'permission'] as const)(
    'is the same for tokens that name it by %s',
    async (spelling) => {
      tenant.scopeSpelling(spelling);
      const report = await serviceFor('operator').service.check('one', signal);
      expect(report.roles.map(({ name }) => name).sort()).toEqual([
        'DataStoresAndQueuesRead',
        'MessagePayloadsRead',
        'MessageProcessingLocksRead',
        'MonitoringDataRead',
        'WorkspacePackagesRead',
      ]);
      expect(report.areas.find(({ id }) => id === 'payloads')).toMatchObject({
        verdict: 'allowed',
        probe: undefined,
        scopes: [expect.stringMatching(/MessagePayloadsRead|esbmessagestorage/)],
      });
    },
  );

  it('is asked with one new token and one read per area, nothing else', async () => {
    const { service } = serviceFor('administrator');
    await service.check('one', signal);
    const areas = (await service.check('one', signal)).areas.filter(({ probe }) => probe);
    const paths = tenant.log.map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`);
    expect(paths.filter((path) => path === 'POST /oauth/token')).toHaveLength(2);
    expect(paths.filter((path) => path.startsWith('GET /api/v1/'))).toHaveLength(2 * areas.length);
    expect(paths).toHaveLength(2 + 2 * areas.length);
  });

  it('tells what the tenant does not offer from what it has no licence for', async () => {
    tenant.fault('LogFiles', { kind: 'status', status: 501 });
    tenant.fault('JmsBrokers', { kind: 'status', status: 404 });
    tenant.fault('Locks', { kind: 'status', status: 405 });
    tenant.fault('NumberRanges', { kind: 'invalid-json' });
    const report = await serviceFor('administrator').service.check('one', signal);
    expect(verdictOf(report, 'log-files')).toBe('not-implemented');
    expect(verdictOf(report, 'broker')).toBe('not-licensed');
    expect(verdictOf(report, 'locks')).toBe('not-licensed');
    expect(verdictOf(report, 'number-ranges')).toBe('unknown');
  });

  it('does not take an empty list for a missing right', async () => {
    tenant.mutateJson('NumberRanges', () => ({ d: { results: [] } }));
    const { areas } = await serviceFor('administrator').service.check('one', signal);
    const ranges = areas.find(({ id }) => id === 'number-ranges');
    expect(ranges).toMatchObject({ verdict: 'allowed', probe: { entries: 'none' } });
  });

  it('is a failure of its own where the key is refused', async () => {
    tenant.fault('/oauth/token', { kind: 'status', status: 401 });
    const { service, changed } = serviceFor('reader');
    const failure = await service.check('one', signal).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'auth.rejected' });
    expect(await service.known('one', signal)).toBeUndefined();
    expect(changed).toEqual([]);
  });

  it('is remembered with its time until the key is another', async () => {
    const { service, changed } = serviceFor('reader');
    expect(await service.known('one', signal)).toBeUndefined();
    const report = await service.check('one', signal);
    expect(changed).toEqual(['one']);
    expect(await service.known('one', signal)).toEqual(JSON.parse(JSON.stringify(report)));
    expect(report.checkedAt).toBe(1_000);
    expect(await serviceFor('operator').service.known('one', signal)).toBeUndefined();
  });

  it('is asked anew where another version kept something else', async () => {
    const sql = "INSERT INTO library_meta (name, value) VALUES ('permissions', ?)";
    await library.write([{ sql, params: ['{"areas":[{"id":"moon"}]}'] }]);
    expect(await serviceFor('reader').service.known('one', signal)).toBeUndefined();
  });
});
