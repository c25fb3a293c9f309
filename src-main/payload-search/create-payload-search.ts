import type { Sessions } from '../connections/session.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { PayloadPlaces } from '../payloads/read-payload.ts';
import { spawnPayloadReader } from '../payloads/spawn-payload-reader.ts';
import { PayloadSearchService } from './payload-search-service.ts';

export interface PayloadSearchParts {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  /** The built reader of payloads. */
  readonly readerEntry: string;
  readonly publish: Publish;
  readonly places: PayloadPlaces;
  /** Writes an unknown fault to the log and answers its reference number. */
  readonly logFault: (fault: unknown) => string;
}

/** Builds everything of this domain. */
export function createPayloadSearch(parts: PayloadSearchParts): PayloadSearchService {
  const { sessions, jobs, readerEntry, publish, places, logFault } = parts;
  return new PayloadSearchService({
    ...places,
    sessions,
    jobs,
    spawn: spawnPayloadReader(readerEntry),
    changed: (searchId) => {
      publish('payloadSearch.changed', { searchId });
    },
    logFault,
  });
}
