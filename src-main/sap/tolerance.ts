import { AppError } from '../../src-shared/errors.ts';

/** Whether a failure concerns one thing alone, so that reading the others goes on. */
export function concernsOneThing(fault: unknown): fault is AppError {
  if (!(fault instanceof AppError)) return false;
  return (
    fault.code === 'auth.forbidden' ||
    fault.code === 'tenant.failed' ||
    fault.code === 'tenant.not-found' ||
    fault.code === 'tenant.not-implemented' ||
    fault.code === 'tenant.bad-request' ||
    fault.code === 'tenant.unexpected-shape'
  );
}

/** Declared sets need not be implemented on every tenant (catalogue 2.2). */
export function isMissingSet(fault: AppError): boolean {
  return fault.code === 'tenant.not-found' || fault.code === 'tenant.not-implemented';
}
