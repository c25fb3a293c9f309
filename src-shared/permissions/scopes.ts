import { rolePermissions } from './role-permissions.ts';
import { roles } from './roles.ts';

export interface GrantedRole {
  readonly name: string;
  /** The scopes of the token that say so, as the token spells them. */
  readonly scopes: readonly string[];
}

export interface ScopeReading {
  readonly roles: readonly GrantedRole[];
  /** Scopes that say nothing known here, as the token spells them. */
  readonly unmatched: readonly string[];
  /** False where the token has no scopes, or none that is understood: then a missing scope proves nothing. */
  readonly isConclusive: boolean;
}

/** Of the authorization server itself; every client has them. */
const general = /^(?:uaa\.|openid$)/;
/** `it!b410603.`, `tenant!t1|it!b2.`, `$XSAPPNAME.`: differs between tenants (catalogue 1.4). */
const prefix = /^(?:[^.]*![a-z]?\d+(?:\|[^.]*)?|\$XSAPPNAME)\./i;

/**
 * Reads the roles out of a token's scopes, in any of the spellings seen: the role with the name of the application before it,
 * the role alone, or the permissions that the role consists of. Case, `.` and `_` do not matter.
 */
export function readScopes(scopes: readonly string[]): ScopeReading {
  const spelled = new Map<string, string[]>();
  for (const scope of new Set(scopes)) {
    const key = keyOf(scope.replace(prefix, ''));
    spelled.set(key, [...(spelled.get(key) ?? []), scope]);
  }
  const granted = roles.flatMap(({ name }): readonly GrantedRole[] => {
    const own = spelled.get(keyOf(name));
    const parts = (rolePermissions[name] ?? []).map((permission) => spelled.get(keyOf(permission)));
    const whole = parts.length > 0 && parts.every((found) => found !== undefined) ? parts.flat() : undefined;
    const found = own ?? whole;
    return found ? [{ name, scopes: found }] : [];
  });
  const unmatched = [...spelled].flatMap(([key, found]) => (known.has(key) ? [] : found));
  const isConclusive =
    scopes.length > 0 && (granted.length > 0 || unmatched.every((scope) => general.test(scope)));
  return { roles: granted, unmatched, isConclusive };
}

function keyOf(name: string): string {
  return name.replace(/[._]/g, '').toLowerCase();
}

const known: ReadonlySet<string> = new Set(
  [...roles.map(({ name }) => name), ...Object.values(rolePermissions).flat()].map(keyOf),
);
