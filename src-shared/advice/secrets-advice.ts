import type { ErrorCode } from '../errors.ts';
import { type AdviceText, fileOf } from './advice-text.ts';

/** Stored secrets: whom they are for, and what is encrypted with a passphrase. */
export const secretsAdvice = {
  'secrets.other-destination': {
    show: 'panel',
    severity: 'error',
    title: 'The stored secret belongs to another host',
    text: (facts) =>
      `It was entered for ${facts.ownHost ?? 'another host or client'}, but this connection now names ${facts.host ?? 'something else'}. It was not sent.`,
    next: 'Check the addresses of the connection. If they are right, enter the secret again.',
    action: 'enter-secret',
  },
  'secrets.passphrase-wrong': {
    show: 'field',
    severity: 'error',
    title: 'The passphrase is wrong',
    text: 'It does not open what is encrypted here. Capital letters and the keyboard layout count.',
    next: 'Enter it again. A forgotten passphrase cannot be recovered.',
  },
  'secrets.wait': {
    show: 'field',
    severity: 'warning',
    title: 'Too many wrong passphrases',
    text: (facts) => `The next one is tried in ${secondsOf(facts.retryAfterSeconds ?? 1)}.`,
    next: 'Wait, then enter the passphrase again.',
  },
  'secrets.vault-locked': {
    show: 'panel',
    severity: 'warning',
    title: 'The secrets are locked',
    text: 'They are protected by a passphrase, which has to be entered first.',
    next: 'Unlock them, then try again.',
    action: 'unlock-key-ring',
  },
  'secrets.damaged': {
    show: 'panel',
    severity: 'error',
    title: 'What is encrypted here was damaged or changed',
    text: (facts) =>
      `${fileOf(facts)} holds something that no longer fits what was encrypted, so it is not used. Nothing in it was changed.`,
    next: 'Put back a good copy of the file, or enter the secrets again.',
  },
  'secrets.newer': {
    show: 'panel',
    severity: 'error',
    title: 'This was encrypted by a newer version',
    text: 'A newer version of Tenant Atlas encrypted it in a way that is not known here. Nothing in it was changed.',
    next: 'Install the newer version.',
  },
} satisfies Partial<Record<ErrorCode, AdviceText>>;

function secondsOf(seconds: number): string {
  return seconds === 1 ? 'one second' : `${seconds} seconds`;
}
