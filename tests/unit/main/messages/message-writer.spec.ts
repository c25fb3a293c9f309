import { beforeAll, describe, expect, it } from 'vitest';

import type { Library, Row } from '../../../../src-main/library/library.ts';
import type { MessageLog } from '../../../../src-main/messages/message-log.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { libraryOfFile } from '../library/temporary-library.ts';

const start = Date.UTC(2026, 10, 23, 12, 20);

function log(guid: string, change: Partial<MessageLog> = {}): MessageLog {
  return {
    guid,
    start,
    end: start + 500,
    status: 'COMPLETED',
    correlationId: undefined,
    applicationId: undefined,
    applicationType: undefined,
    sender: 'SAP',
    receiver: undefined,
    customStatus: undefined,
    logLevel: 'INFO',
    transactionId: undefined,
    flow: { id: 'F', name: 'Flow', type: '', packageId: '', packageName: '' },
    ...change,
  };
}

const open = libraryOfFile();
let library: Library;
let writer: MessageWriter;
beforeAll(async () => {
  library = await open();
  writer = MessageWriter.of(library);
});

/** Each message with what its kind says; sums that do not agree with the messages. */
const kindOf = async (guid: string): Promise<Row | undefined> =>
  library.get(
    'SELECT m.status, k.status AS ofKind, k.sender FROM messages m JOIN message_kinds k USING (kind) WHERE guid = ?',
    [guid],
  );
const wrongSums = async (): Promise<readonly Row[]> =>
  library.all(`SELECT * FROM (
    SELECT start / 3600000 AS at, kind, count(*) FROM messages GROUP BY 1, 2
    EXCEPT SELECT hour, kind, total FROM kind_hours
  ) UNION ALL SELECT * FROM (
    SELECT start / 86400000, kind, count(*) FROM messages GROUP BY 1, 2 EXCEPT SELECT day, kind, total FROM kind_days
  ) UNION ALL SELECT * FROM (
    SELECT hour / 24, kind, sum(total) FROM kind_hours GROUP BY 1, 2 EXCEPT SELECT day, kind, total FROM kind_days
  ) UNION ALL SELECT * FROM (
    SELECT day, kind, total FROM kind_days EXCEPT SELECT hour / 24, kind, sum(total) FROM kind_hours GROUP BY 1, 2
  )`);

describe('a page of messages', () => {
  it('of any length is stored whole, with its sums', async () => {
    const many = Array.from({ length: 1_201 }, (_, n) =>
      log(`many-${n}`, { start: start - n * 600_000, sender: `S${n % 90}` }),
    );
    await writer.write(many);
    expect(await library.get("SELECT count(kind) AS n FROM messages WHERE guid LIKE 'many-%'")).toEqual({
      n: 1_201,
    });
    expect(await wrongSums()).toEqual([]);
  });

  it('moves a message that changed to its new kind, in every sum', async () => {
    await writer.write([log('changing', { status: 'PROCESSING', end: undefined })]);
    expect(await kindOf('changing')).toMatchObject({ status: 'PROCESSING', ofKind: 'PROCESSING' });
    await writer.write([log('changing', { status: 'FAILED' }), log('changing', { status: 'RETRY' })]);
    expect(await kindOf('changing')).toMatchObject({ status: 'RETRY', ofKind: 'RETRY' });
    expect(await wrongSums()).toEqual([]);
  });

  it('keeps texts as they are, but for what no text can hold', async () => {
    const texts = ['a "b" \\ud800 \n\t 😀', 'half \uD800 of a pair', 'before\0after'];
    await writer.write(texts.map((sender, n) => log(`text-${n}`, { sender })));
    const rows = await library.all(
      "SELECT m.sender, k.sender AS ofKind FROM messages m JOIN message_kinds k USING (kind) WHERE guid LIKE 'text-%' ORDER BY guid",
    );
    const stored = [texts[0], 'half \uFFFD of a pair', 'before\uFFFDafter'];
    expect(rows).toEqual(stored.map((sender) => ({ sender, ofKind: sender })));
  });

  it('tells kinds apart that read alike', async () => {
    await writer.write([
      log('alike-0', { sender: 'a\nb', receiver: 'c' }),
      log('alike-1', { sender: 'a', receiver: 'b\nc' }),
    ]);
    expect(await kindOf('alike-0')).toMatchObject({ sender: 'a\nb' });
    expect(await kindOf('alike-1')).toMatchObject({ sender: 'a' });
  });

  it('finds kinds under whatever numbers a rescued library has given them', async () => {
    await writer.write([log('before')]);
    await library.write([
      { sql: 'UPDATE message_kinds SET kind = kind + 100000' },
      { sql: 'UPDATE messages SET kind = kind + 100000' },
      { sql: 'UPDATE kind_hours SET kind = kind + 100000' },
      { sql: 'UPDATE kind_days SET kind = kind + 100000' },
    ]);
    await writer.write([log('after')]);
    expect(await kindOf('after')).toEqual(await kindOf('before'));
    expect(await wrongSums()).toEqual([]);
  });
});
