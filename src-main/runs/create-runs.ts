import type { Sessions } from '../connections/session.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { RunService } from './run-service.ts';
import { TraceService } from './trace-service.ts';

export interface RunParts {
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly publish: Publish;
}

/** Builds everything of this domain. */
export function createRuns({ sessions, jobs, publish }: RunParts): {
  readonly runs: RunService;
  readonly traces: TraceService;
  /** Forgets what is in memory only. */
  readonly forget: () => void;
} {
  const changed = ({ connectionId, messageGuid }: { connectionId: string; messageGuid: string }): void => {
    publish('runs.changed', { connectionId, messageGuid });
  };
  const runs = new RunService({ sessions, changed });
  const traces = new TraceService({ sessions, jobs, changed });
  return {
    runs,
    traces,
    forget: () => {
      runs.forget();
      traces.forget();
    },
  };
}
