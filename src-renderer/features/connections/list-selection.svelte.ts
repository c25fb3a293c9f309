import type { ConnectionId } from '../../../src-shared/model/connections.ts';

/** Which connections of the list are selected, as in a file list: click, Ctrl, Shift, Space. */
export class ListSelection {
  ids = $state.raw<ReadonlySet<ConnectionId>>(new Set());
  /** Where a stretch begins. */
  #anchor: ConnectionId | undefined;

  readonly isMany = $derived.by(() => this.ids.size > 1);

  only(id: ConnectionId): void {
    this.ids = new Set([id]);
    this.#anchor = id;
  }

  /** All of them, or none where all were. */
  toggle(ids: readonly ConnectionId[]): void {
    const next = new Set(this.ids);
    const areIn = ids.every((id) => next.has(id));
    for (const id of ids) {
      if (areIn) next.delete(id);
      else next.add(id);
    }
    this.ids = next;
    this.#anchor = ids[0];
  }

  /** From where the last one was chosen to here, in the order of the list. */
  extend(order: readonly ConnectionId[], to: ConnectionId): void {
    const from = order.indexOf(this.#anchor ?? to);
    const end = order.indexOf(to);
    if (from < 0 || end < 0) {
      this.only(to);
      return;
    }
    this.ids = new Set(order.slice(Math.min(from, end), Math.max(from, end) + 1));
  }

  all(ids: readonly ConnectionId[]): void {
    this.ids = new Set(ids);
    this.#anchor = ids[0];
  }

  /** What is no longer there is no longer selected. */
  keepOnly(isThere: (id: ConnectionId) => boolean): void {
    const kept = [...this.ids].filter(isThere);
    if (kept.length < this.ids.size) this.ids = new Set(kept);
  }

  readonly clear = (): void => {
    this.ids = new Set();
    this.#anchor = undefined;
  };
}
