import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { say, Stop } from './project.mjs';

/**
 * Chromium's sandbox: off only as root, where it cannot start at all; checked beforehand elsewhere on Linux, because
 * a refused user namespace is a crash without a word.
 * @param {string} executable
 * @returns {readonly string[]} switches for Electron
 */
export function sandboxSwitches(executable) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) {
    say(
      'Running as root: Chromium refuses its sandbox there, so --no-sandbox is used. Prefer a normal user.',
    );
    return ['--no-sandbox'];
  }
  if (!userNamespacesWork() && !hasSetuidHelper(executable)) throw new Stop(remedy(executable));
  return [];
}

function userNamespacesWork() {
  const restriction = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  if (existsSync(restriction) && readFileSync(restriction, 'utf8').trim() === '1') return false;
  const attempt = spawnSync('unshare', ['--user', '--map-root-user', 'true']);
  // Without the program there is nothing to ask; Chromium then decides by itself.
  return attempt.error !== undefined || attempt.status === 0;
}

/** @param {string} executable */
function hasSetuidHelper(executable) {
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (!existsSync(helper)) return false;
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & 0o4000) !== 0;
}

/** @param {string} executable */
export function remedy(executable) {
  const helper = join(dirname(executable), 'chrome-sandbox');
  return [
    'This system refuses user namespaces, so Chromium cannot start its sandbox. Either',
    `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
    'or allow them for this program by an AppArmor profile:',
    `  printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile tenant-atlas "${executable}" flags=(unconfined) {\\n  userns,\\n}\\n' | sudo tee /etc/apparmor.d/tenant-atlas && sudo apparmor_parser -r /etc/apparmor.d/tenant-atlas`,
    'and then run this command again.',
  ].join('\n');
}
