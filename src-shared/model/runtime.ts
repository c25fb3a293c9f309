import type { EndpointRow } from './content.ts';

export interface RuntimeRow {
  readonly id: string;
  readonly name: string;
  /** Open set: INTEGRATION_FLOW, VALUE_MAPPING, … (catalogue 2.4). */
  readonly type: string;
  readonly version: string;
  /** Open set: STARTED, STARTING, ERROR, STOPPING, … */
  readonly status: string;
  readonly deployedBy: string;
  readonly deployedAt: number | undefined;
  /** Package of the design-time counterpart; `undefined`: there is none. */
  readonly packageId: string | undefined;
  readonly packageName: string | undefined;
  readonly hasDesignTime: boolean;
  /** First readable line of the error, where read. */
  readonly errorText: string | undefined;
}

export type RuntimeChip = 'all' | 'started' | 'error' | 'other' | 'without-design-time';

export interface RuntimeFilter {
  readonly text?: string;
  readonly chip: RuntimeChip;
}

export type RuntimeColumn =
  | 'name'
  | 'id'
  | 'type'
  | 'version'
  | 'status'
  | 'deployedBy'
  | 'deployedAt'
  | 'packageName';

export type RuntimeCounts = Readonly<Record<RuntimeChip, number>>;

export interface RuntimeDetails {
  readonly row: RuntimeRow;
  readonly errorTexts: readonly string[] | undefined;
  readonly endpoints: readonly EndpointRow[];
}
