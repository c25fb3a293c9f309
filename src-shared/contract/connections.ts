import type {
  Arrangement,
  Check,
  ConnectionActivity,
  ConnectionDraft,
  ConnectionId,
  ConnectionSummary,
  TestOutcome,
} from '../model/connections.ts';
import type { UntrustedServer } from '../model/way.ts';
import { call, type Nothing, topic } from './call.ts';

interface One {
  readonly connectionId: ConnectionId;
}

export const connections = {
  list: call<Nothing, readonly ConnectionSummary[]>(),
  /** Adds or changes; a secret goes in and never comes back. */
  save: call<ConnectionDraft, ConnectionSummary>(),
  /** Puts a new service key onto a connection after checking that it is the same tenant. */
  replaceKey: call<One & { readonly keyText: string }, ConnectionSummary>(),
  duplicate: call<One, ConnectionSummary>(),
  /** Folder, tags, environment, favourite of several connections: all of them or, where one is unknown, none. */
  arrange: call<{ readonly connectionIds: readonly ConnectionId[]; readonly change: Arrangement }, Nothing>(),
  /** Removes the connection, its secret and its library. */
  remove: call<One, Nothing>(),
  /** Runs the checks; each is also told by `checked` as soon as it is known. */
  test: call<{ readonly testId: string; readonly draft: ConnectionDraft }, TestOutcome>(),
  /** The servers of a draft whose certificates nobody vouches for, with what they show. Sends no credentials. */
  untrustedServers: call<{ readonly draft: ConnectionDraft }, readonly UntrustedServer[]>(),
  /** Until when a client certificate in PEM is valid, in ms since 1970; undefined where the text is none. */
  certificateEnd: call<{ readonly certificate: string }, { readonly validTo: number | undefined }>(),
  checked: topic<{ readonly testId: string; readonly check: Check }>(),
  /** Marks as used now, opens its library and starts its demo tenant where it is one. */
  open: call<One, ConnectionSummary>(),
  activity: call<One, ConnectionActivity>(),
  activityChanged: topic<ConnectionActivity>(),
  /** Adds the demo tenant's connection, or answers the one there is. */
  addDemo: call<Nothing, ConnectionSummary>(),
  /** Tries the key ring again after the person unlocked it. */
  retrySecretStorage: call<Nothing, Nothing>(),
  /** Gives the library of a connection or one of its cells, and its key, another name and starts a new one. */
  setLibraryAside: call<One, Nothing>(),
  changed: topic<Nothing>(),
};
