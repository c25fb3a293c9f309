import type { DurationChart, ShareChart, ShareKind, TimeChart, WeekChart } from '../model/charts.ts';
import type { MessageFilter } from '../model/messages.ts';
import { call } from './call.ts';

interface Question {
  readonly connectionId: string;
  readonly filter: MessageFilter;
}
interface InZone extends Question {
  /** IANA name: where days and hours begin. */
  readonly timeZone: string;
}

/** Pictures of the messages that a filter selects. `messages.changed` says that they may have changed. */
export const charts = {
  /** Over time by status. */
  overTime: call<InZone, TimeChart>(),
  /** By integration flow, package or receiver. */
  shares: call<Question & { readonly by: ShareKind }, ShareChart>(),
  /** By day of the week and hour. */
  week: call<InZone, WeekChart>(),
  /** Median, 95th percentile and slowest message over time. */
  durations: call<InZone, DurationChart>(),
};
