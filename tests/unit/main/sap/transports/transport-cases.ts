import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { exchange, readBytes, readText } from '../../../../../src-main/sap/exchange.ts';
import { closedGate, type Gate, readPermit } from '../../../../../src-main/sap/gate.ts';
import { GuardedTransport } from '../../../../../src-main/sap/guarded-transport.ts';
import type { Transport } from '../../../../../src-main/sap/transport.ts';
import { AppError, type ErrorCode } from '../../../../../src-shared/errors.ts';
import { openClient } from '../open-client.ts';
import { list, type Script, TenantServer } from '../tenant-server.ts';

/** What both transports promise, as it holds for a client above them. Run by Vitest over undici, by Playwright over Chromium's. */
export interface TransportCase {
  readonly name: string;
  readonly run: (transport: Transport) => Promise<void>;
}

const messages = { path: 'MessageProcessingLogs', area: 'messages' } as const;
const asIs = (entity: unknown): unknown => entity;
const open: Gate = { check: () => undefined, admit: () => Promise.resolve(readPermit) };

async function failsWith(code: ErrorCode, act: Promise<unknown>): Promise<void> {
  const fault = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(fault instanceof AppError, `a failure ${code} and not ${String(fault)}`);
  assert.equal(fault.code, code);
}

async function withServers(
  run: (tenant: TenantServer, stranger: TenantServer) => Promise<void>,
): Promise<void> {
  const [tenant, stranger] = await Promise.all([TenantServer.start(), TenantServer.start()]);
  try {
    await run(tenant, stranger);
  } finally {
    await Promise.all([tenant[Symbol.asyncDispose](), stranger[Symbol.asyncDispose]()]);
  }
}

interface Asked {
  readonly silence?: number;
  readonly signal?: AbortSignal;
}

/** One exchange with a server that plays the script. */
function ask(transport: Transport, server: TenantServer, script: Script, { silence, signal }: Asked = {}) {
  server.on('/x', script);
  const request = { url: `${server.origin}/x`, method: 'GET', headers: { accept: 'application/json' } };
  return exchange({
    transport: new GuardedTransport(transport, open),
    request,
    signal,
    ...(silence === undefined ? {} : { silence }),
  });
}

/** With a type: without one Chromium waits for more of the body before it answers, to find out what it is. */
const half = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-length': '100', 'content-type': 'application/json' });
  response.write('half');
};
const quarter = 250;

const redirects = [301, 302, 303, 307, 308].flatMap((status): readonly TransportCase[] => [
  {
    name: `a redirect with ${status} is not followed, and the token goes to no foreign host`,
    run: (transport) =>
      withServers(async (tenant, stranger) => {
        tenant.on('MessageProcessingLogs', {
          status,
          headers: { location: `${stranger.origin}/api/v1/MessageProcessingLogs` },
        });
        const { client } = openClient(tenant, { transportFor: () => transport });
        await failsWith('network.redirect', client.page(messages, asIs));
        assert.equal(tenant.reads.length, 1);
        assert.deepEqual(stranger.requests, []);
      }),
  },
]);

const bodies: readonly TransportCase[] = [
  {
    name: 'a redirect of the token server is not followed, nor one to the same host',
    run: (transport) =>
      withServers(async (tenant, stranger) => {
        tenant.on('/oauth/token', { status: 307, headers: { location: `${stranger.origin}/oauth/token` } });
        const { client } = openClient(tenant, { transportFor: () => transport });
        await failsWith('network.redirect', client.page(messages, asIs));
        assert.deepEqual(stranger.requests, []);
        await failsWith(
          'network.redirect',
          ask(transport, tenant, { status: 302, headers: { location: '/y' } }),
        );
        assert.ok(!tenant.requests.some(({ url }) => url === '/y'));
      }),
  },
  {
    name: 'a page is read, and its __next to another host is not',
    run: (transport) =>
      withServers(async (tenant, stranger) => {
        tenant.on(
          'MessageProcessingLogs',
          list([{ Id: 1 }]),
          list([], { __next: `${stranger.origin}/api/v1/x` }),
        );
        const { client } = openClient(tenant, { transportFor: () => transport });
        assert.deepEqual((await client.page(messages, asIs)).entities, [{ Id: 1 }]);
        assert.equal(tenant.reads[0]?.headers.authorization, 'Bearer token-1');
        await failsWith('network.foreign-host', client.page(messages, asIs));
        assert.deepEqual(stranger.requests, []);
      }),
  },
  {
    name: 'half a body is no body, with an announced length and in chunks',
    run: (transport) =>
      withServers(async (tenant) => {
        const cut = await ask(transport, tenant, (response) => {
          half(response);
          setTimeout(() => response.destroy(), 20);
        });
        await failsWith('network.cut', readText(cut, 1_000));
        const chunked = await ask(transport, tenant, (response) => {
          response.writeHead(200, { 'transfer-encoding': 'chunked' });
          response.write('half');
          setTimeout(() => response.destroy(), 20);
        });
        await failsWith('network.cut', readText(chunked, 1_000));
      }),
  },
  {
    name: 'HTML in place of data is told apart from data',
    run: (transport) =>
      withServers(async (tenant) => {
        tenant.on('MessageProcessingLogs', {
          headers: { 'content-type': 'text/html' },
          body: '<html><body>Sign in</body></html>',
        });
        const { client } = openClient(tenant, { transportFor: () => transport });
        await failsWith('tenant.not-json', client.page(messages, asIs));
      }),
  },
  {
    name: 'a compressed body is read, cut at a limit, and its connection closed',
    run: (transport) =>
      withServers(async (tenant) => {
        const text = 'x'.repeat(10_000);
        const packed = { headers: { 'content-encoding': 'gzip' }, body: gzipSync(text) };
        assert.equal((await readText(await ask(transport, tenant, packed), 20_000)).text, text);
        let closed: Promise<unknown> = Promise.resolve();
        const endless = await ask(transport, tenant, (response) => {
          closed = once(response, 'close');
          const more = (): void => {
            while (response.write('x'.repeat(16_384)));
            response.once('drain', more);
          };
          more();
        });
        assert.equal((await readBytes(endless, 20_000)).truncated, true);
        await closed;
      }),
  },
];

