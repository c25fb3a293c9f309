import { SvelteMap } from 'svelte/reactivity';

import type { ErrorData } from '../../../src-shared/errors.ts';
import { type PayloadKind, type PayloadSource, sourceKey } from '../../../src-shared/model/payloads.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData } from '../../lib/bridge/faults.ts';
import { MessagePage } from '../messages/message-page.svelte.ts';
import { messageTicket, storeEntryName, type TicketPayload } from './message-ticket.ts';

/** Characters of a payload that a ticket takes along. */
const mostOfPayload = 20_000;
const widestRow = 10_000;
const mostRows = 500;
const noText: readonly PayloadKind[] = ['binary', 'zip', 'gzip'];

/** A payload that can be ticked. */
interface OfferedPayload {
  readonly key: string;
  readonly name: string;
  readonly source: Exclude<PayloadSource, { readonly of: 'part' }>;
}

/** The ticket text of one message, with what was ticked. */
export class MessageTicketState {
  withError = $state(false);
  withHeaders = $state(false);
  error = $state.raw<ErrorData>();
  readonly page: MessagePage;
  /** By key; `undefined` while it is read. */
  readonly #payloads = new SvelteMap<string, TicketPayload | undefined>();
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

  hasPayload({ key }: OfferedPayload): boolean {
    return this.#payloads.has(key);
  }

  text(tenant: string, timeZone: string): string | undefined {
    const details = this.page.details.value;
    const { withError, withHeaders } = this;
    const payloads = [...this.#payloads.values()];
    if (!details || payloads.includes(undefined)) return undefined;
    const read = payloads.filter((one) => one !== undefined);
    return messageTicket({ details, tenant, timeZone, withError, withHeaders, payloads: read });
  }

  async tickPayload(payload: OfferedPayload, isTicked: boolean): Promise<void> {
    this.error = undefined;
    if (!isTicked) {
      this.#payloads.delete(payload.key);
      return;
    }
    this.#payloads.set(payload.key, undefined);
    try {
      const read = await this.#read(payload);
      if (this.#payloads.has(payload.key)) this.#payloads.set(payload.key, read);
    } catch (caught) {
      this.#payloads.delete(payload.key);
      this.error = errorData(caught);
    }
  }

  #offered(of: OfferedPayload['source']['of'], id: string, name: string): OfferedPayload {
    const source = { of, messageGuid: this.page.messageGuid, id };
    return { key: sourceKey(source), name, source };
  }

  /** Its beginning, by the way on which all payloads are read: from the library where that keeps it, in its own character set. */
  async #read({ name, source }: OfferedPayload): Promise<TicketPayload> {
    const { payloads } = this.#api;
    const { connectionId } = this.page;
    const { id, kind } = await payloads.open({ connectionId, source, name, ticket: crypto.randomUUID() });
    try {
      if (noText.includes(kind)) return { name, text: 'Not text.', isCut: false };
      const look = { isPretty: false };
      const { rows, total } = await payloads.rows({ id, look, width: widestRow, offset: 0, limit: mostRows });
      const text = rows
        .map(({ line, text: row }, at) => (at > 0 && line !== undefined ? `\n${row}` : row))
        .join('');
      const isCut = rows.length < total || text.length > mostOfPayload;
      return { name, text: text.slice(0, mostOfPayload), isCut };
    } finally {
      await payloads.close({ id });
    }
  }
}
