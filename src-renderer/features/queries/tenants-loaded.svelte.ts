import type { LoadedRange, TimeRange } from '../../../src-shared/model/messages.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { isCancelled } from '../../lib/bridge/faults.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';

const changedPause = 1_000;

interface Asked {
  readonly connectionIds: readonly string[];
  readonly range: TimeRange;
}

/** How much of the range of a query each of its tenants has in its library. */
export class TenantsLoaded {
  readonly all: Loaded<readonly { readonly connectionId: string; readonly loaded: LoadedRange }[]>;
  readonly #api: Api;
  readonly #asked: () => Asked;

  constructor(api: Api, asked: () => Asked) {
    this.#api = api;
    this.#asked = asked;
    this.all = new Loaded(async (signal) => {
      const { connectionIds, range } = this.#asked();
      const found = await Promise.all(
        connectionIds.map(async (connectionId) => {
          try {
            return [{ connectionId, loaded: await api.messages.loaded({ connectionId, range }, { signal }) }];
          } catch (caught) {
            if (isCancelled(caught)) throw caught;
            // Whose library does not open is named above the list, with the reason.
            return [];
          }
        }),
      );
      return found.flat();
    });
  }

  /** Keeps it fresh; answers how to stop. */
  listen(): () => void {
    const { call, stop } = burst(() => this.all.reload(), changedPause);
    const stopListening = this.#api.messages.changed(({ connectionId }) => {
      if (this.#asked().connectionIds.includes(connectionId)) call();
    });
    return () => {
      stopListening();
      stop();
      this.all.cancel();
    };
  }
}
