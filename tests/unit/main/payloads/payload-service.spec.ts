import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../../../../src-shared/errors.ts';
import type { PayloadSource } from '../../../../src-shared/model/payloads.ts';
import { connectionId, never } from '../content/content-world.ts';
import { serveMessages } from '../messages/fake-messages.ts';
import { start } from '../messages/message-world.ts';
import { type PayloadWorld, payloadWorld } from './payload-world.ts';

const one = { connectionId, messageGuid: 'A' };
const ticket = '7a0c1f0e-52dc-4f7c-9d4e-0d8f6c1f7a11';
const attachment: PayloadSource = { of: 'attachment', messageGuid: 'A', id: 'att' };
const look = { isPretty: false };
const path = "MessageProcessingLogs('A')";

let world: PayloadWorld;
const open = (source: PayloadSource = attachment, name = 'Request') =>
  world.payloads.open({ connectionId, source, name, ticket }, never, 1);

beforeEach(async () => {
  world = await payloadWorld();
  serveMessages(world.tenant, [{ guid: 'A', start: start - 60_000, status: 'FAILED' }], () => start);
  await world.sync();
  world.tenant.put(`${path}/Attachments`, [
    { Id: 'att', Name: 'Request', ContentType: 'text/xml', PayloadSize: '4' },
  ]);
  world.tenant.put(`${path}/MessageStoreEntries`, [
    { Id: 'mst', MessageStoreId: 'Persist1', HasAttachments: true, TimeStamp: null },
  ]);
  world.tenant.put("MessageStoreEntries('mst')/Properties", [{ Name: 'SAP_ApplicationID', Value: '4711' }]);
  world.tenant.put("MessageStoreEntries('mst')/Attachments", [
    { Id: 'msa', Name: 'note.txt', ContentType: 'text/plain' },
  ]);
  world.tenant.put("MessageStoreEntryAttachments('msa')/Properties", [
    { Name: 'Content-Type', Value: 'text/plain' },
  ]);
  world.tenant.put("MessageProcessingLogAttachments('att')/$value", '<Order no="1">secret-content</Order>');
});

describe('the payloads of a message', () => {
  it('are listed with properties and attachments of the message store, and stay known', async () => {
    expect((await world.payloads.list(one, never)).entries).toEqual({ state: 'unread' });
    await world.payloads.readList(one, never);
    const known = await world.payloads.list(one, never);
    expect(known.attachments).toMatchObject({ state: 'read', value: [{ id: 'att', bytes: 4 }] });
    expect(known.entries).toMatchObject({
      state: 'read',
      value: [
        {
          id: 'mst',
          storeId: 'Persist1',
          below: {
            state: 'read',
            value: {
              properties: [{ name: 'SAP_ApplicationID', value: '4711' }],
              attachments: [
                { id: 'msa', name: 'note.txt', properties: [{ name: 'Content-Type', value: 'text/plain' }] },
              ],
            },
          },
        },
      ],
    });
    expect(world.tenant.requests.filter(({ area }) => area === 'message-store').length).toBe(3);
  });

  it('say of one entry alone what concerns it alone', async () => {
    world.tenant.put("MessageStoreEntries('mst')/Properties", new AppError('auth.forbidden', 'no'));
    const { entries } = await world.payloads.readList(one, never);
    expect(entries).toMatchObject({
      value: [{ below: { state: 'failed', error: { code: 'auth.forbidden' } } }],
    });
  });
});

