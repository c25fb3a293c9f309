import type { ErrorCode } from '../../../src-shared/errors.ts';
import type {
  ConnectionActivity,
  ConnectionId,
  ConnectionSummary,
} from '../../../src-shared/model/connections.ts';
import type { Api } from '../bridge/api.ts';
import { errorData } from '../bridge/faults.ts';
import type { ConnectionList } from './connection-list.svelte.ts';
import type { PaneName, Panes } from './panes.svelte.ts';

/** A closed library: every view says it, with what can be done, and says it no longer once that is done. */
const saidByViews: ReadonlySet<ErrorCode> = new Set([
  'library.locked',
  'library.wrong-key',
  'library.key-missing',
  'library.newer',
]);

/** The connection of the focused pane: it gives the window its frame, its title and its status bar. */
export class ActiveConnection {
  #activities = $state.raw<Readonly<Record<ConnectionId, ConnectionActivity | undefined>>>({});
  readonly #api: Api;
  readonly #panes: Panes;
  readonly #connections: ConnectionList;
  readonly #onFailure: (caught: unknown) => void;

  constructor(api: Api, panes: Panes, connections: ConnectionList, onFailure: (caught: unknown) => void) {
    this.#api = api;
    this.#panes = panes;
    this.#connections = connections;
    this.#onFailure = onFailure;
  }

  get id(): ConnectionId | undefined {
    return this.#panes.connectionOf(this.#panes.focused);
  }

  set id(id: ConnectionId | undefined) {
    this.#panes.put(this.#panes.focused, id);
  }

  readonly summary = $derived.by((): ConnectionSummary | undefined => this.#connections.find(this.id));
  readonly activity = $derived.by((): ConnectionActivity | undefined =>
    this.id === undefined ? undefined : this.#activities[this.id],
  );

  /** Brings a connection to the front of a pane and lets main open its library. */
  readonly select = (id: ConnectionId | undefined, pane: PaneName = this.#panes.focused): void => {
    if (id === this.#panes.connectionOf(pane)) return;
    const isShown = id !== undefined && this.#panes.shows(id);
    this.#panes.put(pane, id);
    if (id === undefined || isShown) return;
    this.#activities = { ...this.#activities, [id]: undefined };
    this.#open(id).catch((caught: unknown) => {
      if (!saidByViews.has(errorData(caught).code)) this.#onFailure(caught);
    });
  };

  listen(): () => void {
    return this.#api.connections.activityChanged((activity) => {
      if (this.#panes.shows(activity.connectionId)) this.#keep(activity);
    });
  }

  async #open(id: ConnectionId): Promise<void> {
    try {
      await this.#api.connections.open({ connectionId: id });
    } finally {
      // Also where it did not open: the state of its library decides what is offered.
      const activity = await this.#api.connections.activity({ connectionId: id });
      if (this.#panes.shows(id)) this.#keep(activity);
    }
  }

  #keep(activity: ConnectionActivity): void {
    this.#activities = { ...this.#activities, [activity.connectionId]: activity };
  }
}
