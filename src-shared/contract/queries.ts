import type { MessageColumn, MessageFilter } from '../model/messages.ts';
import type {
  FacetQuestion,
  Facets,
  Known,
  QueryCount,
  SavedQuery,
  TenantMessageWindow,
} from '../model/queries.ts';
import type { WindowOf } from '../model/rows.ts';
import { call, type Nothing, topic } from './call.ts';

type Asked = Omit<WindowOf<MessageFilter, MessageColumn>, 'connectionId'>;

interface OfFilter {
  readonly connectionId: string;
  readonly filter: MessageFilter;
}

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
  /** Values of a field with their numbers, as they are before one is chosen: conditions on the field itself are left out. */
  facets: call<OfFilter & FacetQuestion, Facets>(),
  /** How many messages the library can answer for, where the filter asks for custom headers or error texts. */
  known: call<OfFilter, Known>(),
  /** The tenant's own answer which messages of the filter's range carry a header with a value; what it finds is kept. */
  askHeader: call<OfFilter & { readonly name: string; readonly value: string }, { readonly found: number }>(),
  /** Loads the custom headers of all messages that the other conditions select: one request each. */
  readHeaders: call<OfFilter, { readonly jobId: string }>(),
  changed: topic<Nothing>(),
};
