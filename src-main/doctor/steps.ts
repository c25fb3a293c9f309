import { AppError } from '../../src-shared/errors.ts';
import type { NotRunReason, Step, StepFacts, StepId, StepOf } from '../../src-shared/model/doctor.ts';
import { untilCancelled } from '../sap/until-cancelled.ts';

/** What a check found, also one that failed half-way. */
export interface Found<Id extends StepId> {
  readonly result: 'passed' | 'warning' | 'failed' | 'by-proxy';
  readonly facts: StepFacts[Id] | undefined;
  readonly error?: AppError;
}

export type Check<Id extends StepId> = (
  /** Fires where the person gives up and where the time of the check is over. */
  signal: AbortSignal,
  /** Tells what is known so far. */
  progress: (facts: StepFacts[Id]) => void,
) => Promise<Found<Id>>;

export interface StepsOptions {
  readonly told: (step: Step) => void;
  readonly signal: AbortSignal;
  /** ms that only grow. */
  readonly elapsed: () => number;
}

/** Makes one check after the other and tells each as it ends. */
export class Steps {
  readonly made: Step[] = [];
  readonly #options: StepsOptions;

  constructor(options: StepsOptions) {
    this.#options = options;
  }

  /** `limit` in ms. Throws `request.cancelled` where the person gave up, and what is no `AppError`. */
  async make<Id extends StepId>(id: Id, limit: number, check: Check<Id>): Promise<Found<Id>> {
    const { signal, elapsed, told } = this.#options;
    const started = elapsed();
    const over = AbortSignal.timeout(limit);
    const both = AbortSignal.any([signal, over]);
    const time = (): number => Math.max(0, Math.round(elapsed() - started));
    const progress = (facts: StepFacts[Id]): void => {
      told(step({ id, result: 'running', time: time(), facts, error: undefined, notRun: undefined }));
    };
    this.#requireWanted();
    told(step({ id, result: 'running', time: 0, facts: undefined, error: undefined, notRun: undefined }));
    const found = await this.#found(() => untilCancelled(check(both, progress), both), over);
    const { result, facts, error } = found;
    this.#keep(step({ id, result, time: time(), facts, error: error?.toData(), notRun: undefined }));
    return found;
  }

  skip(id: StepId, notRun: NotRunReason): undefined {
    this.#keep(step({ id, result: 'not-run', time: 0, facts: undefined, error: undefined, notRun }));
    return undefined;
  }

  async #found<Id extends StepId>(check: () => Promise<Found<Id>>, over: AbortSignal): Promise<Found<Id>> {
    let found: Found<Id>;
    try {
      found = await check();
    } catch (error) {
      this.#requireWanted();
      if (!(error instanceof AppError)) throw error;
      found = { result: 'failed', facts: undefined, error };
    }
    this.#requireWanted();
    if (!over.aborted || found.error?.code !== 'request.cancelled') return found;
    return {
      ...found,
      error: new AppError('network.timeout', 'The check took too long.', found.error.facts),
    };
  }

  #requireWanted(): void {
    const { signal } = this.#options;
    if (signal.aborted) throw new AppError('request.cancelled', 'The examination was cancelled.');
  }

  #keep(made: Step): void {
    this.made.push(made);
    this.#options.told(made);
  }
}

/** A step of any id is one of the union; the compiler does not distribute over a type parameter. */
function step<Id extends StepId>(made: StepOf<Id>): Step {
  return made as unknown as Step;
}
