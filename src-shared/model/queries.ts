import type { ErrorData } from '../errors.ts';
import type { MessageFilter, MessageRow } from './messages.ts';
import type { RowWindow } from './rows.ts';

export const longestQueryName = 100;
export const mostQueries = 500;
/** Tenants that one query runs over at once. */
export const mostTenants = 20;

/** A question about messages that a person gave a name. */
export interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly filter: MessageFilter;
  /** Runtimes it is asked of (`runtimes.ts`), at least one. */
  readonly connectionIds: readonly string[];
  /** Stands in the side pane with its count. */
  readonly isPinned: boolean;
}

/** What one query finds at the moment. */
export interface QueryCount {
  readonly queryId: string;
  /** Of all tenants that answered. */
  readonly total: number;
  /** Tenants whose library did not open. */
  readonly failed: readonly TenantFailure[];
}

export interface TenantFailure {
  readonly connectionId: string;
  readonly error: ErrorData;
}

export interface TenantMessageRow extends MessageRow {
  readonly connectionId: string;
}

/** Messages of several tenants in one order; those of tenants that did not answer are missing. */
export interface TenantMessageWindow extends RowWindow<TenantMessageRow> {
  readonly failed: readonly TenantFailure[];
}
