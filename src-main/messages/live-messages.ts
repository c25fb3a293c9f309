import { day, hour, minute } from '../../src-shared/durations.ts';
import type { LiveStep, TimeRange } from '../../src-shared/model/messages.ts';
import type { Session } from '../connections/session.ts';
import type { Library } from '../library/library.ts';
import { lateArrival, presentOf } from './late-arrival.ts';
import { LoadedIntervals } from './loaded-intervals.ts';
import { type MessageLog, readMessageLog } from './message-log.ts';
import { MessageSync, newestOf, startsWithin } from './message-sync.ts';
import { MessageWriter } from './message-writer.ts';
import { renewEnded } from './renew-ended.ts';

export interface LiveMessagesOptions {
  readonly now: () => number;
  /** Tells the windows that messages of a runtime changed. */
  readonly changed: (runtimeId: string) => void;
  /** A sync of the runtime is under way; it brings what a step would bring. */
  readonly isSyncing: (runtimeId: string) => boolean;
  /** What is new was read; what follows from that is read behind it. */
  readonly loaded?: ((session: Session, range: TimeRange) => void) | undefined;
}

const second = 1_000;
/** What begins is asked for so often, … */
const everyStep = 5 * second;
/** … how many there are of the last quarter of an hour, to notice what became visible late, … */
const everyCount = 15 * second;
/** … what has ended meanwhile, … */
const everyEnded = 30 * second;
/** … and all that may still change. */
const everyWhole = 5 * minute;
/** Of the last steps, read once more: most messages are visible within a second. */
const overlap = 30 * second;
/** After a longer pause the usual sync catches up. */
const longestPause = 10 * minute;

/** For a window that keeps one list live. The whole reading counts, asks who has ended and who is unfinished. */
const perHour = hour / everyStep + hour / everyCount + hour / everyEnded + Math.ceil((hour / everyWhole) * 3);

interface OfRuntime {
  /** Until when steps have read, by the tenant's clock. */
  until: number | undefined;
  countedAt: number;
  endedAt: number;
  wholeAt: number;
  /** So many more than we have the tenant counts, although all was read: they are not to be had. */
  notToBeHad: number;
  running: Promise<number> | undefined;
}

/**
 * Live mode by small steps, each asked for by a window that shows the list. A step reads what began since the last one;
 * it does not say that the stretch is settled (`readUntil`), so the usual sync still looks for what comes late.
 */
export class LiveMessages {
  readonly #options: LiveMessagesOptions;
  readonly #runtimes = new Map<string, OfRuntime>();

  constructor(options: LiveMessagesOptions) {
    this.#options = options;
  }

