import { readRuntimeId } from '../../../src-shared/connections/runtimes.ts';
import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import type { ErrorData } from '../../../src-shared/errors.ts';
import type { KeptContent, OpenedContent } from '../../../src-shared/model/artifact.ts';
import { finalStatuses } from '../../../src-shared/model/messages.ts';
import type { MessageRun, RunLine, RunPath } from '../../../src-shared/model/runs.ts';
import { WindowedRows } from '../../components/table/windowed-rows.svelte.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { openContent } from '../../lib/bridge/open-content.ts';
import { burst } from '../../lib/state/burst.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { Refreshing } from '../../lib/state/refreshing.svelte.ts';
import { type FlowPath, pathOnFlow } from './path-on-flow.ts';

const changedPause = 200;

export interface WayOf {
  readonly connectionId: string;
  readonly messageGuid: string;
  /** Of the integration flow; `undefined` while nothing of the message is known. */
  readonly flowId: () => string | undefined;
}

/** The way of one message through its flow: its runs, the lines of one of them, and the drawing it is shown on. */
export class MessageWay {
  readonly of: WayOf;
  readonly runs: Loaded<readonly MessageRun[]>;
  readonly path: Loaded<RunPath>;
  readonly content: Loaded<OpenedContent>;
  readonly kept: Loaded<readonly KeptContent[]>;
  readonly lines: WindowedRows<RunLine>;
  /** The element that is looked at: chosen in the drawing or by a line. */
  element = $state<string>();
  /** Only the steps of this element are listed. */
  only = $state<string>();
  /** Content of the artifact that is drawn; `undefined`: the newest. */
  sha256 = $state<string>();
  #runId = $state<string>();
  #toggled = $state.raw<readonly string[]>([]);
  readonly #api: Api;
  readonly #reading = new Refreshing();
  #hasBegun = false;
  #hasContent = false;

  constructor(api: Api, of: WayOf) {
    this.#api = api;
    this.of = of;
    const { connectionId, messageGuid } = of;
    const message = { connectionId, messageGuid };
    this.runs = new Loaded((signal) => api.runs.list(message, { signal }));
    this.path = new Loaded((signal) => api.runs.path({ ...message, runId: this.run?.id ?? '' }, { signal }));
    this.content = new Loaded((signal) => {
      const { sha256 } = this;
      const place = { ...this.#place, ...(sha256 !== undefined && { sha256 }) };
      return openContent(api, { place }, signal);
    });
    this.kept = new Loaded((signal) => {
      const { connectionId: tenant, kind, artifactId } = this.#place;
      return api.artifact.kept({ connectionId: tenant, kind, artifactId }, { signal });
    });
    this.lines = new WindowedRows<RunLine>(async (offset, limit, signal) => {
      const runId = this.run?.id;
      if (runId === undefined) return { rows: [], offset, total: 0 };
      const { only } = this;
      const wanted = { ...message, runId, toggled: this.#toggled, offset, limit };
      return api.runs.lines(only === undefined ? wanted : { ...wanted, element: only }, { signal });
    }, keyOfLine);
  }

  /** The newest, until another one is chosen. */
  readonly run = $derived.by((): MessageRun | undefined => {
    const runs = this.runs.value ?? [];
    return runs.find(({ id }) => id === this.#runId) ?? runs.at(-1);
  });
  readonly flow = $derived.by((): Flow | undefined => this.content.value?.model.flows[0]);
  readonly onFlow = $derived.by((): FlowPath | undefined =>
    this.flow && this.path.value ? pathOnFlow(this.flow, this.path.value) : undefined,
  );

  get isReading(): boolean {
    return this.#reading.isRunning;
  }

  get readError(): ErrorData | undefined {
    return this.#reading.error;
  }

  listen(): () => void {
    const { call, stop } = burst(() => this.#reload(), changedPause);
    const stopListening = this.#api.runs.changed(({ connectionId, messageGuid }) => {
      if (connectionId === this.of.connectionId && messageGuid === this.of.messageGuid && this.#hasBegun)
        call();
    });
    return () => {
      stopListening();
      stop();
      this.#reading.cancel();
      for (const loaded of [this.runs, this.path, this.content, this.kept]) loaded.cancel();
      this.lines.cancel();
    };
  }

  /** When the way is looked at for the first time: from the library, and from the tenant where that has or may have more. */
  async begin(): Promise<void> {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.needContent();
    await this.runs.load();
    await this.#showRun();
    const runs = this.runs.value ?? [];
    const isSettled = runs.every(({ isComplete, state }) => isComplete && finalStatuses.includes(state));
    if (runs.length === 0 || !isSettled) await this.read();
  }

  /** Names of steps come from the content of the artifact; it is read once. */
  needContent(): void {
    if (this.#hasContent || this.of.flowId() === undefined) return;
    this.#hasContent = true;
    void this.content.load();
    void this.kept.load();
  }

  readonly read = (): Promise<void> => {
    const { connectionId, messageGuid } = this.of;
    return this.#reading.run(
      (signal) => this.#api.runs.read({ connectionId, messageGuid }, { signal }),
      async () => {
        await this.runs.load();
        await this.#showRun();
      },
    );
  };

  /** F5 of the page: only where somebody has looked. */
  readonly readAgain = (): void => {
    if (this.#hasBegun) void this.read();
  };

  cancelReading(): void {
    this.#reading.cancel();
  }

  chooseRun(id: string): void {
    this.#runId = id;
    this.#toggled = [];
    this.only = undefined;
    void this.#showRun();
  }

  draw(sha256: string): void {
    this.sha256 = sha256;
    void this.content.load();
  }

  toggle(id: string): void {
    this.#toggled = this.#toggled.includes(id)
      ? this.#toggled.filter((one) => one !== id)
      : [...this.#toggled, id];
    this.lines.reload();
  }

  /** A line was marked: the drawing shows where it is. */
  follow(line: RunLine): void {
    this.element = line.kind === 'step' ? line.step.modelStepId : line.folded.elements[0]?.modelStepId;
  }

  /** An element was clicked in the drawing: its steps are listed; a click on nothing lists all again. */
  choose(id: string | undefined): void {
    this.element = id;
    const hasSteps = this.path.value?.elements.some(({ modelStepId }) => modelStepId === id) === true;
    this.show(hasSteps ? id : undefined);
  }

  /** Lists only the steps of an element, or all. */
  show(element: string | undefined): void {
    if (this.only === element) return;
    this.only = element;
    this.lines.restart();
  }

  get #place() {
    const { connectionId } = readRuntimeId(this.of.connectionId);
    return {
      of: 'tenant',
      connectionId,
      kind: 'IntegrationFlow',
      artifactId: this.of.flowId() ?? '',
    } as const;
  }

  async #showRun(): Promise<void> {
    if (!this.run) return;
    this.lines.restart();
    await this.path.load();
  }

  #reload(): void {
    this.runs.reload();
    if (!this.run) return;
    this.path.reload();
    this.lines.reload();
  }
}

export function keyOfLine(line: RunLine): string {
  return line.kind === 'step' ? `step ${line.step.child}` : line.folded.id;
}
