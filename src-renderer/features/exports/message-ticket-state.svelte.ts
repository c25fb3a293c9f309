import { SvelteMap } from 'svelte/reactivity';

import type { ErrorData } from '../../../src-shared/errors.ts';
import {
  type OpenPayload,
  type PayloadKind,
  type PayloadSource,
  sourceKey,
} from '../../../src-shared/model/payloads.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData } from '../../lib/bridge/faults.ts';
import { MessagePage } from '../messages/message-page.svelte.ts';
import { messageTicket, storeEntryName, type TicketPayload } from './message-ticket.ts';

/** Characters of a payload that a ticket takes along. */
const mostOfPayload = 20_000;
/** As many in any character set, and a byte order mark. */
const bytesToRead = 4 * mostOfPayload + 4;
const widestRow = 10_000;
const mostRows = 500;
const noText: readonly PayloadKind[] = ['binary', 'zip', 'gzip'];

/** A payload that can be ticked. */
interface OfferedPayload {
  readonly key: string;
  readonly name: string;
  readonly source: Exclude<PayloadSource, { readonly of: 'part' }>;
}

/** Reads as long as it is ticked. */
interface TickedPayload {
  readonly reading: AbortController;
  /** `undefined` while it is read. */
  readonly read: TicketPayload | undefined;
}

/** The ticket text of one message, with what was ticked. */
export class MessageTicketState {
  withError = $state(false);
  withHeaders = $state(false);
  error = $state.raw<ErrorData>();
  readonly page: MessagePage;
  /** By key. */
  readonly #ticked = new SvelteMap<string, TickedPayload>();
  readonly #api: Api;

  constructor(api: Api, connectionId: string, messageGuid: string) {
    this.#api = api;
    this.page = new MessagePage(api, connectionId, messageGuid);
  }

  readonly attachments = $derived.by((): readonly OfferedPayload[] => {
    const part = this.page.details.value?.attachments;
    return part?.state === 'read'
      ? part.value.map(({ id, name }) => this.#offered('attachment', id, name))
      : [];
  });
  readonly storeEntries = $derived.by((): readonly OfferedPayload[] => {
    const part = this.page.details.value?.storeEntries;
    if (part?.state !== 'read') return [];
    return part.value.map((entry) => this.#offered('store-entry', entry.id, storeEntryName(entry)));
  });

  /** Answers how to end; nothing is read for it afterwards. */
  listen(): () => void {
    const stop = this.page.listen();
    return () => {
      stop();
      for (const key of this.#ticked.keys()) this.#untick(key);
    };
  }

  hasPayload({ key }: OfferedPayload): boolean {
    return this.#ticked.has(key);
  }

  text(tenant: string, timeZone: string): string | undefined {
    const details = this.page.details.value;
    const { withError, withHeaders } = this;
    const payloads = [...this.#ticked.values()].map(({ read }) => read);
    if (!details || payloads.includes(undefined)) return undefined;
    const read = payloads.filter((one) => one !== undefined);
    return messageTicket({ details, tenant, timeZone, withError, withHeaders, payloads: read });
  }

  async tickPayload(payload: OfferedPayload, isTicked: boolean): Promise<void> {
    const { key } = payload;
    this.error = undefined;
    this.#untick(key);
    if (!isTicked) return;
    const reading = new AbortController();
    // It may have been unticked, or ticked again, by the time something is known.
    const isWanted = (): boolean => this.#ticked.get(key)?.reading === reading;
    this.#ticked.set(key, { reading, read: undefined });
    try {
      const read = await this.#read(payload, reading.signal);
      if (isWanted()) this.#ticked.set(key, { reading, read });
    } catch (caught) {
      if (!isWanted()) return;
      this.#ticked.delete(key);
      this.error = errorData(caught);
    }
  }

  #untick(key: string): void {
    this.#ticked.get(key)?.reading.abort();
    this.#ticked.delete(key);
  }

  #offered(of: OfferedPayload['source']['of'], id: string, name: string): OfferedPayload {
    const source = { of, messageGuid: this.page.messageGuid, id };
    return { key: sourceKey(source), name, source };
  }

  /** Its beginning, by the way on which all payloads are read: from the library where that keeps it, in its own character set. */
  async #read({ name, source }: OfferedPayload, signal: AbortSignal): Promise<TicketPayload> {
    const { payloads } = this.#api;
    const { connectionId } = this.page;
    const close = ({ id }: OpenPayload): Promise<void> => payloads.close({ id });
    const asked = { connectionId, source, name, ticket: crypto.randomUUID(), limit: bytesToRead };
    const opened = await payloads.open(asked, { signal, late: close });
    try {
      return { name, ...(await this.#beginningOf(opened, signal)) };
    } finally {
      await close(opened);
    }
  }

  async #beginningOf(opened: OpenPayload, signal: AbortSignal): Promise<Omit<TicketPayload, 'name'>> {
    const { id, kind } = opened;
    if (noText.includes(kind)) return { text: 'Not text.', isCut: false };
    const asked = { id, look: { isPretty: false }, width: widestRow, offset: 0, limit: mostRows };
    const { rows, total } = await this.#api.payloads.rows(asked, { signal });
    const text = rows
      .map(({ line, text: row }, at) => (at > 0 && line !== undefined ? `\n${row}` : row))
      .join('');
    const isCut = opened.isCut || rows.length < total || text.length > mostOfPayload;
    return { text: text.slice(0, mostOfPayload), isCut };
  }
}
