import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';

import { ExportService } from '../../../../src-main/exports/export-service.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ExportFormat, ExportWanted } from '../../../../src-shared/model/exports.ts';
import type { MessageFilter } from '../../../../src-shared/model/messages.ts';
import { connection } from '../content/content-world.ts';
import { temporaryFolder } from '../library/temporary-library.ts';
import { type FakeMessage, serveMessages } from '../messages/fake-messages.ts';
import { type MessageWorld, messageWorld, never, start } from '../messages/message-world.ts';

const everything: MessageFilter = { range: { kind: 'last', minutes: 1_440 }, statuses: [], flows: [] };

let world: MessageWorld;
let messages: FakeMessage[];
let folder: string;
let service: ExportService;

beforeEach(async () => {
  world = await messageWorld();
  messages = [];
  serveMessages(world.tenant, messages, () => start);
  folder = temporaryFolder();
  const { tenant, library, jobs } = world;
  service = new ExportService({
    sessions: { get: () => Promise.resolve({ connection, client: tenant, library }) },
    jobs,
    saveAs: (name) => Promise.resolve(join(folder, name)),
    now: () => start,
  });
});

function fill(count: number): void {
  for (let index = 0; index < count; index += 1) {
    // Three to a millisecond, so that pieces end within one.
    const at = start - 1_000 - Math.floor(index / 3);
    messages.push({ guid: `M${index}`, start: at, status: index % 10 === 0 ? 'FAILED' : 'COMPLETED' });
  }
}

function wanted(
  format: ExportFormat,
  changes: Partial<ExportWanted> = {},
): ExportWanted & { connectionId: string } {
  return {
    connectionId: connection.id,
    messages: { kind: 'query', filter: everything },
    sort: { column: 'start', direction: 'descending' },
    format,
    columns: ['status', 'flowName', 'start', 'durationMs', 'messageGuid'],
    headers: [],
    description: 'Last 24 hours',
    ...changes,
  };
}

async function save(
  format: ExportFormat,
  changes?: Partial<ExportWanted>,
): Promise<{ text: string; count: number }> {
  const saved = await service.save(wanted(format, changes), never);
  return { text: readFileSync(saved?.file ?? '', 'utf8'), count: saved?.count ?? 0 };
}

