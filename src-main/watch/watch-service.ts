import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import { minute } from '../../src-shared/durations.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { TimeRange } from '../../src-shared/model/messages.ts';
import type { SavedQuery } from '../../src-shared/model/queries.ts';
import type {
  Watch,
  WatchCost,
  WatchEvent,
  WatchLook,
  WatchSettings,
  WatchState,
} from '../../src-shared/model/watch.ts';
import { requestsPerHour } from '../../src-shared/watch/cost.ts';
import type { Noticed } from '../../src-shared/watch/delivery.ts';
import { judge, type WatchMemory } from '../../src-shared/watch/judge.ts';
import type { Session, Sessions } from '../connections/session.ts';
import { WatchDeliveries, type WatchDeliveryOptions } from './watch-deliveries.ts';
import { trafficOf, WatchFactsReader } from './watch-facts.ts';
import { memoryKey, type WatchFile } from './watch-file.ts';
import { keepEvents, readEvents, waitingEvents } from './watch-history.ts';
import { minutesOf, tenantsOf, type Watched, watchedOf } from './watched.ts';

export interface WatchServiceOptions extends WatchDeliveryOptions {
  readonly file: WatchFile;
  readonly queries: () => readonly SavedQuery[];
  readonly sessions: Sessions;
  /** Loads the range by the sync that all lists use, and waits for its end and for the error texts behind it. */
  readonly sync: (session: Session, range: TimeRange, signal: AbortSignal) => Promise<void>;
  readonly hasTray: () => Promise<boolean>;
  readonly changed: () => void;
  readonly failed: (fault: unknown) => void;
  /** Calls after so many ms, unless what it answers is called first. */
  readonly later: (call: () => void, ms: number) => () => void;
  readonly newId: () => string;
  readonly now: () => number;
}

/** Not at once: the window has its turn first. */
const firstLookAfter = 15_000;
const shortestSync = 60;
const longestSync = 1_440;

/** Looks at watched queries every few minutes, and says what its rules notice. */
export class WatchService {
  readonly #options: WatchServiceOptions;
  readonly #looks = new Map<string, WatchLook>();
  readonly #deliveries: WatchDeliveries;
  #stopTimer: () => void = () => undefined;
  #round: Promise<void> | undefined;
  readonly #ended = new AbortController();
  /** Tenants of which what an earlier start left was told. */
  readonly #restored = new Set<string>();

  constructor(options: WatchServiceOptions) {
    this.#options = options;
    this.#deliveries = new WatchDeliveries(options);
  }

  start(): void {
    this.#schedule(firstLookAfter);
  }

  stop(): void {
    this.#stopTimer();
    this.#ended.abort(new AppError('request.cancelled', 'The app ends.'));
  }

  async state(): Promise<WatchState> {
    const { file, canNotify, hasTray, now } = this.#options;
    const { pausedUntil, watches, settings } = file;
    return {
      watches,
      settings,
      pausedUntil: pausedUntil !== undefined && pausedUntil > now() ? pausedUntil : undefined,
      tray: (await hasTray()) ? 'there' : 'none',
      canNotify: canNotify(),
      looks: [...this.#looks.values()],
      perHour: await this.#perHour(),
    };
  }

  /** What all watches together ask of their tenants in an hour; of one whose library does not open nothing is asked. */
  async #perHour(): Promise<number> {
    const { file, sessions, now } = this.#options;
    const { signal } = this.#ended;
    const each = await Promise.allSettled(
      tenantsOf(this.#watched()).map(async (id) =>
        trafficOf((await sessions.get(id)).library, now(), signal),
      ),
    );
    return each.reduce((sum, traffic) => {
      if (traffic.status === 'rejected') return sum;
      return sum + requestsPerHour(file.settings.everyMinutes, traffic.value);
    }, 0);
  }

  save(watch: Watch): void {
    const { file, changed } = this.#options;
    file.writeWatches([...file.watches.filter(({ queryId }) => queryId !== watch.queryId), watch]);
    changed();
    // The first look comes at once: from it on things are news.
    if (watch.isOn) this.#schedule(0);
  }

  remove({ queryId }: { readonly queryId: string }): void {
    const { file, changed } = this.#options;
    file.writeWatches(file.watches.filter((watch) => watch.queryId !== queryId));
    changed();
  }

  writeSettings(settings: WatchSettings): void {
    this.#options.file.writeSettings(settings);
    this.#schedule(settings.everyMinutes * minute);
    this.#options.changed();
  }

  pause({ minutes }: { readonly minutes: number }): void {
    const { file, now, changed } = this.#options;
    file.writePause(minutes === 0 ? undefined : now() + minutes * minute);
    changed();
  }

