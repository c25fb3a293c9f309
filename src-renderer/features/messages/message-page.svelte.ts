import type { ErrorData } from '../../../src-shared/errors.ts';
import { finalStatuses, type MessageDetails } from '../../../src-shared/model/messages.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

const changedPause = 150;
const partNames = [
  'error',
  'customHeaders',
  'adapterAttributes',
  'attachments',
  'storeEntries',
  'runs',
] as const satisfies readonly (keyof MessageDetails)[];

/** One message: what the library has at once; parts that were never read come from the tenant. */
export class MessagePage {
  readonly connectionId: string;
  readonly messageGuid: string;
  readonly details: Loaded<MessageDetails>;
  isReading = $state(false);
  /** Why the parts could not be read at all. */
  readError = $state.raw<ErrorData>();
  readonly #api: Api;
  #reading: AbortController | undefined;

  constructor(api: Api, connectionId: string, messageGuid: string) {
    this.#api = api;
    this.connectionId = connectionId;
    this.messageGuid = messageGuid;
    this.details = new Loaded((signal) => api.messages.details({ connectionId, messageGuid }, { signal }));
  }

  listen(): () => void {
    const { call, stop } = burst(() => void this.details.load(), changedPause);
    void this.#start();
    const stopListening = this.#api.messages.changed(({ connectionId }) => {
      if (connectionId === this.connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.details.cancel();
      this.#reading?.abort();
    };
  }

  /** Reads all parts from the tenant; the library keeps them. */
  readonly read = async (): Promise<void> => {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.isReading = true;
    const { connectionId, messageGuid } = this;
    try {
      await this.#api.messages.readDetails({ connectionId, messageGuid }, { signal: reading.signal });
      if (this.#reading !== reading) return;
      this.readError = undefined;
      await this.details.load();
    } catch (caught) {
      if (this.#reading === reading && !isCancelled(caught)) this.readError = errorData(caught);
    } finally {
      if (this.#reading === reading) this.isReading = false;
    }
  };

  async #start(): Promise<void> {
    await this.details.load();
    const { value } = this.details;
    if (value === undefined) return;
    // What may still change is always read again.
    const isFinal = finalStatuses.includes(value.row.status);
    if (!isFinal || partNames.some((name) => value[name].state !== 'read')) await this.read();
  }
}
