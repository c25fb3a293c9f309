import type { ConnectionId } from '../../../src-shared/model/connections.ts';

/** Which connections of the list are selected, as in a file list: click, Ctrl, Shift, Space. */
export class ListSelection {
  /** Each once. */
  ids = $state.raw<readonly ConnectionId[]>([]);
  /** Where a stretch begins. */
  #anchor: ConnectionId | undefined;

  readonly isMany = $derived.by(() => this.ids.length > 1);

  has(id: ConnectionId): boolean {
    return this.ids.includes(id);
  }

  only(id: ConnectionId): void {
    this.all([id]);
  }

  /** All of them, or none where all were. */
  toggle(ids: readonly ConnectionId[]): void {
    const others = this.ids.filter((id) => !ids.includes(id));
    this.ids = ids.every((id) => this.has(id)) ? others : [...others, ...ids];
    this.#anchor = ids[0];
  }

  /** From where the last one was chosen to here, in the order of the list. */
  extend(order: readonly ConnectionId[], to: ConnectionId): void {
    const from = order.indexOf(this.#anchor ?? to);
    const end = order.indexOf(to);
    if (from < 0 || end < 0) this.only(to);
    else this.ids = order.slice(Math.min(from, end), Math.max(from, end) + 1);
  }

  all(ids: readonly ConnectionId[]): void {
    this.ids = ids;
    this.#anchor = ids[0];
  }

  /** What is no longer there is no longer selected. */
  keepOnly(isThere: (id: ConnectionId) => boolean): void {
    const kept = this.ids.filter(isThere);
    if (kept.length < this.ids.length) this.ids = kept;
  }

  readonly clear = (): void => {
    this.ids = [];
    this.#anchor = undefined;
  };
}
