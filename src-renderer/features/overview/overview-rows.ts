import { type Validity, validityOf, validityWords } from '../../../src-shared/connections/validity.ts';
import type { ConnectionSummary, Environment } from '../../../src-shared/model/connections.ts';
import type { OverviewFacts, OverviewState } from '../../../src-shared/model/overview.ts';
import type { Sort } from '../../../src-shared/model/rows.ts';
import { certificateValidity } from '../../lib/format/certificate-validity.ts';

export interface OverviewRow {
  readonly connection: ConnectionSummary;
  readonly facts: OverviewFacts | undefined;
}

export type OverviewColumn = 'name' | 'folder' | 'environment' | 'state' | 'synced' | 'failed' | 'expires';

/** What needs a look stands first. */
const stateOrder: readonly OverviewState[] = ['unreachable', 'no-secret', 'locked', 'unknown', 'reachable'];
const environmentOrder: readonly Environment[] = ['production', 'test', 'development', 'other'];

/** The key of the connection itself, and what ends in the tenant's keystore: the first of both, ms since 1970. */
export function firstEnd({ connection, facts }: OverviewRow): number | undefined {
  const own = 'validTo' in connection.access ? connection.access.validTo : undefined;
  const ends = [own, facts?.expiring?.firstAt].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** Such as "2 expire, the first in 12 days"; nothing where nothing ends soon. */
export function expiryWords(row: OverviewRow, now: number): string {
  const own = certificateValidity(row.connection, now);
  const words: string[] = [];
  if (own && own.state !== 'fine') words.push(`Key of the connection ${validityWords(own)}`);
  const { count = 0, firstAt } = row.facts?.expiring ?? {};
  if (count > 0 && firstAt !== undefined) words.push(keystoreWords(count, validityOf(firstAt, now)));
  return words.join('; ');
}

function keystoreWords(count: number, first: Validity): string {
  return count === 1
    ? `1 in the keystore ${validityWords(first)}`
    : `${count} in the keystore, the first ${validityWords(first)}`;
}

export function sortedRows(
  rows: readonly OverviewRow[],
  { column, direction }: Sort<OverviewColumn>,
): readonly OverviewRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => sign * compare(valueOf(a, column), valueOf(b, column)) || compareText(a, b));
}

function valueOf({ connection, facts }: OverviewRow, column: OverviewColumn): number | string {
  switch (column) {
    case 'name':
      return connection.name;
    case 'folder':
      return connection.folder;
    case 'environment':
      return environmentOrder.indexOf(connection.environment);
    case 'state':
      return stateOrder.indexOf(facts?.state ?? 'unknown');
    case 'synced':
      return facts?.syncedAt ?? 0;
    case 'failed':
      return facts?.failedMessages ?? -1;
    case 'expires':
      return firstEnd({ connection, facts }) ?? Number.MAX_SAFE_INTEGER;
  }
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}

function compareText(a: OverviewRow, b: OverviewRow): number {
  return compare(a.connection.name, b.connection.name);
}
