import { describe, expect, it } from 'vitest';

import { piecesOf, sliceOf } from '../../../../src-main/payloads/held-bytes.ts';
import { type PayloadBytes, PayloadProcess } from '../../../../src-main/payloads/payload-process.ts';
import { Reader } from './payload-world.ts';

function setUp(modes: readonly ('answer' | 'hang' | 'die')[] = [], timeLimit = 5_000) {
  const started: Reader[] = [];
  const process = new PayloadProcess({
    timeLimit,
    spawn: () => {
      const reader = new Reader(modes[started.length] ?? 'answer');
      started.push(reader);
      return reader;
    },
  });
  return { process, started };
}

function payload(content: string, id = 'one'): PayloadBytes {
  const bytes = Buffer.from(content);
  return { id, contentType: '', bytes: bytes.length, pieces: piecesOf(bytes) };
}

const look = { isPretty: false };
const question = { look, width: 100, text: '(a+)+$', isRegex: true, matchCase: true, most: 10 };

describe('the process that reads payloads', () => {
  it('gets the bytes once, in pieces, and answers', async () => {
    const { process, started } = setUp();
    const large = payload(`<a>${'x'.repeat(2_500_000)}</a>`);
    expect(large.pieces.length).toBe(3);
    expect(await process.ask(large, 'recognise', {})).toMatchObject({ kind: 'xml' });
    const found = await process.ask(large, 'find', { ...question, text: 'x</a>', isRegex: false });
    expect(found.hits.length).toBe(1);
    expect(started.map(({ requests }) => requests.filter(({ type }) => type === 'piece').length)).toEqual([
      3,
    ]);
  });

  it('is ended where it takes too long; the next question gets the bytes again', async () => {
    const { process, started } = setUp(['hang'], 20);
    const one = payload('aaaa');
    await expect(process.ask(one, 'find', question)).rejects.toMatchObject({ code: 'payload.stopped' });
    expect(started[0]?.isEnded).toBe(true);
    expect((await process.ask(one, 'find', question)).hits.length).toBe(1);
    expect(started.length).toBe(2);
  });

  it('is ended where nobody waits any more, and where it dies that is said', async () => {
    const { process, started } = setUp(['hang', 'die']);
    const abort = new AbortController();
    const asked = process.ask(payload('a'), 'find', question, abort.signal);
    const waiting = expect(asked).rejects.toMatchObject({ code: 'request.cancelled' });
    setTimeout(() => abort.abort(), 5);
    await waiting;
    expect(started[0]?.isEnded).toBe(true);
    await expect(process.ask(payload('a'), 'recognise', {})).rejects.toMatchObject({
      code: 'payload.stopped',
    });
    expect(await process.ask(payload('a'), 'recognise', {})).toMatchObject({ kind: 'text' });
  });

  it('tells at once who waits when it is ended, and starts none again for what was asked before', async () => {
    const { process, started } = setUp(['hang']);
    const asked = [process.ask(payload('a'), 'find', question), process.ask(payload('a'), 'recognise', {})];
    const refused = asked.map((one) => expect(one).rejects.toMatchObject({ code: 'payload.closed' }));
    await expect.poll(() => started[0]?.requests.some(({ type }) => type === 'find')).toBe(true);
    process.end();
    await Promise.all(refused);
    expect(started).toHaveLength(1);
    expect(await process.ask(payload('a'), 'recognise', {})).toMatchObject({ kind: 'text' });
  });

  it('tells what was typed from what was read', async () => {
    const { process } = setUp();
    const query = { look, language: 'xpath', most: 10 } as const;
    await expect(
      process.ask(payload('<a/>'), 'query', { ...query, expression: '//[' }),
    ).rejects.toMatchObject({ code: 'payload.expression' });
    await expect(
      process.ask(payload('<a>', 'two'), 'query', { ...query, expression: '//a' }),
    ).rejects.toMatchObject({ code: 'payload.unreadable' });
    await expect(
      process.ask(payload('<a>'.repeat(5_001), 'deep'), 'query', { ...query, expression: '//a' }),
    ).rejects.toMatchObject({
      code: 'payload.limit',
      facts: { reason: 'The XML is nested deeper than 5,000 levels.' },
    });
    process.drop('two');
    expect(await process.ask(payload('b', 'two'), 'recognise', {})).toMatchObject({ kind: 'text' });
  });
});

describe('bytes in pieces', () => {
  it('are read across their borders', () => {
    const bytes = Uint8Array.from({ length: 2_200_000 }, (_, at) => at % 251);
    const held = { pieces: piecesOf(bytes) };
    for (const [offset, limit] of [
      [0, 10],
      [1_048_570, 20],
      [2_199_990, 50],
      [3_000_000, 5],
    ] as const) {
      expect([...sliceOf(held, offset, limit)]).toEqual([...bytes.subarray(offset, offset + limit)]);
    }
  });
});
