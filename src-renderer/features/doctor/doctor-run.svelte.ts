import { diagnose } from '../../../src-shared/doctor/diagnose.ts';
import type { ErrorData } from '../../../src-shared/errors.ts';
import {
  type DoctorSubject,
  type Examination,
  type Step,
  stepIds,
} from '../../../src-shared/model/doctor.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData, isCancelled } from '../../lib/bridge/faults.ts';

export interface StepLine {
  readonly id: Step['id'];
  readonly step: Step | undefined;
}

/** One examination as it goes on: each step is there as soon as main knows it. */
export class DoctorRun {
  isRunning = $state(false);
  /** Given up by the person; what was found until then stays. */
  isCancelled = $state(false);
  /** Finished, or given up. */
  examination = $state.raw<Examination>();
  error = $state.raw<ErrorData>();
  #steps = $state.raw<readonly Step[]>([]);
  #running: AbortController | undefined;
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** All steps in their order, also those that have not begun. */
  readonly lines = $derived.by((): readonly StepLine[] =>
    stepIds.map((id) => ({ id, step: this.#steps.find((step) => step.id === id) })),
  );

  readonly wasStarted = $derived.by(() => this.isRunning || this.examination !== undefined);

  async start(subject: DoctorSubject): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#steps = [];
    this.examination = undefined;
    this.error = undefined;
    this.isCancelled = false;
    this.isRunning = true;
    const startedAt = Date.now();
    const examinationId = crypto.randomUUID();
    const stop = this.#api.doctor.examined((told) => {
      if (told.examinationId === examinationId) this.#take(told.step);
    });
    try {
      const examination = await this.#api.doctor.examine(
        { examinationId, subject },
        { signal: running.signal },
      );
      if (this.#running !== running) return;
      this.#steps = examination.steps;
      this.examination = examination;
    } catch (caught) {
      if (this.#running !== running) return;
      if (isCancelled(caught)) this.#keepPart(startedAt);
      else this.error = errorData(caught);
    } finally {
      stop();
      if (this.#running === running) this.isRunning = false;
    }
  }

  readonly cancel = (): void => {
    this.#running?.abort();
  };

  #take(step: Step): void {
    const others = this.#steps.filter(({ id }) => id !== step.id);
    this.#steps = [...others, step];
  }

  #keepPart(startedAt: number): void {
    this.isCancelled = true;
    this.#steps = this.#steps.filter(({ result }) => result !== 'running');
    this.examination = { startedAt, steps: this.#steps, diagnoses: diagnose(this.#steps) };
  }
}
