import type { KeepingState } from '../model/keeping.ts';
import { call } from './call.ts';

interface One {
  readonly connectionId: string;
}

/** How long messages are kept, and how much of each; the choice itself is changed by `connections.arrange`. */
export const keeping = {
  state: call<One, KeepingState>(),
  /** Removes what is older than the connection keeps, and gives the space back; `messages.changed` follows. */
  tidy: call<One, { readonly jobId: string }>(),
  /** Reads the details of the chosen messages that are not known, newest first, or joins the job that does. */
  readDetails: call<One, { readonly jobId: string }>(),
};
