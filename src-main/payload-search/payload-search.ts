import { AppError, type ErrorData } from '../../src-shared/errors.ts';
import type { SearchHit, SearchNeedle, SearchState } from '../../src-shared/model/payload-search.ts';
import type { Session } from '../connections/session.ts';
import type { PayloadProcess } from '../payloads/payload-process.ts';
import { type PayloadPlaces, readPayload } from '../payloads/read-payload.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { goneReason, largestSearched, type SearchedPayload } from './known-payloads.ts';

export interface PayloadSearchOptions extends PayloadPlaces {
  readonly id: string;
  readonly session: Session;
  readonly needle: SearchNeedle;
  readonly payloads: readonly SearchedPayload[];
  /** Lists of what there is that could not be read: what they have is not searched. */
  readonly notListed: SearchState['notSearched'];
  readonly process: PayloadProcess;
  readonly changed: () => void;
  readonly now: () => number;
  /** Writes an unknown fault to the log and answers its reference number. */
  readonly logFault: (fault: unknown) => string;
}

/** As many are read at a time; the rate of the tenant is kept by its queue. */
const parallel = 4;
/** As many hits are listed; further ones are counted. */
const mostListed = 10_000;

type Phase = SearchState['state'];

/** One search: what the library keeps first, then what has to be read; it can be interrupted between any two payloads. */
export class PayloadSearch {
  readonly #options: PayloadSearchOptions;
  /** Those still to be looked into, the next one last. */
  readonly #waiting: SearchedPayload[];
  readonly #hits: SearchHit[] = [];
  readonly #reasons = new Map<string, number>();
  #phase: Phase = 'paused';
  #error: ErrorData | undefined;
  #abort = new AbortController();
  #found = 0;
  #underWay = 0;
  /** What was begun before has ended when what comes next begins. */
  #current: Promise<void> = Promise.resolve();
  #requests = 0;
  #bytes = 0;

  constructor(options: PayloadSearchOptions) {
    this.#options = options;
    // Kept ones first: they need no network.
    const { payloads, notListed } = options;
    for (const { reason, count } of notListed) this.#reasons.set(reason, count);
    this.#waiting = [...payloads.filter(({ isKept }) => !isKept).toReversed()];
    this.#waiting.push(...payloads.filter(({ isKept }) => isKept).toReversed());
  }

  get connectionId(): string {
    return this.#options.session.connection.id;
  }

  state(): SearchState {
    const { id, needle, payloads } = this.#options;
    return {
      id,
      state: this.#phase,
      needle,
      done: payloads.length - this.#waiting.length - this.#underWay,
      total: payloads.length,
      requests: this.#requests,
      bytes: this.#bytes,
      hits: this.#found,
      notSearched: [...this.#reasons].map(([reason, count]) => ({ reason, count })),
      error: this.#error,
    };
  }

  hits(offset: number, limit: number): { rows: readonly SearchHit[]; offset: number; total: number } {
    return { rows: this.#hits.slice(offset, offset + limit), offset, total: this.#hits.length };
  }

  /** Looks into what the library keeps, one after the other. Never throws. */
  searchKept(): Promise<void> {
    return this.#run((payload) => payload.isKept, 'library');
  }

  /** Reads and looks into the rest. Never throws. */
  searchRest(): Promise<void> {
    return this.#run(() => true, 'done');
  }

  pause(): void {
    if (this.#phase === 'running') this.#end('paused');
  }

  cancel(): void {
    if (this.#phase !== 'running' && this.#phase !== 'paused') return;
    this.#end('cancelled');
    this.#abort.abort(new AppError('request.cancelled', 'The search was cancelled.'));
  }

  #run(wanted: (payload: SearchedPayload) => boolean, end: Phase): Promise<void> {
    if (this.#phase === 'running') return this.#current;
    this.#current = this.#current.then(() => this.#through(wanted, end));
    this.#phase = 'running';
    this.#options.changed();
    return this.#current;
  }

  async #through(wanted: (payload: SearchedPayload) => boolean, end: Phase): Promise<void> {
    this.#abort = new AbortController();
    this.#error = undefined;
    this.#phase = 'running';
    await Promise.all(Array.from({ length: parallel }, () => this.#work(wanted)));
    if (this.#phase === 'running') this.#end(this.#waiting.length === 0 ? 'done' : end);
  }

  async #work(wanted: (payload: SearchedPayload) => boolean): Promise<void> {
    for (;;) {
      const payload = this.#waiting.at(-1);
      if (this.#phase !== 'running' || payload === undefined || !wanted(payload)) return;
      this.#waiting.pop();
      this.#underWay += 1;
      try {
        await this.#lookInto(payload);
        this.#underWay -= 1;
      } catch (fault) {
        this.#underWay -= 1;
        // It is still to be looked into.
        this.#waiting.push(payload);
        if (this.#phase === 'running') this.#fail(fault);
        return;
      }
      this.#options.changed();
    }
  }

  async #lookInto(payload: SearchedPayload): Promise<void> {
    const { session, needle, process, keeping, ahead, now } = this.#options;
    const { signal } = this.#abort;
    if ((payload.bytes ?? 0) > largestSearched) {
      this.#skip(`Larger than ${largestSearched / 1024 / 1024} MB`);
      return;
    }
    try {
      const read = await readPayload(session, payload.source, {
        signal,
        priority: 'background',
        keeping,
        ahead,
        now,
        progress: () => undefined,
        limit: largestSearched,
      });
      if (read.from === 'tenant') {
        this.#requests += 1;
        this.#bytes += read.bytes;
      }
      const id = `${payload.source.of} ${payload.source.id}`;
      try {
        const found = await process.ask({ ...read, id }, 'search', { needle }, signal);
        if (found.notSearched !== undefined) this.#skip(found.notSearched);
        const { source, name, flowName, start, status } = payload;
        const { count, places } = found;
        if (count > 0) this.#found += 1;
        if (count > 0 && this.#hits.length < mostListed)
          this.#hits.push({ source, name, flowName, start, status, count, places });
      } finally {
        process.drop(id);
      }
    } catch (fault) {
      const reason = reasonOf(fault);
      if (reason === undefined) throw fault;
      this.#skip(reason);
    }
  }

  #skip(reason: string): void {
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  #fail(fault: unknown): void {
    const unexpected = (): AppError =>
      new AppError('internal', 'Unexpected fault.', { reference: this.#options.logFault(fault) });
    this.#error = (fault instanceof AppError ? fault : unexpected()).toData();
    this.#end('failed');
  }

  #end(phase: Phase): void {
    this.#phase = phase;
    this.#options.changed();
  }
}

/** Why one payload alone is passed over; `undefined`: it concerns all of them. */
function reasonOf(fault: unknown): string | undefined {
  if (!(fault instanceof AppError)) return undefined;
  switch (fault.code) {
    case 'payload.gone':
      return goneReason;
    case 'payload.stopped':
      return 'Looking into it took too long';
    case 'payload.unreadable':
    case 'payload.limit':
      return fault.facts.reason ?? 'It could not be read';
    case 'content.too-large':
      return `Larger than ${largestSearched / 1024 / 1024} MB`;
    default:
      return concernsOneThing(fault) ? 'Refused by the tenant' : undefined;
  }
}
