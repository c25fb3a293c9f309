import type { Client } from '../access/clients.ts';
import type { Entity } from '../odata/entity.ts';
import type { QueryOptions } from '../odata/options.ts';

/** Who asks, when. */
export interface RequestContext {
  readonly now: number;
  readonly client: Client;
  readonly seesHidden: boolean;
  /** Service root as it stands in addresses. */
  readonly root: string;
}

export interface Media {
  readonly content: Uint8Array | string;
  readonly contentType: string;
  readonly fileName?: string;
}

export interface ListAnswer {
  readonly entities: readonly Entity[];
  /** All that match, for `$inlinecount` and `/$count`. */
  readonly total: () => number;
}

export type Navigation = (entity: Entity, context: RequestContext) => readonly Entity[] | Entity | undefined;

/** One entity set as the server answers it; its query options stand in query-options.ts. */
export interface SetDefinition {
  readonly set: string;
  /** The top-level list; without it and `query` there is none. */
  readonly list?: (context: RequestContext, options: QueryOptions) => readonly Entity[];
  /** Instead of `list` where a list would be too long to make first and filter then. */
  readonly query?: (options: QueryOptions, context: RequestContext, pageSize: number) => ListAnswer;
  /** Keys in the order of the metadata. Throws an ODataFault, or answers undefined for a plain 404. */
  readonly find?: (keys: readonly string[], context: RequestContext) => Entity | undefined;
  readonly navigation?: Readonly<Record<string, Navigation>>;
  /** Throws an ODataFault, or answers undefined for a 404. */
  readonly value?: (entity: Entity, context: RequestContext) => Media | undefined;
}
