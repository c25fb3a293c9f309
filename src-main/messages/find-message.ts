import { AppError } from '../../src-shared/errors.ts';
import type { FindResult } from '../../src-shared/model/messages.ts';
import type { Library } from '../library/library.ts';
import { textLiteral } from '../sap/odata/address.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { type MessageLog, readMessageLog, selectedProperties } from './message-log.ts';
import { type MessageQueries, mostFound } from './message-queries.ts';
import { MessageWriter } from './message-writer.ts';

const fields = [
  { field: 'messageGuid', column: 'guid', property: 'MessageGuid' },
  { field: 'correlationId', column: 'correlation_id', property: 'CorrelationId' },
  { field: 'applicationMessageId', column: 'application_id', property: 'ApplicationMessageId' },
] as const;
type Field = (typeof fields)[number];

/**
 * Finds a pasted id: in the library, then on the tenant by each id filter alone, as SAP recommends (catalogue 2.5), also
 * outside what is loaded. One message has a guid; a correlation or application id is carried by several, so that what the
 * library has of them need not be all. What the tenant answers is kept.
 */
export async function findMessage(
  id: string,
  { client, library, queries }: { client: TenantClient; library: Library; queries: MessageQueries },
  signal: AbortSignal,
): Promise<FindResult | undefined> {
  const text = id.trim();
  if (text === '') return undefined;
  /** How many the tenant has. */
  const ask = async ({ property }: Field): Promise<number> => {
    const logs = await askTenant(client, `${property} eq ${textLiteral(text)}`, signal);
    if (logs.length > 0) await MessageWriter.of(library).write(logs);
    return logs.length;
  };
  for (const one of fields) {
    const known = await queries.by(one.column, text, signal);
    if (known.length === 0) continue;
    if (one.field === 'messageGuid' || known.length >= mostFound || (await unlessAway(ask(one))) === 0)
      return { source: 'library', field: one.field, rows: known };
    const rows = await queries.by(one.column, text, signal);
    return { source: rows.length > known.length ? 'tenant' : 'library', field: one.field, rows };
  }
  for (const one of fields) {
    if ((await ask(one)) === 0) continue;
    return { source: 'tenant', field: one.field, rows: await queries.by(one.column, text, signal) };
  }
  return undefined;
}

/** Something is known already: a tenant that does not answer takes nothing of it away. */
async function unlessAway(asking: Promise<number>): Promise<number> {
  try {
    return await asking;
  } catch (fault) {
    if (fault instanceof AppError && fault.code !== 'request.cancelled') return 0;
    throw fault;
  }
}

async function askTenant(
  client: TenantClient,
  filter: string,
  signal: AbortSignal,
): Promise<readonly MessageLog[]> {
  const logs: MessageLog[] = [];
  const query = { $filter: filter, $select: selectedProperties };
  const request: ReadRequest = {
    path: 'MessageProcessingLogs',
    query,
    area: 'messages',
    priority: 'interactive',
    signal,
  };
  try {
    for await (const { entities } of client.pages(request, readMessageLog)) {
      logs.push(...entities);
      // No more are shown.
      if (logs.length >= mostFound) break;
    }
    return logs;
  } catch (fault) {
    // Some tenants answer 400 for a text that cannot be an id of that kind.
    if (fault instanceof AppError && fault.code === 'tenant.bad-request') return [];
    throw fault;
  }
}
