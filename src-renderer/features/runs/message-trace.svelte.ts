import type { ErrorData } from '../../../src-shared/errors.ts';
import type { RunLine, TracedStep, TraceState } from '../../../src-shared/model/runs.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData } from '../../lib/bridge/faults.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import type { MessageWay } from './message-way.svelte.ts';

const changedPause = 300;
/** More are read only when a person asks for them: each step is four requests. */
const mostUnasked = 300;

export type TracePart = 'payload' | 'headers' | 'properties';
/** A step as the message came to it, with what it made of it, or against another step. */
export type TraceView = 'before' | 'after' | 'other';

/** What a trace holds of the steps of the run that the way shows. */
export class MessageTrace {
  readonly way: MessageWay;
  readonly state: Loaded<TraceState>;
  readonly step: Loaded<TracedStep>;
  /** The next step in the branch. */
  readonly next: Loaded<TracedStep>;
  /** The step that others are compared with. */
  readonly other: Loaded<TracedStep>;
  part = $state<TracePart>('payload');
  view = $state<TraceView>('before');
  child = $state<number>();
  otherChild = $state<number>();
  /** The job that was started here last. */
  jobId = $state<string>();
  /** Why reading all could not begin. */
  startError = $state.raw<ErrorData>();
  readonly #api: Api;
  #hasBegun = false;

  constructor(api: Api, way: MessageWay) {
    this.#api = api;
    this.way = way;
    const step = (child: () => number | undefined) =>
      new Loaded<TracedStep>((signal) => api.runs.trace({ ...this.#run, child: child() ?? 0 }, { signal }));
    this.state = new Loaded((signal) => api.runs.traceState(this.#run, { signal }));
    this.step = step(() => this.child);
    this.next = step(() => this.step.value?.next?.child);
    this.other = step(() => this.otherChild);
  }

  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew with each answer, never changed
  readonly traced = $derived.by((): ReadonlySet<number> => new Set(this.state.value?.traced));
  /** Right of the comparison; `undefined` where one step is shown alone. */
  readonly compared = $derived.by((): Loaded<TracedStep> | undefined => {
    if (this.view === 'after') return this.next;
    return this.view === 'other' && this.otherChild !== undefined ? this.other : undefined;
  });

  listen(): () => void {
    const { call, stop } = burst(() => this.state.reload(), changedPause);
    const { connectionId, messageGuid } = this.way.of;
    const stopListening = this.#api.runs.changed((changed) => {
      if (this.#hasBegun && changed.messageGuid === messageGuid && changed.connectionId === connectionId)
        call();
    });
    return () => {
      stopListening();
      stop();
      for (const loaded of [this.state, this.step, this.next, this.other]) loaded.cancel();
      if (this.#hasBegun) void this.#api.runs.forgetTrace({ connectionId, messageGuid });
    };
  }

  /** The steps first; then, while the tenant has it, the whole trace by itself where that is little. */
  async begin(isThere: () => boolean): Promise<void> {
    await this.way.begin();
    if (this.#hasBegun || !this.way.run) return;
    this.#hasBegun = true;
    await this.state.load();
    const steps = this.way.path.value?.steps ?? 0;
    const { read = 0, jobId } = this.state.value ?? {};
    if (isThere() && jobId === undefined && read < steps && steps <= mostUnasked) await this.readAll();
  }

  readonly readAll = async (): Promise<void> => {
    try {
      this.jobId = (await this.#api.runs.readTrace(this.#run)).jobId;
      this.startError = undefined;
    } catch (caught) {
      this.startError = errorData(caught);
    }
    await this.state.load();
  };

  follow(line: RunLine): void {
    this.way.follow(line);
    if (line.kind !== 'step' || line.step.child === this.child) return;
    this.child = line.step.child;
    void this.#load();
  }

  show(view: TraceView): void {
    this.view = view;
    void this.#load();
  }

  /** From now on other steps are compared with the one that is shown. */
  compareWithThis(): void {
    this.otherChild = this.child;
    this.view = 'other';
    void this.other.load();
  }

  async #load(): Promise<void> {
    if (this.child === undefined) return;
    if (this.step.value?.step.child !== this.child) {
      this.next.clear();
      await this.step.load();
    }
    if (this.view === 'after' && this.step.value?.next && !this.next.value) await this.next.load();
  }

  get #run() {
    const { connectionId, messageGuid } = this.way.of;
    return { connectionId, messageGuid, runId: this.way.run?.id ?? '' };
  }
}