const limits: readonly TransportCase[] = [
  {
    name: 'silence before the answer and in the body ends by the time limit',
    run: (transport) =>
      withServers(async (tenant) => {
        await failsWith(
          'network.timeout',
          ask(transport, tenant, () => undefined, { silence: quarter }),
        );
        const answer = await ask(transport, tenant, half, { silence: quarter * 2 });
        await failsWith('network.timeout', readText(answer, 1_000));
      }),
  },
  {
    name: 'is cancelled before the request, before the answer and in the body, and closes the connection',
    run: (transport) =>
      withServers(async (tenant) => {
        await failsWith('request.cancelled', ask(transport, tenant, {}, { signal: AbortSignal.abort() }));
        assert.deepEqual(tenant.requests, []);
        for (const begins of [() => undefined, half]) {
          const abort = new AbortController();
          let closed: Promise<unknown> = Promise.resolve();
          const asked = ask(
            transport,
            tenant,
            (response) => {
              closed = once(response, 'close');
              begins(response);
              if (begins !== half) abort.abort();
            },
            { signal: abort.signal },
          );
          if (begins === half) {
            const text = failsWith('request.cancelled', readText(await asked, 1_000));
            abort.abort();
            await text;
          } else await failsWith('request.cancelled', asked);
          await closed;
        }
      }),
  },
  {
    name: 'a port where nobody listens is told as such',
    run: async (transport) => {
      const gone = await TenantServer.start();
      const request = { url: `${gone.origin}/x`, method: 'GET', headers: {} };
      await gone[Symbol.asyncDispose]();
      const guarded = new GuardedTransport(transport, open);
      await failsWith('network.refused', exchange({ transport: guarded, request, signal: undefined }));
    },
  },
  {
    name: 'nothing is cached, and no cookie comes back by itself',
    run: (transport) =>
      withServers(async (tenant) => {
        const script = {
          headers: { 'cache-control': 'public, max-age=3600', 'set-cookie': 'JSESSIONID=1; Path=/' },
          body: 'x',
        };
        for (let time = 0; time < 2; time += 1)
          assert.equal((await readText(await ask(transport, tenant, script), 10)).text, 'x');
        assert.equal(tenant.requests.length, 2);
        assert.deepEqual(
          tenant.requests.map(({ headers }) => headers.cookie),
          [undefined, undefined],
        );
      }),
  },
];

const writes: readonly TransportCase[] = [
  {
    name: 'a write arrives with the method, headers, cookies and body it was given, and shows the cookies of an answer',
    run: (transport) =>
      withServers(async (tenant) => {
        tenant.on('/x', {
          status: 202,
          headers: { 'set-cookie': ['JSESSIONID=2; Path=/', 'route=a'] },
          body: 'ok',
        });
        const headers = { 'x-csrf-token': 'T', cookie: 'JSESSIONID=1', 'content-type': 'application/json' };
        const answer = await exchange({
          transport: new GuardedTransport(transport, open),
          request: { url: `${tenant.origin}/x`, method: 'PUT', headers, body: '{"a":1}' },
          signal: undefined,
        });
        assert.equal((await readText(answer, 10)).text, 'ok');
        assert.match(answer.answer.headers.get('set-cookie') ?? '', /JSESSIONID=2.*route=a/s);
        const [seen] = tenant.requests;
        assert.equal(seen?.method, 'PUT');
        assert.equal(seen.body, '{"a":1}');
        for (const [name, value] of Object.entries(headers)) assert.equal(seen.headers[name], value);
      }),
  },
  {
    name: 'behind the closed gate no function import leaves by any method, no hidden verb and no part of $batch',
    run: (transport) =>
      withServers(async (tenant) => {
        const guarded = new GuardedTransport(transport, closedGate);
        const { signal } = new AbortController();
        const send = (method: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
          failsWith(
            'gate.refused',
            guarded.fetch({ url: `${tenant.origin}/api/v1/${path}`, method, headers, signal }),
          );
        const names = functionImports();
        assert.ok(names.length > 30);
        for (const name of names)
          for (const path of [name, `${name}()`, `${name}?Id='x'`, `IntegrationPackages('x')/${name}`])
            for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'MERGE', 'DELETE'])
              await send(method, path);
        for (const header of ['X-HTTP-Method', 'x-http-method-override', 'X-Method-Override'])
          await send('GET', "IntegrationPackages('x')", { [header]: 'DELETE' });
        for (const method of ['GET', 'POST', 'PUT'])
          for (const path of ['$batch', '$batch/$batch', "IntegrationPackages('x')/$batch", '%24batch'])
            await send(method, path, { 'content-type': 'multipart/mixed; boundary=b' });
        assert.deepEqual(tenant.requests, []);
      }),
  },
];

function functionImports(): readonly string[] {
  const facts = new URL('../../../../contract/facts/function-imports.json', import.meta.url);
  return Object.keys(JSON.parse(readFileSync(facts, 'utf8')) as object);
}

export const transportCases: readonly TransportCase[] = [...redirects, ...bodies, ...limits, ...writes];
