import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import type { Clock } from './limits.ts';

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

export interface RetryOptions {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal | undefined;
  /** Answers of media are not asked again after a 500: a package with drafts never exports (catalogue 2.3). */
  readonly retryFailed: boolean;
}

/** Backoff with jitter; what the tenant asks for by Retry-After is honoured (catalogue 3.2). */
export async function withRetry<T>(request: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await request();
    } catch (fault) {
      if (!(fault instanceof AppError) || !isWorthAnother(fault, attempt, options)) throw fault;
      await options.clock.wait(delay(fault, attempt, options.random()), options.signal);
    }
  }
}

function isWorthAnother(fault: AppError, attempt: number, { signal, retryFailed }: RetryOptions): boolean {
  if (signal?.aborted === true) return false;
  if (fault.code === 'tenant.failed' && !retryFailed) return false;
  return attempt < (attempts[fault.code] ?? 1);
}

function delay(fault: AppError, attempt: number, random: number): number {
  const wanted = fault.facts.retryAfterSeconds;
  if (wanted !== undefined) return Math.min(wanted * 1000, 5 * longestDelay) + random * 250;
  const grown = Math.min(longestDelay, firstDelay * 2 ** (attempt - 1));
  return grown / 2 + (random * grown) / 2;
}

/** Seconds, or an HTTP date. Undefined where the header is missing or unreadable. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
