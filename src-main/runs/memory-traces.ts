import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import type { StepTrace } from '../../src-shared/model/runs.ts';
import type { KnownTrace, TracedMessage, TracedRun, TraceStore } from './trace-store.ts';

/** More characters than these are not held, of all messages together. */
const mostHeld = 64_000_000;

interface Step {
  readonly child: number;
  readonly hasTrace: boolean;
  readonly size: number;
  /** `undefined` where it made room for others. */
  trace: StepTrace | undefined;
}
interface Message {
  readonly of: TracedMessage;
  /** Web contents that look at it. */
  readonly owners: Set<number>;
  /** By run and place. */
  readonly steps: Map<string, Step>;
}

/**
 * For connections that keep no payloads: held while a page looks at the message. Where they are too many, those that were looked at
 * longest ago make room; that they were read stays known.
 */
export class MemoryTraces implements TraceStore {
  readonly #released: (message: TracedMessage) => void;
  readonly #most: number;
  readonly #messages = new Map<string, Message>();
  /** Held ones, the longest unused first. */
  readonly #used = new Set<Step>();
  #held = 0;

  /** `released` is told each message that no page looks at any more. */
  constructor(released: (message: TracedMessage) => void, most = mostHeld) {
    this.#released = released;
    this.#most = most;
  }

  /** From now on this page looks at the message. */
  look(message: TracedMessage, owner: number): void {
    const key = keyOf(message);
    const known = this.#messages.get(key) ?? {
      of: { connectionId: message.connectionId, messageGuid: message.messageGuid },
      owners: new Set(),
      steps: new Map<string, Step>(),
    };
    known.owners.add(owner);
    this.#messages.set(key, known);
  }

  isLookedAt(message: TracedMessage): boolean {
    return this.#messages.has(keyOf(message));
  }

  get(run: TracedRun, child: number): Promise<StepTrace | undefined> {
    const step = this.#messages.get(keyOf(run))?.steps.get(`${run.runId} ${child}`);
    if (step && this.#used.delete(step)) this.#used.add(step);
    return Promise.resolve(step?.trace);
  }

  read(run: TracedRun): Promise<readonly KnownTrace[]> {
    const steps = [...(this.#messages.get(keyOf(run))?.steps ?? [])];
    return Promise.resolve(
      steps
        .filter(([key]) => key.startsWith(`${run.runId} `))
        .map(([, { child, hasTrace, trace }]) => ({ child, hasTrace, isHeld: trace !== undefined }))
        .toSorted((a, b) => a.child - b.child),
    );
  }

  /** Nothing where no page looks at the message any more. */
  put(run: TracedRun, trace: StepTrace): Promise<void> {
    const message = this.#messages.get(keyOf(run));
    if (!message) return Promise.resolve();
    const key = `${run.runId} ${trace.child}`;
    this.#release(message.steps.get(key));
    const size = sizeOf(trace);
    const hasTrace = trace.messages.length > 0;
    const step: Step = { child: trace.child, hasTrace, size, trace: hasTrace ? undefined : trace };
    message.steps.set(key, step);
    if (!hasTrace || size > this.#most) return Promise.resolve();
    for (const oldest of this.#used) {
      if (this.#held + size <= this.#most) break;
      this.#release(oldest);
    }
    step.trace = trace;
    this.#used.add(step);
    this.#held += size;
    return Promise.resolve();
  }

  /** This page looks at the message no longer. */
  leave(message: TracedMessage, owner: number): void {
    this.#leave(keyOf(message), owner);
  }

  /** All, or what only these web contents looked at. */
  forget(owner?: number): void {
    for (const key of [...this.#messages.keys()]) this.#leave(key, owner);
  }

  /** Of all its runtimes. */
  connectionGone(connectionId: string): void {
    for (const key of [...this.#messages.keys()])
      if (readRuntimeId(key.slice(0, key.lastIndexOf(' '))).connectionId === connectionId)
        this.#leave(key, undefined);
  }

  #leave(key: string, owner: number | undefined): void {
    const message = this.#messages.get(key);
    if (!message) return;
    if (owner === undefined) message.owners.clear();
    else message.owners.delete(owner);
    if (message.owners.size > 0) return;
    for (const step of message.steps.values()) this.#release(step);
    this.#messages.delete(key);
    this.#released(message.of);
  }

  #release(step: Step | undefined): void {
    if (!step || !this.#used.delete(step)) return;
    this.#held -= step.size;
    step.trace = undefined;
  }
}

function keyOf({ connectionId, messageGuid }: TracedMessage): string {
  return `${connectionId} ${messageGuid}`;
}

/** In characters; bodies lie elsewhere. */
function sizeOf({ messages }: StepTrace): number {
  const textOf = (pairs: readonly { readonly name: string; readonly value: string }[] = []): number =>
    pairs.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return messages.reduce((sum, { headers, properties }) => sum + textOf(headers) + textOf(properties), 0);
}
