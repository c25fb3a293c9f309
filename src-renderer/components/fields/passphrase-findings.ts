import { advise } from '../../../src-shared/advice.ts';
import type { ErrorData } from '../../../src-shared/errors.ts';
import { shortestPassphrase } from '../../../src-shared/model/secrets.ts';
import type { FieldFinding } from './field-finding.ts';

/** What main says about a passphrase, at its field. */
export function findingsOf(error: ErrorData | undefined): readonly FieldFinding[] {
  if (error?.code !== 'secrets.passphrase-wrong') return [];
  const { title, text, next } = advise(error);
  return [{ severity: 'error', text: `${title}.`, remedy: `${text} ${next}` }];
}

export function newPassphraseFindings(passphrase: string): readonly FieldFinding[] {
  if (passphrase === '' || passphrase.length >= shortestPassphrase) return [];
  const text = `A passphrase has at least ${shortestPassphrase} characters.`;
  return [
    { severity: 'error', text, remedy: 'Several words in a row are easy to remember and hard to guess.' },
  ];
}

export function repeatFindings(passphrase: string, repeated: string): readonly FieldFinding[] {
  if (repeated === '' || passphrase.startsWith(repeated)) return [];
  return [{ severity: 'error', text: 'This is another passphrase.', remedy: 'Enter the same one twice.' }];
}
