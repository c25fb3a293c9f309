import { AppError } from '../../src-shared/errors.ts';
import type {
  Charted,
  DurationChart,
  ShareChart,
  ShareKind,
  TimeChart,
  TimeColumns,
  WeekChart,
} from '../../src-shared/model/charts.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { TenantFailure } from '../../src-shared/model/queries.ts';
import type { Sessions } from '../connections/session.ts';
import type { Library } from '../library/library.ts';
import { askedFilter } from '../messages/asked-filter.ts';
import { interval } from '../messages/message-rows.ts';
import { tenantNow } from '../messages/tenant-now.ts';
import { durationChart } from './durations.ts';
import { countsByColumn, timeChart } from './over-time.ts';
import { countsByName, shareChart } from './shares.ts';
import { TenantDurations } from './tenant-durations.ts';
import { timeColumns } from './time-columns.ts';
import { countsByHour, weekChart } from './week.ts';

interface Question {
  readonly connectionIds: readonly string[];
  readonly filter: MessageFilter;
}
interface InZone extends Question {
  readonly timeZone: string;
}
interface Tenant {
  readonly connectionId: string;
  readonly library: Library;
  readonly now: number;
}

/** Pictures of messages, each a query on the library of every tenant that can be given up; what these answer is drawn as one. */
export class ChartService {
  readonly #sessions: Sessions;
  readonly #now: () => number;

  constructor(sessions: Sessions, now: () => number = Date.now) {
    this.#sessions = sessions;
    this.#now = now;
  }

  async overTime(question: InZone, signal: AbortSignal): Promise<Charted<TimeChart>> {
    const { filter } = question;
    const { tenants, failed } = await this.#open(question);
    const columns = columnsOf(tenants, question);
    const counted = await ofEach(tenants, ({ library, now }) =>
      countsByColumn(library, filter, { now, columns }, signal),
    );
    return { chart: timeChart(columns, counted.found), failed: [...failed, ...counted.failed] };
  }

  async shares(
    { by, ...question }: Question & { readonly by: ShareKind },
    signal: AbortSignal,
  ): Promise<Charted<ShareChart>> {
    const { tenants, failed } = await this.#open(question);
    const counted = await ofEach(tenants, ({ library, now }) =>
      countsByName(library, question.filter, { now, by }, signal),
    );
    return { chart: shareChart(counted.found.flat()), failed: [...failed, ...counted.failed] };
  }

  async week({ timeZone, ...question }: InZone, signal: AbortSignal): Promise<Charted<WeekChart>> {
    const { tenants, failed } = await this.#open(question);
    const counted = await ofEach(tenants, ({ library, now }) =>
      countsByHour(library, question.filter, now, signal),
    );
    return { chart: weekChart(counted.found.flat(), timeZone), failed: [...failed, ...counted.failed] };
  }

  async durations(question: InZone, signal: AbortSignal): Promise<Charted<DurationChart>> {
    const { tenants, failed } = await this.#open(question);
    const columns = columnsOf(tenants, question);
    const { found, failed: unread } = await ofEach(tenants, async ({ connectionId, library, now }) => {
      const filter = await askedFilter(library, question.filter, signal);
      return new TenantDurations({ connectionId, library, filter, columns, now });
    });
    return this.#durationsOf(columns, found, [...failed, ...unread], signal);
  }

  /** What was ranked of a tenant cannot be taken out again: where one stops answering, the others are read anew without it. */
  async #durationsOf(
    columns: TimeColumns,
    tenants: readonly TenantDurations[],
    failed: readonly TenantFailure[],
    signal: AbortSignal,
  ): Promise<Charted<DurationChart>> {
    try {
      return { chart: await durationChart(columns, tenants, signal), failed };
    } catch (thrown) {
      const left = tenants.filter(({ fault }) => fault === undefined);
      if (left.length === 0 || left.length === tenants.length) throw thrown;
      const lost = tenants.flatMap(({ connectionId, fault }) =>
        fault ? [{ connectionId, error: fault.toData() }] : [],
      );
      return this.#durationsOf(columns, left, [...failed, ...lost], signal);
    }
  }

  /** Each with the now of its own clock, as its list has it: a chart counts what the lists count. */
  async #open({
    connectionIds,
  }: Question): Promise<{ tenants: readonly Tenant[]; failed: readonly TenantFailure[] }> {
    const ours = this.#now();
    const { found, failed } = await ofEach(
      connectionIds.map((connectionId) => ({ connectionId })),
      async ({ connectionId }): Promise<Tenant> => {
        const { library, client } = await this.#sessions.get(connectionId);
        return { connectionId, library, now: tenantNow(client, () => ours)() };
      },
    );
    return { tenants: found, failed };
  }
}

/** From where the range of the first one begins to where that of the last one ends: columns have to hold what is counted of each. */
function columnsOf(tenants: readonly Tenant[], { filter, timeZone }: InZone): TimeColumns {
  const ranges = tenants.map(({ now }) => interval(filter.range, now));
  const from = Math.min(...ranges.map((range) => range.from));
  const to = Math.max(...ranges.map((range) => range.to));
  return timeColumns({ from, to }, timeZone);
}

/** A tenant whose library does not open takes nothing from the others. Where none answers, throws what the first one threw. */
async function ofEach<Of extends { readonly connectionId: string }, T>(
  tenants: readonly Of[],
  read: (tenant: Of) => Promise<T>,
): Promise<{ found: readonly T[]; failed: readonly TenantFailure[] }> {
  const answers = await Promise.all(
    tenants.map(async (tenant): Promise<{ value: T } | { connectionId: string; fault: AppError }> => {
      try {
        return { value: await read(tenant) };
      } catch (fault) {
        if (!(fault instanceof AppError) || fault.code === 'request.cancelled') throw fault;
        return { connectionId: tenant.connectionId, fault };
      }
    }),
  );
  const found = answers.filter((one) => 'value' in one).map(({ value }) => value);
  const failed = answers.filter((one) => 'fault' in one);
  const [first] = failed;
  if (found.length === 0 && first) throw first.fault;
  return {
    found,
    failed: failed.map(({ connectionId, fault }) => ({ connectionId, error: fault.toData() })),
  };
}
