import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import type { Clock } from './clock.ts';

/** How often a read is tried at most, by what went wrong. Everything else fails at once. */
const attempts: Readonly<Partial<Record<ErrorCode, number>>> = {
  'tenant.rate-limited': 8,
  'tenant.unavailable': 4,
  'tenant.failed': 3,
  'network.cut': 4,
  'network.refused': 2,
};
const firstDelay = 1_000;
const longestDelay = 30_000;
/** ms of waiting in all: a sync can be patient, a person in front of an empty table cannot. */
const patience = { background: 300_000, interactive: 30_000 };

export interface RetryOptions {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
  readonly interactive: boolean;
  /** False where a 500 is an answer: a package with drafts never exports (catalogue 2.3). */
  readonly retryFailed: boolean;
}

/**
 * Backoff with jitter for reads; what the tenant asks for by Retry-After is honoured (catalogue 3.2): where that is longer
 * than anybody should wait, the failure is told at once and says how long.
 */
export async function withRetry<T>(request: () => Promise<T>, options: RetryOptions): Promise<T> {
  let left = options.interactive ? patience.interactive : patience.background;
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (fault) {
      if (!(fault instanceof AppError) || !isWorthAnother(fault, attempt, options)) throw fault;
      const pause = delay(fault, attempt, options.random());
      left -= pause;
      if (left < 0) throw fault;
      await options.clock.wait(pause, options.signal);
    }
  }
}

function isWorthAnother(fault: AppError, attempt: number, { signal, retryFailed }: RetryOptions): boolean {
  if (signal?.aborted === true) return false;
  if (fault.code === 'tenant.failed' && !retryFailed) return false;
  return attempt < (attempts[fault.code] ?? 1);
}

function delay({ facts }: AppError, attempt: number, random: number): number {
  // Never before the time, and not everybody at the same moment after it.
  if (facts.retryAfterSeconds !== undefined) return facts.retryAfterSeconds * 1000 + random * 250;
  const grown = Math.min(longestDelay, firstDelay * 2 ** (attempt - 1));
  return grown / 2 + (random * grown) / 2;
}

/** Retry-After in seconds or as an HTTP date. Undefined where the header is missing or unreadable. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  // V8 takes almost any text with a number in it for a date; those of HTTP begin with a day.
  const at = /^\s*(?:mon|tue|wed|thu|fri|sat|sun)/i.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