describe('an open payload', () => {
  it('is read, looked at by windows, saved as it came, and gone when it is closed', async () => {
    const opened = await open();
    expect(opened).toMatchObject({ kind: 'xml', charset: 'utf-8', from: 'tenant', isKept: false, bytes: 36 });
    const { id } = opened;
    expect(await world.payloads.text({ id, look }, never)).toMatchObject({
      lines: 1,
      text: '<Order no="1">secret-content</Order>',
    });
    expect(await world.payloads.rows({ id, look, width: 20, offset: 1, limit: 1 }, never)).toEqual({
      total: 2,
      rows: [{ line: undefined, text: '-content</Order>' }],
    });
    expect(Buffer.from(world.payloads.bytes({ id, offset: 1, limit: 5 })).toString()).toBe('Order');
    await world.payloads.save({ id }, never);
    expect(world.saved()).toEqual([{ name: 'Request.xml', text: '<Order no="1">secret-content</Order>' }]);
    world.payloads.close({ id });
    await expect(async () => world.payloads.text({ id, look }, never)).rejects.toMatchObject({
      code: 'payload.closed',
    });
    expect(world.readers.every(({ isEnded }) => isEnded)).toBe(true);
  });

  it('is gone with the page that looked at it, and with the lock', async () => {
    const mine = await open();
    const other = await world.payloads.open(
      { connectionId, source: attachment, name: 'x', ticket },
      never,
      2,
    );
    world.payloads.forget(2);
    expect(() => world.payloads.bytes({ id: other.id, offset: 0, limit: 1 })).toThrow(AppError);
    expect(world.payloads.bytes({ id: mine.id, offset: 0, limit: 1 }).length).toBe(1);
    world.payloads.forget();
    expect(() => world.payloads.bytes({ id: mine.id, offset: 0, limit: 1 })).toThrow(AppError);
  });

  it('is unpacked part by part', async () => {
    world.tenant.put("MessageStoreEntries('mst')/$value", zipSync({ 'a/b.json': Buffer.from('{"x": [1]}') }));
    const zip = await open({ of: 'store-entry', messageGuid: 'A', id: 'mst' });
    expect(zip.kind).toBe('zip');
    expect(await world.payloads.parts({ id: zip.id, look }, never)).toMatchObject([
      { path: 'a/b.json', bytes: 10 },
    ]);
    const part = await open({ of: 'part', payloadId: zip.id, path: 'a/b.json' });
    expect(part).toMatchObject({ kind: 'json', from: 'payload' });
    const { matches } = await world.payloads.query(
      { id: part.id, look, language: 'jsonpath', expression: '$.x[0]' },
      never,
    );
    expect(matches[0]?.text).toBe('1');
  });

  it('that is no longer there is told with its rule', async () => {
    world.tenant.put(
      "MessageProcessingLogAttachments('att')/$value",
      new AppError('tenant.not-found', 'gone'),
    );
    await expect(open()).rejects.toMatchObject({ code: 'payload.gone' });
    world.tenant.put('TraceMessages(7875L)/$value', new AppError('tenant.not-found', 'gone'));
    await expect(open({ of: 'trace', messageGuid: 'A', id: '7875' })).rejects.toMatchObject({
      code: 'payload.gone',
      facts: { reason: 'trace' },
    });
  });

  describe('of which only the beginning is wanted', () => {
    const beginning = (limit: number) =>
      world.payloads.open({ connectionId, source: attachment, name: 'Request', ticket, limit }, never, 1);
    const textOf = async ({ id }: { readonly id: string }) =>
      (await world.payloads.text({ id, look }, never)).text;

    it('is cut there and says so; a shorter one is whole', async () => {
      expect(await open()).toMatchObject({ bytes: 36, isCut: false });
      expect(await beginning(36)).toMatchObject({ bytes: 36, isCut: false });
      const cut = await beginning(13);
      expect(cut).toMatchObject({ bytes: 13, isCut: true, kind: 'xml', charset: 'utf-8', from: 'tenant' });
      expect(await textOf(cut)).toBe('<Order no="1"');
    });

    it('is not cut within a character, by which its character set would be mistaken', async () => {
      world.tenant.put("MessageProcessingLogAttachments('att')/$value", 'Straße €');
      const cut = await beginning(10);
      expect(cut).toMatchObject({ charset: 'utf-8', bytes: 8, isCut: true });
      expect(await textOf(cut)).toBe('Straße ');
      expect(await textOf(await beginning(5))).toBe('Stra');
      expect(await textOf(await beginning(6))).toBe('Straß');
    });

    it('is not kept when it is cut; of what is kept, as much is read as is wanted', async () => {
      world.connection = { ...world.connection, keepsPayloads: true };
      expect(await beginning(13)).toMatchObject({ isCut: true, isKept: false });
      expect(await world.library.all('SELECT source FROM payloads')).toEqual([]);
      expect(await beginning(100)).toMatchObject({ isCut: false, isKept: true });
      expect(await beginning(13)).toMatchObject({ from: 'library', isKept: true, isCut: true, bytes: 13 });
      expect(await open()).toMatchObject({ from: 'library', isCut: false, bytes: 36 });
    });

    it('is looked for in as many pieces of what is kept as it needs', async () => {
      world.connection = { ...world.connection, keepsPayloads: true };
      const long = 'x'.repeat(3 * 1024 * 1024 + 5);
      world.tenant.put("MessageProcessingLogAttachments('att')/$value", long);
      expect(await open()).toMatchObject({ isKept: true, bytes: long.length });
      await world.library.write([{ sql: 'DELETE FROM payload_chunks WHERE position = 3' }]);
      expect(await beginning(1024 * 1024)).toMatchObject({
        from: 'library',
        bytes: 1024 * 1024,
        isCut: true,
      });
      await world.library.write([{ sql: 'DELETE FROM payload_chunks WHERE position = 0' }]);
      expect(await beginning(1024 * 1024)).toMatchObject({ from: 'tenant', isKept: false, isCut: true });
    });

    it('is that of what was read ahead, too', async () => {
      const source = { of: 'trace', messageGuid: 'A', id: '7875' } as const;
      const pieces = [Buffer.from('<Order>'), Buffer.from('</Order>')];
      world.places.ahead.put(connectionId, source, { contentType: 'text/xml', bytes: 15, pieces });
      const asked = { connectionId, source, name: 'x', ticket, limit: 9 };
      const cut = await world.payloads.open(asked, never, 1);
      expect(cut).toMatchObject({ from: 'memory', bytes: 9, isCut: true });
      expect(await textOf(cut)).toBe('<Order></');
      expect(world.places.ahead.get(connectionId, source)?.bytes).toBe(15);
    });
  });

  it('can be a file, to compare with', async () => {
    expect(await world.payloads.openFile(never, 1)).toMatchObject({
      name: 'order.json',
      kind: 'json',
      from: 'file',
    });
  });
});

