import type { ErrorData } from '../../../src-shared/errors.ts';
import type { ListState } from '../../../src-shared/model/content.ts';
import { errorData, isCancelled } from '../bridge/faults.ts';
import { Loaded } from './loaded.svelte.ts';

/** How fresh a list is, and the way to make it fresher. */
export class ListSync {
  readonly state: Loaded<ListState>;
  #refused = $state.raw<ErrorData>();

  constructor(read: (signal: AbortSignal) => Promise<ListState>) {
    this.state = new Loaded(read);
  }

  /** Why it could not be read, until it can. */
  readonly error = $derived.by(() => this.#refused ?? this.state.value?.error ?? this.state.error);
  readonly isSyncing = $derived.by(() => this.state.value?.syncing === true);
  readonly syncedAt = $derived.by(() => this.state.value?.syncedAt);

  /** `start` asks main for a sync; that it could not even start is told in the same place. */
  async refresh(start: () => Promise<unknown>): Promise<void> {
    this.#refused = undefined;
    try {
      await start();
    } catch (caught) {
      if (!isCancelled(caught)) this.#refused = errorData(caught);
    }
    await this.state.load();
  }
}
