import type { RunRow } from '../../src-shared/model/messages.ts';
import type { MessageRun, RunStep } from '../../src-shared/model/runs.ts';
import type { Library, Row, Statement } from '../library/library.ts';
import { stepOfRow, type StepRow, valuesOfStep } from './run-step.ts';

interface StoredRun extends Row {
  readonly run_id: string;
  readonly state: string;
  readonly log_level: string;
  readonly start: number | null;
  readonly stop: number | null;
  readonly steps: number;
  readonly is_complete: number;
  readonly read_at: number;
}

const insertStep = `INSERT OR REPLACE INTO run_steps
  (run_id, child, step_id, model_step_id, activity, branch, start, stop, status, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Runs and their steps in the library. */
export class RunLibrary {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  async runs(messageGuid: string, signal: AbortSignal): Promise<readonly MessageRun[]> {
    const rows = await this.#library.all<StoredRun>(
      `SELECT run_id, state, log_level, start, stop, is_complete, read_at,
         (SELECT count(*) FROM run_steps s WHERE s.run_id = r.run_id) AS steps
       FROM message_runs r WHERE guid = ? ORDER BY position`,
      [messageGuid],
      signal,
    );
    return rows.map((row) => ({
      id: row.run_id,
      state: row.state,
      logLevel: row.log_level,
      start: row.start ?? undefined,
      stop: row.stop ?? undefined,
      steps: row.steps,
      isComplete: row.is_complete !== 0,
      readAt: row.read_at,
    }));
  }

  /** By their place in the run. */
  async steps(runId: string, signal: AbortSignal): Promise<readonly RunStep[]> {
    const rows = await this.#library.all<StepRow>(
      `SELECT child, step_id, model_step_id, activity, branch, start, stop, status, error
       FROM run_steps WHERE run_id = ? ORDER BY child`,
      [runId],
      signal,
    );
    return rows.map(stepOfRow);
  }

  /** Runs that the tenant no longer lists stay: it forgets, the library does not. */
  async writeRun(messageGuid: string, run: RunRow, position: number, now: number): Promise<void> {
    await this.#library.write([
      {
        sql: `INSERT INTO message_runs (guid, run_id, position, state, log_level, start, stop, is_complete, read_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)
          ON CONFLICT (guid, run_id) DO UPDATE SET position = excluded.position, state = excluded.state,
            log_level = excluded.log_level, start = excluded.start, stop = excluded.stop, is_complete = 0, read_at = excluded.read_at`,
        params: [
          messageGuid,
          run.id,
          position,
          run.state,
          run.logLevel,
          run.start ?? null,
          run.stop ?? null,
          now,
        ],
      },
    ]);
  }

  /** A page of steps; `last` says that no more will come. */
  async writeSteps(
    { messageGuid, runId }: { readonly messageGuid: string; readonly runId: string },
    steps: readonly RunStep[],
    isLast: boolean,
  ): Promise<void> {
    const statements: Statement[] = [
      { sql: insertStep, rows: steps.map((step) => valuesOfStep(runId, step)) },
    ];
    if (isLast)
      statements.push({
        sql: 'UPDATE message_runs SET is_complete = 1 WHERE guid = ? AND run_id = ?',
        params: [messageGuid, runId],
      });
    await this.#library.write(statements);
  }
}
