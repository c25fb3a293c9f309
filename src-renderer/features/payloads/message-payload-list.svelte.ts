import type { MessagePayloadList, PayloadSource } from '../../../src-shared/model/payloads.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { Refreshing } from '../../lib/state/refreshing.svelte.ts';

/** One payload as the list shows it. */
export interface ListedPayload {
  readonly key: string;
  readonly source: Exclude<PayloadSource, { readonly of: 'part' }>;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number | undefined;
  readonly at: number | undefined;
  readonly isKept: boolean;
}

/** The payloads of one message: what the library knows at once, what was never read from the tenant. */
export class MessagePayloadsState {
  readonly list: Loaded<MessagePayloadList>;
  selected = $state<string>();
  readonly #api: Api;
  readonly #message: { readonly connectionId: string; readonly messageGuid: string };
  readonly #reading = new Refreshing();

  constructor(api: Api, message: { readonly connectionId: string; readonly messageGuid: string }) {
    this.#api = api;
    this.#message = message;
    this.list = new Loaded((signal) => api.payloads.list(message, { signal }));
  }

  get isReading(): boolean {
    return this.#reading.isRunning;
  }
  get readError() {
    return this.#reading.error;
  }

  readonly attachments = $derived.by((): readonly ListedPayload[] => {
    const part = this.list.value?.attachments;
    if (part?.state !== 'read') return [];
    return part.value.map(({ id, name, contentType, bytes, at }) =>
      this.#listed({ of: 'attachment', id, name, contentType, bytes, at }),
    );
  });
  readonly entries = $derived.by(() => {
    const part = this.list.value?.entries;
    if (part?.state !== 'read') return [];
    return part.value.map((entry) => ({
      entry,
      payload: this.#listed({
        of: 'store-entry',
        id: entry.id,
        name: entry.storeId === '' ? 'Message store entry' : entry.storeId,
        contentType: '',
        bytes: undefined,
        at: entry.at,
      }),
      attachments:
        entry.below.state === 'read'
          ? entry.below.value.attachments.map(({ id, name, contentType, properties }) => ({
              properties,
              payload: this.#listed({
                of: 'store-attachment',
                id,
                name,
                contentType,
                bytes: undefined,
                at: undefined,
              }),
            }))
          : [],
    }));
  });
  readonly all = $derived.by((): readonly ListedPayload[] => [
    ...this.attachments,
    ...this.entries.flatMap(({ payload, attachments }) => [
      payload,
      ...attachments.map((attachment) => attachment.payload),
    ]),
  ]);
  readonly shown = $derived.by(() => this.all.find(({ key }) => key === this.selected) ?? this.all[0]);

  listen(): () => void {
    void this.#start();
    return () => {
      this.list.cancel();
      this.#reading.cancel();
    };
  }

  readonly read = (): Promise<void> =>
    this.#reading.run(
      (signal) => this.#api.payloads.readList(this.#message, { signal }),
      () => this.list.load(),
    );

  async #start(): Promise<void> {
    await this.list.load();
    const { value } = this.list;
    if (!value) return;
    const isRead =
      value.attachments.state === 'read' &&
      value.entries.state === 'read' &&
      value.entries.value.every(({ below }) => below.state === 'read');
    if (!isRead) await this.read();
  }

  #listed({
    of,
    id,
    ...facts
  }: Pick<ListedPayload, 'name' | 'contentType' | 'bytes' | 'at'> & {
    readonly of: ListedPayload['source']['of'];
    readonly id: string;
  }): ListedPayload {
    const key = `${of} ${id}`;
    const isKept = this.list.value?.kept.includes(key) === true;
    return { ...facts, key, isKept, source: { of, messageGuid: this.#message.messageGuid, id } };
  }
}
