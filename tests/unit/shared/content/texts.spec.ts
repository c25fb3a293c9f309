import { describe, expect, it } from 'vitest';

import { errorTexts } from '../../../../src-shared/content/error-texts.ts';
import { looksSecret } from '../../../../src-shared/content/looks-secret.ts';

describe('error texts of a runtime artifact', () => {
  it('are found at any depth, once each', () => {
    const body = JSON.stringify({
      message: { messageId: 'X', parameter: ['First cause', ' '] },
      childMessageInstances: [
        { message: { parameter: ['Second cause'] }, childMessageInstances: [{ parameter: ['First cause'] }] },
      ],
    });
    expect(errorTexts(body)).toEqual(['First cause', 'Second cause']);
  });

  it('are the raw text where it is no JSON or holds no parameter', () => {
    expect(errorTexts(' Bundle not started ')).toEqual(['Bundle not started']);
    expect(errorTexts('{"half":')).toEqual(['{"half":']);
    expect(errorTexts('{"code":7}')).toEqual(['{"code":7}']);
    expect(errorTexts('')).toEqual([]);
  });

  it('survive nesting without end', () => {
    const body = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    expect(errorTexts(body)).toHaveLength(1);
  });
});

describe('parameters that look secret', () => {
  it.each(['Password', 'sftp_pwd', 'Receiver API-Key', 'ClientSecret', 'auth token', 'Private Key'])(
    '%s does',
    (key) => {
      expect(looksSecret(key, 'xsd:string')).toBe(true);
    },
  );

  it.each([
    'Address',
    'Token URL',
    'private_key_alias',
    'Password Alias',
    'Keyboard',
    'token_timeout',
    'ClientSecretName',
  ])('%s does not', (key) => {
    expect(looksSecret(key, 'xsd:string')).toBe(false);
  });

  it('whatever its name does where its type says so', () => {
    expect(looksSecret('Value', 'custom:password')).toBe(true);
  });
});
