import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { startCounterpart } from '../../../../src-demo-tenant/access-counterparts/counterpart.ts';
import { createConnections } from '../../../../src-main/connections/create-connections.ts';
import { createTenantClients } from '../../../../src-main/sap/create-client.ts';
import { closedGate } from '../../../../src-main/sap/gate.ts';
import { SecretStore } from '../../../../src-main/secrets/secret-store.ts';
import { temporaryLibraries } from '../library/temporary-library.ts';
import { nodeTransport } from '../sap/node-transport.ts';
import { FakeEncryption, MemoryFile } from '../secrets/fake-encryption.ts';
import { draft, fakeEdges } from './fakes.ts';

const client = { id: 'sb-1!b1|it!b2', secret: 'api$secret=' };
const flow = { id: 'sb-9!b1|it-rt-acme!b2', secret: 'flow$secret=' };

/** A tenant that sees everything, its runtime host, and a connection with both keys. */
async function world() {
  const api = await startCounterpart({ accepted: { client } });
  const runtime = await startCounterpart({ accepted: { client: flow } });
  onTestFinished(() => Promise.all([api.close(), runtime.close()]).then(() => undefined));
  const secrets = new SecretStore({
    encryption: new FakeEncryption(),
    file: new MemoryFile(),
    changed: vi.fn(),
  });
  const connections = createConnections({
    file: new MemoryFile(),
    secrets,
    libraries: temporaryLibraries().libraries,
    jobs: { cancelOf: vi.fn() },
    openAccess: createTenantClients({
      transportFor: () => nodeTransport,
      gateFor: () => closedGate,
      version: '1.2.3',
    }),
    checkEdges: fakeEdges(),
    startDemo: () => {
      throw new Error('No demo tenant here.');
    },
    gates: { close: () => Promise.resolve(), review: vi.fn() },
    publish: vi.fn(),
    failed: (fault) => {
      throw fault;
    },
  });
  onTestFinished(() => connections.stop());
  const tokenUrl = `${api.url}/oauth/token`;
  const kept = {
    ...draft,
    tenantUrl: api.url,
    access: { kind: 'client-secret', tokenUrl, clientId: client.id },
    secrets: { clientSecret: client.secret, flowSecret: flow.secret },
    flowKey: { url: runtime.url, tokenUrl, clientId: flow.id },
  } as const;
  return { api, runtime, connections, kept };
}

/** The texts and what Basic makes of them. */
function traces(): readonly string[] {
  const login = Buffer.from(`${flow.id}:${flow.secret}`).toString('base64');
  return [flow.id, flow.secret, login, encodeURIComponent(flow.id), encodeURIComponent(flow.secret)];
}

describe('a key for calling flows', () => {
  it('is kept beside the other one and never sent to the API, its token server or its own host', async () => {
    const { api, runtime, connections, kept } = await world();
    const { id, flowKey } = await connections.connections.save(kept);
    expect(flowKey?.clientId).toBe(flow.id);
    const { client: reader } = await connections.sessions.get(id);
    await reader.entity({ path: '', area: 'root', priority: 'interactive' }, (entity) => entity);
    await connections.tests.test('t', { ...kept, id, secrets: {} }, new AbortController().signal);
    await connections.connections.open(id);
    expect(api.seen.length).toBeGreaterThan(3);
    const seen = JSON.stringify(api.seen);
    expect(seen).toContain(Buffer.from(`${client.id}:${client.secret}`).toString('base64'));
    for (const trace of traces()) expect(seen).not.toContain(trace);
    expect(runtime.seen).toEqual([]);
  });

  it('is taken for no key of the API where it is pasted in its place', async () => {
    const { api, connections, kept } = await world();
    const { id } = await connections.connections.save(kept);
    const keyText = JSON.stringify({
      oauth: {
        clientid: flow.id,
        clientsecret: flow.secret,
        url: api.url,
        tokenurl: `${api.url}/oauth/token`,
      },
    });
    await expect(connections.connections.replaceKey(id, keyText)).rejects.toMatchObject({
      code: 'input.invalid',
    });
    await connections.connections.open(id);
    expect(api.seen).toEqual([]);
  });
});
