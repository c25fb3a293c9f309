import type { MessageColumn, MessageFilter } from '../model/messages.ts';
import type { QueryCount, SavedQuery, TenantMessageWindow } from '../model/queries.ts';
import type { WindowOf } from '../model/rows.ts';
import { call, type Nothing, topic } from './call.ts';

type Asked = Omit<WindowOf<MessageFilter, MessageColumn>, 'connectionId'>;

/** Questions about messages that have a name. */
export const queries = {
  /** All of them, in the order of their names. */
  list: call<Nothing, readonly SavedQuery[]>(),
  /** A new one without `id`, else in place of the one with it; answers it as it is kept. */
  save: call<Omit<SavedQuery, 'id'> & { readonly id?: string }, SavedQuery>(),
  remove: call<{ readonly queryId: string }, Nothing>(),
  /** What they find at the moment, each over all of its tenants; from the libraries, no tenant is asked. */
  counts: call<{ readonly queryIds: readonly string[] }, readonly QueryCount[]>(),
  /** Messages of several tenants as one list. */
  rows: call<Asked & { readonly connectionIds: readonly string[] }, TenantMessageWindow>(),
  changed: topic<Nothing>(),
};
