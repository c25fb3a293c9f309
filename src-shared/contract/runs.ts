import type { RowWindow } from '../model/rows.ts';
import type { MessageRun, RunLine, RunPath, TracedStep, TraceState } from '../model/runs.ts';
import { call, type Nothing, topic } from './call.ts';

interface OneMessage {
  readonly connectionId: string;
  readonly messageGuid: string;
}
interface OneRun extends OneMessage {
  readonly runId: string;
}

/** The way of a message through its flow. Steps lie in the library; what a trace holds only where the connection keeps payloads. */
export const runs = {
  /** Runs whose steps were read, oldest first. */
  list: call<OneMessage, readonly MessageRun[]>(),
  /** Reads the runs and all their steps from the tenant; `changed` follows each page. */
  read: call<OneMessage, Nothing>(),
  /** Lines of the waterfall. `toggled`: ids of what is open though it begins closed, or closed though it begins open. */
  lines: call<
    OneRun & {
      readonly toggled: readonly string[];
      /** Only the steps of this element, one below the other. */
      readonly element?: string;
      readonly offset: number;
      readonly limit: number;
    },
    RowWindow<RunLine>
  >(),
  path: call<OneRun, RunPath>(),
  traceState: call<OneRun, TraceState>(),
  /** Reads what the trace has of every step, bodies first. */
  readTrace: call<OneRun, { readonly jobId: string }>(),
  /** Of one step: as it was read, else from the tenant. */
  trace: call<OneRun & { readonly child: number }, TracedStep>(),
  /** The page is closed: what is not kept in the library is forgotten. */
  forgetTrace: call<OneMessage, Nothing>(),
  changed: topic<OneMessage>(),
};
