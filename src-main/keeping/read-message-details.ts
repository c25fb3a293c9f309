import type { AppError } from '../../src-shared/errors.ts';
import { failedStatuses } from '../../src-shared/model/failures.ts';
import type { Keeping } from '../../src-shared/model/keeping.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun } from '../jobs/jobs.ts';
import type { Library, Row } from '../library/library.ts';
import { keepParts, type ReadPart } from '../messages/kept-parts.ts';
import { adapterAttribute, customHeader } from '../messages/name-values.ts';
import { entityPath } from '../sap/odata/address.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing } from '../sap/tolerance.ts';

/** Messages whose details are kept together: what a crash costs at most. */
const piece = 100;
const parallel = 4;

export interface MessageDetailsOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly now: () => number;
  /** Told after every piece. */
  readonly changed: () => void;
}

interface Wanted extends Row {
  readonly guid: string;
  readonly message_key: number;
}

/**
 * Reads custom headers and adapter attributes of messages, newest first, one request for both, behind everything a person waits for.
 * What was read is kept piece by piece, so that a reading that ended early goes on where it was. At most `most` messages; throws what
 * the client or the library throws, unless it concerns one message alone.
 */
export async function readMessageDetails(
  { client, library, now, changed }: MessageDetailsOptions,
  of: Keeping['details'],
  most: number,
  job: JobRun,
): Promise<void> {
  const total = Math.min(most, await unknownDetails(library, of, job.signal));
  job.progress(0, total);
  let done = 0;
  let before = Number.MAX_SAFE_INTEGER;
  while (done < most) {
    const wanted = await next(library, of, before, Math.min(piece, most - done), job.signal);
    const oldest = wanted.at(-1);
    if (!oldest) return;
    const parts: ReadPart[] = [];
    try {
      await inParallel(wanted, parallel, async ({ guid }) => {
        parts.push(...(await one(client, guid, now, job.signal)));
      });
    } finally {
      await library.write(keepParts(parts));
    }
    done += wanted.length;
    // Those that were refused stay unknown, and are not asked for twice in one reading.
    before = oldest.message_key;
    job.progress(done, Math.max(total, done));
    changed();
  }
}

const failed = failedStatuses.map((status) => `'${status}'`).join(', ');

/** In SQL, of a message `m`: its details are wanted and not known. Without COMPLETED the small index of unusual statuses serves. */
function isWanted(of: Keeping['details']): string {
  const chosen =
    of === 'all' ? "m.status <> 'PROCESSING'" : `m.status <> 'COMPLETED' AND m.status IN (${failed})`;
  return `${chosen} AND NOT EXISTS (SELECT 1 FROM headers_read h WHERE h.message_key = m.message_key)`;
}

/** Messages whose details are wanted, and not known. */
export async function unknownDetails(
  library: Library,
  of: Keeping['details'],
  signal: AbortSignal,
): Promise<number> {
  const row = await library.get<{ n: number }>(
    `SELECT count(*) AS n FROM messages m WHERE ${isWanted(of)}`,
    [],
    signal,
  );
  return row?.n ?? 0;
}

function next(library: Library, of: Keeping['details'], before: number, limit: number, signal: AbortSignal) {
  // By key, which grows as messages come in: nearly by time, and a piece costs the same wherever it is.
  return library.all<Wanted>(
    `SELECT m.guid, m.message_key FROM messages m
     WHERE m.message_key < ? AND ${isWanted(of)} ORDER BY m.message_key DESC LIMIT ?`,
    [before, limit],
    signal,
  );
}

/** None where the message alone was refused. */
async function one(
  client: TenantClient,
  guid: string,
  now: () => number,
  signal: AbortSignal,
): Promise<readonly ReadPart[]> {
  try {
    const path = entityPath('MessageProcessingLogs', guid);
    const query = { $expand: 'CustomHeaderProperties,AdapterAttributes' };
    const found = await client.entity({ path, query, area: 'messages', signal }, (entity) => {
      const reader = new EntityReader(entity, 'MessageProcessingLogs');
      return {
        headers: reader.collection('CustomHeaderProperties', customHeader),
        attributes: reader.collection('AdapterAttributes', adapterAttribute),
      };
    });
    const list = async <T>(below: string, parse: (entity: unknown) => T): Promise<readonly T[]> => {
      const all: T[] = [];
      const request = { path: `${path}/${below}`, area: 'messages', signal } as const;
      for await (const { entities } of client.pages(request, parse)) all.push(...entities);
      return all;
    };
    // Forgotten meanwhile: nothing will ever be known of it. A tenant that does not expand is asked for each.
    const headers = found ? (found.headers ?? (await list('CustomHeaderProperties', customHeader))) : [];
    const attributes = found ? (found.attributes ?? (await list('AdapterAttributes', adapterAttribute))) : [];
    return [
      { guid, part: 'customHeaders', at: now(), value: headers },
      { guid, part: 'adapterAttributes', at: now(), value: attributes },
    ];
  } catch (fault) {
    if (!concernsOneThing(fault) || isAboutAll(fault)) throw fault;
    return [];
  }
}

/** A role that is missing for one message is missing for all. */
function isAboutAll(fault: AppError): boolean {
  return fault.code === 'auth.forbidden' || fault.code === 'tenant.not-implemented';
}