describe('an export', () => {
  it('has each message once, newest first, over many pieces', async () => {
    fill(1_700);
    await world.sync();
    const { text, count } = await save('csv');
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toBe('\uFEFFStatus,Integration flow,Start (UTC),Duration (ms),Message id');
    expect(count).toBe(1_700);
    const starts = lines.slice(1).map((line) => line.split(',')[2] ?? '');
    expect(starts).toEqual(starts.toSorted().toReversed());
    expect(new Set(lines.slice(1).map((line) => line.split(',')[4])).size).toBe(1_700);
  });

  it('is in the order of the table', async () => {
    fill(1_200);
    await world.sync();
    const guids = async (sort: ExportWanted['sort']) =>
      (await save('jsonl', { columns: ['status', 'messageGuid'], sort })).text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { status: string; messageGuid: string });
    const oldest = await guids({ column: 'start', direction: 'ascending' });
    expect(oldest[0]?.messageGuid).toMatch(/^M119[789]$/);
    expect(oldest).toHaveLength(1_200);
    const byStatus = await guids({ column: 'status', direction: 'descending' });
    expect(byStatus.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 120 }, () => 'FAILED'),
      ...Array.from({ length: 1_080 }, () => 'COMPLETED'),
    ]);
    const byId = (await guids({ column: 'messageGuid', direction: 'ascending' })).map(
      ({ messageGuid }) => messageGuid,
    );
    expect(byId).toEqual(byId.toSorted());
    expect((await guids({ column: 'flowName', direction: 'ascending' })).length).toBe(1_200);
    await world.library.write([
      {
        sql: 'INSERT INTO message_parts (guid, part, read_at, value) VALUES (?, ?, ?, ?), (?, ?, ?, ?)',
        params: [
          ...['M700', 'customHeaders', 1, '[{"name":"plant","value":"B"}]'],
          ...['M900', 'customHeaders', 1, '[{"name":"plant","value":"A"}]'],
        ],
      },
    ]);
    const byHeader = await guids({ column: 'header:plant', direction: 'ascending' });
    expect(byHeader.slice(0, 2).map(({ messageGuid }) => messageGuid)).toEqual(['M900', 'M700']);
    expect(byHeader).toHaveLength(1_200);
  });

  it('takes what a filter lets through, or what was marked', async () => {
    fill(40);
    await world.sync();
    const failed = await save('jsonl', {
      messages: { kind: 'query', filter: { ...everything, statuses: ['FAILED'] } },
    });
    expect(failed.count).toBe(4);
    const marked = await save('jsonl', { messages: { kind: 'marked', messageGuids: ['M7', 'M3', 'gone'] } });
    const rows = marked.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(rows).toEqual([
      {
        status: 'COMPLETED',
        flowName: 'Receive orders',
        start: new Date(start - 1_001).toISOString(),
        durationMs: 100,
        messageGuid: 'M3',
      },
      expect.objectContaining({ messageGuid: 'M7' }),
    ]);
  });

  it('makes texts of what a spreadsheet would compute', async () => {
    messages.push({ guid: 'M1', start: start - 1_000, status: '=HYPERLINK("http://x")' });
    await world.sync();
    const { text } = await save('csv');
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    const saved = await service.save(wanted('xlsx'), never);
    const bytes = readFileSync(saved?.file ?? '');
    const book = await readXlsx(bytes);
    expect(book.sheets[0]?.rows[1]?.[0]).toBe('=HYPERLINK("http://x")');
    // As an inline text: a formula would be an element of its own.
    expect(JSON.stringify(book.sheets[0])).not.toContain('"formula"');
  });

  it('has error texts and custom headers where they are known', async () => {
    fill(2);
    await world.sync();
    const parts = [
      [
        'M1',
        'customHeaders',
        [
          { name: 'orderId', value: '4711' },
          { name: 'orderId', value: '4712' },
        ],
      ],
      ['M0', 'error', { text: 'Plant 7 is closed' }],
    ] as const;
    await world.library.write([
      {
        sql: 'INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, ?, ?, 1)',
        rows: parts.map(([guid, part, value]) => [guid, part, JSON.stringify(value)]),
      },
    ]);
    const { text } = await save('jsonl', { columns: ['messageGuid', 'errorText'], headers: ['orderId'] });
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(rows).toContainEqual({ messageGuid: 'M1', 'header.orderId': '4711, 4712' });
    expect(rows).toContainEqual({ messageGuid: 'M0', errorText: 'Plant 7 is closed' });
  });

  it('is a workbook with times and figures as such', async () => {
    fill(600);
    await world.sync();
    const saved = await service.save(wanted('xlsx'), never);
    const book = await readXlsx(readFileSync(saved?.file ?? ''));
    const rows = book.sheets[0]?.rows ?? [];
    expect(rows.length).toBe(601);
    expect(rows[1]?.[2]).toEqual(new Date(start - 1_000));
    expect(rows[1]?.[3]).toBe(100);
  });

  it('as a report has a chart, the error groups and no script', async () => {
    fill(1_200);
    await world.sync();
    await world.library.write([
      {
        sql: 'INSERT INTO message_parts (guid, part, value, read_at) VALUES (?, ?, ?, 1)',
        rows: ['M0', 'M10'].map((guid) => [guid, 'error', JSON.stringify({ text: 'Plant <7> is closed' })]),
      },
    ]);
    const { text } = await save('html');
    expect(text).toContain('<svg');
    expect(text).toContain('The first 1,000 of 1,200.');
    expect(text).toMatch(/is closed<\/td><td class="figure">2</);
    expect(text).not.toMatch(/<script|https?:|<7>/);
    expect(text).toContain('FAILED <b>120</b>');
  });

  it('that is cancelled leaves no file', async () => {
    fill(5_000);
    await world.sync();
    const saving = service.save(wanted('xlsx'), never);
    await expect
      .poll(() => world.jobs.list().find(({ kind }) => kind === 'export')?.done ?? 0)
      .toBeGreaterThan(0);
    const job = world.jobs.list().find(({ kind }) => kind === 'export');
    world.jobs.cancel(job?.id ?? '');
    await expect(saving).rejects.toThrow(AppError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('answers nothing where the person cancelled the dialog', async () => {
    const { tenant, library, jobs } = world;
    const asked: string[] = [];
    const other = new ExportService({
      sessions: { get: () => Promise.resolve({ connection, client: tenant, library }) },
      jobs,
      saveAs: (name) => {
        asked.push(name);
        return Promise.resolve(undefined);
      },
      now: () => start,
    });
    expect(await other.save(wanted('xlsx'), never)).toBeUndefined();
    expect(asked).toEqual([`Messages of ${connection.name}.xlsx`]);
  });
});
