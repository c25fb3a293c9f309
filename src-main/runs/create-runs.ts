import type { Sessions } from '../connections/session.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { PayloadPlaces } from '../payloads/read-payload.ts';
import { RunService } from './run-service.ts';
import { TraceService } from './trace-service.ts';

export interface RunParts {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly publish: Publish;
  readonly places: PayloadPlaces;
}

export interface Runs {
  readonly runs: RunService;
  readonly traces: TraceService;
  /** Forgets what is in memory only: of all, or of web contents that are gone. */
  readonly forget: (contentsId?: number) => void;
  readonly connectionGone: (connectionId: string) => void;
}

/** Builds everything of this domain. */
export function createRuns({ sessions, jobs, publish, places }: RunParts): Runs {
  const changed = ({ connectionId, messageGuid }: { connectionId: string; messageGuid: string }): void => {
    publish('runs.changed', { connectionId, messageGuid });
  };
  const runs = new RunService({ sessions, changed });
  const traces = new TraceService({ ...places, sessions, jobs, changed });
  return {
    runs,
    traces,
    forget: (contentsId) => {
      if (contentsId === undefined) runs.forget();
      traces.forget(contentsId);
    },
    connectionGone: (connectionId) => {
      runs.forget();
      traces.connectionGone(connectionId);
    },
  };
}
