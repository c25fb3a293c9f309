import { createHash } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { exchange, readBytes, readText } from '../../../../src-main/sap/exchange.ts';
import { readPermit } from '../../../../src-main/sap/gate.ts';
import { GuardedTransport } from '../../../../src-main/sap/guarded-transport.ts';
import type { Transport, TransportAnswer } from '../../../../src-main/sap/transport.ts';
import { failureOf } from './failure-of.ts';
import { nodeTransport } from './node-transport.ts';
import { type Script, TenantServer } from './tenant-server.ts';

let server: TenantServer;

beforeEach(async () => {
  server = await TenantServer.start();
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

function open(script: Script, more: { signal?: AbortSignal; silence?: number; transport?: Transport } = {}) {
  server.on('/x', script);
  const request = { url: `${server.origin}/x`, method: 'GET', headers: {} };
  const { transport = nodeTransport, ...rest } = more;
  return exchange({ transport: guarded(transport), request, signal: undefined, ...rest });
}

const guarded = (transport: Transport) =>
  new GuardedTransport(transport, {
    check: () => undefined,
    admit: () => Promise.resolve(readPermit),
  });

const silent: Script = () => undefined;

describe('exchange', () => {
  it('gives up a host that never answers', async () => {
    const failure = await failureOf(open(silent, { silence: 40 }), 'network.timeout');
    expect(failure.facts.host).toBe(new URL(server.origin).host);
  });

  it('gives up a body that falls silent in the middle', async () => {
    const answer = await open(
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
      },
      { silence: 500 },
    );
    await failureOf(readText(answer, 1_000), 'network.timeout');
  });

  it('does not count the time a slow disk takes as silence', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of ['one ', 'two']) controller.enqueue(Buffer.from(part));
        controller.close();
      },
    });
    const transport = { fetch: () => Promise.resolve({ status: 200, headers: new Headers(), body }) };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const parts: Uint8Array[] = [];
      for await (const chunk of (await open({}, { transport })).chunks()) {
        parts.push(chunk);
        vi.advanceTimersByTime(100_000);
      }
      expect(Buffer.concat(parts).toString()).toBe('one two');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('knows a body that ends before its announced length', async () => {
    const answer = await open((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    await failureOf(readText(answer, 1_000), 'network.cut');
  });

  it('knows half a chunked body', async () => {
    const answer = await open((response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    await failureOf(readText(answer, 1_000), 'network.cut');
  });

  it('compares the length itself where a transport does not', async () => {
    const answer: TransportAnswer = {
      status: 200,
      headers: new Headers({ 'content-length': '5' }),
      body: new Response('half').body,
    };
    const transport = { fetch: () => Promise.resolve(answer) };
    await failureOf(readText(await open({}, { transport }), 1_000), 'network.cut');
  });

  it('does not follow a redirect', async () => {
    await failureOf(open({ status: 302, headers: { location: '/y' } }), 'network.redirect');
    expect(server.requests.map(({ url }) => url)).toEqual(['/x']);
  });

  it('knows a port where nobody listens', async () => {
    const gone = await TenantServer.start();
    const request = { url: `${gone.origin}/x`, method: 'GET', headers: {} };
    await gone[Symbol.asyncDispose]();
    await failureOf(
      exchange({ transport: guarded(nodeTransport), request, signal: undefined }),
      'network.refused',
    );
  });

  it.each(['before the request', 'before the answer', 'in the body'])('is cancelled %s', async (stage) => {
    const abort = new AbortController();
    if (stage === 'before the request') abort.abort();
    const script: Script = (response) => {
      if (stage === 'in the body') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
      } else abort.abort();
    };
    const pending = open(script, { signal: abort.signal });
    if (stage === 'in the body') {
      const answer = await pending;
      const text = failureOf(readText(answer, 1_000), 'request.cancelled');
      abort.abort();
      await text;
    } else await failureOf(pending, 'request.cancelled');
    expect(server.requests).toHaveLength(stage === 'before the request' ? 0 : 1);
  });

  it('ends by itself where a transport ignores the signal', async () => {
    const transport: Transport = { fetch: () => new Promise(() => undefined) };
    const abort = new AbortController();
    const failed = failureOf(open({}, { transport, signal: abort.signal }), 'request.cancelled');
    abort.abort();
    await failed;
    await failureOf(open({}, { transport, silence: 20 }), 'network.timeout');
  });

  it('leaves no timer and no listener behind, however it ends', async () => {
    const running = vi.spyOn(globalThis, 'setTimeout');
    const ended = vi.spyOn(globalThis, 'clearTimeout');
    try {
      const abort = new AbortController();
      const added = vi.spyOn(abort.signal, 'addEventListener');
      const removed = vi.spyOn(abort.signal, 'removeEventListener');
      await readText(await open({ body: 'x' }, { signal: abort.signal }), 10);
      await readText(await open({ body: 'x'.repeat(100) }, { signal: abort.signal }), 10);
      await failureOf(
        open({ status: 307, headers: { location: '/' } }, { signal: abort.signal }),
        'network.redirect',
      );
      const ours = running.mock.results.flatMap(({ value }, index) =>
        running.mock.calls[index]?.[1] === 30_000 ? [value as NodeJS.Timeout] : [],
      );
      expect(ours.length).toBeGreaterThanOrEqual(4);
      const cleared = new Set(ended.mock.calls.map(([timer]) => timer as unknown));
      expect(ours.filter((timer) => !cleared.has(timer))).toEqual([]);
      expect(removed.mock.calls.length).toBe(added.mock.calls.length);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('closes the connection of a body that nobody wants any more', async () => {
    let closed = false;
    const answer = await open((response) => {
      response.on('close', () => (closed = true));
      const more = () => {
        while (response.write('x'.repeat(16_384)));
        response.once('drain', more);
      };
      more();
    });
    expect((await readBytes(answer, 20_000)).truncated).toBe(true);
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});

describe('readText and readBytes', () => {
  it('truncate at the limit and say so', async () => {
    const text = 'abcdefghij';
    expect(await readText(await open({ body: text }), 10)).toEqual({ text, bytes: 10, truncated: false });
    expect(await readText(await open({ body: text }), 9)).toEqual({
      text: 'abcdefghi',
      bytes: 10,
      truncated: true,
    });
    expect(await readText(await open({ body: text }), 0)).toEqual({ text: '', bytes: 10, truncated: true });
    const streamed = await open((response) => {
      response.write(text);
      response.end(text);
    });
    expect(await readText(streamed, 9)).toEqual({ text: 'abcdefghi', bytes: undefined, truncated: true });
  });

  it('leave out a character that the limit cuts in two', async () => {
    const { text } = await readText(await open({ body: 'aä€' }), 4);
    expect(text).toBe('aä');
  });

  it('put a character together that came in two chunks', async () => {
    const euro = Buffer.from('€');
    const answer = await open((response) => {
      response.write(euro.subarray(0, 1), () => setImmediate(() => response.end(euro.subarray(1))));
    });
    expect((await readText(answer, 100)).text).toBe('€');
  });

  it.each([
    ['text/plain; charset=ISO-8859-1', Buffer.from([0xe4]), 'ä'],
    ['text/plain;charset="utf-8"', Buffer.from('ä'), 'ä'],
    ['text/plain; charset=utf-16le', Buffer.from('ä', 'utf16le'), 'ä'],
    ['text/plain; charset=nonsense', Buffer.from('a'), 'a'],
    ['', Buffer.from('ä'), 'ä'],
  ])('take the charset of %j', async (type, body, text) => {
    const answer = await open({ body, headers: type === '' ? {} : { 'content-type': type } });
    expect((await readText(answer, 100)).text).toBe(text);
  });

  it('hand on bytes as they are', async () => {
    const body = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251));
    const { bytes } = await readBytes(await open({ body }), 100_000);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      createHash('sha256').update(body).digest('hex'),
    );
  });

  it('read an answer without a body', async () => {
    expect((await readText(await open({ status: 204 }), 100)).text).toBe('');
  });
});
