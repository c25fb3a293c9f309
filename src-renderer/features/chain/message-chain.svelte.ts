import type { Chain, ChainMessage, ChainReading } from '../../../src-shared/model/chain.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { Refreshing } from '../../lib/state/refreshing.svelte.ts';
import { chainGraph, nodeIdOf } from './chain-graph.ts';

const changedPause = 300;

export interface ChainOf {
  readonly connectionId: string;
  /** `undefined`: the message has none. */
  readonly correlationId: () => string | undefined;
}

/** All messages of a correlation id, on the runtime of the message and on those that were chosen besides. */
export class MessageChain {
  readonly chain: Loaded<Chain>;
  readonly rows: WindowedRows<ChainMessage>;
  /** What came of asking the tenants. */
  readings = $state.raw<readonly ChainReading[]>([]);
  /** Runtimes besides the message's own. */
  others = $state.raw<readonly string[]>([]);
  /** Only the messages of this node of the graph are listed. */
  only = $state<string>();
  readonly of: ChainOf;
  readonly #api: Api;
  readonly #reading = new Refreshing();
  #hasBegun = false;

  constructor(api: Api, of: ChainOf) {
    this.#api = api;
    this.of = of;
    this.chain = new Loaded(
      (signal) => api.chain.messages(this.#asked, { signal }),
      () => this.rows.reload(),
    );
    this.rows = new WindowedRows<ChainMessage>((offset, limit) => {
      const { shown } = this;
      return Promise.resolve({ rows: shown.slice(offset, offset + limit), offset, total: shown.length });
    }, keyOfMessage);
  }

  readonly messages = $derived.by(() => this.chain.value?.messages ?? []);
  readonly shown = $derived.by(() =>
    this.only === undefined
      ? this.messages
      : this.messages.filter((message) => nodeIdOf(message) === this.only),
  );
  readonly graph = $derived.by(() => chainGraph(this.messages));
  readonly failures = $derived(this.readings.filter(({ error }) => error !== undefined));

  get isReading(): boolean {
    return this.#reading.isRunning;
  }

  get readError() {
    return this.#reading.error;
  }

  listen(): () => void {
    const { call, stop } = burst(() => this.chain.reload(), changedPause);
    const stopListening = this.#api.messages.changed(({ connectionId }) => {
      if (this.#hasBegun && this.#asked.connectionIds.includes(connectionId)) call();
    });
    return () => {
      stopListening();
      stop();
      this.chain.cancel();
      this.#reading.cancel();
    };
  }

  async begin(): Promise<void> {
    if (this.#hasBegun || this.of.correlationId() === undefined) return;
    this.#hasBegun = true;
    await this.chain.load();
    await this.read();
  }

  readonly read = (): Promise<void> =>
    this.#reading.run(
      async (signal) => {
        this.readings = await this.#api.chain.read(this.#asked, { signal });
      },
      () => this.chain.load(),
    );

  readonly readAgain = (): void => {
    if (this.#hasBegun) void this.read();
  };

  cancelReading(): void {
    this.#reading.cancel();
  }

  /** Adds a runtime to what is looked through, or takes it away. */
  toggle(connectionId: string): void {
    const isChosen = this.others.includes(connectionId);
    this.others = isChosen ? this.others.filter((id) => id !== connectionId) : [...this.others, connectionId];
    this.only = undefined;
    if (isChosen) void this.chain.load();
    else void this.read();
  }

  /** Lists only the messages of a node, or all. */
  show(node: string | undefined): void {
    this.only = this.only === node ? undefined : node;
    this.rows.restart();
  }

  get #asked() {
    return {
      connectionIds: [this.of.connectionId, ...this.others],
      correlationId: this.of.correlationId() ?? '',
    };
  }
}

export function keyOfMessage({ connectionId, row }: ChainMessage): string {
  return `${connectionId} ${row.messageGuid}`;
}