describe('keeping', () => {
  const filesBelow = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).isFile());

  it('happens only where the connection allows it; then no request is needed any more', async () => {
    world.payloads.close(await open());
    const rows = await world.library.all('SELECT source FROM payloads');
    expect(rows).toEqual([]);

    world.connection = { ...world.connection, keepsPayloads: true };
    expect(await open()).toMatchObject({ from: 'tenant', isKept: true });
    const before = world.tenant.requests.length;
    expect(await open()).toMatchObject({ from: 'library', isKept: true, kind: 'xml', bytes: 36 });
    expect(world.tenant.requests.length).toBe(before);
    expect((await world.payloads.list(one, never)).kept).toEqual(['attachment att']);

    // What was kept goes with its message.
    await world.library.write([{ sql: "DELETE FROM messages WHERE guid = 'A'" }]);
    expect(await world.library.all('SELECT source FROM payload_chunks')).toEqual([]);
  });

  it('ends with the permission: what was kept is removed, and asked for again', async () => {
    world.connection = { ...world.connection, keepsPayloads: true };
    await open();
    world.connection = { ...world.connection, keepsPayloads: false };
    expect((await world.payloads.list(one, never)).kept).toEqual([]);
    expect(await world.library.all('SELECT source FROM payloads')).toEqual([]);
    expect(await world.library.all('SELECT source FROM payload_chunks')).toEqual([]);
    expect(await open()).toMatchObject({ from: 'tenant', isKept: false });
  });

  it('that is switched off removes what was kept at once, without anybody looking', async () => {
    const { keeping } = world.places;
    const review = (keepsPayloads: boolean) => {
      world.connection = { ...world.connection, keepsPayloads };
      return keeping.review([world.connection], () => Promise.resolve(world.session()));
    };
    await review(true);
    await open();
    expect(await world.library.all('SELECT source FROM payloads')).toHaveLength(1);
    await review(false);
    expect(await world.library.all('SELECT source FROM payloads')).toEqual([]);
  });

  it('never puts a payload on the disk in the clear', async () => {
    await open();
    world.connection = { ...world.connection, keepsPayloads: true };
    await open();
    const [database] = await world.library.all<{ file: string }>('SELECT file FROM pragma_database_list');
    const files = filesBelow(dirname(database?.file ?? ''));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(readFileSync(file).includes('secret-content'), file).toBe(false);
  });
});
