import type { ConnectionSummary } from '../../src-shared/model/connections.ts';
import type { Session } from '../connections/session.ts';
import { PayloadKeeping } from './payload-keeping.ts';
import { PayloadsAhead } from './payloads-ahead.ts';
import type { PayloadPlaces } from './read-payload.ts';

/** Where payloads lie, for all domains that read some. */
export function createPayloadPlaces({
  open,
  failed,
}: {
  readonly open: (runtime: string) => Promise<Session>;
  readonly failed: (fault: unknown) => void;
}): {
  readonly places: PayloadPlaces;
  /** After each change of the list of connections: one may keep payloads no longer. */
  readonly review: (connections: readonly ConnectionSummary[]) => void;
} {
  const keeping = new PayloadKeeping();
  return {
    places: { keeping, ahead: new PayloadsAhead() },
    review: (connections) => {
      keeping.review(connections, open).catch(failed);
    },
  };
}
