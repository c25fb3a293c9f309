import type { StepTrace } from '../../src-shared/model/runs.ts';
import type { Library } from '../library/library.ts';

export interface TracedRun {
  readonly messageGuid: string;
  readonly runId: string;
}

/** Where the traces of steps lie once they were read. */
export interface TraceStore {
  get(run: TracedRun, child: number, signal: AbortSignal): Promise<StepTrace | undefined>;
  /** Steps whose trace was read, and whether the tenant had one. */
  read(
    run: TracedRun,
    signal: AbortSignal,
  ): Promise<readonly { readonly child: number; readonly hasTrace: boolean }[]>;
  put(run: TracedRun, trace: StepTrace): Promise<void>;
  forget(messageGuid: string): Promise<void>;
}

/** For connections that keep payloads. */
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

  async read({ runId }: TracedRun, signal: AbortSignal) {
    const rows = await this.#library.all<{ child: number; has_trace: number }>(
      'SELECT child, has_trace FROM step_traces WHERE run_id = ? ORDER BY child',
      [runId],
      signal,
    );
    return rows.map(({ child, has_trace }) => ({ child, hasTrace: has_trace !== 0 }));
  }

  async put({ messageGuid, runId }: TracedRun, trace: StepTrace): Promise<void> {
    await this.#library.write([
      {
        sql: 'INSERT OR REPLACE INTO step_traces (run_id, child, guid, has_trace, value) VALUES (?, ?, ?, ?, ?)',
        params: [runId, trace.child, messageGuid, Number(trace.messages.length > 0), JSON.stringify(trace)],
      },
    ]);
  }

  /** Kept on purpose: they outlive the tab. */
  forget(): Promise<void> {
    return Promise.resolve();
  }

  /** The connection keeps payloads no longer. */
  static async clear(library: Library): Promise<void> {
    await library.write([{ sql: 'DELETE FROM step_traces' }]);
  }
}

/** More than so many characters of bodies are not held; they are read again when they are looked at. */
const mostHeld = 64_000_000;

/** For all others: gone with the tab. */
export class MemoryTraces implements TraceStore {
  readonly #messages = new Map<string, Map<string, StepTrace>>();
  #held = 0;

  get({ messageGuid, runId }: TracedRun, child: number): Promise<StepTrace | undefined> {
    return Promise.resolve(this.#messages.get(messageGuid)?.get(`${runId} ${child}`));
  }

  read({ messageGuid, runId }: TracedRun) {
    const traces = [...(this.#messages.get(messageGuid) ?? [])].filter(([key]) =>
      key.startsWith(`${runId} `),
    );
    return Promise.resolve(
      traces
        .map(([, { child, messages }]) => ({ child, hasTrace: messages.length > 0 }))
        .toSorted((a, b) => a.child - b.child),
    );
  }

  put({ messageGuid, runId }: TracedRun, trace: StepTrace): Promise<void> {
    const traces = this.#messages.get(messageGuid) ?? new Map<string, StepTrace>();
    const key = `${runId} ${trace.child}`;
    const size = sizeOf(trace) - sizeOf(traces.get(key));
    if (this.#held + size > mostHeld) return Promise.resolve();
    this.#held += size;
    this.#messages.set(messageGuid, traces.set(key, trace));
    return Promise.resolve();
  }

  forget(messageGuid: string): Promise<void> {
    for (const trace of this.#messages.get(messageGuid)?.values() ?? []) this.#held -= sizeOf(trace);
    this.#messages.delete(messageGuid);
    return Promise.resolve();
  }
}

function sizeOf(trace: StepTrace | undefined): number {
  return trace?.messages.reduce((sum, { body }) => sum + (body?.text.length ?? 0), 0) ?? 0;
}
