import { AppError } from '../../src-shared/errors.ts';

/**
 * Waits for `pending` only as long as the signal allows; what was started goes on for others. Throws the signal's reason
 * if it is an `AppError`, else `request.cancelled`.
 */
export function untilCancelled<T>(pending: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return pending;
  return new Promise((done, failed) => {
    const stop = () => failed(cancelled(signal));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    pending.then(done, failed).finally(() => signal.removeEventListener('abort', stop));
  });
}

export function cancelled({ reason }: AbortSignal): AppError {
  if (reason instanceof AppError) return reason;
  return new AppError('request.cancelled', 'The request was given up.', {}, { cause: reason });
}
