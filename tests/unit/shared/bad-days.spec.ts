import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { errorCodes } from '../../../src-shared/errors.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** What the product promises to survive; a line that is taken out of the document is missed here. */
const badDays = [
  'Wrong secret',
  'Wrong host',
  'Name not resolved',
  'TLS certificate not trusted',
  'Token endpoint answers HTML',
  'Token expires in the middle of a sync',
  '403 for one area while others work',
  '429',
  '500 then success',
  'Connection cut in the middle of a body',
  'Invalid JSON',
  'Empty answer',
  '30 s silence',
  'Tenant gone offline while browsing',
  'Key ring locked',
  'Settings file corrupt',
  'Library file damaged',
  'Library with another key',
  'Library of a newer version',
  'Disk full',
  'Second start of the app',
  'Killed during a sync',
];

interface Line {
  readonly day: string;
  readonly codes: readonly string[];
  readonly file: string;
  readonly title: string;
}

function lines(): readonly Line[] {
  const document = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
  const [, section = ''] = document.split('## Bad days');
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Bad day'))
    .map((line) => {
      const [day = '', codes = '', test = ''] = line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim());
      const [file = '', ...title] = test.split(': ');
      return {
        day,
        file,
        title: title.join(': '),
        codes: [...codes.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
      };
    });
}

/** Titles of tests in a file: calls of it and test, and of the tables that are handed to each. */
function titles(file: string): string {
  const path = join(root, file);
  if (!existsSync(path)) return '';
  const source = readFileSync(path, 'utf8');
  const found = source.matchAll(/(?:\b(?:it|test)\(|\bday: |^\s*\[)\s*'([^']+)'/gm);
  return [...found].map(([, title = '']) => `${title}\n`).join('');
}

describe('the list of bad days', () => {
  it('has every one of them, once', () => {
    expect(lines().map(({ day }) => day)).toEqual(badDays);
  });

  it.each(lines())('has a test for: $day', ({ file, title }) => {
    expect(title).not.toBe('');
    expect(
      titles(file)
        .split('\n')
        .some((one) => one.startsWith(title)),
    ).toBe(true);
  });

  it('names codes that exist, or none where nothing fails', () => {
    for (const { codes } of lines()) for (const code of codes) expect(errorCodes).toContain(code);
    expect(lines().filter(({ codes }) => codes.length === 0)).toHaveLength(4);
  });
});
