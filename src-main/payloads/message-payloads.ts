import type { Part, StoreEntryRow } from '../../src-shared/model/messages.ts';
import type {
  EntryAttachment,
  EntryBelow,
  MessagePayloadList,
  StoredEntry,
} from '../../src-shared/model/payloads.ts';
import type { Library } from '../library/library.ts';
import { type FailedPart, keepParts, type ReadPart } from '../messages/kept-parts.ts';
import { MessageParts } from '../messages/message-parts.ts';
import { nameValue } from '../messages/name-values.ts';
import { entityPath } from '../sap/odata/address.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { KeptPayloads } from './kept-payloads.ts';

/** An entry has a handful of attachments; of one with more the properties of these are read. */
const mostWithProperties = 20;

/** What hangs below the message store entries of a message, kept in the library beside the message's other parts. */
export class MessagePayloads {
  readonly #library: Library;
  readonly #now: () => number;

  constructor(library: Library, now: () => number) {
    this.#library = library;
    this.#now = now;
  }

  async list(
    messageGuid: string,
    signal: AbortSignal,
  ): Promise<Omit<MessagePayloadList, 'start' | 'logLevel'>> {
    const [{ attachments, storeEntries }, kept] = await Promise.all([
      new MessageParts(this.#library, this.#now).kept(messageGuid, signal),
      new KeptPayloads(this.#library).of(messageGuid, signal),
    ]);
    if (storeEntries.state !== 'read') return { attachments, entries: storeEntries, kept };
    const below = await this.#below(messageGuid, signal);
    const value = storeEntries.value.map((entry): StoredEntry => ({
      ...entry,
      below: below.get(partOf(entry.id)) ?? { state: 'unread' },
    }));
    return { attachments, entries: { ...storeEntries, value }, kept };
  }

  /** Reads what hangs below the entries that are known. What concerns one entry alone is kept as its failure. */
  async readBelow(
    client: TenantClient,
    messageGuid: string,
    entries: readonly StoreEntryRow[],
    signal: AbortSignal,
    priority: 'interactive' | 'background' = 'interactive',
  ): Promise<void> {
    for (const entry of entries) {
      const part = await this.#readOne(client, messageGuid, entry, { signal, priority });
      await this.#library.write(keepParts([part]));
    }
  }

  async #readOne(
    client: TenantClient,
    messageGuid: string,
    entry: StoreEntryRow,
    asking: Pick<ReadRequest, 'signal' | 'priority'>,
  ): Promise<ReadPart | FailedPart> {
    const part = { guid: messageGuid, part: partOf(entry.id) };
    try {
      return { ...part, value: await readBelow(client, entry, asking), at: this.#now() };
    } catch (fault) {
      if (!concernsOneThing(fault)) throw fault;
      return { ...part, fault, at: this.#now() };
    }
  }

  async #below(messageGuid: string, signal: AbortSignal): Promise<ReadonlyMap<string, Part<EntryBelow>>> {
    const rows = await this.#library.all<{
      part: string;
      value: string | null;
      error: string | null;
      read_at: number;
    }>(
      "SELECT part, value, error, read_at FROM message_parts WHERE guid = ? AND part LIKE 'entry %'",
      [messageGuid],
      signal,
    );
    return new Map(
      rows.map(({ part, value, error, read_at }): [string, Part<EntryBelow>] => [
        part,
        value === null
          ? { state: 'failed', error: JSON.parse(error ?? '{}') as never }
          : { state: 'read', value: JSON.parse(value) as EntryBelow, readAt: read_at },
      ]),
    );
  }
}

function partOf(entryId: string): string {
  return `entry ${entryId}`;
}

/** Properties and attachments of an entry, and the properties of those (catalogue 2.6). */
async function readBelow(
  client: TenantClient,
  entry: StoreEntryRow,
  asking: Pick<ReadRequest, 'signal' | 'priority'>,
): Promise<EntryBelow> {
  const path = entityPath('MessageStoreEntries', entry.id);
  const properties = await list(client, `${path}/Properties`, asking, nameValue);
  if (!entry.hasAttachments) return { properties, attachments: [] };
  const found = await list(client, `${path}/Attachments`, asking, (reader) => ({
    id: reader.text('Id'),
    name: reader.optionalText('Name') ?? 'Attachment',
    contentType: reader.optionalText('ContentType') ?? '',
  }));
  const attachments: EntryAttachment[] = [];
  for (const [index, attachment] of found.entries()) {
    const below = `${entityPath('MessageStoreEntryAttachments', attachment.id)}/Properties`;
    const own = index < mostWithProperties ? await list(client, below, asking, nameValue) : [];
    attachments.push({ ...attachment, properties: own });
  }
  return { properties, attachments };
}

async function list<T>(
  client: TenantClient,
  path: string,
  asking: Pick<ReadRequest, 'signal' | 'priority'>,
  parse: (reader: EntityReader) => T,
): Promise<readonly T[]> {
  const all: T[] = [];
  const request: ReadRequest = { path, area: 'message-store', ...asking };
  const set = path.slice(path.lastIndexOf('/') + 1);
  for await (const { entities } of client.pages(request, (entity) => parse(new EntityReader(entity, set))))
    all.push(...entities);
  return all;
}
