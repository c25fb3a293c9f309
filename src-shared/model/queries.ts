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

/** Fields whose values have numbers beside them; `headerName`: names of custom headers, `header`: values of one. */
export const facetFields = [
  'status',
  'customStatus',
  'flow',
  'package',
  'sender',
  'receiver',
  'applicationMessageType',
  'logLevel',
  'headerName',
  'header',
] as const;
export type FacetField = (typeof facetFields)[number];

export interface FacetQuestion {
  readonly field: FacetField;
  /** Name of the custom header whose values are meant, with `header`. */
  readonly header?: string;
  /** A part of the value or its title; case-insensitive. */
  readonly text: string;
}

export interface FacetValue {
  /** '' where messages have none. */
  readonly value: string;
  /** What a person calls it, where that is something else: the name of a flow. */
  readonly title: string;
  /** Messages it would select, beside all other conditions. */
  readonly count: number;
}

export interface Facets {
  /** Most frequent first. */
  readonly values: readonly FacetValue[];
  /** There are more values than these. */
  readonly isCut: boolean;
}

/** How far a filter on details can be answered from the library. */
export interface KnownDetails {
  /** Messages that all other conditions select. */
  readonly messages: number;
  /** Of those, messages whose details are known. */
  readonly known: number;
}

/** `undefined`: the filter does not ask for it. */
export interface Known {
  readonly headers: KnownDetails | undefined;
  /** Of the messages that can have an error. */
  readonly errors: KnownDetails | undefined;
  /** Requests a second that the tenant documents, of which 90 % are used. */
  readonly perSecond: number;
  /** The job that loads custom headers of this tenant. */
  readonly jobId: string | undefined;
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
