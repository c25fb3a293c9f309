import { describe, expect, it, onTestFinished } from 'vitest';

import { CsrfWriter } from '../../../../src-main/sap/csrf.ts';
import type { Gate } from '../../../../src-main/sap/gate.ts';
import { createProof } from '../../../../src-main/sap/proofs/create-proof.ts';
import { failureOf } from './failure-of.ts';
import { nodeTransport } from './node-transport.ts';
import { credentialsOf } from './open-client.ts';
import { odataError, type Recorded, send, TenantServer } from './tenant-server.ts';

const open: Gate = () => undefined;
const write = { method: 'POST', path: 'RetryMessagingMessages', body: '{}' } as const;

/** A tenant that hands out a new token and session at each fetch and takes only the latest pair. */
async function setUp(gate?: Gate) {
  const server = await TenantServer.start();
  let fetches = 0;
  server.on('', (response, { headers }) => {
    if (headers['x-csrf-token'] !== 'Fetch') {
      send(response, { status: 400 });
      return;
    }
    fetches++;
    const cookies = [
      `JSESSIONID=s${fetches}; Path=/; HttpOnly`,
      `JTENANTSESSIONID_x=t%3D; Path=/; Expires=Wed, 09 Jun 2027 10:18:14 GMT`,
    ];
    send(response, { headers: { 'x-csrf-token': `csrf-${fetches}`, 'set-cookie': cookies }, body: {} });
  });
  server.on('RetryMessagingMessages', (response, { headers }) => {
    const isFine =
      headers['x-csrf-token'] === `csrf-${fetches}` && headers.cookie?.includes(`JSESSIONID=s${fetches}`);
    if (isFine === true) send(response, { status: 202, body: { d: {} } });
    else
      send(response, {
        status: 403,
        headers: { 'x-csrf-token': 'Required' },
        body: odataError('Forbidden', null),
      });
  });
  const proofs = createProof({
    credentials: credentialsOf(server),
    transport: nodeTransport,
    userAgent: 'TenantAtlas/1.2.3',
    now: Date.now,
    elapsed: () => performance.now(),
    changed: () => undefined,
  });
  const writer = new CsrfWriter({
    origin: server.origin,
    transport: nodeTransport,
    proofs,
    userAgent: 'TenantAtlas/1.2.3',
    ...(gate ? { gate } : {}),
  });
  return { server, writer, expire: () => (fetches += 100) };
}

const writesOf = (requests: readonly Recorded[]) => requests.filter(({ method }) => method === 'POST');

describe('writes', () => {
  it('are refused before anything is sent while the gate is closed', async () => {
    const { server, writer } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    await failureOf(writer.send(write), 'gate.refused');
    expect(server.requests).toEqual([]);
  });

  it('carry the CSRF token with all its cookies, fetched once', async () => {
    const { server, writer } = await setUp(open);
    onTestFinished(() => server[Symbol.asyncDispose]());
    const answers = await Promise.all([writer.send(write), writer.send(write)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(server.reads.filter(({ method }) => method === 'GET')).toHaveLength(1);
    expect(writesOf(server.reads)[0]?.headers.cookie).toBe('JSESSIONID=s1; JTENANTSESSIONID_x=t%3D');
  });

  it('fetch a new one where the tenant wants it, and try once more', async () => {
    const { server, writer, expire } = await setUp(open);
    onTestFinished(() => server[Symbol.asyncDispose]());
    await writer.send(write);
    expire();
    expect((await writer.send(write)).status).toBe(202);
    expect(writesOf(server.reads)).toHaveLength(3);
  });
});
