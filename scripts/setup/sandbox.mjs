import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
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
    say('Running as root: Chromium refuses its sandbox there, hence --no-sandbox. Prefer a normal user.');
    return ['--no-sandbox'];
  }
  const works = sandboxWorks({
    hasSetuidHelper: hasSetuidHelper(executable),
    isRestrictedByAppArmor:
      readIfThere('/proc/sys/kernel/apparmor_restrict_unprivileged_userns').trim() === '1',
    hasAppArmorProfile: hasProfile('/etc/apparmor.d', executable),
    mayUnshare: mayUnshare(),
  });
  if (!works) throw new Stop(remedy(executable));
  return [];
}

/**
 * @param {object} system
 * @param {boolean} system.hasSetuidHelper chrome-sandbox belongs to root and has its bit
 * @param {boolean} system.isRestrictedByAppArmor only programs with a profile get user namespaces
 * @param {boolean} system.hasAppArmorProfile there is one for this executable
 * @param {boolean} system.mayUnshare a program of this user got a user namespace just now
 */
export function sandboxWorks({ hasSetuidHelper, isRestrictedByAppArmor, hasAppArmorProfile, mayUnshare }) {
  if (hasSetuidHelper) return true;
  return isRestrictedByAppArmor ? hasAppArmorProfile : mayUnshare;
}

function mayUnshare() {
  const attempt = spawnSync('unshare', ['--user', '--map-root-user', 'true']);
  // Without the program there is nothing to ask; Chromium then decides by itself.
  return attempt.error !== undefined || attempt.status === 0;
}

/** @param {string} executable */
function hasSetuidHelper(executable) {
  const helper = helperOf(executable);
  if (!existsSync(helper)) return false;
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & 0o4000) !== 0;
}

/** Whether a profile names this very executable. @param {string} folder @param {string} executable */
export function hasProfile(folder, executable) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readIfThere(join(folder, entry.name)).includes(`"${executable}"`));
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Absent or not ours to read: it then says nothing.
    return '';
  }
}

/** @param {string} executable */
function helperOf(executable) {
  return join(dirname(executable), 'chrome-sandbox');
}

/** @param {string} executable */
export function remedy(executable) {
  const helper = helperOf(executable);
  return [
    'This system refuses user namespaces, so Chromium cannot start its sandbox. Either give its helper to root:',
    `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
    'or allow them for this program by an AppArmor profile:',
    `  printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile tenant-atlas "${executable}" flags=(unconfined) {\\n  userns,\\n}\\n' | sudo tee /etc/apparmor.d/tenant-atlas && sudo apparmor_parser -r /etc/apparmor.d/tenant-atlas`,
    'then run this command again.',
  ].join('\n');
}
