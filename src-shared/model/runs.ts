import type { NameValue } from './messages.ts';

/** A run of a message (catalogue 2.5): one more for each retry. Times are ms since 1970. */
export interface MessageRun {
  readonly id: string;
  /** Same vocabulary as the status of a message; an open set. */
  readonly state: string;
  readonly logLevel: string;
  readonly start: number | undefined;
  readonly stop: number | undefined;
  /** Steps in the library. */
  readonly steps: number;
  /** Whether those are all that the tenant lists. */
  readonly isComplete: boolean;
  readonly readAt: number;
}

export interface RunStep {
  /** Place in the run, from 1, as the tenant counts; key of the step together with the run's id. */
  readonly child: number;
  readonly stepId: string;
  /** Id of the element in the .iflw; empty where the tenant names none. */
  readonly modelStepId: string;
  readonly activity: string;
  /** Steps of one part of a splitter or one branch of a multicast have the same. */
  readonly branch: string;
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly status: string;
  readonly error: string | undefined;
}

/** Steps that are shown as one line until somebody opens it. */
export interface FoldedSteps {
  readonly id: string;
  /** `loop` holds rounds, `branches` holds branches. */
  readonly shape: 'loop' | 'round' | 'branches' | 'branch';
  /** Rounds of a loop, branches; steps of a round or branch. */
  readonly count: number;
  /** Of a round or branch among its siblings, from 1. */
  readonly number: number;
  /** All steps inside. */
  readonly steps: number;
  readonly failed: number;
  /** The elements it goes through, each once, at most eight. */
  readonly elements: readonly { readonly modelStepId: string; readonly activity: string }[];
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly isOpen: boolean;
}

/** A line of the waterfall. */
export type RunLine =
  | { readonly kind: 'step'; readonly depth: number; readonly step: RunStep }
  | { readonly kind: 'folded'; readonly depth: number; readonly folded: FoldedSteps };

/** What a run did at one element of the flow. */
export interface PathElement {
  readonly modelStepId: string;
  readonly activity: string;
  readonly count: number;
  readonly failed: number;
  readonly running: number;
  readonly branches: number;
  readonly start: number | undefined;
  readonly stop: number | undefined;
  /** Sum over all steps, in ms. */
  readonly busy: number;
}

/** A run as a way through the flow. */
export interface RunPath {
  readonly steps: number;
  readonly branches: number;
  readonly start: number | undefined;
  readonly stop: number | undefined;
  /** Place of the first step that is known; more than 1: what was before is not kept. */
  readonly firstChild: number | undefined;
  /** In the order in which they were first reached. */
  readonly elements: readonly PathElement[];
  /** From one step to the next within a branch. */
  readonly ways: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  /** Elements with which a branch begins or ends, other than the first one. */
  readonly begins: readonly string[];
  readonly ends: readonly string[];
  /** The last step that failed. */
  readonly failure: RunStep | undefined;
}

/** The message at one point of a step. Its body is a payload, opened by the id (`PayloadSource`). */
export interface TraceMessage {
  readonly id: string;
  readonly mimeType: string;
  readonly bytes: number | undefined;
  /** `undefined`: not read yet. */
  readonly headers: readonly NameValue[] | undefined;
  readonly properties: readonly NameValue[] | undefined;
}

/** What a trace has of one step; no messages: the tenant has none of it. */
export interface StepTrace {
  readonly child: number;
  readonly readAt: number;
  readonly messages: readonly TraceMessage[];
}

/** A step with what the trace has of it. */
export interface TracedStep {
  readonly step: RunStep;
  readonly trace: StepTrace;
  /** The next one in its branch: what came to that is what this one made. */
  readonly next: RunStep | undefined;
}

export interface TraceState {
  /** Steps of the run whose trace is known, with and without messages. */
  readonly read: number;
  /** Places of those that have messages, ascending. */
  readonly traced: readonly number[];
  /** Steps and bodies that memory has no room for; they are read again when they are looked at. */
  readonly notHeld: number;
  /** The job that reads them. */
  readonly jobId: string | undefined;
  /** Whether what is read stays in the library. */
  readonly isKept: boolean;
}

/** Trace payloads last for an hour, and TRACE itself for ten minutes (catalogue 3.3); in minutes. */
export const traceLasts = 60;
export const traceLevelLasts = 10;
