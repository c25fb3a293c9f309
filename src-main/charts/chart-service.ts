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

/** Pictures of messages, each a query on the library of every tenant that can be given up; what these answer is drawn as one. */
export class ChartService {
  readonly #sessions: Sessions;
  readonly #now: () => number;

  constructor(sessions: Sessions, now: () => number = Date.now) {
    this.#sessions = sessions;
    this.#now = now;
  }

  async overTime(
    { filter, timeZone, connectionIds }: InZone,
    signal: AbortSignal,
  ): Promise<Charted<TimeChart>> {
    const now = this.#now();
    const columns = timeColumns(interval(filter.range, now), timeZone);
    const { found, failed } = await this.#ofEach(connectionIds, (library) =>
      countsByColumn(library, filter, { now, columns }, signal),
    );
    return { chart: timeChart(columns, found), failed };
  }

  async shares(
    { filter, by, connectionIds }: Question & { readonly by: ShareKind },
    signal: AbortSignal,
  ): Promise<Charted<ShareChart>> {
    const now = this.#now();
    const { found, failed } = await this.#ofEach(connectionIds, (library) =>
      countsByName(library, filter, { now, by }, signal),
    );
    return { chart: shareChart(found.flat()), failed };
  }

  async week({ filter, timeZone, connectionIds }: InZone, signal: AbortSignal): Promise<Charted<WeekChart>> {
    const now = this.#now();
    const { found, failed } = await this.#ofEach(connectionIds, (library) =>
      countsByHour(library, filter, now, signal),
    );
    return { chart: weekChart(found.flat(), timeZone), failed };
  }

  async durations(
    { filter, timeZone, connectionIds }: InZone,
    signal: AbortSignal,
  ): Promise<Charted<DurationChart>> {
    const now = this.#now();
    const columns = timeColumns(interval(filter.range, now), timeZone);
    const { found, failed } = await this.#ofEach(connectionIds, async (library, connectionId) => {
      const asked = await askedFilter(library, filter, signal);
      return new TenantDurations({ connectionId, library, filter: asked, columns, now });
    });
    return this.#durationsOf(columns, found, failed, signal);
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

  /** A tenant whose library does not open takes nothing from the others. Where none answers, throws what the first one threw. */
  async #ofEach<T>(
    connectionIds: readonly string[],
    read: (library: Library, connectionId: string) => Promise<T>,
  ): Promise<{ found: readonly T[]; failed: readonly TenantFailure[] }> {
    const answers = await Promise.all(
      connectionIds.map(
        async (connectionId): Promise<{ value: T } | { connectionId: string; fault: AppError }> => {
          try {
            return { value: await read((await this.#sessions.get(connectionId)).library, connectionId) };
          } catch (fault) {
            if (!(fault instanceof AppError) || fault.code === 'request.cancelled') throw fault;
            return { connectionId, fault };
          }
        },
      ),
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
}
