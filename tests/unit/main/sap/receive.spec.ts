import { once } from 'node:events';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { failureOf } from './failure-of.ts';
import { openClient, type TestClient } from './open-client.ts';
import { type Script, TenantServer } from './tenant-server.ts';

const path = "MessageProcessingLogAttachments('att')/$value";
const body = Buffer.alloc(300_000, 'abcdefg');

let server: TenantServer;
let client: TestClient;

beforeEach(async () => {
  server = await TenantServer.start();
  client = openClient(server);
});
afterEach(() => server[Symbol.asyncDispose]());

async function receive(script: Script, expected: { readonly limit: number; readonly cuts?: boolean }) {
  server.on(path, script);
  let pieces: Uint8Array[] = [];
  const request = { path, area: 'payloads' } as const;
  const { isCut } = await client.client.receive(
    request,
    { shape: 'any', progress: () => undefined, ...expected },
    () => {
      pieces = [];
      return (piece) => {
        pieces.push(piece);
      };
    },
  );
  return { isCut, bytes: Buffer.concat(pieces) };
}

describe('an answer received into memory', () => {
  it.each([
    ['announced', { 'content-length': String(body.length) }],
    ['not announced', { 'transfer-encoding': 'chunked' }],
  ])('is refused above its limit, or cut there where that is asked for; length %s', async (_, headers) => {
    await failureOf(receive({ headers, body }, { limit: 100_000 }), 'content.too-large');
    const { bytes, isCut } = await receive({ headers, body }, { limit: 100_000, cuts: true });
    expect(isCut).toBe(true);
    expect(bytes.equals(body.subarray(0, 100_000))).toBe(true);
  });

  it('is whole where it is as long as its limit', async () => {
    const { bytes, isCut } = await receive({ body }, { limit: body.length, cuts: true });
    expect(isCut).toBe(false);
    expect(bytes.equals(body)).toBe(true);
  });

  it('is not waited for beyond its limit: the request ends', async () => {
    const ended: Promise<unknown>[] = [];
    const endless: Script = (response) => {
      ended.push(once(response, 'close'));
      response.write(body);
    };
    const { bytes, isCut } = await receive(endless, { limit: 100_000, cuts: true });
    expect(isCut).toBe(true);
    expect(bytes.length).toBe(100_000);
    await Promise.all(ended);
    expect(ended).toHaveLength(1);
  });
});
