import type {
  DurationChart,
  ShareChart,
  ShareKind,
  TimeChart,
  WeekChart,
} from '../../src-shared/model/charts.ts';
import type { MessageFilter } from '../../src-shared/model/messages.ts';
import type { Sessions } from '../connections/session.ts';
import type { Library } from '../library/library.ts';
import { durations } from './durations.ts';
import { overTime } from './over-time.ts';
import { shares } from './shares.ts';
import { week } from './week.ts';

interface Question {
  readonly connectionId: string;
  readonly filter: MessageFilter;
}
interface InZone extends Question {
  readonly timeZone: string;
}

/** Pictures of messages, each a query on the library that can be given up. */
export class ChartService {
  readonly #sessions: Sessions;
  readonly #now: () => number;

  constructor(sessions: Sessions, now: () => number = Date.now) {
    this.#sessions = sessions;
    this.#now = now;
  }

  async overTime({ connectionId, filter, timeZone }: InZone, signal: AbortSignal): Promise<TimeChart> {
    return overTime(await this.#library(connectionId), filter, { now: this.#now(), timeZone }, signal);
  }

  async shares(
    { connectionId, filter, by }: Question & { readonly by: ShareKind },
    signal: AbortSignal,
  ): Promise<ShareChart> {
    return shares(await this.#library(connectionId), filter, { now: this.#now(), by }, signal);
  }

  async week({ connectionId, filter, timeZone }: InZone, signal: AbortSignal): Promise<WeekChart> {
    return week(await this.#library(connectionId), filter, { now: this.#now(), timeZone }, signal);
  }

  async durations({ connectionId, filter, timeZone }: InZone, signal: AbortSignal): Promise<DurationChart> {
    return durations(await this.#library(connectionId), filter, { now: this.#now(), timeZone }, signal);
  }

  async #library(connectionId: string): Promise<Library> {
    return (await this.#sessions.get(connectionId)).library;
  }
}
