import { guideSectionFor } from '../advice/guide-sections.ts';
import type { ErrorCode } from '../errors.ts';

/** Of the tenant itself, where the cause may yet lie in the connection. */
const ofTenant: ReadonlySet<ErrorCode> = new Set([
  'tenant.rate-limited',
  'tenant.unavailable',
  'tenant.failed',
  'tenant.invalid-json',
  'tenant.empty-answer',
  'tenant.unexpected-shape',
]);

/** Errors of which the doctor may find the cause: credentials, network, and a tenant that does not answer as it should. */
export function isConnectionError(code: ErrorCode): boolean {
  return guideSectionFor(code) !== undefined || ofTenant.has(code);
}
