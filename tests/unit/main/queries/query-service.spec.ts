import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { MessageLog } from '../../../../src-main/messages/message-log.ts';
import { MessageQueries } from '../../../../src-main/messages/message-queries.ts';
import { MessageWriter } from '../../../../src-main/messages/message-writer.ts';
import { QueryFile } from '../../../../src-main/queries/query-file.ts';
import { QueryService } from '../../../../src-main/queries/query-service.ts';
import type { SettingsFile } from '../../../../src-main/settings/settings-file.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { MessageColumn, MessageFilter } from '../../../../src-shared/model/messages.ts';
import { temporaryLibraries } from '../library/temporary-library.ts';

const now = Date.UTC(2026, 10, 23, 12);
const never = new AbortController().signal;
const everything: MessageFilter = { range: { kind: 'last', minutes: 60 * 24 * 30 }, statuses: [], flows: [] };
const query = { name: 'Failed', filter: everything, connectionIds: ['a', 'b'], isPinned: true };

class FileInMemory implements SettingsFile {
  content: Readonly<Record<string, unknown>> = {};
  read(): Readonly<Record<string, unknown>> {
    return this.content;
  }
  write(value: Readonly<Record<string, unknown>>): void {
    this.content = value;
  }
}

function log(tenant: string, n: number): MessageLog {
  // Two of three tenants have messages that began at the same moment.
  const start = now - n * 61_000 - (tenant === 'c' ? 500 : 0);
  return {
    guid: `${tenant}${n}`,
    start,
    end: n % 7 === 0 ? undefined : start + ((n * 37) % 1_000),
    status: n % 11 === 0 ? 'FAILED' : 'COMPLETED',
    correlationId: undefined,
    applicationId: undefined,
    applicationType: undefined,
    sender: ['SAP', 'sap', 'Shop', undefined][n % 4],
    receiver: undefined,
    customStatus: undefined,
    logLevel: 'INFO',
    transactionId: undefined,
    flow: {
      id: `F${n % 5}`,
      name: ['b', 'A', 'a', 'C', ''][n % 5] ?? '',
      type: '',
      packageId: '',
      packageName: '',
    },
  };
}

const sizes: Readonly<Record<string, number>> = { a: 1_300, b: 40, c: 900 };

async function world() {
  const { libraries } = temporaryLibraries();
  for (const [tenant, size] of Object.entries(sizes)) {
    const library = await libraries.open(tenant);
    await MessageWriter.of(library).write(Array.from({ length: size }, (_, n) => log(tenant, n)));
  }
  const file = new FileInMemory();
  let count = 0;
  const changes: string[] = [];
  const create = () =>
    new QueryService({
      file: new QueryFile(file),
      queriesOf: async (id) => {
        if (!(id in sizes)) throw new AppError('connection.not-found', 'gone');
        return new MessageQueries(await libraries.open(id), () => now + 1);
      },
      newId: () => `q${++count}`,
      changed: () => changes.push('changed'),
    });
  return { service: create(), create, file, changes };
}

describe('named queries', () => {
  it('are kept, changed, removed and told', async () => {
    const { service, create, changes } = await world();
    const saved = service.save(query);
    expect(saved).toEqual({ id: 'q1', ...query });
    service.save({ ...query, name: 'Before' });
    expect(
      create()
        .list()
        .map(({ name }) => name),
    ).toEqual(['Before', 'Failed']);
    service.save({ ...saved, isPinned: false });
    service.remove({ queryId: 'q2' });
    expect(create().list()).toEqual([{ ...saved, isPinned: false }]);
    expect(changes).toHaveLength(4);
  });

  it('leave what they do not understand in the file', async () => {
    const { create, file } = await world();
    const later = { id: 'x', name: 'Later', ofTomorrow: true };
    file.content = { version: 1, queries: [later] };
    const service = create();
    expect(service.list()).toEqual([]);
    service.save(query);
    expect(file.content['queries']).toEqual([{ id: 'q1', ...query }, later]);
  });

  it('end with the project whose tenants they were asked of', async () => {
    const { service } = await world();
    service.save({ ...query, connectionIds: ['a', 'a@cell'] });
    const other = service.save({ ...query, connectionIds: ['a', 'b'] });
    service.forget(['a']);
    expect(service.list()).toEqual([{ ...other, connectionIds: ['b'] }]);
  });

  it('count over all their tenants, and say which did not answer', async () => {
    const { service } = await world();
    const { id } = service.save({
      ...query,
      filter: { ...everything, statuses: ['FAILED'] },
      connectionIds: ['a', 'b', 'lost'],
    });
    expect(await service.counts({ queryIds: [id, 'unknown'] }, never)).toEqual([
      {
        queryId: id,
        total: 119 + 4,
        failed: [
          {
            connectionId: 'lost',
            error: expect.objectContaining({ code: 'connection.not-found' }) as unknown,
          },
        ],
      },
    ]);
  });
});

describe('messages of several tenants', () => {
  it('are one list in every order, whichever windows are asked for', async () => {
    const { service, create } = await world();
    const connectionIds = ['a', 'b', 'c'];
    const total = 1_300 + 40 + 900;
    const columns: readonly MessageColumn[] = ['start', 'duration', 'flowName', 'sender'];
    for (const column of columns) {
      const sort = {
        column,
        direction: column === 'sender' ? ('ascending' as const) : ('descending' as const),
      };
      const read = (offset: number, limit: number) =>
        service.rows({ filter: everything, sort, connectionIds, offset, limit }, never);
      const all: string[] = [];
      while (all.length < total) {
        const { rows } = await read(all.length, 500);
        all.push(...rows.map(({ messageGuid }) => messageGuid));
      }
      expect(new Set(all).size).toBe(total);
      // Each tenant's own order is kept.
      for (const id of connectionIds) {
        const { rows } = await service.rows(
          { filter: everything, sort, connectionIds: [id], offset: 0, limit: 500 },
          never,
        );
        const own = all.filter((guid) => guid.startsWith(id)).slice(0, rows.length);
        expect(own).toEqual(rows.map(({ messageGuid }) => messageGuid));
      }
      await fc.assert(
        fc.asyncProperty(fc.nat(total), fc.integer({ min: 1, max: 200 }), async (offset, limit) => {
          // A service that has read nothing before has to find the place.
          const window = await create().rows(
            { filter: everything, sort, connectionIds, offset, limit },
            never,
          );
          expect(window.total).toBe(total);
          expect(window.rows.map(({ messageGuid }) => messageGuid)).toEqual(
            all.slice(offset, offset + limit),
          );
          expect(window.rows.every((row) => row.messageGuid.startsWith(row.connectionId))).toBe(true);
        }),
        { numRuns: 8 },
      );
    }
  }, 30_000);

  it('are in the order of their times, across tenants', async () => {
    const { service } = await world();
    const sort = { column: 'start', direction: 'descending' } as const;
    const { rows } = await service.rows(
      { filter: everything, sort, connectionIds: ['c', 'a'], offset: 700, limit: 300 },
      never,
    );
    expect(rows.map(({ start }) => start)).toEqual(rows.map(({ start }) => start).toSorted((x, y) => y - x));
    expect(new Set(rows.map(({ connectionId }) => connectionId))).toEqual(new Set(['a', 'c']));
  });
});
