import type {
  ConnectionActivity,
  ConnectionId,
  ConnectionSummary,
} from '../../../src-shared/model/connections.ts';
import type { Api } from '../bridge/api.ts';
import type { ConnectionList } from './connection-list.svelte.ts';

/** The connection in front: it gives the window its frame, its title and its status bar. */
export class ActiveConnection {
  id = $state<ConnectionId>();
  activity = $state.raw<ConnectionActivity>();
  readonly #api: Api;
  readonly #connections: ConnectionList;
  readonly #onFailure: (caught: unknown) => void;

  constructor(api: Api, connections: ConnectionList, onFailure: (caught: unknown) => void) {
    this.#api = api;
    this.#connections = connections;
    this.#onFailure = onFailure;
  }

  readonly summary = $derived.by((): ConnectionSummary | undefined => this.#connections.find(this.id));

  /** Brings a connection to the front and lets main open its library. */
  readonly select = (id: ConnectionId | undefined): void => {
    if (id === this.id) return;
    this.id = id;
    this.activity = undefined;
    if (id !== undefined) this.#open(id).catch(this.#onFailure);
  };

  listen(): () => void {
    return this.#api.connections.activityChanged((activity) => {
      if (activity.connectionId === this.id) this.activity = activity;
    });
  }

  async #open(id: ConnectionId): Promise<void> {
    try {
      await this.#api.connections.open({ connectionId: id });
    } finally {
      // Also where it did not open: the state of its library decides what is offered.
      const activity = await this.#api.connections.activity({ connectionId: id });
      if (this.id === id) this.activity = activity;
    }
  }
}
