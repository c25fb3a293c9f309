import type { Chain, ChainReading } from '../model/chain.ts';
import { call } from './call.ts';

interface Asked {
  /** Runtimes, at most `mostRuntimes`. */
  readonly connectionIds: readonly string[];
  readonly correlationId: string;
}

/** All messages with one correlation id, over flows and tenants. */
export const chain = {
  messages: call<Asked, Chain>(),
  /** Asks each tenant for them; what it answers is kept. One that fails leaves the others. */
  read: call<Asked, readonly ChainReading[]>(),
};
