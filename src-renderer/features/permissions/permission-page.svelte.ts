import type { PermissionReport } from '../../../src-shared/model/permissions.ts';
import { checkedArea } from '../../../src-shared/permissions/checked-areas.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { Refreshing } from '../../lib/state/refreshing.svelte.ts';

/** What is known of a key's rights, and the check that finds it out. */
export class PermissionPage {
  readonly known: Loaded<{ readonly report: PermissionReport | undefined }>;
  readonly check = new Refreshing();
  readonly #api: Api;
  readonly #connectionId: string;

  constructor(api: Api, connectionId: string) {
    this.#api = api;
    this.#connectionId = connectionId;
    this.known = new Loaded(async (signal) => ({
      report: await api.permissions.known({ connectionId }, { signal }),
    }));
  }

  readonly report = $derived.by(() => this.known.value?.report);

  /** Roles whose lack keeps something from being read, in the order of the areas. */
  readonly missing = $derived.by((): readonly string[] => {
    const areas = this.report?.areas ?? [];
    const roles = areas.flatMap(({ id, verdict, probe }) =>
      probe && verdict === 'missing-role' ? (checkedArea(id)?.role ?? []) : [],
    );
    return roles.filter((role, index) => roles.indexOf(role) === index);
  });

  listen(): () => void {
    void this.known.load();
    return this.#api.permissions.changed(({ connectionId }) => {
      if (connectionId === this.#connectionId) void this.known.load();
    });
  }

  readonly start = (): void => {
    void this.check.run(
      (signal) => this.#api.permissions.check({ connectionId: this.#connectionId }, { signal }),
      () => this.known.load(),
    );
  };
}
