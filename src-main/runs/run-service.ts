import type { RowWindow } from '../../src-shared/model/rows.ts';
import type { MessageRun, RunLine, RunPath, RunStep } from '../../src-shared/model/runs.ts';
import type { Sessions } from '../connections/session.ts';
import { readRuns } from './read-runs.ts';
import { RunLibrary } from './run-library.ts';
import { runLines } from './run-lines.ts';
import { runPath } from './run-path.ts';
import { type RunNode, runTree } from './run-tree.ts';

interface OneMessage {
  readonly connectionId: string;
  readonly messageGuid: string;
}
interface OneRun extends OneMessage {
  readonly runId: string;
}

export interface RunServiceOptions {
  readonly sessions: Sessions;
  readonly changed: (message: OneMessage) => void;
  readonly now?: () => number;
}

interface Shown {
  readonly key: string;
  readonly steps: readonly RunStep[];
  readonly tree: readonly RunNode[];
}

/** The way of a message through its flow: read from the tenant once, then from the library. */
export class RunService {
  readonly #options: RunServiceOptions;
  /** The run that is looked at: a window of its lines is asked for again with each turn of the wheel. */
  #shown: Shown | undefined;
  /** Steps that came in meanwhile make what was read before them old. */
  #changes = 0;

  constructor(options: RunServiceOptions) {
    this.#options = options;
  }

  async list({ connectionId, messageGuid }: OneMessage, signal: AbortSignal): Promise<readonly MessageRun[]> {
    return (await this.#library(connectionId)).runs(messageGuid, signal);
  }

  async read(message: OneMessage, signal: AbortSignal): Promise<void> {
    const { client, library } = await this.#options.sessions.get(message.connectionId);
    const changed = (): void => {
      this.#changes += 1;
      this.#shown = undefined;
      this.#options.changed(message);
    };
    const reading = {
      client,
      library: new RunLibrary(library),
      now: this.#options.now ?? Date.now,
      changed,
    };
    await readRuns(message.messageGuid, reading, signal);
  }

  async lines(
    run: OneRun & { toggled: readonly string[]; element?: string; offset: number; limit: number },
    signal: AbortSignal,
  ): Promise<RowWindow<RunLine>> {
    const { steps, tree } = await this.#run(run, signal);
    const { element, offset, limit } = run;
    const lines =
      element === undefined
        ? runLines(tree, new Set(run.toggled))
        : steps
            .filter(({ modelStepId }) => modelStepId === element)
            .map((step): RunLine => ({ kind: 'step', depth: 0, step }));
    return { rows: lines.slice(offset, offset + limit), offset, total: lines.length };
  }

  async path(run: OneRun, signal: AbortSignal): Promise<RunPath> {
    return runPath((await this.#run(run, signal)).steps);
  }

  /** What was shown is a customer's. */
  forget(): void {
    this.#shown = undefined;
  }

  async #run({ connectionId, runId }: OneRun, signal: AbortSignal): Promise<Shown> {
    const key = `${connectionId}\n${runId}`;
    if (this.#shown?.key === key) return this.#shown;
    const before = this.#changes;
    const steps = await (await this.#library(connectionId)).steps(runId, signal);
    const shown = { key, steps, tree: runTree(steps) };
    if (this.#changes === before) this.#shown = shown;
    return shown;
  }

  async #library(connectionId: string): Promise<RunLibrary> {
    return new RunLibrary((await this.#options.sessions.get(connectionId)).library);
  }
}
