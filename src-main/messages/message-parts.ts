import type { ErrorData } from '../../src-shared/errors.ts';
import type {
  AttachmentRow,
  MessageDetails,
  MessageRow,
  Part,
  StoreEntryRow,
} from '../../src-shared/model/messages.ts';
import type { Library } from '../library/library.ts';
import { entityPath } from '../sap/odata/address.ts';
import { EntityReader } from '../sap/odata/entity.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { type FailedPart, keepParts, type ReadPart } from './kept-parts.ts';
import { adapterAttribute, customHeader } from './name-values.ts';
import { readRun } from './read-run.ts';

type Parts = Pick<
  MessageDetails,
  'error' | 'customHeaders' | 'adapterAttributes' | 'attachments' | 'storeEntries' | 'runs'
>;
export type PartName = keyof Parts;
type Priority = NonNullable<ReadRequest['priority']>;
type PartValue<N extends PartName> = Parts[N] extends Part<infer V> ? V : never;

const names: readonly PartName[] = [
  'error',
  'customHeaders',
  'adapterAttributes',
  'attachments',
  'storeEntries',
  'runs',
];
const longestError = 1024 * 1024;
/** Statuses that have no error information to ask for (catalogue 2.5). */
const withoutError: readonly string[] = ['COMPLETED', 'DISCARDED', 'PROCESSING'];

/** What hangs below one message: read part by part, each with its own failure, kept in the library. */
export class MessageParts {
  readonly #library: Library;
  readonly #now: () => number;

  constructor(library: Library, now: () => number) {
    this.#library = library;
    this.#now = now;
  }

  async kept(guid: string, signal: AbortSignal): Promise<Parts> {
    const rows = await this.#library.all<{
      part: string;
      value: string | null;
      error: string | null;
      read_at: number;
    }>('SELECT part, value, error, read_at FROM message_parts WHERE guid = ?', [guid], signal);
    const found = new Map(rows.map((row) => [row.part, row]));
    const part = <N extends PartName>(name: N): Part<PartValue<N>> => {
      const row = found.get(name);
      if (!row) return { state: 'unread' };
      if (row.error !== null) return { state: 'failed', error: JSON.parse(row.error) as ErrorData };
      return {
        state: 'read',
        value: (row.value === null ? undefined : JSON.parse(row.value)) as PartValue<N>,
        readAt: row.read_at,
      };
    };
    return {
      error: part('error'),
      customHeaders: part('customHeaders'),
      adapterAttributes: part('adapterAttributes'),
      attachments: part('attachments'),
      storeEntries: part('storeEntries'),
      runs: part('runs'),
    };
  }

  /**
   * Reads parts at once, all of them unless told otherwise, and keeps what came. Throws only what concerns the whole, such as `network.*`, `auth.rejected`
   * and `request.cancelled`; what one part is refused for is kept beside that part.
   */
  async read(
    client: TenantClient,
    row: Pick<MessageRow, 'messageGuid' | 'status'>,
    signal: AbortSignal,
    wanted: readonly PartName[] = names,
    priority: Priority = 'interactive',
  ): Promise<void> {
    const reader = new PartReader(client, row, signal, priority);
    const outcomes = await Promise.allSettled(wanted.map((name) => reader.read(name)));
    const parts: (ReadPart | FailedPart)[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      const of = { guid: row.messageGuid, part: wanted[index] ?? 'error', at: this.#now() };
      if (outcome.status === 'fulfilled') parts.push({ ...of, value: outcome.value });
      else if (concernsOneThing(outcome.reason)) parts.push({ ...of, fault: outcome.reason });
    }
    await this.#library.write(keepParts(parts));
    if (wanted.includes('error')) await this.#library.signErrors(signal);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected' && !concernsOneThing(outcome.reason)) throw outcome.reason;
    }
  }
}

class PartReader {
  readonly #client: TenantClient;
  readonly #row: Pick<MessageRow, 'messageGuid' | 'status'>;
  readonly #signal: AbortSignal;
  readonly #priority: Priority;

  constructor(
    client: TenantClient,
    row: Pick<MessageRow, 'messageGuid' | 'status'>,
    signal: AbortSignal,
    priority: Priority,
  ) {
    this.#client = client;
    this.#row = row;
    this.#signal = signal;
    this.#priority = priority;
  }

  read(name: PartName): Promise<unknown> {
    switch (name) {
      case 'error':
        return this.#error();
      case 'customHeaders':
        return this.#list('CustomHeaderProperties', customHeader);
      case 'adapterAttributes':
        return this.#list('AdapterAttributes', adapterAttribute);
      case 'attachments':
        return this.#list('Attachments', attachment);
      case 'storeEntries':
        return this.#list('MessageStoreEntries', storeEntry);
      case 'runs':
        return this.#list('Runs', readRun);
    }
  }

  async #error(): Promise<{ text: string; lastStepId: string | undefined } | undefined> {
    if (withoutError.includes(this.#row.status)) return undefined;
    const information = await this.#client.entity(this.#request('ErrorInformation'), (entity) => {
      return new EntityReader(entity, 'ErrorInformation').optionalText('LastErrorModelStepId') ?? '';
    });
    if (information === undefined) return undefined;
    const answer = await this.#client.text(this.#request('ErrorInformation/$value'), longestError);
    if (!answer || answer.text === '') return undefined;
    return { text: answer.text, lastStepId: information === '' ? undefined : information };
  }

  async #list<T>(navigation: string, parse: (entity: unknown) => T): Promise<readonly T[]> {
    const all: T[] = [];
    for await (const { entities } of this.#client.pages(this.#request(navigation), parse))
      all.push(...entities);
    return all;
  }

  #request(below: string): ReadRequest {
    const path = `${entityPath('MessageProcessingLogs', this.#row.messageGuid)}/${below}`;
    return { path, area: 'messages', priority: this.#priority, signal: this.#signal };
  }
}

function attachment(entity: unknown): AttachmentRow {
  const reader = new EntityReader(entity, 'MessageProcessingLogAttachments');
  return {
    id: reader.text('Id'),
    name: reader.optionalText('Name') ?? 'Attachment',
    contentType: reader.optionalText('ContentType') ?? '',
    bytes: reader.number('PayloadSize'),
    at: reader.instant('TimeStamp'),
  };
}

function storeEntry(entity: unknown): StoreEntryRow {
  const reader = new EntityReader(entity, 'MessageStoreEntries');
  return {
    id: reader.text('Id'),
    storeId: reader.optionalText('MessageStoreId') ?? '',
    at: reader.instant('TimeStamp'),
    hasAttachments: reader.boolean('HasAttachments'),
  };
}
