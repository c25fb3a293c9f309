import { AppError } from '../../src-shared/errors.ts';
import { type Chain, type ChainReading, mostInChain } from '../../src-shared/model/chain.ts';
import type { Sessions } from '../connections/session.ts';
import { type MessageLog, readMessageLog, selectedProperties } from '../messages/message-log.ts';
import { MessageWriter } from '../messages/message-writer.ts';
import { textLiteral } from '../sap/odata/address.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import { keptChain, storeLinks } from './kept-chain.ts';

interface Asked {
  readonly connectionIds: readonly string[];
  readonly correlationId: string;
}

export interface ChainServiceOptions {
  readonly sessions: Sessions;
  /** Tells the windows that messages of a connection came in. */
  readonly changed: (connectionId: string) => void;
}

interface Linked {
  readonly log: MessageLog;
  readonly predecessor: string | undefined;
}

/** The messages of a correlation id: from the libraries at once, and from each tenant by that id alone, as SAP recommends (catalogue 2.5). */
export class ChainService {
  readonly #options: ChainServiceOptions;

  constructor(options: ChainServiceOptions) {
    this.#options = options;
  }

  async messages({ connectionIds, correlationId }: Asked, signal: AbortSignal): Promise<Chain> {
    const all = await Promise.all(
      connectionIds.map(async (connectionId) => {
        const { library } = await this.#options.sessions.get(connectionId);
        return keptChain(library, connectionId, correlationId, signal);
      }),
    );
    const messages = all.flat().toSorted((a, b) => a.row.start - b.row.start);
    return { messages: messages.slice(0, mostInChain), isCut: messages.length > mostInChain };
  }

  read({ connectionIds, correlationId }: Asked, signal: AbortSignal): Promise<readonly ChainReading[]> {
    return Promise.all(
      connectionIds.map(async (connectionId): Promise<ChainReading> => {
        try {
          const found = await this.#readOne(connectionId, correlationId, signal);
          return { connectionId, found, error: undefined };
        } catch (fault) {
          if (!(fault instanceof AppError) || fault.code === 'request.cancelled') throw fault;
          return { connectionId, found: 0, error: fault.toData() };
        }
      }),
    );
  }

  async #readOne(connectionId: string, correlationId: string, signal: AbortSignal): Promise<number> {
    const { client, library } = await this.#options.sessions.get(connectionId);
    const linked = await onTenant(client, correlationId, signal);
    if (linked.length === 0) return 0;
    const statements = await MessageWriter.of(library).statements(linked.map(({ log }) => log));
    await library.write([
      ...statements,
      storeLinks(linked.map(({ log, predecessor }) => ({ guid: log.guid, predecessor }))),
    ]);
    this.#options.changed(connectionId);
    return linked.length;
  }
}

async function onTenant(
  client: TenantClient,
  correlationId: string,
  signal: AbortSignal,
): Promise<readonly Linked[]> {
  const linked: Linked[] = [];
  const query = {
    $filter: `CorrelationId eq ${textLiteral(correlationId)}`,
    $select: `${selectedProperties},PredecessorMessageGuid`,
  };
  const request = {
    path: 'MessageProcessingLogs',
    query,
    area: 'messages',
    priority: 'interactive',
    signal,
  } as const;
  for await (const { entities } of client.pages(request, readLinked)) {
    linked.push(...entities);
    if (linked.length > mostInChain) break;
  }
  return linked;
}

function readLinked(entity: unknown): Linked {
  return {
    log: readMessageLog(entity),
    predecessor: new EntityReader(entity, 'MessageProcessingLogs').optionalText('PredecessorMessageGuid'),
  };
}
