import { beforeEach, describe, expect, it } from 'vitest';

import { ChainService } from '../../../../src-main/chain/chain-service.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { connection, never } from '../content/content-world.ts';
import { type Entity, FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { messageEntity } from '../messages/fake-messages.ts';

const began = Date.UTC(2026, 10, 23, 12);
const ids = ['dev', 'prd'] as const;

let tenants: Record<(typeof ids)[number], { tenant: FakeTenant; library: Library }>;
let service: ChainService;
let told: string[];

function linked(guid: string, start: number, predecessor: string | null): Entity {
  return {
    ...messageEntity({ guid, start, status: 'COMPLETED' }),
    CorrelationId: "it's one",
    PredecessorMessageGuid: predecessor,
  };
}

beforeEach(async () => {
  const create = async () => ({ tenant: new FakeTenant(), library: await temporaryLibrary() });
  tenants = { dev: await create(), prd: await create() };
  told = [];
  service = new ChainService({
    sessions: {
      get: (id) => {
        const { tenant, library } = tenants[id as 'dev'];
        return Promise.resolve({ connection: { ...connection, id }, client: tenant, library });
      },
    },
    changed: (id) => void told.push(id),
  });
  tenants.dev.tenant.list('MessageProcessingLogs', () => [
    linked('second', began + 2_000, 'first'),
    linked('first', began, null),
  ]);
  tenants.prd.tenant.list('MessageProcessingLogs', () => [linked('far', began + 1_000, 'first')]);
});

const asked = { connectionIds: ids, correlationId: "it's one" };

describe('a chain', () => {
  it('is asked for by the correlation id alone and comes from the libraries, by time', async () => {
    await expect(service.messages(asked, never)).resolves.toEqual({ messages: [], isCut: false });
    await expect(service.read(asked, never)).resolves.toEqual([
      { connectionId: 'dev', found: 2, error: undefined },
      { connectionId: 'prd', found: 1, error: undefined },
    ]);
    expect(tenants.dev.tenant.requests[0]?.query?.['$filter']).toBe("CorrelationId eq 'it''s one'");
    expect(told.toSorted()).toEqual(['dev', 'prd']);
    const { messages } = await service.messages(asked, never);
    expect(
      messages.map(({ connectionId, row, predecessor }) => [connectionId, row.messageGuid, predecessor]),
    ).toEqual([
      ['dev', 'first', undefined],
      ['prd', 'far', 'first'],
      ['dev', 'second', 'first'],
    ]);
  });

  it('goes on where one tenant fails, and says so', async () => {
    tenants.prd.tenant.before = () => {
      throw new AppError('network.offline', 'off');
    };
    const readings = await service.read(asked, never);
    expect(readings).toMatchObject([{ found: 2 }, { found: 0, error: { code: 'network.offline' } }]);
    expect((await service.messages(asked, never)).messages).toHaveLength(2);
  });

  it('of more than a thousand messages is cut, and says so', async () => {
    tenants.dev.tenant.list('MessageProcessingLogs', () =>
      Array.from({ length: 1_200 }, (_, index) => linked(`m${index}`, began + index, null)),
    );
    await service.read({ connectionIds: ['dev'], correlationId: "it's one" }, never);
    const { messages, isCut } = await service.messages(
      { connectionIds: ['dev'], correlationId: "it's one" },
      never,
    );
    expect([messages.length, isCut]).toEqual([1_000, true]);
  });
});