  /** Of connections that are gone; what is watched of them goes with its queries. */
  forget(connectionIds: readonly string[]): void {
    const { file, queries } = this.#options;
    file.forget(connectionIds);
    this.#deliveries.forget(connectionIds);
    for (const runtime of this.#looks.keys())
      if (connectionIds.includes(readRuntimeId(runtime).connectionId)) this.#looks.delete(runtime);
    const all = queries();
    const kept = file.watches.filter(({ queryId }) => all.some(({ id }) => id === queryId));
    if (kept.length < file.watches.length) file.writeWatches(kept);
  }

  async cost({ queryId }: { readonly queryId: string }, signal: AbortSignal): Promise<readonly WatchCost[]> {
    const { file, queries, sessions, now } = this.#options;
    const query = queries().find(({ id }) => id === queryId);
    const watched = this.#watched().filter(({ query: { id } }) => id !== queryId);
    return Promise.all(
      (query?.connectionIds ?? []).map(async (connectionId) => {
        const { library } = await sessions.get(connectionId);
        const perHour = requestsPerHour(file.settings.everyMinutes, await trafficOf(library, now(), signal));
        const isAsked = watched.some(({ query: one }) => one.connectionIds.includes(connectionId));
        return { connectionId, perHour, alreadyPerHour: isAsked ? perHour : 0 };
      }),
    );
  }

  /** Tenants whose library does not open are left out; their part of the list of looks says why. */
  async history(): Promise<readonly WatchEvent[]> {
    const { sessions, file, queries } = this.#options;
    const ids = new Set(file.watches.map(({ queryId }) => queryId));
    const tenants = new Set(queries().flatMap(({ id, connectionIds }) => (ids.has(id) ? connectionIds : [])));
    const lists = await Promise.allSettled(
      [...tenants].map(async (id) => readEvents((await sessions.get(id)).library, id)),
    );
    const all = lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
    return all.toSorted((a, b) => b.at - a.at);
  }

  test(): void {
    const { notify, opened } = this.#options;
    notify({
      title: 'Tenant Atlas',
      body: 'This is what a notification looks like.',
      clicked: () => {
        opened(undefined);
      },
    });
  }

  /** Joins the round that goes on. Never rejects. */
  look(): Promise<void> {
    this.#round ??= this.#look()
      .catch(this.#options.failed)
      .finally(() => {
        this.#round = undefined;
        if (!this.#ended.signal.aborted) this.#schedule(this.#options.file.settings.everyMinutes * minute);
      });
    return this.#round;
  }

  async #look(): Promise<void> {
    const watched = this.#watched();
    const noticed: Noticed[] = [];
    // One after the other: nobody waits, and tenants on one host share a rate.
    for (const connectionId of tenantsOf(watched)) {
      if (this.#ended.signal.aborted) return;
      noticed.push(...(await this.#lookAt(connectionId, watched)));
    }
    await this.#deliveries.say(noticed);
    this.#options.changed();
  }

  async #lookAt(connectionId: string, watched: readonly Watched[]): Promise<readonly Noticed[]> {
    const { sessions, sync, file, now } = this.#options;
    const { signal } = this.#ended;
    const last = this.#looks.get(connectionId)?.at;
    try {
      const session = await sessions.get(connectionId);
      const away = last === undefined ? shortestSync : Math.ceil((now() - last) / minute) + shortestSync / 2;
      const own = watched.filter(({ query }) => query.connectionIds.includes(connectionId));
      const minutes = Math.min(longestSync, Math.max(shortestSync, away, ...own.map(minutesOf)));
      await sync(session, { kind: 'last', minutes }, signal);
      const at = now();
      // What waited for its turn when the app ended is said now.
      const left = this.#restored.has(connectionId) ? [] : await waitingEvents(session.library, connectionId);
      const noticed: Noticed[] = [];
      const memories: Record<string, WatchMemory> = {};
      for (const { watch, query } of own) {
        const facts = new WatchFactsReader(session.library, query.filter, signal);
        for (const rule of watch.rules) {
          const key = memoryKey(query.id, connectionId, rule.kind);
          const known = await facts.read(rule, last ?? at - minutes * minute, at);
          const { text, memory } = judge(rule, known, file.memory(key), at);
          memories[key] = memory;
          if (text !== undefined) noticed.push(this.#noticed(query, connectionId, rule.kind, text, at));
        }
      }
      // First what was noticed, then that it was: whatever happens in between, it is not lost.
      await keepEvents(
        session.library,
        noticed.map((event) => ({ ...event, shown: 'waiting' })),
      );
      file.writeMemories(memories);
      this.#restored.add(connectionId);
      this.#looks.set(connectionId, { connectionId, at, error: undefined });
      return [...left, ...noticed];
    } catch (fault) {
      if (signal.aborted) return [];
      if (!(fault instanceof AppError)) this.#options.failed(fault);
      const error = fault instanceof AppError ? fault : new AppError('internal', 'Unexpected fault.');
      this.#looks.set(connectionId, { connectionId, at: last ?? now(), error: error.toData() });
      return [];
    }
  }

  #noticed(
    { id, name }: SavedQuery,
    connectionId: string,
    kind: WatchEvent['kind'],
    text: string,
    at: number,
  ): Noticed {
    return { id: this.#options.newId(), at, queryId: id, queryName: name, connectionId, kind, text };
  }

  #watched(): readonly Watched[] {
    const { file, queries } = this.#options;
    return watchedOf(file.watches, queries());
  }

  #schedule(ms: number): void {
    this.#stopTimer();
    if (this.#ended.signal.aborted) return;
    this.#stopTimer = this.#options.later(() => {
      if (this.#watched().length > 0) void this.look();
    }, ms);
  }
}
