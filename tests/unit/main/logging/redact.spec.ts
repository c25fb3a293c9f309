import { describe, expect, it } from 'vitest';

import { createRedaction, redact } from '../../../../src-main/logging/redact.ts';

describe('redact', () => {
  it.each([
    ['Authorization: Bearer abc.def-ghi'],
    ['{"authorization":"Basic c2VjcmV0OnNlY3JldA=="}'],
    ['got Bearer abc.def-ghi12345 back'],
    ['client_secret=abc.def-ghi&grant_type=client_credentials'],
    ['"clientsecret": "abc.def-ghi"'],
    ['{"access_token":"abc.def-ghi","expires_in":43199}'],
    ['Set-Cookie: JSESSIONID=abc.def-ghi; Path=/'],
    ['x-csrf-token: abc.def-ghi'],
    ['password=abc.def-ghi'],
    [String.raw`body: "{\"oauth\":{\"clientsecret\":\"abc.def-ghi\"}}"`],
    ['{"password":"begin,abc.def-ghi, end"}'],
    [`{ clientSecret: 'begin,abc.def-ghi' }`],
    ['Proxy-Authorization: Basic abc.def-ghi='],
  ])('removes the secret of %s', (text) => {
    const result = redact(text);
    expect(result).not.toMatch(/abc\.def-ghi|c2VjcmV0/);
    expect(result).toContain('[removed]');
  });

  it('removes JSON Web Tokens and keys wherever they stand', () => {
    expect(redact('see eyJhbGciOiJI.eyJzdWIiOiIx.c2ln here')).toBe('see [token removed] here');
    expect(redact('-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----')).toBe('[key removed]');
  });

  it('removes a live secret wherever it stands, in plain, encoded for an address, and as Basic', () => {
    const hide = createRedaction();
    hide.learn('pa$s|word!x');
    const basic = Buffer.from('sb-client!b1|it:pa$s|word!x').toString('base64');
    hide.learn('short');
    for (const text of ['sb-client:pa$s|word!x', encodeURIComponent('pa$s|word!x'), `sent ${basic}`]) {
      expect(hide.redact(`before ${text} after`)).not.toMatch(/pa(\$|%24)s|cGEkc3/);
    }
    expect(hide.redact('in short: 12 ms')).toBe('in short: 12 ms');
  });

  it('holds no secret any more once it was told to forget', () => {
    const { learn, forget, redact: redacted } = createRedaction();
    learn('pa$s|word!x');
    expect(redacted('pa$s|word!x')).toBe('[removed]');
    forget();
    expect(redacted('pa$s|word!x')).toBe('pa$s|word!x');
  });

  it('leaves the rest readable', () => {
    const text = 'GET IntegrationPackages 403 in 12 ms, area content';
    expect(redact(text)).toBe(text);
  });
});
