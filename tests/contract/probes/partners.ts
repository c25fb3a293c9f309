import { checkCollection, checkError, checkForbidden } from '../checks/body.ts';
import { expecting, sameMembers, sameText } from '../checks/finding.ts';
import { textOf } from '../reader/answer.ts';
import { literal, query } from '../reader/literals.ts';
import { inTurn, probe, some } from './probe.ts';
import { hex } from './security.ts';

const CREDENTIALS = 'UserCredentialParameters';
const SETS = [
  ['Partners', 'Partner'],
  ['StringParameters', 'StringParameter'],
  ['BinaryParameters', 'BinaryParameter'],
  ['AlternativePartners', 'AlternativePartner'],
  ['AuthorizedUsers', 'AuthorizedUser'],
] as const;

/** The Partner Directory (catalogue 2.8). */
export const partners = {
  directory: probe('2.8', 'partners and what is kept for them, behind a role of its own', async (tenant) =>
    inTurn(SETS, async ([set, type]) => [
      ...checkCollection(type, await tenant.administrator.get(set), { atLeast: 1 }),
      ...checkForbidden(await tenant.operator.get(set)),
    ]),
  ),

  parametersOfPartner: probe(
    '2.8',
    'string parameters take $filter, $top, $skip',
    async ({ administrator }) => {
      const all = await administrator.rows('StringParameters');
      const pid = textOf(some(all, 'string parameters')['Pid']);
      const own = all.filter((row) => row['Pid'] === pid);
      const found = await administrator.rows(
        `StringParameters${query({ $filter: `Pid eq ${literal(pid)}` })}`,
      );
      const second = await administrator.rows('StringParameters?$top=1&$skip=1');
      const idsOf = (rows: typeof all): readonly string[] => rows.map(({ Id }) => textOf(Id));
      return [
        ...expecting(own.length < all.length, 'StringParameters', 'several partners', all),
        ...sameMembers('Pid eq', idsOf(own), idsOf(found)),
        ...expecting(second.length === 1, 'StringParameters?$top=1&$skip=1', 'one row', second.length),
      ];
    },
  ),

  alternativePartners: probe('2.8', 'keys of alternative partners are hex', async ({ administrator }) => {
    const rows = await administrator.rows('AlternativePartners');
    return rows.flatMap((row) => [
      ...sameText('Hexagency', hex(row['Agency']), row['Hexagency']),
      ...sameText('Hexscheme', hex(row['Scheme']), row['Hexscheme']),
      ...sameText('Hexid', hex(row['Id']), row['Hexid']),
    ]);
  }),

  partnerCredentials: probe(
    '2.8',
    'user credentials are read with a filter for one partner',
    async (tenant) => {
      const { administrator } = tenant;
      const pid = textOf(some(await administrator.rows('StringParameters'), 'string parameters')['Pid']);
      const filtered = `${CREDENTIALS}${query({ $filter: `Pid eq ${literal(pid)}` })}`;
      const rows = await administrator.rows(filtered);
      return [
        ...checkError(await administrator.get(CREDENTIALS), 400),
        ...checkCollection('UserCredentialParameter', await administrator.get(filtered), { atLeast: 1 }),
        ...rows.flatMap((row) => expecting(row['Password'] === null, CREDENTIALS, 'no password', row)),
      ];
    },
  ),
} as const;
