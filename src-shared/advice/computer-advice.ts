import type { ErrorCode, ErrorFacts } from '../errors.ts';
import { type AdviceText, fileOf } from './advice-text.ts';

/** This computer: the app itself, secrets, settings, the library, the disk. */
export const computerAdvice = {
  internal: {
    show: 'toast',
    severity: 'error',
    title: 'A fault in Tenant Atlas',
    text: (facts) =>
      facts.reference === undefined
        ? 'This did not work because of a fault in the program.'
        : `This did not work because of a fault in the program. The log has it as ${facts.reference}.`,
    next: 'Try again. If it stays, report it with the log.',
    action: 'show-log',
  },
  'input.invalid': {
    show: 'field',
    severity: 'error',
    title: 'This value cannot be used',
    text: 'A value is missing or has a form that does not work.',
    next: 'Correct it and try again.',
  },
  'request.cancelled': {
    show: 'quiet',
    severity: 'info',
    title: 'Cancelled',
    text: 'It was cancelled before it was done. What was loaded until then is kept.',
    next: 'Start it again when you need it.',
    action: 'retry',
  },
  'secrets.unavailable': {
    show: 'banner',
    severity: 'warning',
    title: 'Secrets are kept until you close the app',
    text: 'This computer offers no encrypted place for secrets, so none is written to disk.',
    next: 'Set up a key ring such as GNOME Keyring or KWallet, or enter the secrets again after each start.',
  },
  'secrets.locked': {
    show: 'banner',
    severity: 'warning',
    title: 'The key ring is locked',
    text: 'The secrets on this computer cannot be opened now. What you enter meanwhile is kept until you close the app.',
    next: 'Unlock the key ring, then try again.',
    action: 'unlock-key-ring',
  },
  'secrets.undecryptable': {
    show: 'panel',
    severity: 'warning',
    title: 'The secret cannot be read any more',
    text: 'It was written with another key ring or by another user of this computer.',
    next: 'Enter the client_secret again, or paste the service key.',
    action: 'enter-secret',
  },
  'settings.corrupt': {
    show: 'banner',
    severity: 'warning',
    title: 'A settings file could not be read',
    text: (facts) =>
      `${fileOf(facts)} was damaged. It was set aside under a new name and nothing in it was changed.`,
    next: (facts) =>
      `Set up what is missing again, or repair the file and put it back${oldNameOf(facts)} while the app is closed.`,
  },
  'settings.restored': {
    show: 'banner',
    severity: 'warning',
    title: 'A settings file was taken from its copy',
    text: (facts) => `${fileOf(facts)} was damaged or missing. The last good copy is in use.`,
    next: 'Look whether your last change is there, and make it again if it is not.',
  },
  'library.damaged': {
    show: 'banner',
    severity: 'error',
    title: 'The library of this connection was damaged',
    text: (facts) =>
      `${fileOf(facts)} was set aside under a new name, what was readable in it is saved, and a new library is filled from the tenant.`,
    next: 'Keep the old file if you need what the tenant has already forgotten, such as old messages.',
    action: 'retry',
  },
  'library.wrong-key': {
    show: 'panel',
    severity: 'error',
    title: 'The library was written with another key',
    text: 'It belongs to another user of this computer or to another key ring. It stays closed and is not changed.',
    next: 'Open the key ring it was written with. If there is none, set the library aside and start a new one; nothing in it is deleted.',
    action: 'set-library-aside',
  },
  'library.key-missing': {
    show: 'panel',
    severity: 'error',
    title: 'The key of the library is missing',
    text: 'The file secrets.json of this computer no longer has it. The library stays closed and is not changed.',
    next: 'Put back a copy of secrets.json while the app is closed. If there is none, set the library aside and start a new one; nothing in it is deleted.',
    action: 'set-library-aside',
  },
  'library.unclaimed': {
    show: 'banner',
    severity: 'warning',
    title: 'A library belongs to no connection',
    text: (facts) =>
      `${fileOf(facts)} was filled by a connection that is no longer in the list. It is kept as it is.`,
    next: 'Add the connection again with its service key: it then opens this library.',
  },
  'library.locked': {
    show: 'panel',
    severity: 'warning',
    title: 'The library is locked',
    text: 'Its key is with the secrets of this computer, which are locked now. The library stays closed and is not changed.',
    next: 'Unlock the key ring or enter the passphrase, then try again.',
    action: 'unlock-key-ring',
  },
  'library.newer': {
    show: 'panel',
    severity: 'error',
    title: 'The library is of a newer version',
    text: 'A newer version of Tenant Atlas wrote it. It stays closed and is not changed.',
    next: 'Install the newer version again.',
  },
  'library.emptied': {
    show: 'banner',
    severity: 'warning',
    title: 'The library of this connection is empty again',
    text: 'It was kept in memory only, and the process that held it ended unexpectedly. What was read from the tenant is gone from this computer.',
    next: 'Refresh a list to read it again. Messages that the tenant has forgotten meanwhile do not come back.',
    action: 'retry',
  },
  'library.crashed': {
    show: 'banner',
    severity: 'error',
    title: 'The library stopped',
    text: 'The process that reads the library ended unexpectedly. What was confirmed before is on disk.',
    next: 'Try again. If it stays, start Tenant Atlas anew.',
    action: 'retry',
  },
  'library.failed': {
    show: 'panel',
    severity: 'error',
    title: 'The library could not answer',
    text: 'A query of the local library failed. Nothing in it was changed.',
    next: 'Try again. If it stays, report it with the log.',
    action: 'retry',
  },
  'disk.full': {
    show: 'banner',
    severity: 'error',
    title: 'The disk is full',
    text: 'There is no room left to write. What was confirmed before is kept.',
    next: 'Free some space, then try again.',
    action: 'retry',
  },
  'disk.write-failed': {
    show: 'panel',
    severity: 'error',
    title: 'The file could not be written',
    text: (facts) => `${fileOf(facts)} could not be written. The folder may be missing or protected.`,
    next: 'Choose another folder, or check its permissions.',
    action: 'retry',
  },
  'disk.folder-gone': {
    show: 'panel',
    severity: 'error',
    title: 'The folder is gone',
    text: (facts) =>
      `${facts.file ?? 'The folder'} is not there any more. What came home is kept in the library.`,
    next: 'Connect the drive it is on and resume, or choose another folder.',
  },
  'disk.file-exists': {
    show: 'panel',
    severity: 'warning',
    title: 'Something of that name is there already',
    text: (facts) => `${fileOf(facts)} was there and is something else. It was left as it is.`,
    next: 'Resume, and say whether it may be replaced.',
  },
} satisfies Partial<Record<ErrorCode, AdviceText>>;

/** Of a settings file that was set aside: it is found under this name alone. */
function oldNameOf({ file }: ErrorFacts): string {
  const name = /([^\\/]+)\.set-aside-[^\\/]*\.json$/.exec(file ?? '')?.[1];
  return name === undefined ? '' : ` as ${name}.json`;
}
