import type { PackageDetails } from '../../../src-shared/model/content.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { ContentList } from './content-list.svelte.ts';

const changedPause = 150;

/** One package and its artifacts, as the library has them. */
export class PackagePage {
  readonly details: Loaded<PackageDetails>;
  readonly list: ContentList;
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string, packageId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.details = new Loaded((signal) => api.content.package({ connectionId, packageId }, { signal }));
    this.list = new ContentList(api, connectionId, { packageId });
  }

  listen(): () => void {
    const { call, stop } = burst(() => this.details.reload(), changedPause);
    call();
    const stops = [
      this.list.listen(),
      this.#api.content.changed(({ connectionId }) => {
        if (connectionId === this.#connectionId) call();
      }),
    ];
    return () => {
      stop();
      for (const one of stops) one();
      this.details.cancel();
    };
  }
}
