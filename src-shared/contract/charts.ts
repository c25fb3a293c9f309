import type { Charted, DurationChart, ShareChart, ShareKind, TimeChart, WeekChart } from '../model/charts.ts';
import type { MessageFilter } from '../model/messages.ts';
import { call } from './call.ts';

interface Question {
  /** Runtimes whose messages are drawn together, at least one. */
  readonly connectionIds: readonly string[];
  readonly filter: MessageFilter;
}
interface InZone extends Question {
  /** IANA name: where days and hours begin. */
  readonly timeZone: string;
}

/**
 * Pictures of the messages that a filter selects; from the libraries, no tenant is asked. Of several tenants those that do not answer are
 * named, where none does the call fails. `messages.changed` says that they may have changed.
 */
export const charts = {
  /** Over time by status. */
  overTime: call<InZone, Charted<TimeChart>>(),
  /** By integration flow, package or receiver. */
  shares: call<Question & { readonly by: ShareKind }, Charted<ShareChart>>(),
  /** By day of the week and hour. */
  week: call<InZone, Charted<WeekChart>>(),
  /** Median, 95th percentile and slowest message over time. */
  durations: call<InZone, Charted<DurationChart>>(),
};