  /** Windows that ask at the same time share a step. Throws what the client or the library throws. */
  async step(session: Session, signal: AbortSignal): Promise<LiveStep> {
    const of = this.#of(session.connection.id);
    of.running ??= this.#step(session, of, signal).finally(() => {
      of.running = undefined;
    });
    const changed = await of.running;
    return { changed, until: of.until ?? 0, perHour, next: everyStep };
  }

  async #step(session: Session, of: OfRuntime, signal: AbortSignal): Promise<number> {
    const { client, library, connection } = session;
    const { now, changed, isSyncing } = this.#options;
    if (isSyncing(connection.id)) return 0;
    const present = await presentOf(client, now, signal);
    const readUntil = await LoadedIntervals.of(library).readUntil(signal);
    of.until ??= readUntil;
    const isFar = of.until === undefined || present - of.until > longestPause;
    if (isFar || now() - of.wholeAt >= everyWhole) return this.#whole(session, of, signal);
    let count = await this.#begun(
      session,
      of,
      { from: (of.until ?? present) - overlap, to: present },
      signal,
    );
    if (now() - of.endedAt >= everyEnded) {
      await renewEnded(
        { client, library, now, changed: () => (count += 1) },
        present - everyEnded - overlap,
        signal,
      );
      of.endedAt = now();
    }
    if (now() - of.countedAt >= everyCount) {
      of.countedAt = now();
      if (await this.#lacksSome(session, of, present, signal)) {
        count += await this.#whole(session, of, signal);
        of.notToBeHad = await this.#missing(session, present, signal);
      }
    }
    if (count > 0) {
      changed(connection.id);
      this.#options.loaded?.(session, { kind: 'last', minutes: lateArrival / minute });
    }
    return count;
  }

  /** What began within the stretch; answers how many are new or other ones than before. */
  async #begun(
    { client, library }: Session,
    of: OfRuntime,
    stretch: { from: number; to: number },
    signal: AbortSignal,
  ): Promise<number> {
    const { entities, next } = await client.page(newestOf(stretch, signal), readMessageLog);
    const changes = await changesOf(library, entities, signal);
    const statements = await MessageWriter.of(library).statements(changes);
    // Of a full page the rest is left to the usual sync: what is not named as loaded is read by it.
    const oldest = entities.at(-1)?.start;
    const from = next === undefined ? stretch.from : (oldest ?? stretch.to) + 1;
    await LoadedIntervals.of(library).add({ from, to: stretch.to }, statements);
    of.until = stretch.to;
    return changes.length;
  }

  /** The usual sync over what is not settled yet. */
  async #whole(
    { client, library, connection }: Session,
    of: OfRuntime,
    signal: AbortSignal,
  ): Promise<number> {
    const { now, changed } = this.#options;
    let count = 0;
    const sync = new MessageSync({ client, library, now, changed: () => (count += 1) });
    const present = await presentOf(client, now, signal);
    const readUntil = await LoadedIntervals.of(library).readUntil(signal);
    // After a longer absence the gap is named in the window, where a person may load it.
    const from = Math.max(readUntil ?? present - lateArrival, present - day);
    await sync.run({ from, to: present + 1 }, { signal, progress: () => undefined });
    of.until = present;
    of.wholeAt = now();
    of.countedAt = now();
    of.endedAt = now();
    if (count > 0) changed(connection.id);
    return count;
  }

  async #lacksSome(session: Session, of: OfRuntime, present: number, signal: AbortSignal): Promise<boolean> {
    const missing = await this.#missing(session, present, signal);
    // Fewer than once were not to be had: those that went missing are others.
    of.notToBeHad = Math.min(of.notToBeHad, Math.max(0, missing));
    return missing > of.notToBeHad;
  }

  /** How many more the tenant has of the last quarter of an hour. */
  async #missing({ client, library }: Session, present: number, signal: AbortSignal): Promise<number> {
    // Of the last seconds the two would be counted at different moments.
    const stretch = { from: present - lateArrival, to: present - 2 * everyStep };
    const query = { $filter: startsWithin(stretch) };
    const path = 'MessageProcessingLogs/$count';
    const onTenant = await client.count({ path, query, area: 'messages', signal });
    const known = await library.get<{ n: number }>(
      'SELECT count(*) AS n FROM messages WHERE start >= ? AND start < ?',
      [stretch.from, stretch.to],
      signal,
    );
    return onTenant - (known?.n ?? 0);
  }

  #of(runtimeId: string): OfRuntime {
    const known = this.#runtimes.get(runtimeId) ?? {
      until: undefined,
      countedAt: 0,
      endedAt: 0,
      wholeAt: 0,
      notToBeHad: 0,
      running: undefined,
    };
    this.#runtimes.set(runtimeId, known);
    return known;
  }
}

/** Those that the library does not hold like this: a step that brings nothing new writes and tells nothing. */
async function changesOf(
  library: Library,
  logs: readonly MessageLog[],
  signal: AbortSignal,
): Promise<readonly MessageLog[]> {
  if (logs.length === 0) return [];
  const rows = await library.all<{ guid: string; status: string; custom: string | null; end: number | null }>(
    `SELECT guid, status, custom_status AS custom, "end" FROM messages
     WHERE guid IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(logs.map(({ guid }) => guid))],
    signal,
  );
  const known = new Map(rows.map((row) => [row.guid, row]));
  return logs.filter(({ guid, status, customStatus, end }) => {
    const row = known.get(guid);
    return row?.status !== status || row.custom !== (customStatus ?? null) || row.end !== (end ?? null);
  });
}
