import type { SearchedPlace } from '../../src-shared/model/payload-search.ts';
import type { Session } from '../connections/session.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun } from '../jobs/jobs.ts';
import { type FailedPart, keepParts, type ReadPart } from '../messages/kept-parts.ts';
import { MessageParts } from '../messages/message-parts.ts';
import type { Condition } from '../messages/message-terms.ts';
import { entityPath } from '../sap/odata/address.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { partOfEntry, partsOf, unlisted, unlistedEntries } from './known-payloads.ts';

const parallel = 6;
const pieceSize = 120;

/** Reads what messages have into the library, so that the cost of reading it is known. What was read before is not asked for again. */
export async function listPayloads(
  session: Session,
  where: Condition,
  places: readonly SearchedPlace[],
  { signal, progress, now }: JobRun & { readonly now: () => number },
): Promise<void> {
  const { client, library } = session;
  const missing = unlisted(where, places);
  const parts = new MessageParts(library, now);
  const total =
    (
      await library.get<{ n: number }>(
        `SELECT count(*) AS n FROM messages m WHERE ${missing.sql}`,
        missing.params,
        signal,
      )
    )?.n ?? 0;
  let done = 0;
  for (let after = Number.MAX_SAFE_INTEGER; ;) {
    const rows = await library.all<{ message_key: number; messageGuid: string; status: string }>(
      `SELECT m.message_key, m.guid AS messageGuid, m.status FROM messages m
       WHERE ${missing.sql} AND m.message_key < ? ORDER BY m.message_key DESC LIMIT ${pieceSize}`,
      [...missing.params, after],
      signal,
    );
    const last = rows.at(-1);
    if (!last) break;
    await inParallel(rows, parallel, async (row) => {
      await parts.read(client, row, signal, partsOf(places), 'background');
      done += 1;
      progress(done, total);
    });
    after = last.message_key;
  }
  if (places.includes('messageStore')) await listEntries(session, where, { signal, now });
}

/** Reads what hangs below the entries of the message store that are known. */
export async function listEntries(
  { client, library }: Session,
  where: Condition,
  { signal, now }: { readonly signal: AbortSignal; readonly now: () => number },
): Promise<void> {
  const one = async (guid: string, id: string): Promise<ReadPart | FailedPart> => {
    const part = { guid, part: partOfEntry(id) };
    const found: { id: string; name: string }[] = [];
    try {
      const path = `${entityPath('MessageStoreEntries', id)}/Attachments`;
      const request = { path, area: 'message-store', priority: 'background', signal } as const;
      for await (const page of client.pages(request, attachment)) found.push(...page.entities);
      return { ...part, at: now(), value: found };
    } catch (fault) {
      // Of this one nothing can be searched; the others go on.
      if (!concernsOneThing(fault)) throw fault;
      return { ...part, at: now(), fault };
    }
  };
  let before: readonly [number, string] = [Number.MAX_SAFE_INTEGER, ''];
  for (;;) {
    const { sql, params } = unlistedEntries(where, before);
    const entries = await library.all<{ message_key: number; guid: string; id: string }>(
      `${sql} LIMIT ${pieceSize}`,
      params,
      signal,
    );
    const last = entries.at(-1);
    if (!last) return;
    before = [last.message_key, last.id];
    const parts: (ReadPart | FailedPart)[] = [];
    try {
      await inParallel(entries, parallel, async ({ guid, id }) => {
        parts.push(await one(guid, id));
      });
    } finally {
      await library.write(keepParts(parts));
    }
  }
}

function attachment(entity: unknown): { id: string; name: string } {
  const reader = new EntityReader(entity, 'MessageStoreEntryAttachments');
  return { id: reader.text('Id'), name: reader.optionalText('Name') ?? '' };
}
