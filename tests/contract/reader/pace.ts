import { setTimeout as wait } from 'node:timers/promises';

/**
 * Keeps one client below the documented rates (catalogue 3.2), so that only the tests that mean to exceed them do.
 * Starts are spaced evenly; the figure is requests per second.
 */
export class Pace {
  readonly #gap: number;
  #next = 0;

  constructor(perSecond: number) {
    this.#gap = 1000 / perSecond;
  }

  async turn(): Promise<void> {
    const now = performance.now();
    const start = Math.max(now, this.#next);
    this.#next = start + this.#gap;
    if (start > now) await wait(start - now);
  }
}

const PER_SECOND: Readonly<Record<Area, number>> = { designTime: 8.5, runtime: 40, logs: 80, other: 9 };

export type Area = 'designTime' | 'runtime' | 'logs' | 'other';

/** The rate area a path below the service root belongs to (catalogue 3.2). */
export function areaOf(path: string): Area {
  const set = path.split(/[/(?]/, 1)[0] ?? '';
  if (/^(MessageProcessingLog|MessageStoreEntr|TraceMessage)/.test(set)) return 'logs';
  if (/^(IntegrationRuntimeArtifacts|ServiceEndpoints)$/.test(set)) return 'runtime';
  if (/Designtime|^IntegrationPackages$/.test(set)) return 'designTime';
  return 'other';
}

export type Paces = Readonly<Record<Area, Pace>>;

const known = new Map<string, Paces>();

/** The paces of a client, shared by all of its readers in this process: the tenant counts the client, not the reader. */
export function pacesOf(client: string): Paces {
  const before = known.get(client);
  if (before !== undefined) return before;
  const paces = {
    designTime: new Pace(PER_SECOND.designTime),
    runtime: new Pace(PER_SECOND.runtime),
    logs: new Pace(PER_SECOND.logs),
    other: new Pace(PER_SECOND.other),
  };
  known.set(client, paces);
  return paces;
}
