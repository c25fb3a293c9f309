import { describe, expect, it } from 'vitest';

import { type DraftFields, draftFindings } from '../../../../src-shared/connections/draft-findings.ts';
import { hasErrors } from '../../../../src-shared/connections/finding.ts';

const draft: DraftFields = {
  name: 'Acme',
  tenantUrl: 'https://acme.it-cpi001.cfapps.eu10.hana.ondemand.com',
  tokenUrl: 'https://acme.authentication.eu10.hana.ondemand.com/oauth/token',
  clientId: 'sb-1!b1|it!b2',
  clientSecret: '11111111-2222-3333-4444-555555555555$abcdefghijklmnop=',
};

function found(change: Partial<DraftFields>): readonly string[] {
  return draftFindings({ ...draft, ...change }).map(({ severity, code }) => `${severity} ${code}`);
}

describe('draftFindings', () => {
  it('finds nothing in a sound draft, with or without a new secret', () => {
    expect(found({})).toEqual([]);
    expect(found({ clientSecret: undefined })).toEqual([]);
  });

  it.each([
    [{ clientSecret: ` ${draft.clientSecret ?? ''}` }, 'error secret.blanks'],
    [{ clientSecret: `${draft.clientSecret ?? ''}\n` }, 'error secret.blanks'],
    [{ clientSecret: '' }, 'error field.required'],
    [{ clientSecret: 'short' }, 'hint secret.odd'],
    [{ clientSecret: draft.clientId }, 'hint secret.odd'],
    [{ clientSecret: '*****************************' }, 'hint secret.odd'],
    [{ clientId: 'sb-1!b1|it-rt-acme!b2' }, 'error client-id.integration-flow'],
    [{ clientId: 'sb-1!b1|it!b2 ' }, 'error client-id.blanks'],
    [{ name: '  ' }, 'error field.required'],
    [{ tokenUrl: draft.tokenUrl.replace('acme', 'other') }, 'hint token-url.other-label'],
  ])('finds in %o: %s', (change, expected) => {
    expect(found(change)).toEqual([expected]);
  });

  it('tells errors from hints', () => {
    expect(hasErrors(draftFindings({ ...draft, clientSecret: 'short' }))).toBe(false);
    expect(hasErrors(draftFindings({ ...draft, clientSecret: '' }))).toBe(true);
  });
});
