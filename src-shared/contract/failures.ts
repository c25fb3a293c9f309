import type { FailureExample, FailureGroups } from '../model/failures.ts';
import type { TimeRange } from '../model/messages.ts';
import { call, type Nothing, topic } from './call.ts';

interface One {
  readonly connectionId: string;
}
interface OneGroup extends One {
  readonly signature: string;
}
interface Range {
  readonly range: TimeRange;
  /** Integration flow ids; empty: all. */
  readonly flows: readonly string[];
}

/** Failed messages grouped by what their error texts have in common. `messages.changed` says that they may have changed. */
export const failures = {
  groups: call<One & Range, FailureGroups>(),
  /** The newest message of a group in the range, with its text; `undefined`: there is none any more. */
  example: call<OneGroup & Range, FailureExample | undefined>(),
  /** Reads the error texts of the range that are not known, newest first, or joins the job that does. */
  readTexts: call<One & { readonly range: TimeRange }, { readonly jobId: string }>(),
  /** Marks a group as known; the note is kept in the library. */
  mark: call<OneGroup & { readonly note: string }, Nothing>(),
  unmark: call<OneGroup, Nothing>(),
  /** Marks and notes of a connection changed. */
  changed: topic<One>(),
};
