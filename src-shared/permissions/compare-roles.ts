export interface RoleComparison {
  /** Chosen, and the key does not have them. */
  readonly added: readonly string[];
  /** The key has them, and they are not chosen. */
  readonly givenUp: readonly string[];
}

/** What would change for a key that has these roles now. */
export function compareRoles(chosen: readonly string[], held: readonly string[]): RoleComparison {
  return {
    added: chosen.filter((role) => !held.includes(role)),
    givenUp: held.filter((role) => !chosen.includes(role)),
  };
}
