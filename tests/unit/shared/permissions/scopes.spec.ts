import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rolePermissions } from '../../../../src-shared/permissions/role-permissions.ts';
import { roles } from '../../../../src-shared/permissions/roles.ts';
import { readScopes } from '../../../../src-shared/permissions/scopes.ts';

const names = (scopes: readonly string[]) => readScopes(scopes).roles.map(({ name }) => name);
const someRoles = fc.uniqueArray(fc.constantFrom(...roles.map(({ name }) => name)), { maxLength: 12 });

describe('readScopes', () => {
  it.each([
    ['the application before the role', ['it!b410603.MonitoringDataRead']],
    ['subaccount and application before it', ['nordwind!t12|it!b410603.MonitoringDataRead']],
    ['the placeholder of a descriptor', ['$XSAPPNAME.MonitoringDataRead']],
    ['the role alone', ['MonitoringDataRead']],
    ['another case', ['it!b1.monitoringdataread']],
    ['its permissions', ['it!b1.IntegrationOperationServer.read', 'it!b1.NodeManager.read']],
    ['its permissions alone', ['NodeManager.read', 'IntegrationOperationServer.read']],
  ])('reads a role from %s', (_how, scopes) => {
    expect(readScopes(scopes)).toMatchObject({ roles: [{ name: 'MonitoringDataRead' }], unmatched: [] });
  });

  it('takes a bundle with a dot for the one with an underscore', () => {
    expect(names(['it!b1.AuthGroup.ReadOnly'])).toEqual(['AuthGroup_ReadOnly']);
  });

  it('grants nothing for a part of the permissions', () => {
    expect(names(['it!b1.IntegrationOperationServer.read'])).toEqual([]);
  });

  it('keeps what it does not know as it is spelled', () => {
    const { unmatched } = readScopes(['uaa.resource', 'it!b1.Something.New', 'it!b1.MonitoringDataRead']);
    expect(unmatched).toEqual(['uaa.resource', 'it!b1.Something.New']);
  });

  it.each([
    ['no scopes', [], false],
    ['none that is understood', ['it!b1.Something.New'], false],
    ['nothing but the general one', ['uaa.resource'], true],
    ['a role', ['MonitoringDataRead', 'it!b1.Something.New'], true],
  ])('says whether a missing role means something: %s', (_what, scopes, isConclusive) => {
    expect(readScopes(scopes).isConclusive).toBe(isConclusive);
  });

  it('finds exactly the roles that were spelled out, in any order', () => {
    fc.assert(
      fc.property(someRoles, fc.constantFrom('', 'it!b7.', 'a-b!t1|it!b7.'), (granted, prefix) => {
        expect(names(granted.map((name) => `${prefix}${name}`)).sort()).toEqual([...granted].sort());
      }),
    );
  });

  it('finds at least the roles whose permissions are there', () => {
    fc.assert(
      fc.property(someRoles, (granted) => {
        const withParts = granted.filter((name) => rolePermissions[name]);
        const found = names(withParts.flatMap((name) => rolePermissions[name] ?? []));
        expect(withParts.filter((name) => !found.includes(name))).toEqual([]);
      }),
    );
  });
});
