import { checkCollection, checkSingle } from '../checks/body.ts';
import { expecting, sameMembers, sameText } from '../checks/finding.ts';
import type { JsonObject } from '../reader/answer.ts';
import { isObject, textOf } from '../reader/answer.ts';
import { keyed, literal, query } from '../reader/literals.ts';
import { inTurn, oncePerTenant, probe, some } from './probe.ts';

const ENDPOINTS = 'ServiceEndpoints';

const endpoints = oncePerTenant(({ administrator }) => administrator.rows(ENDPOINTS));

function ids(rows: readonly JsonObject[]): readonly string[] {
  return rows.map(({ Id }) => textOf(Id));
}

export const serviceEndpoints = {
  endpoints: probe('2.4', 'service endpoints, expanded, filtered and counted', async (tenant) => {
    const { administrator } = tenant;
    const rows = await endpoints(tenant);
    const first = some(rows, 'service endpoints');
    const name = textOf(first['Name']);
    const expanded = ['EntryPoints', 'ApiDefinitions'];
    const byName = await administrator.rows(`${ENDPOINTS}${query({ $filter: `Name eq ${literal(name)}` })}`);
    const byProtocol = await administrator.rows(
      `${ENDPOINTS}${query({ $filter: `Protocol eq ${literal(textOf(first['Protocol']))}` })}`,
    );
    const count = await administrator.send(`${ENDPOINTS}/$count`, { headers: { Accept: 'text/plain' } });
    return [
      ...checkCollection('ServiceEndpoint', await administrator.get(`${ENDPOINTS}?$inlinecount=allpages`), {
        counted: true,
        atLeast: 3,
      }),
      ...checkCollection(
        'ServiceEndpoint',
        await administrator.get(`${ENDPOINTS}?$expand=EntryPoints,ApiDefinitions`),
        { expanded, atLeast: 3 },
      ),
      ...sameMembers(`${ENDPOINTS} by Name`, ids(rows.filter(({ Name }) => Name === name)), ids(byName)),
      ...sameMembers(
        `${ENDPOINTS} by Protocol`,
        ids(rows.filter(({ Protocol }) => Protocol === first['Protocol'])),
        ids(byProtocol),
      ),
      ...sameText(count.request, `${rows.length}`, count.text),
    ];
  }),

  endpointPaging: probe('2.4', 'service endpoints take $top, $skip and $select', async (tenant) => {
    const all = ids(await endpoints(tenant));
    const path = `${ENDPOINTS}?$top=2&$skip=1`;
    const selected = ['Id', 'Protocol'];
    return [
      ...sameText(path, all.slice(1, 3).join(), ids(await tenant.administrator.rows(path)).join()),
      ...checkCollection(
        'ServiceEndpoint',
        await tenant.administrator.get(`${ENDPOINTS}?$select=Id,Protocol`),
        {
          selected,
          atLeast: 2,
        },
      ),
    ];
  }),

  endpointIds: probe(
    '2.4',
    'an endpoint id is <flow>$endpointAddress=<path>, its encoded key finds it',
    async (tenant) =>
      inTurn((await endpoints(tenant)).slice(0, 5), async ({ Id, Name }) => {
        const answer = await tenant.administrator.get(keyed(ENDPOINTS, textOf(Id)));
        return [
          ...expecting(
            textOf(Id).startsWith(`${textOf(Name)}$endpointAddress=`),
            textOf(Id),
            `${textOf(Name)}$endpointAddress=…`,
            Id,
          ),
          ...checkSingle('ServiceEndpoint', answer),
          ...checkCollection(
            'EntryPoint',
            await tenant.administrator.get(`${keyed(ENDPOINTS, textOf(Id))}/EntryPoints`),
            { atLeast: 1 },
          ),
          ...checkCollection(
            'Definition',
            await tenant.administrator.get(`${keyed(ENDPOINTS, textOf(Id))}/ApiDefinitions`),
          ),
        ];
      }),
  ),

  entryPoints: probe('2.4', 'an entry point has a type of the catalogue and a URL', async (tenant) => {
    const rows = await tenant.administrator.rows(`${ENDPOINTS}?$expand=EntryPoints`);
    const points = rows.flatMap(({ EntryPoints }) => {
      const results = isObject(EntryPoints) ? EntryPoints['results'] : undefined;
      return Array.isArray(results) ? results.filter(isObject) : [];
    });
    return [
      ...expecting(points.length > 0, ENDPOINTS, 'entry points', 'none'),
      ...points.flatMap(({ Type, Url }) => [
        ...expecting(
          ['DEV', 'TEST', 'PROD', 'SANDBOX'].includes(textOf(Type)),
          textOf(Url),
          'DEV, TEST, PROD or SANDBOX',
          Type,
        ),
        ...expecting(URL.canParse(textOf(Url)), 'Url', 'an absolute URL', Url),
      ]),
    ];
  }),
} as const;
