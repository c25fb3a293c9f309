import type {
  SearchHit,
  SearchNeedle,
  SearchPlan,
  SearchState,
  SearchSubject,
} from '../model/payload-search.ts';
import type { RowWindow } from '../model/rows.ts';
import { call, type Nothing, topic } from './call.ts';

interface One {
  /** `SearchState.id` */
  readonly searchId: string;
}

/** Finding messages by what is in their payloads. A search is held by main until it is forgotten. */
export const payloadSearch = {
  /** What the two stages cost, from what the library knows. */
  plan: call<SearchSubject, SearchPlan>(),
  /** The first stage: reads the lists of what there is, as a job. */
  list: call<SearchSubject, { readonly jobId: string }>(),
  /** Searches what the library keeps, at once and without the network. */
  start: call<SearchSubject & { readonly needle: SearchNeedle }, SearchState>(),
  /** The second stage: reads and searches the rest, also after a pause, a failure or a cancel. */
  proceed: call<One, SearchState>(),
  /** What is under way is finished; nothing new begins. */
  pause: call<One, SearchState>(),
  /** What is under way is given up. */
  cancel: call<One, SearchState>(),
  state: call<One, SearchState>(),
  /** In the order in which they were found. */
  hits: call<One & { readonly offset: number; readonly limit: number }, RowWindow<SearchHit>>(),
  forget: call<One, Nothing>(),
  changed: topic<One>(),
};
