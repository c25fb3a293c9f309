import { describe, expect, it } from 'vitest';

import type { Gate, Outcome } from '../../../../src-main/sap/gate.ts';
import { failureOf } from './failure-of.ts';
import { openClient } from './open-client.ts';
import { odataError, type Recorded, send, TenantServer } from './tenant-server.ts';

const write = { method: 'POST', path: 'RetryMessagingMessages', body: '{}', area: 'queues' } as const;

/** A gate that lets everything pass and remembers it. */
function recordingGate() {
  const asked: { readonly method: string; readonly headers: readonly string[] }[] = [];
  const outcomes: Outcome[] = [];
  const gate: Gate = {
    check: () => undefined,
    admit: ({ method, headers }) => {
      asked.push({ method, headers: Object.keys(headers).sort() });
      const settled = (outcome: Outcome) => {
        outcomes.push(outcome);
        return Promise.resolve();
      };
      return Promise.resolve({ settled });
    },
  };
  return { gate, asked, outcomes };
}

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
  const { writer, client, close } = openClient(server, gate ? { gateFor: () => gate } : {});
  return {
    server,
    writer,
    client,
    close,
    expire: () => (fetches += 100),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const writesOf = (requests: readonly Recorded[]) => requests.filter(({ method }) => method === 'POST');

describe('writes', () => {
  it('are refused before anything is sent while the gate is closed', async () => {
    await using world = await setUp();
    await failureOf(world.writer.send(write), 'gate.refused');
    expect(world.server.requests).toEqual([]);
  });

  it('carry the CSRF token with all its cookies, fetched once', async () => {
    await using world = await setUp(recordingGate().gate);
    const answers = await Promise.all([world.writer.send(write), world.writer.send(write)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(world.server.reads.filter(({ method }) => method === 'GET')).toHaveLength(1);
    expect(writesOf(world.server.reads)[0]?.headers.cookie).toBe('JSESSIONID=s1; JTENANTSESSIONID_x=t%3D');
  });

  it('fetch a new one where the tenant wants it, and ask the gate for each attempt', async () => {
    const { gate, asked, outcomes } = recordingGate();
    await using world = await setUp(gate);
    await world.writer.send(write);
    world.expire();
    expect((await world.writer.send(write)).status).toBe(202);
    expect(writesOf(world.server.reads)).toHaveLength(3);
    expect(asked).toHaveLength(3);
    expect(asked[0]?.headers).toEqual([
      'accept',
      'authorization',
      'content-type',
      'cookie',
      'user-agent',
      'x-csrf-token',
    ]);
    expect(outcomes).toEqual([{ status: 202 }, { status: 403 }, { status: 202 }]);
  });

  it('renew the token once after a 401, and then tell it', async () => {
    await using world = await setUp(recordingGate().gate);
    world.server.on('RetryMessagingMessages', { status: 401 }, { status: 202, body: {} });
    expect((await world.writer.send(write)).status).toBe(202);
    const tokens = writesOf(world.server.reads).map(({ headers }) => headers.authorization);
    expect(tokens).toEqual(['Bearer token-1', 'Bearer token-2']);
    world.server.on('RetryMessagingMessages', { status: 401 });
    await failureOf(world.writer.send(write), 'auth.unauthorized');
    expect(writesOf(world.server.reads)).toHaveLength(4);
  });

  it.each([500, 502, 503, 429])('are not sent again after a %i', async (status) => {
    await using world = await setUp(recordingGate().gate);
    world.server.on('RetryMessagingMessages', { status, body: odataError('Error', 'no') });
    await expect(world.writer.send(write)).rejects.toMatchObject({ facts: { status } });
    expect(writesOf(world.server.reads)).toHaveLength(1);
  });

  it('are not sent again after a cut line, whose end nobody knows', async () => {
    const { gate, outcomes } = recordingGate();
    await using world = await setUp(gate);
    world.server.on('RetryMessagingMessages', (response) => {
      response.destroy();
    });
    await failureOf(world.writer.send(write), 'network.cut');
    expect(writesOf(world.server.reads)).toHaveLength(1);
    expect(outcomes).toEqual([{ failure: 'network.cut' }]);
  });

  it('end when they are cancelled, and when the connection is closed', async () => {
    await using world = await setUp(recordingGate().gate);
    let arrived: () => void = () => undefined;
    const silent = () => {
      arrived();
    };
    world.server.on('RetryMessagingMessages', silent);
    const abort = new AbortController();
    let there = new Promise<void>((done) => (arrived = done));
    const cancelled = failureOf(world.writer.send({ ...write, signal: abort.signal }), 'request.cancelled');
    await there;
    abort.abort();
    await cancelled;
    there = new Promise<void>((done) => (arrived = done));
    const closed = failureOf(world.writer.send(write), 'request.cancelled');
    await there;
    world.close();
    await closed;
    expect(writesOf(world.server.reads)).toHaveLength(2);
  });

  it('are no way for reads: those have a gate that is never open', async () => {
    const { gate, asked } = recordingGate();
    await using world = await setUp(gate);
    const request = { path: 'DeployIntegrationDesigntimeArtifact', area: 'content' } as const;
    await failureOf(world.client.count(request), 'gate.refused');
    expect(asked).toEqual([]);
    expect(world.server.reads).toEqual([]);
  });
});
