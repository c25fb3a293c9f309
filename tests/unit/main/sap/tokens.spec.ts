import { getEventListeners } from 'node:events';
import { setImmediate as turnOfTheLoop, setTimeout as wait } from 'node:timers/promises';

import { describe, expect, it, onTestFinished } from 'vitest';

import { AppError } from '../../../../src-shared/errors.ts';
import { everythingOf, failureOf } from './failure-of.ts';
import { clientId, clientSecret, openClient } from './open-client.ts';
import { list, send, TenantServer } from './tenant-server.ts';

const packages = { path: 'IntegrationPackages', area: 'content' } as const;
const asIs = (entity: unknown) => entity;
const minute = 60_000;

async function setUp() {
  const server = await TenantServer.start();
  server.on('IntegrationPackages', list([{ Id: 'P' }]));
  const client = openClient(server);
  return { server, client, read: () => client.client.page(packages, asIs) };
}

describe('tokens', () => {
  it('come by client credentials with id and secret as they are, under our name', async () => {
    const { server, read } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    await read();
    const [request] = server.tokenRequests;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    expect(request).toMatchObject({
      method: 'POST',
      body: 'grant_type=client_credentials',
      headers: { authorization: `Basic ${basic}`, 'user-agent': 'TenantAtlas/1.2.3' },
    });
    expect(server.reads[0]?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      'user-agent': 'TenantAtlas/1.2.3',
    });
  });

  it('are asked for once by requests that start together', async () => {
    const { server, read } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    await Promise.all(Array.from({ length: 20 }, read));
    expect(server.tokenRequests).toHaveLength(1);
    expect(server.reads).toHaveLength(20);
  });

  it('are renewed a minute before they end, not earlier', async () => {
    const { server, client, read } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    await read();
    client.clock.setSystemTime(3_600_000 - minute - 1_000);
    await read();
    expect(server.tokenRequests).toHaveLength(1);
    client.clock.setSystemTime(3_600_000 - minute + 1_000);
    await read();
    expect(server.tokenRequests).toHaveLength(2);
    expect(server.reads.at(-1)?.headers.authorization).toBe('Bearer token-2');
  });

  it('are renewed once after a 401, by all requests together', async () => {
    const { server, read } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    await read();
    server.on('IntegrationPackages', (response, { headers }) => {
      const isOld = headers.authorization === 'Bearer token-1';
      send(response, isOld ? { status: 401, body: '<html>Unauthorized</html>' } : list([{ Id: 'P' }]));
    });
    await Promise.all(Array.from({ length: 8 }, read));
    expect(server.tokenRequests).toHaveLength(2);
  });

  it('are not renewed again where the tenant refuses the new one, too', async () => {
    const { server, read } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    server.on('IntegrationPackages', { status: 401, body: '<html>Unauthorized</html>' });
    await failureOf(read(), 'auth.unauthorized');
    expect(server.tokenRequests).toHaveLength(2);
    expect(server.reads).toHaveLength(2);
  });

  it('are asked for by one request at a time where their server wants fewer', async () => {
    const { server, read } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const refusal = { status: 429, headers: { 'retry-after': '2' }, body: { error: 'slow down' } };
    const token = { body: { access_token: 'late', token_type: 'bearer', expires_in: 3_600 } };
    server.on('/oauth/token', refusal, refusal, token);
    await Promise.all(Array.from({ length: 40 }, read));
    expect(server.tokenRequests).toHaveLength(3);
  });

  it('reach the others where one request is given up while it waits', async () => {
    const { server, client, read } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    server.on('/oauth/token', async (response) => {
      await wait(50);
      send(response, { body: { access_token: 'slow', token_type: 'bearer', expires_in: 3_600 } });
    });
    const stop = new AbortController();
    const given = client.client.page({ ...packages, signal: stop.signal }, asIs);
    const other = read();
    stop.abort();
    await failureOf(given, 'request.cancelled');
    expect((await other).entities).toHaveLength(1);
    expect(server.tokenRequests).toHaveLength(1);
  });

  it('are waited for by many requests, which leave no listener on the signal of their job or their client', async () => {
    const { server, client, read: withoutJob } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    await Promise.all(Array.from({ length: 12 }, withoutJob));
    await turnOfTheLoop();
    expect(warnings).toEqual([]);
    const job = new AbortController();
    const read = () => client.client.page({ ...packages, signal: job.signal }, asIs);
    const reads = Array.from({ length: 12 }, read);
    expect(getEventListeners(job.signal, 'abort')).toHaveLength(0);
    await Promise.all(reads);
    const later = Array.from({ length: 3 }, read);
    job.abort();
    for (const one of later) await failureOf(one, 'request.cancelled');
  });

  it.each(['auth.secret-missing', 'secrets.locked'] as const)(
    'that cannot be asked for (%s) tell nothing of the tenant',
    async (code) => {
      const { server } = await setUp();
      onTestFinished(() => server[Symbol.asyncDispose]());
      const none = () => Promise.reject(new AppError(code, 'There is no secret.'));
      const { client, activity } = openClient(server, {}, undefined, { secrets: { read: none, find: none } });
      await failureOf(client.page(packages, asIs), code);
      expect(activity()).toMatchObject({ reach: 'unknown', lastError: { code } });
    },
  );

  it.each([
    [{ status: 401, body: { error: 'unauthorized', error_description: 'Bad credentials' } }, 'auth.rejected'],
    [{ status: 200, body: '<html>Login</html>' }, 'auth.endpoint-answer'],
    [{ status: 200, body: '' }, 'auth.endpoint-answer'],
    [{ status: 200, body: '{"access_token":"ha' }, 'auth.endpoint-answer'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'network.redirect'],
  ] as const)('that do not come are told without any secret: %j', async (answer, code) => {
    const { server, read } = await setUp();
    onTestFinished(() => server[Symbol.asyncDispose]());
    server.on('/oauth/token', answer);
    const failure = everythingOf(await failureOf(read(), code));
    expect(failure).not.toContain(clientSecret);
    expect(failure).not.toContain(Buffer.from(`${clientId}:${clientSecret}`).toString('base64'));
    expect(server.reads).toEqual([]);
  });
});
