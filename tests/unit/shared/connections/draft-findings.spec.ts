import { describe, expect, it } from 'vitest';

import { type DraftFields, draftFindings } from '../../../../src-shared/connections/draft-findings.ts';
import { hasErrors } from '../../../../src-shared/connections/finding.ts';

const secret = '11111111-2222-3333-4444-555555555555$abcdefghijklmnop=';
const client = 'sb-1!b1|it!b2';
const token = 'https://acme.authentication.eu10.hana.ondemand.com/oauth/token';

const draft: DraftFields = {
  name: 'Acme',
  tenantUrl: 'https://acme.it-cpi001.cfapps.eu10.hana.ondemand.com',
  access: {
    kind: 'client-secret',
    tokenUrl: token,
    clientId: client,
  },
  secrets: { clientSecret: secret },
};

function found(change: Partial<DraftFields>): readonly string[] {
  return draftFindings({ ...draft, ...change }).map(({ severity, code }) => `${severity} ${code}`);
}

function ofSecret(clientSecret: string): Partial<DraftFields> {
  return { secrets: { clientSecret } };
}

function ofClient(change: { readonly clientId?: string; readonly tokenUrl?: string }): Partial<DraftFields> {
  return { access: { kind: 'client-secret', clientId: client, tokenUrl: token, ...change } };
}

describe('draftFindings', () => {
  it('finds nothing in a sound draft, with or without a new secret', () => {
    expect(found({})).toEqual([]);
    expect(found({ secrets: {} })).toEqual([]);
  });

  it.each([
    [ofSecret(` ${secret}`), 'error secret.blanks'],
    [ofSecret(`${secret}\n`), 'error secret.blanks'],
    [ofSecret(''), 'error field.required'],
    [ofSecret('short'), 'hint secret.odd'],
    [ofSecret(client), 'hint secret.odd'],
    [ofSecret('*****************************'), 'hint secret.odd'],
    [ofClient({ clientId: 'sb-1!b1|it-rt-acme!b2' }), 'error client-id.integration-flow'],
    [ofClient({ clientId: 'sb-1!b1|it!b2 ' }), 'error client-id.blanks'],
    [{ name: '  ' }, 'error field.required'],
    [ofClient({ tokenUrl: token.replace('acme', 'other') }), 'hint token-url.other-label'],
  ])('finds in %o: %s', (change, expected) => {
    expect(found(change)).toEqual([expected]);
  });

  it('tells errors from hints', () => {
    expect(hasErrors(draftFindings({ ...draft, ...ofSecret('short') }))).toBe(false);
    expect(hasErrors(draftFindings({ ...draft, ...ofSecret('') }))).toBe(true);
  });
});
