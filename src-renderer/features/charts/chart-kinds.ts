import type {
  Charted,
  DurationChart,
  ShareChart,
  ShareKind,
  TimeChart,
  WeekChart,
} from '../../../src-shared/model/charts.ts';

export const chartKinds = ['time', 'flow', 'package', 'receiver', 'week', 'durations'] as const;
export type ChartKind = (typeof chartKinds)[number];

export const chartNames: Readonly<Record<ChartKind, string>> = {
  time: 'Over time',
  flow: 'By integration flow',
  package: 'By package',
  receiver: 'By receiver',
  week: 'By weekday and hour',
  durations: 'Durations',
};

/** What was read, with the kind it is of. */
export type ChartData =
  | ({ readonly kind: 'time' } & Charted<TimeChart>)
  | ({ readonly kind: ShareKind } & Charted<ShareChart>)
  | ({ readonly kind: 'week' } & Charted<WeekChart>)
  | ({ readonly kind: 'durations' } & Charted<DurationChart>);

export function isChartKind(text: string | undefined): text is ChartKind {
  return chartKinds.some((kind) => kind === text);
}
