import { randomUUID } from 'node:crypto';

import { AppError } from '../../src-shared/errors.ts';
import type { OpenPayload } from '../../src-shared/model/payloads.ts';
import { PayloadProcess } from './payload-process.ts';
import type { PayloadAnswers, PayloadAsk, PayloadPort } from './reader/protocol.ts';

/** What is held of an open payload. */
export interface HeldPayload {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly pieces: readonly Uint8Array[];
  readonly from: OpenPayload['from'];
  readonly isKept: boolean;
  readonly isCut: boolean;
}

interface Entry {
  readonly payload: HeldPayload;
  readonly process: PayloadProcess;
  /** Web contents that look at it. */
  readonly owner: number;
}

/** Above, a payload has a process of its own: nobody waits for what takes long in it. */
const sharedBytes = 4 * 1024 * 1024;

/**
 * The payloads that are on a screen: their bytes in main's memory and nowhere else, and the processes that read them. What is
 * closed is gone.
 */
export class OpenPayloads {
  readonly #spawn: () => PayloadPort;
  readonly #entries = new Map<string, Entry>();
  #shared: PayloadProcess | undefined;

  constructor(spawn: () => PayloadPort) {
    this.#spawn = spawn;
  }

  async add(payload: Omit<HeldPayload, 'id'>, owner: number, signal: AbortSignal): Promise<OpenPayload> {
    const held: HeldPayload = { ...payload, id: randomUUID() };
    const isShared = payload.bytes <= sharedBytes;
    const process = isShared ? this.#sharedProcess() : new PayloadProcess({ spawn: this.#spawn });
    this.#entries.set(held.id, { payload: held, process, owner });
    try {
      const { kind, charset, charsetFrom } = await process.ask(held, 'recognise', {}, signal);
      const { id, name, bytes, contentType, from, isKept, isCut } = held;
      return { id, name, bytes, contentType, from, isKept, isCut, kind, charset, charsetFrom };
    } catch (fault) {
      this.close(held.id);
      throw fault;
    }
  }

  /** Throws `payload.closed`. */
  get(id: string): HeldPayload {
    return this.#entry(id).payload;
  }

  /** Throws what the process throws, and `payload.closed`. */
  ask<A extends PayloadAsk>(
    id: string,
    type: A,
    asked: PayloadAnswers[A]['asked'],
    signal: AbortSignal,
  ): Promise<PayloadAnswers[A]['value']> {
    const { payload, process } = this.#entry(id);
    return process.ask(payload, type, asked, signal);
  }

  close(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    const isUsed = [...this.#entries.values()].some(({ process }) => process === entry.process);
    if (isUsed) entry.process.drop(id);
    else {
      entry.process.end();
      if (this.#shared === entry.process) this.#shared = undefined;
    }
  }

  /** All, or those of web contents that are gone. */
  forget(owner?: number): void {
    for (const [id, entry] of this.#entries) if (owner === undefined || entry.owner === owner) this.close(id);
  }

  #sharedProcess(): PayloadProcess {
    return (this.#shared ??= new PayloadProcess({ spawn: this.#spawn }));
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (!entry) throw new AppError('payload.closed', 'The payload is not open.');
    return entry;
  }
}
