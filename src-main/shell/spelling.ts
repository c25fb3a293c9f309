import type { Session } from 'electron';

/**
 * Nothing is spelt here. A session that could would ask Google for a dictionary as soon as it exists, each partition of a
 * connection anew, whatever the windows' own preference says.
 */
export function fetchNoDictionaries(session: Session): void {
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
}
