import { checkCollection, checkError, checkSingle, checkStatus } from '../checks/body.ts';
import { expecting, sameMembers, sameText } from '../checks/finding.ts';
import { textOf } from '../reader/answer.ts';
import { keyed, literal, query } from '../reader/literals.ts';
import { inTurn, probe, some } from './probe.ts';

/** What each set keeps for itself (catalogue 2.7). */
const SECRETS = [
  ['UserCredentials', 'UserCredential', 'Password'],
  ['OAuth2ClientCredentials', 'OAuth2ClientCredential', 'ClientSecret'],
  ['SecureParameters', 'SecureParameter', 'SecureParam'],
] as const;

/** Upper-case hex of the UTF-8 bytes of a text (catalogue 2.1). */
export function hex(plain: unknown): string {
  return Buffer.from(textOf(plain), 'utf8').toString('hex').toUpperCase();
}

/** Security content (catalogue 2.7). */
export const security = {
  credentials: probe('2.7', 'credentials are listed without their secrets', async ({ administrator }) =>
    inTurn(SECRETS, async ([set, type, secret]) => {
      const rows = await administrator.rows(set);
      const key = keyed(set, textOf(some(rows, set)['Name']));
      return [
        ...checkCollection(type, await administrator.get(set), { atLeast: 1 }),
        ...checkSingle(type, await administrator.get(key)),
        ...rows.flatMap((row) => expecting(row[secret] === null, `${set} ${secret}`, 'null', row[secret])),
      ];
    }),
  ),

  keystore: probe(
    '2.7',
    'entries of the system keystore, each found by the hex of its alias',
    async ({ administrator }) => {
      const list = 'KeystoreEntries?keystoreName=system';
      const rows = await administrator.rows(list);
      const first = some(rows, 'keystore entries');
      const answer = await administrator.get(
        `${keyed('KeystoreEntries', hex(first['Alias']))}?keystoreName=system`,
      );
      const selected = await administrator.rows(`${list}&$select=Alias`);
      return [
        ...rows.flatMap((row) => sameText(`${list} Hexalias`, hex(row['Alias']), row['Hexalias'])),
        ...checkStatus(answer, 200),
        ...expecting(
          rows.every(({ Type, Owner }) => textOf(Type) !== '' && textOf(Owner) !== ''),
          list,
          'Type and Owner',
          rows,
        ),
        ...expecting(
          selected.every((row) => !('ValidNotAfter' in row)),
          `${list}&$select=Alias`,
          'the alias alone',
          selected,
        ),
      ];
    },
  ),

  policies: probe(
    '2.7',
    'access policies have Int64 keys and are filtered by eq',
    async ({ administrator }) => {
      const rows = await administrator.rows('AccessPolicies');
      const first = some(rows, 'access policies');
      const filter = (text: string): string => `AccessPolicies${query({ $filter: text })}`;
      const byRole = await administrator.rows(filter(`RoleName eq ${literal(textOf(first['RoleName']))}`));
      const key = `AccessPolicies(${textOf(first['Id'])})`;
      return [
        ...checkCollection('AccessPolicy', await administrator.get('AccessPolicies'), { atLeast: 2 }),
        ...checkSingle('AccessPolicy', await administrator.get(key)),
        ...checkSingle('AccessPolicy', await administrator.get(`${key}?$expand=ArtifactReferences`), {
          expanded: ['ArtifactReferences'],
        }),
        ...sameMembers(
          'RoleName eq',
          [textOf(first['Id'])],
          byRole.map(({ Id }) => textOf(Id)),
        ),
        ...checkError(await administrator.get(filter(`Id gt 1L`)), 400, 501),
      ];
    },
  ),
} as const;
