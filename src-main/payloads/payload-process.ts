import { AppError } from '../../src-shared/errors.ts';
import type {
  PayloadAnswers,
  PayloadAsk,
  PayloadPort,
  PayloadReply,
  PayloadRequest,
} from './reader/protocol.ts';

/** Bytes in memory, in the pieces in which they came. */
export interface PayloadBytes {
  readonly id: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly pieces: readonly Uint8Array[];
}

interface PayloadProcessOptions {
  readonly spawn: () => PayloadPort;
  /** After so many ms what is asked is given up and the process ended. */
  readonly timeLimit?: number;
}

const usualTimeLimit = 30_000;
/** Larger ones are sent on in the next turn of the event loop: main goes on serving the windows. */
const piecesPerTurn = 4;

/**
 * Asks a process of its own about payloads: one question at a time, so that what one takes is known; ended when one takes too
 * long or is given up, and started again with the next, which gets the bytes once more.
 */
export class PayloadProcess {
  readonly #spawn: () => PayloadPort;
  readonly #timeLimit: number;
  #port: PayloadPort | undefined;
  #held = new Set<string>();
  #nextId = 1;
  #last: Promise<unknown> = Promise.resolve();
  /** Questions from before the last end are answered no more. */
  #ends = 0;
  #waiting:
    | { readonly reply: (reply: PayloadReply) => void; readonly ended: (error: AppError) => void }
    | undefined;

  constructor({ spawn, timeLimit = usualTimeLimit }: PayloadProcessOptions) {
    this.#spawn = spawn;
    this.#timeLimit = timeLimit;
  }

  /** Throws `payload.expression`, `payload.unreadable`, `payload.limit`, `payload.stopped`, `request.cancelled`. */
  ask<A extends PayloadAsk>(
    payload: PayloadBytes,
    type: A,
    asked: PayloadAnswers[A]['asked'],
    signal?: AbortSignal,
  ): Promise<PayloadAnswers[A]['value']> {
    const ends = this.#ends;
    const begin = (): Promise<PayloadAnswers[A]['value']> => {
      if (ends !== this.#ends) throw closed();
      return this.#ask(payload, type, asked, signal);
    };
    const turn = this.#last.then(begin, begin);
    this.#last = turn;
    return turn;
  }

  /** The process lets go of a payload. */
  drop(id: string): void {
    if (this.#held.delete(id)) this.#port?.post({ type: 'drop', payload: id });
  }

  /** Ends the process; nothing it held stays in memory, and who waits for an answer is told `payload.closed`. */
  end(): void {
    this.#ends += 1;
    const waiting = this.#waiting;
    this.#stop();
    waiting?.ended(closed());
  }

  #stop(): void {
    const port = this.#port;
    this.#port = undefined;
    this.#held.clear();
    port?.end();
  }

  async #ask<A extends PayloadAsk>(
    payload: PayloadBytes,
    type: A,
    asked: PayloadAnswers[A]['asked'],
    signal: AbortSignal | undefined,
  ): Promise<PayloadAnswers[A]['value']> {
    if (signal?.aborted) throw cancelled();
    const port = (this.#port ??= this.#start());
    await this.#give(port, payload);
    const id = this.#nextId++;
    const request = { ...asked, type, id, payload: payload.id } as unknown as PayloadRequest;
    const reply = await this.#exchange(port, id, request, signal);
    if (reply.ok) return reply.value;
    throw refused(reply);
  }

  #exchange(
    port: PayloadPort,
    id: number,
    request: PayloadRequest,
    signal: AbortSignal | undefined,
  ): Promise<PayloadReply> {
    return new Promise<PayloadReply>((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        this.#waiting = undefined;
      };
      const stop = (error: AppError): void => {
        finish();
        if (this.#port === port) this.#stop();
        reject(error);
      };
      const timer = setTimeout(() => stop(stopped('It took too long.')), this.#timeLimit);
      const giveUp = (): void => stop(cancelled());
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting = {
        reply: (answer) => {
          if (answer.id !== id) return;
          finish();
          resolve(answer);
        },
        ended: (error) => {
          finish();
          reject(error);
        },
      };
      // Given up or ended while the bytes were on their way.
      if (signal?.aborted) giveUp();
      else if (this.#port === port) port.post(request);
      else this.#waiting.ended(closed());
    });
  }

  async #give(port: PayloadPort, { id, contentType, bytes, pieces }: PayloadBytes): Promise<void> {
    if (this.#held.has(id)) return;
    port.post({ type: 'take', payload: id, contentType, bytes });
    for (const [index, piece] of pieces.entries()) {
      port.post({ type: 'piece', payload: id, piece });
      if (index % piecesPerTurn === piecesPerTurn - 1)
        await new Promise((resume) => {
          setImmediate(resume);
        });
    }
    if (this.#port === port) this.#held.add(id);
  }

  #start(): PayloadPort {
    const port = this.#spawn();
    port.onReply((reply) => {
      if (this.#port === port) this.#waiting?.reply(reply);
    });
    port.onEnd(() => {
      if (this.#port !== port) return;
      this.#port = undefined;
      this.#held.clear();
      this.#waiting?.ended(stopped('It needed more memory than it may have.'));
    });
    return port;
  }
}

function refused({ code, message }: PayloadReply & { ok: false }): AppError {
  if (code === undefined) return new AppError('internal', `The payload reader failed: ${message}`);
  return new AppError(`payload.${code}`, 'The payload reader refused.', { reason: message });
}

function stopped(why: string): AppError {
  return new AppError('payload.stopped', `Reading a payload was stopped. ${why}`, { reason: why });
}

function closed(): AppError {
  return new AppError('payload.closed', 'The payload was closed meanwhile.');
}

function cancelled(): AppError {
  return new AppError('request.cancelled', 'Reading a payload was given up.');
}
