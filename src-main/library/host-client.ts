import { AppError } from '../../src-shared/errors.ts';
import type { HostPort, SpawnHost } from './host-port.ts';
import type { HostReply, HostRequest, LibraryPlace } from './protocol.ts';

/** A request before it has its number. */
export type LibraryRequest =
  Exclude<HostRequest, { type: 'cancel' }> extends infer R
    ? R extends HostRequest
      ? Omit<R, 'id'>
      : never
    : never;
type Value = (HostReply & { ok: true })['value'];

interface Pending {
  readonly body: LibraryRequest;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: AppError) => void;
  readonly wasRepeated: boolean;
}

interface Crash {
  readonly at: number;
  /** Libraries that were asked something when the host ended: one of them may be the cause. */
  readonly asked: ReadonlySet<string>;
}

/** Crashes within this many ms count together; longer ago is another matter. */
const crashesWithin = 60_000;
const mostCrashes = 3;

/**
 * Speaks with the library host and starts it anew after a crash. Reads are asked again once: one that is under way at a second
 * crash may be its cause, so it fails. A write fails at once, because nobody knows whether it was committed. After
 * three crashes within a minute what was asked at each of them fails with `library.crashed` until a minute has passed, so
 * that one library that cannot be read takes no other along; where that tells nothing, everything does.
 */
export class HostClient {
  readonly #spawn: SpawnHost;
  readonly #lost: (library: string) => void;
  readonly #emptied: (library: string) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #open = new Map<string, LibraryPlace>();
  #port: HostPort | undefined;
  #ready: Promise<void> = Promise.resolve();
  #nextId = 1;
  readonly #now: () => number;
  #crashes: readonly Crash[] = [];
  /** Libraries that are left alone, and until when. */
  readonly #resting = new Map<string, number>();
  #isEnding = false;

  /** `lost` is told of a library that could not be opened again after a crash, `emptied` of one that was in memory alone. */
  constructor(
    spawn: SpawnHost,
    lost: (library: string) => void,
    emptied: (library: string) => void = () => undefined,
    now: () => number = Date.now,
  ) {
    this.#now = now;
    this.#spawn = spawn;
    this.#lost = lost;
    this.#emptied = emptied;
  }

  async open(library: string, place: LibraryPlace): Promise<void> {
    await this.request({ type: 'open', library, place });
    this.#open.set(library, place);
  }

  /** From memory into a file. */
  async move(library: string, place: LibraryPlace): Promise<void> {
    await this.request({ type: 'move', library, place });
    this.#open.set(library, place);
  }

  async close(library: string): Promise<void> {
    this.#open.delete(library);
    await this.request({ type: 'close', library });
  }

