import { AppError } from '../../src-shared/errors.ts';
import type { FindResult } from '../../src-shared/model/messages.ts';
import type { Library } from '../library/library.ts';
import { textLiteral } from '../sap/odata/address.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import { readMessageLog, selectedProperties } from './message-log.ts';
import type { MessageQueries } from './message-queries.ts';
import { MessageStore } from './message-store.ts';

const fields = [
  { field: 'messageGuid', column: 'guid', property: 'MessageGuid' },
  { field: 'correlationId', column: 'correlation_id', property: 'CorrelationId' },
  { field: 'applicationMessageId', column: 'application_id', property: 'ApplicationMessageId' },
] as const;

/**
 * Finds a pasted id: first in the library, then on the tenant by each id filter alone, as SAP recommends (catalogue 2.5),
 * also outside what is loaded. What the tenant answers is kept.
 */
export async function findMessage(
  id: string,
  { client, library, queries }: { client: TenantClient; library: Library; queries: MessageQueries },
  signal: AbortSignal,
): Promise<FindResult | undefined> {
  const text = id.trim();
  if (text === '') return undefined;
  for (const { field, column } of fields) {
    const rows = await queries.by(column, text, signal);
    if (rows.length > 0) return { source: 'library', field, rows };
  }
  for (const { field, column, property } of fields) {
    const logs = await askTenant(client, `${property} eq ${textLiteral(text)}`, signal);
    if (logs.length === 0) continue;
    await MessageStore.of(library).write(logs);
    return { source: 'tenant', field, rows: await queries.by(column, text, signal) };
  }
  return undefined;
}

async function askTenant(client: TenantClient, filter: string, signal: AbortSignal) {
  try {
    const query = { $filter: filter, $select: selectedProperties };
    const page = await client.page(
      { path: 'MessageProcessingLogs', query, area: 'messages', priority: 'interactive', signal },
      readMessageLog,
    );
    return page.entities;
  } catch (fault) {
    // Some tenants answer 400 for a text that cannot be an id of that kind.
    if (fault instanceof AppError && fault.code === 'tenant.bad-request') return [];
    throw fault;
  }
}
