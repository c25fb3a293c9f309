import type { Interval } from '../messages/intervals.ts';
import type {
  FindResult,
  HeldBack,
  LiveStep,
  LoadedRange,
  MessageCounts,
  MessageDetails,
  MessageFilter,
  MessageWindow,
  SortColumn,
  TimeRange,
} from '../model/messages.ts';
import type { WindowOf } from '../model/rows.ts';
import { call, type Nothing, topic } from './call.ts';

interface One {
  readonly connectionId: string;
}
interface OneMessage extends One {
  readonly messageGuid: string;
}

/** Message processing logs. Lists come from the library; details are read on demand and kept. */
export const messages = {
  /** `headers`: names of custom headers whose values are wanted in the rows; `heldBack`: rows that are left out. */
  query: call<
    WindowOf<MessageFilter, SortColumn> & {
      readonly headers?: readonly string[];
      readonly heldBack?: HeldBack;
    },
    MessageWindow
  >(),
  /** Names of custom headers that the library knows of, at most 1,000. */
  headerNames: call<One, readonly string[]>(),
  counts: call<One & { readonly filter: MessageFilter }, MessageCounts>(),
  /** Flows seen in the range, busiest first, at most 500. */
  flows: call<
    One & { readonly range: TimeRange },
    readonly { readonly id: string; readonly name: string; readonly count: number }[]
  >(),
  loaded: call<One & { readonly range: TimeRange }, LoadedRange>(),
  /** What the library knows of one message, at once. */
  details: call<OneMessage, MessageDetails>(),
  /** Reads all parts of the details from the tenant into the library; `changed` follows. */
  readDetails: call<OneMessage, Nothing>(),
  /** Asks where to save; `undefined`: the person cancelled. */
  saveAttachment: call<
    OneMessage & { readonly attachmentId: string },
    { readonly file: string } | undefined
  >(),
  /**
   * Loads what is missing of the range, newest first, and renews unfinished messages. `part` loads that much of it alone. Where loading is
   * paused, only what a person asked for goes on; `jobId` is then `undefined`.
   */
  sync: call<
    One & { readonly range: TimeRange; readonly part?: Interval; readonly isAsked?: boolean },
    { readonly jobId: string | undefined }
  >(),
  /** Ends what loads messages, until `sync` is asked for by a person. */
  pause: call<One, Nothing>(),
  /** Live mode: reads what has begun or changed since the last step, by few small requests; `changed` follows where anything did. */
  live: call<One, LiveStep>(),
  /** Finds a pasted id: in the library, then on the tenant by each id filter alone. */
  find: call<One & { readonly id: string }, FindResult | undefined>(),
  changed: topic<One>(),
};
