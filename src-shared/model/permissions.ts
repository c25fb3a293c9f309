import type { ErrorData } from '../errors.ts';
import type { CheckedAreaId } from '../permissions/checked-areas.ts';
import type { GrantedRole } from '../permissions/scopes.ts';

export const verdicts = ['allowed', 'missing-role', 'not-licensed', 'not-implemented', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/** What one cheap read told. */
export interface ProbeEvidence {
  /** Entity set that was asked. */
  readonly set: string;
  /** Status of HTTP; undefined where the answer was no usable one. */
  readonly status: number | undefined;
  /** An empty list may also be one whose entries access policies hide. */
  readonly entries: 'some' | 'none' | undefined;
  readonly error: ErrorData | undefined;
}

export interface AreaPermission {
  readonly id: CheckedAreaId;
  readonly verdict: Verdict;
  /** Absent where nobody asked: then the scopes alone tell. */
  readonly probe: ProbeEvidence | undefined;
  /** Scopes of the token that grant the role; none where it is missing. */
  readonly scopes: readonly string[];
}

/** What the key of a connection may do, found out with a new token. */
export interface PermissionReport {
  /** ms since 1970 */
  readonly checkedAt: number;
  /** The client, or the user, whose rights these are. */
  readonly client: string;
  readonly areas: readonly AreaPermission[];
  readonly roles: readonly GrantedRole[];
  /** Scopes nothing here knows, as the token spells them. */
  readonly otherScopes: readonly string[];
}

/** Without a check these are by scope only. */
export interface ForeseenPermissions {
  /** Of the check, ms since 1970. */
  readonly checkedAt: number | undefined;
  readonly areas: readonly AreaPermission[];
}
