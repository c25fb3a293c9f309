import type { StepTrace } from '../../src-shared/model/runs.ts';
import type { Library } from '../library/library.ts';

export interface TracedMessage {
  readonly connectionId: string;
  readonly messageGuid: string;
}
export interface TracedRun extends TracedMessage {
  readonly runId: string;
}

/** A step whose trace was read. */
export interface KnownTrace {
  readonly child: number;
  /** Whether the tenant had one. */
  readonly hasTrace: boolean;
  /** Whether it is here still. */
  readonly isHeld: boolean;
}

/** Where the traces of steps lie once they were read. */
export interface TraceStore {
  get(run: TracedRun, child: number, signal: AbortSignal): Promise<StepTrace | undefined>;
  /** Steps whose trace was read. */
  read(run: TracedRun, signal: AbortSignal): Promise<readonly KnownTrace[]>;
  put(run: TracedRun, trace: StepTrace): Promise<void>;
}

/** For connections that keep payloads: they outlive the tab. */
export class LibraryTraces implements TraceStore {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  async get({ runId }: TracedRun, child: number, signal: AbortSignal): Promise<StepTrace | undefined> {
    const row = await this.#library.get<{ value: string }>(
      'SELECT value FROM step_traces WHERE run_id = ? AND child = ?',
      [runId, child],
      signal,
    );
    return row && (JSON.parse(row.value) as StepTrace);
  }

  async read({ runId }: TracedRun, signal: AbortSignal): Promise<readonly KnownTrace[]> {
    const rows = await this.#library.all<{ child: number; has_trace: number }>(
      'SELECT child, has_trace FROM step_traces WHERE run_id = ? ORDER BY child',
      [runId],
      signal,
    );
    return rows.map(({ child, has_trace }) => ({ child, hasTrace: has_trace !== 0, isHeld: true }));
  }

  async put({ messageGuid, runId }: TracedRun, trace: StepTrace): Promise<void> {
    await this.#library.write([
      {
        sql: 'INSERT OR REPLACE INTO step_traces (run_id, child, guid, has_trace, value) VALUES (?, ?, ?, ?, ?)',
        params: [runId, trace.child, messageGuid, Number(trace.messages.length > 0), JSON.stringify(trace)],
      },
    ]);
  }
}
