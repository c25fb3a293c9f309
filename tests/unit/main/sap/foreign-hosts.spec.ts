import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';
import { openClient } from './open-client.ts';
import { list, TenantServer } from './tenant-server.ts';

const asked: { readonly url: string; readonly authorization: string | undefined }[] = [];
const stranger = createServer(({ url = '', headers }, response) => {
  asked.push({ url, authorization: headers.authorization });
  response.end('{"d":{"results":[]}}');
});
let foreign = '';

beforeAll(async () => {
  await new Promise<void>((ready) => stranger.listen(0, '127.0.0.1', ready));
  foreign = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
});
afterAll(() => stranger.close());
/** No request with a token, and none without: nothing was followed. */
afterEach(() => expect(asked).toEqual([]));

const request = { path: 'MessageProcessingLogs', area: 'messages' } as const;
const asIs = (entity: unknown) => entity;

describe('a token never leaves the host of its connection', () => {
  it.each([301, 302, 303, 307, 308])('by a redirect with %i, of the API', async (status) => {
    await using server = await TenantServer.start();
    server.on('MessageProcessingLogs', { status, headers: { location: `${foreign}/api/v1/` } });
    await failureOf(openClient(server).client.page(request, asIs), 'network.redirect');
    expect(server.reads).toHaveLength(1);
  });

  it('by a redirect of the token server', async () => {
    await using server = await TenantServer.start();
    server.on('/oauth/token', { status: 307, headers: { location: `${foreign}/oauth/token` } });
    await failureOf(openClient(server).client.page(request, asIs), 'network.redirect');
  });

  it('by __next', async () => {
    await using server = await TenantServer.start();
    const next = `${foreign}/api/v1/MessageProcessingLogs?$skiptoken=1000`;
    server.on('MessageProcessingLogs', list([], { __next: next }));
    const pages = openClient(server).client.pages(request, asIs);
    await failureOf(async () => {
      for await (const page of pages) expect(page).toBeDefined();
    }, 'network.foreign-host');
  });

  it.each([
    (to: string) => `${to}/api/v1/MessageProcessingLogs`,
    (to: string) => `//${to.slice('http://'.length)}/api/v1/MessageProcessingLogs`,
    (to: string) => `\\\\${to.slice('http://'.length)}/api/v1/MessageProcessingLogs`,
    (to: string) => `http://127.0.0.1@${to.slice('http://'.length)}/api/v1/MessageProcessingLogs`,
  ])('by an absolute link (%#)', async (link) => {
    await using server = await TenantServer.start();
    const { client } = openClient(server);
    await failureOf(client.nextPage(link(foreign), request, asIs), 'network.foreign-host');
    expect(server.requests).toEqual([]);
  });
});
