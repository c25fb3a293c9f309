import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type DemoTenant, startDemoTenant } from '../../../../src-demo-tenant/server.ts';
import { createTenantClients } from '../../../../src-main/sap/create-client.ts';
import type { Transport } from '../../../../src-main/sap/transport.ts';
import { undiciTransport } from '../../../../src-main/sap/transports/undici-transport.ts';
import { systemProxy, usualTrust } from '../../../../src-shared/model/way.ts';
import { sharedPath } from '../../../contract/facts/shared-reference.ts';
import { failureOf } from '../sap/failure-of.ts';
import { nodeTransport } from '../sap/node-transport.ts';
import { connection, createGates } from './gate-world.ts';

let tenant: DemoTenant;
beforeAll(async () => {
  tenant = await startDemoTenant({ seed: 7, messages: 0 });
});
afterAll(() => tenant.close());

const undici = () =>
  undiciTransport(
    {
      proxy: { kind: 'none' },
      proxyPassword: () => Promise.resolve(undefined),
      trust: usualTrust,
      usesUndici: true,
      clientKey: undefined,
    },
    { resolveProxy: () => Promise.resolve('DIRECT') },
  );

/** A client of the administrator's behind gates of its own; every request that leaves is recorded. */
function setUp(transport: Transport) {
  const left: string[] = [];
  const recorded: Transport = {
    fetch: (request) => {
      left.push(`${request.method} ${new URL(request.url).pathname}`);
      return transport.fetch(request);
    },
  };
  const world = createGates({ ...connection, tenantUrl: tenant.url });
  const administrator = tenant.clients.find(({ name }) => name === 'administrator')?.serviceKey.oauth;
  if (!administrator) throw new Error('No client');
  const secret = () => Promise.resolve(administrator.clientsecret);
  const { client, writer } = createTenantClients({
    transportFor: () => recorded,
    gateFor: (id) => world.gates.gateFor(id),
    version: '1.2.3',
  })(
    'one',
    {
      tenantUrl: tenant.url,
      access: { kind: 'client-secret', tokenUrl: administrator.tokenurl, clientId: administrator.clientid },
      proxy: systemProxy,
      trust: usualTrust,
      secrets: { read: secret, find: secret },
    },
    () => undefined,
  );
  return { ...world, client, writer, left };
}

describe.each([
  ["Node's own", () => nodeTransport],
  ['undici with its own trust', undici],
])('a write through the client, by %s', (_name, transport) => {
  it('is refused before, allowed during and refused after the opening', async () => {
    using world = setUp(transport());
    const { gates, client, writer, left, journal, wish } = world;
    const ids = async (path: string) => {
      const { entities } = await client.page({ path, area: 'content' }, (entity) => entity as { Id: string });
      return entities.map(({ Id }) => Id);
    };
    const [packageId = ''] = await ids('IntegrationPackages');
    const [flow = ''] = await ids(`IntegrationPackages('${packageId}')/IntegrationDesigntimeArtifacts`);
    const write = {
      method: 'POST',
      path: 'ValidateIntegrationDesigntimeArtifact',
      query: { Id: `'${flow}'`, Version: "'active'" },
      area: 'content',
    } as const;
    left.length = 0;
    await failureOf(writer.send(write), 'gate.refused');
    expect(left).toEqual([]);
    await gates.open(wish);
    expect(await writer.send(write)).toEqual({ status: 202, text: 'Checkexecutionresult: Passed' });
    expect(left).toEqual(['GET /api/v1/', 'POST /api/v1/ValidateIntegrationDesigntimeArtifact']);
    await gates.close('one', 'by-hand');
    await failureOf(writer.send(write), 'gate.refused');
    expect(left).toHaveLength(2);
    expect((await journal.rows()).map(({ kind, result }) => result ?? kind)).toEqual([
      'opened',
      'done',
      'closed',
    ]);
    expect((await journal.check()).problems).toEqual([]);
  });

  it('leaves for no function import and no set while the gate is closed', async () => {
    using world = setUp(transport());
    const { writer, client, left } = world;
    const { functions, sets } = declared();
    expect(functions.length).toBeGreaterThan(30);
    expect(sets.length).toBeGreaterThan(100);
    const area = 'content' as const;
    for (const path of [...functions, ...sets, ...sets.map((name) => `${name}('x')`), '$batch'])
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const)
        await failureOf(writer.send({ method, path, area }), 'gate.refused');
    for (const path of functions) await failureOf(client.count({ path, area }), 'gate.refused');
    expect(left.filter((request) => !request.endsWith('/oauth/token'))).toEqual([]);
  });
});

/** Of the fact list, and of a tenant's own metadata where that is at hand. */
function declared(): { readonly functions: readonly string[]; readonly sets: readonly string[] } {
  const facts = (name: string) =>
    Object.keys(
      JSON.parse(
        readFileSync(new URL(`../../../contract/facts/${name}.json`, import.meta.url), 'utf8'),
      ) as object,
    );
  const functions = new Set(facts('function-imports'));
  const sets = new Set(facts('entity-sets'));
  const found = sharedPath('reference/api/metadata/cloud-integration-metadata.json');
  if ('path' in found) {
    const { functionImports, entitySets } = JSON.parse(readFileSync(found.path, 'utf8')) as {
      readonly functionImports: readonly { readonly name: string }[];
      readonly entitySets: readonly { readonly name: string }[];
    };
    for (const { name } of functionImports) functions.add(name);
    for (const { name } of entitySets) sets.add(name);
  }
  return { functions: [...functions], sets: [...sets] };
}
