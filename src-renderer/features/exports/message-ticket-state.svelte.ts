import { SvelteMap } from 'svelte/reactivity';

import type { ErrorData } from '../../../src-shared/errors.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData } from '../../lib/bridge/faults.ts';
import { MessagePage } from '../messages/message-page.svelte.ts';
import { messageTicket, type TicketPayload } from './message-ticket.ts';

/** Bytes of an attachment that a ticket takes along. */
const mostOfPayload = 20_000;

/** The ticket text of one message, with what was ticked. */
export class MessageTicketState {
  withError = $state(false);
  withHeaders = $state(false);
  error = $state.raw<ErrorData>();
  readonly page: MessagePage;
  /** By id of the attachment; `undefined` while it is read. */
  readonly #payloads = new SvelteMap<string, TicketPayload | undefined>();
  readonly #api: Api;

  constructor(api: Api, connectionId: string, messageGuid: string) {
    this.#api = api;
    this.page = new MessagePage(api, connectionId, messageGuid);
  }

  readonly attachments = $derived.by(() => {
    const part = this.page.details.value?.attachments;
    return part?.state === 'read' ? part.value : [];
  });

  hasPayload(attachmentId: string): boolean {
    return this.#payloads.has(attachmentId);
  }

  text(tenant: string, timeZone: string): string | undefined {
    const details = this.page.details.value;
    const { withError, withHeaders } = this;
    const payloads = [...this.#payloads.values()];
    if (!details || payloads.includes(undefined)) return undefined;
    const read = payloads.filter((one) => one !== undefined);
    return messageTicket({ details, tenant, timeZone, withError, withHeaders, payloads: read });
  }

  async tickPayload(attachmentId: string, isTicked: boolean): Promise<void> {
    this.error = undefined;
    if (!isTicked) {
      this.#payloads.delete(attachmentId);
      return;
    }
    this.#payloads.set(attachmentId, undefined);
    const { connectionId, messageGuid } = this.page;
    const name = this.attachments.find(({ id }) => id === attachmentId)?.name ?? 'Attachment';
    try {
      const { text, truncated, shape } = await this.#api.messages.attachmentText({
        connectionId,
        messageGuid,
        attachmentId,
        limit: mostOfPayload,
      });
      if (!this.#payloads.has(attachmentId)) return;
      const shown = shape === 'binary' ? 'Not text.' : text;
      this.#payloads.set(attachmentId, { name, text: shown, isCut: truncated });
    } catch (caught) {
      this.#payloads.delete(attachmentId);
      this.error = errorData(caught);
    }
  }
}
