import type { AreaPermission, ProbeEvidence, Verdict } from '../model/permissions.ts';
import type { CheckedArea } from './checked-areas.ts';
import type { ScopeReading } from './scopes.ts';

/** Weighs what is known of one area: an answer of the tenant outranks what the token says. */
export function judge(
  area: CheckedArea,
  probe: ProbeEvidence | undefined,
  reading: ScopeReading,
): AreaPermission {
  const scopes = reading.roles.find(({ name }) => name === area.role)?.scopes ?? [];
  const verdict = probe ? ofProbe(area, probe) : ofScopes(scopes, reading);
  return { id: area.id, verdict, probe, scopes };
}

function ofProbe({ isLicensedApart }: CheckedArea, { status, error }: ProbeEvidence): Verdict {
  if (!error) return 'allowed';
  if (error.code === 'auth.forbidden') return 'missing-role';
  // "Not available as part of your service plan" (catalogue 3.6).
  if (status === 405) return 'not-licensed';
  if (error.code === 'tenant.not-found') return isLicensedApart ? 'not-licensed' : 'not-implemented';
  return error.code === 'tenant.not-implemented' ? 'not-implemented' : 'unknown';
}

function ofScopes(scopes: readonly string[], { isConclusive }: ScopeReading): Verdict {
  if (scopes.length > 0) return 'allowed';
  return isConclusive ? 'missing-role' : 'unknown';
}
