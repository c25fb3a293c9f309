import { execFile } from 'node:child_process';

const longestWait = 3_000;
const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether an icon in the tray would be seen. On Linux Electron shows it through the desktop's StatusNotifierWatcher and does not say where there
 * is none; so its name is looked for on the session bus. Where nobody can be asked there is none.
 */
export function findTray(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true);
  return new Promise((resolve) => {
    execFile(
      'dbus-send',
      [
        '--session',
        '--print-reply=literal',
        '--dest=org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.NameHasOwner',
        `string:${watcher}`,
      ],
      { timeout: longestWait },
      (fault, answer) => {
        resolve(fault === null && /boolean true/.test(answer));
      },
    );
  });
}
