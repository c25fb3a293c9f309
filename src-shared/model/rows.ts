/** A window of rows: lists are never sent whole over the bridge. */
export interface RowWindow<Row> {
  readonly rows: readonly Row[];
  readonly offset: number;
  /** How many rows match the filter in the library. */
  readonly total: number;
}

export interface Sort<Column extends string> {
  readonly column: Column;
  readonly direction: 'ascending' | 'descending';
}

/** Which rows of a sorted, filtered list a view wants. `limit` is at most 500. */
export interface WindowOf<Filter, Column extends string> {
  readonly connectionId: string;
  readonly filter: Filter;
  readonly sort: Sort<Column>;
  readonly offset: number;
  readonly limit: number;
}

export const maximumWindow = 500;