  /** Ends the host; what was committed stays. */
  async end(): Promise<void> {
    const port = this.#port;
    if (!port) return;
    this.#isEnding = true;
    await this.#ready;
    for (const library of [...this.#open.keys()]) {
      if (this.#port === port) await this.close(library);
    }
    this.#isEnding = false;
    if (this.#port !== port) return;
    this.#port = undefined;
    port.end();
  }

  async request(body: LibraryRequest, signal?: AbortSignal): Promise<Value> {
    await this.#ready;
    if (signal?.aborted) throw cancelled();
    if (this.#recentCrashes().length >= mostCrashes) throw crashed();
    if (body.type !== 'close' && this.#rests(body.library)) throw crashed();
    const port = (this.#port ??= this.#start());
    const id = this.#nextId++;
    const giveUp = (): void => {
      this.#port?.post({ type: 'cancel', id });
    };
    // A signal of its own: a job asks dozens of queries at once, which would all listen to the one of the job.
    const own = signal && AbortSignal.any([signal]);
    own?.addEventListener('abort', giveUp, { once: true });
    try {
      return await this.#ask(port, id, body);
    } finally {
      own?.removeEventListener('abort', giveUp);
    }
  }

  #recentCrashes(): readonly Crash[] {
    const since = this.#now() - crashesWithin;
    this.#crashes = this.#crashes.filter(({ at }) => at > since);
    return this.#crashes;
  }

  #rests(library: string): boolean {
    return (this.#resting.get(library) ?? 0) > this.#now();
  }

  /** Lets those rest that were asked something at each of the last crashes; whether others are left to go on with. */
  #restSuspects(): boolean {
    const crashes = this.#recentCrashes();
    const suspects = [...this.#open.keys()].filter((one) => crashes.every(({ asked }) => asked.has(one)));
    if (suspects.length === 0 || suspects.length === this.#open.size) return false;
    for (const library of suspects) {
      this.#resting.set(library, this.#now() + crashesWithin);
      this.#open.delete(library);
      this.#lost(library);
    }
    this.#crashes = [];
    return true;
  }

  #ask(port: HostPort, id: number, body: LibraryRequest): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#pending.set(id, { body, resolve, reject, wasRepeated: false });
      port.post({ ...body, id });
    });
  }

  #start(): HostPort {
    const port = this.#spawn();
    port.onReply((reply) => {
      this.#settle(reply);
    });
    port.onEnd(() => {
      if (this.#port !== port) return;
      if (this.#isEnding) this.#ended();
      else this.#crash();
    });
    return port;
  }

  #settle(reply: HostReply): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    this.#pending.delete(reply.id);
    if (reply.ok) pending.resolve(reply.value);
    else pending.reject(AppError.from(reply.error));
  }

  /** The app quits and takes its processes along: what is closed with its process needs no closing. */
  #ended(): void {
    this.#port = undefined;
    this.#open.clear();
    for (const [id, pending] of [...this.#pending]) {
      this.#pending.delete(id);
      if (pending.body.type === 'close') pending.resolve(undefined);
      else pending.reject(crashed());
    }
  }

  #crash(): void {
    this.#port = undefined;
    const asked = new Set([...this.#pending.values()].map(({ body }) => body.library));
    this.#crashes = [...this.#crashes, { at: this.#now(), asked }];
    for (const [library, { file }] of this.#open) if (file === undefined) this.#emptied(library);
    const mayRepeat = this.#recentCrashes().length < mostCrashes || this.#restSuspects();
    const again: [number, Pending][] = [];
    for (const [id, pending] of [...this.#pending]) {
      const isRead = pending.body.type === 'all' || pending.body.type === 'state';
      if (mayRepeat && isRead && !pending.wasRepeated && !this.#rests(pending.body.library)) {
        const repeated = { ...pending, wasRepeated: true };
        this.#pending.set(id, repeated);
        again.push([id, repeated]);
      } else {
        this.#pending.delete(id);
        pending.reject(crashed());
      }
    }
    if (!mayRepeat) {
      // When it is tried again, each library has to be opened anew.
      for (const library of this.#open.keys()) this.#lost(library);
      this.#open.clear();
      return;
    }
    const places = [...this.#open];
    const port = (this.#port = this.#start());
    this.#ready = this.#reopen(port, places).then((failures) => {
      for (const [id, pending] of again) {
        const failure = failures.get(pending.body.library);
        if (failure === undefined) {
          port.post({ ...pending.body, id });
        } else {
          this.#pending.delete(id);
          pending.reject(failure);
        }
      }
    });
  }

  /** One library that does not open leaves the others working; answers why, by library. */
  async #reopen(
    port: HostPort,
    places: readonly (readonly [string, LibraryPlace])[],
  ): Promise<ReadonlyMap<string, AppError>> {
    const failures = new Map<string, AppError>();
    const open = async ([library, place]: readonly [string, LibraryPlace]): Promise<void> => {
      try {
        await this.#ask(port, this.#nextId++, { type: 'open', library, place });
      } catch (fault) {
        failures.set(library, fault instanceof AppError ? fault : crashed());
        this.#open.delete(library);
        this.#lost(library);
      }
    };
    await Promise.all(places.map(open));
    return failures;
  }
}

function crashed(): AppError {
  return new AppError('library.crashed', 'The library process ended unexpectedly.');
}

function cancelled(): AppError {
  return new AppError('request.cancelled', 'The query was given up.');
}
