import type { ErrorData } from '../errors.ts';
import type { MessageRow } from './messages.ts';

/** A message of a chain, on one of the runtimes asked for. */
export interface ChainMessage {
  /** Of the runtime. */
  readonly connectionId: string;
  readonly row: MessageRow;
  /** Id of the message before it, where the tenant names one. */
  readonly predecessor: string | undefined;
}

/** What the libraries hold of the messages with one correlation id. */
export interface Chain {
  /** By start, at most `mostInChain`. */
  readonly messages: readonly ChainMessage[];
  /** More are there. */
  readonly isCut: boolean;
}

/** What came of asking one tenant. */
export interface ChainReading {
  readonly connectionId: string;
  /** How many it has. */
  readonly found: number;
  readonly error: ErrorData | undefined;
}

export const mostInChain = 1_000;
/** Runtimes that are asked at once. */
export const mostRuntimes = 50;
