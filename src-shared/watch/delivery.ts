import { minute } from '../durations.ts';
import type { WatchEvent } from '../model/watch.ts';

/** An event that was noticed and not said yet. */
export type Noticed = Omit<WatchEvent, 'shown'>;

export interface Delivery {
  /** The one notification to show now. */
  readonly notification:
    | { readonly title: string; readonly body: string; readonly opens: Noticed | undefined }
    | undefined;
  /** Events that are settled, with how. */
  readonly settled: readonly WatchEvent[];
  /** Events that wait for the next time. */
  readonly waiting: readonly Noticed[];
}

/** No two notifications within this time: what comes between is said together. */
export const restBetween = 5 * minute;
const mostNamed = 3;

/**
 * What to show of what was noticed: one notification, however much it is. In quiet hours, and where the system shows none, nothing; what was
 * noticed then is not made up for afterwards, it stands in the history.
 */
export function deliver(
  noticed: readonly Noticed[],
  {
    now,
    lastAt,
    isQuiet,
    canNotify,
  }: {
    readonly now: number;
    readonly lastAt: number | undefined;
    readonly isQuiet: boolean;
    readonly canNotify: boolean;
  },
): Delivery {
  const [only, ...others] = noticed;
  if (!only) return { notification: undefined, settled: [], waiting: [] };
  if (isQuiet || !canNotify)
    return {
      notification: undefined,
      settled: noticed.map((one) => ({ ...one, shown: isQuiet ? 'quiet' : 'unsupported' })),
      waiting: [],
    };
  if (lastAt !== undefined && now - lastAt < restBetween)
    return { notification: undefined, settled: [], waiting: noticed };
  if (others.length === 0)
    return {
      notification: { title: only.queryName, body: only.text, opens: only },
      settled: [{ ...only, shown: 'alone' }],
      waiting: [],
    };
  const names = [...new Set(noticed.map(({ queryName }) => queryName))];
  const rest = names.length - mostNamed;
  const named = `${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return {
    notification: {
      title: `${noticed.length} things were noticed`,
      body: names.length === 1 ? `${named}: ${noticed.map(({ text }) => text).join('. ')}` : named,
      opens: names.length === 1 ? only : undefined,
    },
    settled: noticed.map((one) => ({ ...one, shown: 'together' })),
    waiting: [],
  };
}
