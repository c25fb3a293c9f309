import type {
  JournalColumn,
  JournalCounts,
  JournalFilter,
  JournalQuestion,
  JournalResult,
  JournalRow,
} from '../../src-shared/model/journal.ts';
import type { RowWindow } from '../../src-shared/model/rows.ts';
import type { Entry } from './entry.ts';

/** The lines of one connection as what happened: a write and its result are one row. */
export function rowsOf(entries: readonly Entry[]): readonly JournalRow[] {
  const results = new Map<number, Entry>();
  for (const entry of entries)
    if (entry.event === 'result' || entry.event === 'failure') results.set(entry.of, entry);
  return entries.flatMap((entry) => {
    if (entry.event === 'result' || entry.event === 'failure') return [];
    return [rowOf(entry, results.get(entry.n))];
  });
}

function rowOf(
  entry: Exclude<Entry, { event: 'result' | 'failure' }>,
  result: Entry | undefined,
): JournalRow {
  const { n, at, connection, user, event } = entry;
  const status = result?.event === 'result' ? result.status : undefined;
  const failure = result?.event === 'failure' ? result.code : undefined;
  return {
    id: `${connection.id} ${n}`,
    at: Date.parse(at),
    connectionId: connection.id,
    connectionName: connection.name,
    host: connection.host,
    user,
    kind: event,
    method: event === 'write' ? entry.method : '',
    target: event === 'write' ? entry.target : '',
    key: event === 'write' ? entry.key : '',
    result: event === 'write' ? resultOf(status, failure) : undefined,
    status,
    failure,
    reason: event === 'opened' ? entry.reason : '',
    until: event === 'opened' ? Date.parse(entry.until) : undefined,
    closing: event === 'closed' ? entry.why : undefined,
    withSecrets: event === 'exported' || event === 'imported' ? entry.secrets : undefined,
    imported: event === 'imported' ? entry.how : undefined,
  };
}

/** After silence or a fault of the server nobody knows whether a write was executed. */
function resultOf(status: number | undefined, failure: JournalRow['failure']): JournalResult {
  if (failure === 'gate.refused') return 'refused';
  if (status === undefined || status >= 500) return 'unknown';
  return status < 300 ? 'done' : 'refused';
}

export function matching(rows: readonly JournalRow[], { kind, text }: JournalFilter): readonly JournalRow[] {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (kind !== 'all' && row.kind !== kind) return false;
    const within = [row.connectionName, row.host, row.user, row.method, row.target, row.key, row.reason]
      .join(' ')
      .toLowerCase();
    return words.every((word) => within.includes(word));
  });
}

export function windowOf(
  rows: readonly JournalRow[],
  { filter, sort, offset, limit }: JournalQuestion,
): RowWindow<JournalRow> {
  const found = matching(rows, filter).toSorted((one, other) => {
    const order = compare(one, other, sort.column) || one.at - other.at;
    return sort.direction === 'ascending' ? order : -order;
  });
  return { rows: found.slice(offset, offset + limit), offset, total: found.length };
}

export function countsOf(rows: readonly JournalRow[], { text }: JournalFilter): JournalCounts {
  const found = matching(rows, { kind: 'all', ...(text === undefined ? {} : { text }) });
  const of = (kind: JournalRow['kind']): number => found.filter((row) => row.kind === kind).length;
  return {
    all: found.length,
    write: of('write'),
    opened: of('opened'),
    closed: of('closed'),
    exported: of('exported'),
    imported: of('imported'),
    noted: of('noted'),
  };
}

function compare(one: JournalRow, other: JournalRow, column: JournalColumn): number {
  if (column === 'at') return one.at - other.at;
  return (one[column] ?? '').localeCompare(other[column] ?? '');
}
