import type { ConnectionId } from '../../../src-shared/model/connections.ts';

type SharingDialog =
  | { readonly kind: 'export'; readonly connectionIds: readonly ConnectionId[] }
  /** `files` were dropped and are read at once. */
  | { readonly kind: 'import'; readonly files: readonly File[] };

/** Which dialog about files of connections is open. */
export class SharingDialogs {
  current = $state.raw<SharingDialog>();

  /** Asks how to export these. */
  readonly export = (connectionIds: readonly ConnectionId[]): void => {
    this.current = { kind: 'export', connectionIds };
  };

  readonly import = (files: readonly File[] = []): void => {
    this.current = { kind: 'import', files };
  };

  readonly close = (): void => {
    this.current = undefined;
  };
}
