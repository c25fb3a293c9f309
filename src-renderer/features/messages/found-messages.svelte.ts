import type { FindResult, MessageRow } from '../../../src-shared/model/messages.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import type { Api } from '../../lib/bridge/api.ts';

/** Messages that carry an id, from the library or, where it has none, from the tenant. */
export class FoundMessages {
  readonly rows: WindowedRows<MessageRow>;
  selected = $state<string>();
  inspected = $state.raw<MessageRow>();
  result = $state.raw<FindResult>();
  readonly #api: Api;
  readonly #connectionId: string;
  readonly #id: string;

  constructor(api: Api, connectionId: string, id: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.#id = id;
    this.rows = new WindowedRows(
      async (offset, limit, signal) => {
        const found = await this.#find(offset, signal);
        const all = found?.rows ?? [];
        return { rows: all.slice(offset, offset + limit), offset, total: all.length };
      },
      ({ messageGuid }) => messageGuid,
    );
  }

  readonly follow = (row: MessageRow): void => {
    if (this.inspected !== undefined) this.inspected = row;
  };

  readonly inspect = (row: MessageRow): void => {
    this.inspected = row;
  };

  readonly closeInspector = (): void => {
    this.inspected = undefined;
  };

  /** The first rows ask; those below belong to the same answer, which has at most 500. */
  async #find(offset: number, signal: AbortSignal): Promise<FindResult | undefined> {
    if (offset > 0 && this.result) return this.result;
    this.result = await this.#api.messages.find(
      { connectionId: this.#connectionId, id: this.#id },
      { signal },
    );
    return this.result;
  }
}
