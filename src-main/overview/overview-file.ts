import { z } from 'zod';

import { AppError, errorCodes } from '../../src-shared/errors.ts';
import { type OverviewFacts, overviewStates } from '../../src-shared/model/overview.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export type KeptFacts = Omit<OverviewFacts, 'connectionId' | 'isRefreshing'>;

const number = z.number().optional().catch(undefined);

const factsSchema = z.object({
  state: z.enum(overviewStates).catch('unknown'),
  checkedAt: number,
  // Only the code: words about a host of last week help nobody.
  code: z.enum(errorCodes).optional().catch(undefined),
  readAt: number,
  failedMessages: number,
  expiring: z.object({ count: z.number(), firstAt: number }).optional().catch(undefined),
  syncedAt: number,
});

const nothing: KeptFacts = {
  state: 'unknown',
  checkedAt: undefined,
  error: undefined,
  readAt: undefined,
  failedMessages: undefined,
  expiring: undefined,
  syncedAt: undefined,
};

/** `overview.json`: what was last seen of each connection, by its id, so that the page has something to say offline. */
export class OverviewFile {
  readonly #file: SettingsFile;
  #facts: ReadonlyMap<string, KeptFacts>;

  constructor(file: SettingsFile) {
    this.#file = file;
    const entries = z.record(z.string(), z.unknown()).safeParse(file.read()['connections']);
    this.#facts = new Map(Object.entries(entries.data ?? {}).map(([id, entry]) => [id, readFacts(entry)]));
  }

  get(connectionId: string): KeptFacts {
    return this.#facts.get(connectionId) ?? nothing;
  }

  set(connectionId: string, facts: KeptFacts): void {
    this.#write(new Map([...this.#facts, [connectionId, facts]]));
  }

  /** Forgets connections that are no longer there. */
  keepOnly(isKnown: (connectionId: string) => boolean): void {
    const kept = new Map([...this.#facts].filter(([id]) => isKnown(id)));
    if (kept.size < this.#facts.size) this.#write(kept);
  }

  #write(facts: ReadonlyMap<string, KeptFacts>): void {
    const connections = Object.fromEntries(
      [...facts].map(([id, { error, ...rest }]) => [id, { ...rest, ...(error && { code: error.code }) }]),
    );
    this.#file.write({ version: 1, connections });
    this.#facts = facts;
  }
}

function readFacts(entry: unknown): KeptFacts {
  const parsed = factsSchema.safeParse(entry);
  if (!parsed.success) return nothing;
  const { code, state, checkedAt, readAt, failedMessages, expiring, syncedAt } = parsed.data;
  return {
    state,
    checkedAt,
    error: code && new AppError(code, 'Kept from an earlier refresh.').toData(),
    readAt,
    failedMessages,
    expiring: expiring && { count: expiring.count, firstAt: expiring.firstAt },
    syncedAt,
  };
}
