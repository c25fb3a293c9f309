import type { ErrorData } from '../../../src-shared/errors.ts';
import { finalStatuses, type MessageDetails } from '../../../src-shared/model/messages.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { Refreshing } from '../../lib/state/refreshing.svelte.ts';

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
  readonly #api: Api;
  readonly #refreshing = new Refreshing();

  constructor(api: Api, connectionId: string, messageGuid: string) {
    this.#api = api;
    this.connectionId = connectionId;
    this.messageGuid = messageGuid;
    this.details = new Loaded((signal) => api.messages.details({ connectionId, messageGuid }, { signal }));
  }

  get isReading(): boolean {
    return this.#refreshing.isRunning;
  }

  /** Why the parts could not be read at all. */
  get readError(): ErrorData | undefined {
    return this.#refreshing.error;
  }

  listen(): () => void {
    const { call, stop } = burst(() => this.details.reload(), changedPause);
    void this.#start();
    const stopListening = this.#api.messages.changed(({ connectionId }) => {
      if (connectionId === this.connectionId) call();
    });
    return () => {
      stopListening();
      stop();
      this.details.cancel();
      this.#refreshing.cancel();
    };
  }

  /** Reads all parts from the tenant; the library keeps them. */
  readonly read = (): Promise<void> => {
    const { connectionId, messageGuid } = this;
    return this.#refreshing.run(
      (signal) => this.#api.messages.readDetails({ connectionId, messageGuid }, { signal }),
      () => this.details.load(),
    );
  };

  async #start(): Promise<void> {
    await this.details.load();
    const { value } = this.details;
    if (value === undefined) return;
    // What may still change is always read again.
    const isFinal = finalStatuses.includes(value.row.status);
    const isRead = partNames.every((name) => value[name].state === 'read');
    if (!isFinal || !isRead || isTextAlone(value)) await this.read();
  }
}

/** The text was read anew behind the list, without the step that failed; the rest is older. */
function isTextAlone({ error, runs }: MessageDetails): boolean {
  return error.state === 'read' && runs.state === 'read' && error.readAt > runs.readAt;
}
