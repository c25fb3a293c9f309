import type { Session } from 'electron';

/** The one permission a window of text and tables needs: to copy. */
const allowed: readonly string[] = ['clipboard-sanitized-write'];

/** Electron's point 5: requests and checks, both; what is not on the list is denied. */
export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowed.includes(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => allowed.includes(permission));
  session.setDevicePermissionHandler(() => false);
}
