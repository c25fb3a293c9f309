import { describe, expect, it } from 'vitest';

import {
  type DestinationFields,
  destinationFindings,
  destinationOf,
  isSameDestination,
} from '../../../../src-shared/connections/secret-destination.ts';
import type { SecretPart } from '../../../../src-shared/model/access.ts';

const client = { tokenUrl: 'https://token.example/oauth/token', clientId: 'c' };
const certificate = { ...client, certificate: 'PEM', certUrl: 'https://cert.example/oauth/token' };
const kept: DestinationFields = {
  tenantUrl: 'https://tenant.example',
  access: { kind: 'client-secret', ...client },
  proxy: { kind: 'explicit', url: 'http://proxy.example:8080', user: 'me' },
  flowKey: { url: 'https://rt.example', tokenUrl: client.tokenUrl, clientId: 'f' },
};
const evil = 'https://evil.example';

describe('the destination of a secret', () => {
  it.each<[SecretPart, Partial<DestinationFields>, Partial<DestinationFields>]>([
    ['clientSecret', {}, { tenantUrl: evil }],
    ['clientSecret', {}, { edge: [{ kind: 'local', id: 'cell', url: evil }] }],
    [
      'password',
      { access: { kind: 'basic', user: 'u' } },
      { access: { kind: 'basic', user: 'u' }, edge: [{ kind: 'local', id: 'cell', url: evil }] },
    ],
    ['clientSecret', {}, { access: { kind: 'neo-oauth', ...client, tokenUrl: evil } }],
    ['clientSecret', {}, { access: { kind: 'client-secret', ...client, clientId: 'x' } }],
    ['clientSecret', {}, { access: { kind: 'client-secret', ...client, tokenUrl: 'http://token.example' } }],
    ['clientSecret', {}, { access: { kind: 'client-secret', ...client, tokenUrl: 'token.example:444' } }],
    ['key', { access: { kind: 'certificate', ...certificate } }, { tenantUrl: evil }],
    [
      'key',
      { access: { kind: 'certificate', ...certificate } },
      { access: { kind: 'certificate', ...certificate, certUrl: evil } },
    ],
    [
      'password',
      { access: { kind: 'basic', user: 'u' } },
      { access: { kind: 'password', user: 'u', ...client } },
    ],
    ['password', { access: { kind: 'basic', user: 'u' } }, { access: { kind: 'basic', user: 'v' } }],
    ['proxyPassword', {}, { proxy: { kind: 'explicit', url: evil, user: 'me' } }],
    ['flowSecret', {}, { flowKey: { url: evil, tokenUrl: client.tokenUrl, clientId: 'f' } }],
    ['flowSecret', {}, { flowKey: { url: 'https://rt.example', tokenUrl: evil, clientId: 'f' } }],
  ])('of %s changes with every host and user it depends on (%#)', (part, own, change) => {
    const fields = { ...kept, ...own };
    const before = destinationOf(part, fields);
    expect(before.hosts).not.toEqual([]);
    expect(isSameDestination(before, destinationOf(part, { ...fields, ...change }))).toBe(false);
    expect(isSameDestination(before, destinationOf(part, fields))).toBe(true);
  });

  it('is the same with a cell that is reached through the tenant, and where a draft leaves its cells out', () => {
    const edge = [{ kind: 'location', id: 'cell' }] as const;
    const own = destinationOf('clientSecret', kept);
    expect(isSameDestination(own, destinationOf('clientSecret', { ...kept, edge }))).toBe(true);
    const local = { ...kept, edge: [{ kind: 'local', id: 'cell', url: 'https://cell.example' }] } as const;
    expect(destinationFindings(local, { ...kept, secrets: {} }, () => true)).toEqual([]);
  });

  it('is the same however an address is typed', () => {
    const typed: DestinationFields = {
      tenantUrl: ' TENANT.example/api/v1/ ',
      access: { kind: 'password', user: 'u', tokenUrl: 'token.example:443', clientId: 'c' },
      proxy: { kind: 'explicit', url: 'proxy.example:8080', user: 'me' },
    };
    for (const part of ['clientSecret', 'proxyPassword'] as const)
      expect(destinationOf(part, typed)).toEqual(destinationOf(part, kept));
  });

  it.each(['', 'no address at all', 'https://'])(
    'is no other one where %o stands for an address',
    (tenantUrl) => {
      const other = destinationOf('clientSecret', { ...kept, tenantUrl });
      expect(isSameDestination(other, destinationOf('clientSecret', kept))).toBe(false);
    },
  );
});

describe('what stands at a field', () => {
  const draft = { ...kept, tenantUrl: evil, secrets: {} };

  it('names both hosts, and asks for nothing that was typed or is not kept', () => {
    expect(destinationFindings(kept, draft, () => true)).toMatchObject([
      {
        field: 'clientSecret',
        severity: 'error',
        text: 'The stored client_secret belongs to tenant.example.',
        remedy: 'Enter it again to use it with evil.example.',
      },
    ]);
    expect(destinationFindings(kept, { ...draft, secrets: { clientSecret: 's' } }, () => true)).toEqual([]);
    expect(destinationFindings(kept, draft, () => false)).toEqual([]);
  });

  it('names the clients where the hosts are the same', () => {
    const other = { ...draft, ...kept, access: { kind: 'client-secret', ...client, clientId: 'x' } } as const;
    expect(destinationFindings(kept, other, () => true)[0]?.text).toBe(
      'The stored client_secret belongs to c.',
    );
  });
});
