import { foldersOf } from '../../../src-shared/connections/arrangement.ts';
import type { ConnectionId, ConnectionSummary } from '../../../src-shared/model/connections.ts';
import type { Api } from '../bridge/api.ts';
import { Loaded } from './loaded.svelte.ts';

/** All connections, most recently used first. */
export class ConnectionList {
  readonly #api: Api;
  readonly list: Loaded<readonly ConnectionSummary[]>;

  constructor(api: Api) {
    this.#api = api;
    this.list = new Loaded((signal) => api.connections.list(undefined, { signal }));
  }

  readonly all = $derived.by(() =>
    (this.list.value ?? []).toSorted(
      (a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || a.name.localeCompare(b.name),
    ),
  );

  readonly folders = $derived.by(() => foldersOf(this.all));

  find(id: ConnectionId | undefined): ConnectionSummary | undefined {
    return id === undefined ? undefined : this.list.value?.find((connection) => connection.id === id);
  }

  /** Part of name, host, environment, folder, tags or notes. */
  matching(text: string): readonly ConnectionSummary[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return this.all.filter(({ name, tenantUrl, environment, folder, tags, notes }) => {
      const within = [name, tenantUrl, environment, folder, ...tags, notes].join(' ').toLowerCase();
      return words.every((word) => within.includes(word));
    });
  }

  listen(): () => void {
    return this.#api.connections.changed(() => void this.list.load());
  }
}
