import type { DurationChart, SlowMessage, TimeColumns } from '../../src-shared/model/charts.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import { RankedTimes } from './ranked-times.ts';
import { mergedRuns, sortedRuns, Turns } from './sorted-times.ts';
import type { TenantDurations, Took } from './tenant-durations.ts';

/** One is read while main sorts what another answered: the libraries share a process, more would only wait there. */
const readAtOnce = 2;

type Columns = AsyncIterator<Took | undefined, void>;

/** Of all tenants, in one column. */
interface ColumnTimes {
  readonly runs: Float64Array[];
  readonly most: Slowest | undefined;
}

interface Slowest {
  readonly tenant: TenantDurations;
  readonly slowest: number;
  readonly key: number;
}

/**
 * Durations of the messages of all tenants: a column is read from all of them, ranked, and dropped before the next one is. Throws what
 * a library throws; its tenant has the `fault` then.
 */
export async function durationChart(
  columns: TimeColumns,
  tenants: readonly TenantDurations[],
  signal: AbortSignal,
): Promise<DurationChart> {
  const turns = new Turns(signal);
  const together = new RankedTimes();
  const read = tenants.map((tenant) => ({ tenant, columns: tenant.columns(signal) }));
  const slowestOf = new Map<number, Slowest>();
  const drawn: DurationChart['columns'][number][] = [];
  for (let place = 0; place < columns.count; place++) {
    signal.throwIfAborted();
    const { runs, most } = await columnOf(read, turns);
    if (!most) {
      drawn.push(undefined);
      continue;
    }
    const times = await mergedRuns(runs, turns);
    await together.add(times, turns);
    const { slowest } = most;
    const rank = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? slowest;
    slowestOf.set(place, most);
    drawn.push({ count: times.length, median: rank(0.5), p95: rank(0.95), slowest, message: undefined });
  }
  const messages = await slowMessages(slowestOf, signal);
  return {
    ...columns,
    whole: together.durations(),
    columns: drawn.map((one, place) => one && { ...one, message: messages.get(place) }),
  };
}

/** The next column of all; of two that are as slow the first one's. */
async function columnOf(
  read: readonly { readonly tenant: TenantDurations; readonly columns: Columns }[],
  turns: Turns,
): Promise<ColumnTimes> {
  const runs: Float64Array[] = [];
  const slowestOf: (Slowest | undefined)[] = read.map(() => undefined);
  await inParallel([...read.entries()], readAtOnce, async ([index, { tenant, columns }]) => {
    const { value } = await columns.next();
    if (!value) return;
    const { times, slowest, message_key: key } = value;
    slowestOf[index] = { tenant, slowest, key };
    runs.push(...(await sortedRuns(times, turns)));
  });
  const most = slowestOf
    .filter((one) => one !== undefined)
    .reduce<Slowest | undefined>(
      (known, one) => (known && known.slowest >= one.slowest ? known : one),
      undefined,
    );
  return { runs, most };
}

/** By column; each tenant is asked once. */
async function slowMessages(
  slowestOf: ReadonlyMap<number, Slowest>,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, SlowMessage>> {
  const found = new Map<number, SlowMessage>();
  const tenants = new Set([...slowestOf.values()].map(({ tenant }) => tenant));
  await inParallel([...tenants], readAtOnce, async (tenant) => {
    const own = [...slowestOf].filter(([, one]) => one.tenant === tenant);
    const messages = await tenant.messages(
      own.map(([, { key }]) => key),
      signal,
    );
    for (const [place, { key }] of own) {
      const message = messages.get(key);
      if (message) found.set(place, message);
    }
  });
  return found;
}
