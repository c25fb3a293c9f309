import { AppError } from '../../src-shared/errors.ts';
import type { ConnectionSummary } from '../../src-shared/model/connections.ts';
import { type Closing, longestReason, type OpenGate } from '../../src-shared/model/gate.ts';
import { plainLine } from '../../src-shared/plain-text.ts';
import type { Journal, JournaledConnection } from '../journal/journal.ts';
import { type Gate, type GateRequest, type Permit, refusal } from '../sap/gate.ts';
import { writeObjection, writeWords } from '../sap/write-request.ts';

export interface WriteGatesOptions {
  /** Throws `connection.not-found`. */
  readonly connection: (connectionId: string) => ConnectionSummary;
  readonly journal: Pick<Journal, 'opened' | 'closed' | 'intended' | 'settled'>;
  /** ms since 1970. */
  readonly now: () => number;
  /** ms that only grow. */
  readonly elapsed: () => number;
  readonly changed: (open: readonly OpenGate[]) => void;
  /** For faults nobody waits for. */
  readonly failed: (fault: unknown) => void;
}

export interface Wish {
  readonly connectionId: string;
  readonly reason: string;
  readonly minutes: number;
  readonly typedName?: string;
}

interface Opening {
  readonly gate: OpenGate;
  readonly connection: JournaledConnection;
  /** What the connection was when it was opened. */
  readonly facts: string;
  /** By the clock that only grows: setting the computer's clock back keeps nothing open. */
  readonly ends: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * The gates of all connections: closed, until a person opens one for a time and says why. Each opening,
 * each closing and each write stands in the journal before it takes effect; what cannot be written there does not happen.
 */
export class WriteGates {
  readonly #options: WriteGatesOptions;
  readonly #openings = new Map<string, Opening>();

  constructor(options: WriteGatesOptions) {
    this.#options = options;
  }

  list(): readonly OpenGate[] {
    return [...this.#openings.values()].map(({ gate }) => gate);
  }

  /** Opening an open one again gives it the new time and reason. */
  async open({ connectionId, reason: typed, minutes, typedName }: Wish): Promise<OpenGate> {
    const { connection: find, journal, now, elapsed } = this.#options;
    const summary = find(connectionId);
    const { name, environment, tenantUrl } = summary;
    const reason = plainLine(typed, longestReason);
    if (reason === '') throw new AppError('input.invalid', 'A reason is missing.', { field: 'reason' });
    if (environment === 'production' && typedName?.trim() !== name)
      throw new AppError('input.invalid', 'This is not the name of the connection.', { field: 'typedName' });
    const length = minutes * 60_000;
    const openedAt = now();
    const gate = { connectionId, openedAt, until: openedAt + length, reason };
    const connection = { id: connectionId, name, host: new URL(tenantUrl).host };
    const ends = elapsed() + length;
    await journal.opened(connection, gate);
    // Removed, or edited to production, while the journal was written.
    const facts = factsOf(summary);
    if (factsOf(find(connectionId)) !== facts) {
      await journal.closed(connection, 'edited');
      throw new AppError('input.invalid', 'The connection was changed meanwhile.', { field: 'reason' });
    }
    clearTimeout(this.#openings.get(connectionId)?.timer);
    const timer = setTimeout(() => {
      this.close(connectionId, 'time-over').catch(this.#options.failed);
    }, length);
    timer.unref();
    this.#openings.set(connectionId, { gate, connection, facts, ends, timer });
    this.#changed();
    return gate;
  }

  /** Closed at once; over when the journal says so, too. */
  async close(connectionId: string, why: Closing): Promise<void> {
    const opening = this.#openings.get(connectionId);
    if (!opening) return;
    clearTimeout(opening.timer);
    this.#openings.delete(connectionId);
    this.#changed();
    await this.#options.journal.closed(opening.connection, why);
  }

  /** Closes those whose connection was edited or is gone. */
  review(): void {
    for (const [id, { facts }] of this.#openings) {
      if (this.#factsOf(id) === facts) continue;
      this.close(id, 'edited').catch(this.#options.failed);
    }
  }

  async closeAll(why: Closing): Promise<void> {
    await Promise.all([...this.#openings.keys()].map((id) => this.close(id, why)));
  }

  /** The gate for the writes of one connection. */
  gateFor(connectionId: string): Gate {
    return {
      check: (request) => {
        this.#admitted(connectionId, request);
      },
      admit: (request) => this.#admit(connectionId, request),
    };
  }

  async #admit(connectionId: string, request: GateRequest): Promise<Permit> {
    const { journal, failed } = this.#options;
    const { connection } = this.#admitted(connectionId, request);
    const line = await journal.intended(connection, writeWords(request));
    const settled: Permit['settled'] = async (outcome) => {
      try {
        await journal.settled(connection, line, outcome);
      } catch (fault) {
        // The write is out: its answer counts. The journal shows it without a result.
        failed(fault);
      }
    };
    try {
      // It may have closed while the line was written.
      this.#admitted(connectionId, request);
    } catch (fault) {
      await settled({ failure: 'gate.refused' });
      throw fault;
    }
    return { settled };
  }

  #admitted(connectionId: string, request: GateRequest): Opening {
    const { now, elapsed, failed } = this.#options;
    const opening = this.#openings.get(connectionId);
    if (opening && (now() >= opening.gate.until || elapsed() >= opening.ends)) {
      // A computer that slept wakes up before its timers do.
      this.close(connectionId, 'time-over').catch(failed);
      throw refusal(request, 'Refused: the time is over. This connection is read-only.');
    }
    // Asked here, too: between a change and word of it no write passes.
    const isSame = opening !== undefined && this.#factsOf(connectionId) === opening.facts;
    if (!isSame || opening.connection.host !== request.url.host)
      throw refusal(request, `Refused: ${request.method} is no read. This connection is read-only.`);
    const why = writeObjection(request);
    if (why !== undefined) throw refusal(request, `Refused: ${why}.`, why);
    return opening;
  }

  #factsOf(connectionId: string): string | undefined {
    try {
      return factsOf(this.#options.connection(connectionId));
    } catch {
      // Removed.
      return undefined;
    }
  }

  #changed(): void {
    this.#options.changed(this.list());
  }
}

/** What a person edits; when it was used and which way its certificate goes is found out by the app. */
function factsOf(summary: ConnectionSummary): string {
  const edited = { ...summary, lastUsedAt: undefined, secret: undefined, createdAt: undefined };
  return JSON.stringify({ ...edited, access: { ...summary.access, works: undefined } });
}
