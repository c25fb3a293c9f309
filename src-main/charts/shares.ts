import { mostShares, type ShareChart, type ShareKind } from '../../src-shared/model/charts.ts';
import type { MessageCounts, MessageFilter } from '../../src-shared/model/messages.ts';
import type { Library, Row } from '../library/library.ts';
import { countedByKind } from './counted.ts';

interface Counted extends Row {
  readonly key: string;
  readonly name: string;
  readonly status: string;
  readonly total: number;
}

const columnsOf: Readonly<Record<ShareKind, { readonly key: string; readonly name: string }>> = {
  flow: { key: 'f.id', name: "CASE WHEN f.name = '' THEN f.id ELSE f.name END" },
  package: {
    key: 'f.package_id',
    name: "CASE WHEN f.package_name = '' THEN f.package_id ELSE f.package_name END",
  },
  receiver: { key: 'c.receiver', name: 'c.receiver' },
};

/** How many messages of each status each flow, package or receiver of one library has. */
export async function countsByName(
  library: Library,
  filter: MessageFilter,
  { now, by }: { readonly now: number; readonly by: ShareKind },
  signal: AbortSignal,
): Promise<readonly Counted[]> {
  const from = countedByKind(filter, now);
  const { key, name } = columnsOf[by];
  return library.all<Counted>(
    `SELECT ${key} AS key, max(${name}) AS name, c.status, sum(c.total) AS total
     FROM ${from.sql} c JOIN flows f ON f.flow_key = c.flow GROUP BY 1, 3`,
    from.params,
    signal,
  );
}

/** The largest of all libraries: a flow that several tenants have is one, as a filter selects it by its id. */
export function shareChart(counted: readonly Counted[]): ShareChart {
  const all = new Map<string, { key: string; name: string; sum: number; counts: Record<string, number> }>();
  for (const row of counted) {
    const share = all.get(row.key) ?? { key: row.key, name: row.name, sum: 0, counts: {} };
    share.counts[row.status] = (share.counts[row.status] ?? 0) + row.total;
    share.sum += row.total;
    all.set(row.key, share);
  }
  const sorted = [...all.values()].toSorted((a, b) => b.sum - a.sum || a.name.localeCompare(b.name));
  const rest = sorted.slice(mostShares);
  return {
    shares: sorted.slice(0, mostShares).map((share) => ({
      key: share.key,
      name: share.name,
      counts: share.counts,
    })),
    others: rest.length === 0 ? undefined : { names: rest.length, counts: together(rest) },
  };
}

function together(shares: readonly { readonly counts: MessageCounts }[]): MessageCounts {
  const sum: Record<string, number> = {};
  for (const { counts } of shares) {
    for (const [status, total] of Object.entries(counts)) sum[status] = (sum[status] ?? 0) + total;
  }
  return sum;
}
