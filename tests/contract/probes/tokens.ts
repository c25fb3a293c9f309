import { checkContentType, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameText } from '../checks/finding.ts';
import type { Answer } from '../reader/answer.ts';
import { isObject, textOf } from '../reader/answer.ts';
import type { Reader } from '../reader/reader.ts';
import { claimsOf, requestToken } from '../reader/token.ts';
import { inTurn, probe } from './probe.ts';

const SHORTEST_S = 3600;
const LONGEST_S = 86_400;

function checkToken(answer: Answer): readonly Finding[] {
  const body = isObject(answer.json) ? answer.json : {};
  const lifetime = body['expires_in'];
  return [
    ...checkStatus(answer, 200),
    ...checkContentType(answer, /^application\/json/),
    ...expecting(typeof body['access_token'] === 'string', answer.request, 'access_token', Object.keys(body)),
    ...sameText(`${answer.request} token_type`, 'bearer', textOf(body['token_type']).toLowerCase()),
    ...expecting(
      typeof lifetime === 'number' &&
        Number.isInteger(lifetime) &&
        lifetime >= SHORTEST_S - 1 &&
        lifetime <= LONGEST_S,
      `${answer.request} expires_in`,
      'whole seconds, an hour to a day',
      lifetime,
    ),
    ...expecting(typeof body['scope'] === 'string', `${answer.request} scope`, 'a string', body['scope']),
    ...expecting(typeof body['jti'] === 'string', `${answer.request} jti`, 'a string', body['jti']),
  ];
}

async function scopesOf(reader: Reader): Promise<readonly string[]> {
  const scope = claimsOf(await reader.token())?.['scope'];
  return Array.isArray(scope) ? scope.filter((each) => typeof each === 'string') : [];
}

export const tokens = {
  tokenByBody: probe('1.4', 'a token by a form body', async ({ administrator }) =>
    checkToken(await requestToken(administrator.key, 'body')),
  ),

  tokenByQuery: probe('1.4', 'a token by a query', async ({ administrator }) =>
    checkToken(await requestToken(administrator.key, 'query')),
  ),

  wrongSecret: probe(
    '1.4',
    'a wrong secret is answered 401 with error and error_description',
    async ({ administrator }) => {
      const answer = await requestToken({ ...administrator.key, clientsecret: 'wrong' });
      const body = isObject(answer.json) ? answer.json : {};
      return [
        ...checkStatus(answer, 401),
        ...expecting(
          ['unauthorized', 'invalid_client'].includes(textOf(body['error'])),
          answer.request,
          'unauthorized or invalid_client',
          answer.text,
        ),
        ...expecting(
          typeof body['error_description'] === 'string',
          answer.request,
          'error_description',
          answer.text,
        ),
      ];
    },
  ),

  unknownClient: probe('1.4', 'an unknown client is answered 401', async ({ administrator }) =>
    checkStatus(await requestToken({ ...administrator.key, clientid: 'sb-unknown!b1|it!b2' }), 401),
  ),

  otherGrant: probe('1.4', 'another grant type gives no token', async ({ administrator }) =>
    checkStatus(await requestToken(administrator.key, 'body', 'no_such_grant'), 400, 401),
  ),

  claims: probe('1.4', 'the JWT names its client, lists scopes and expires', async (tenant) =>
    inTurn([tenant.administrator, tenant.operator, tenant.reader, tenant.nothing], async (reader) => {
      const claims = claimsOf(await reader.token()) ?? {};
      const [from, to] = [Number(claims['iat']), Number(claims['exp'])];
      return [
        ...sameText(`${reader.name} client_id`, reader.key.clientid, claims['client_id']),
        ...expecting(Array.isArray(claims['scope']), `${reader.name} scope`, 'an array', claims['scope']),
        ...expecting(
          to - from >= SHORTEST_S - 1 && to - from <= LONGEST_S,
          `${reader.name} exp`,
          'an hour to a day',
          to - from,
        ),
      ];
    }),
  ),

  scopes: probe('1.4', 'scopes end in the roles of the client', async (tenant) => {
    const roles = {
      administrator: [
        'WorkspacePackagesRead',
        'MonitoringDataRead',
        'MessagePayloadsRead',
        'AccessAllAccessPoliciesArtifacts',
      ],
      operator: ['WorkspacePackagesRead', 'MonitoringDataRead', 'MessagePayloadsRead'],
      reader: ['WorkspacePackagesRead', 'MonitoringDataRead'],
    };
    const findings = await inTurn(Object.entries(roles), async ([name, expected]) => {
      const scopes = await scopesOf(tenant[name as keyof typeof roles]);
      return expected.flatMap((role) =>
        expecting(
          scopes.some((scope) => scope.endsWith(role)),
          name,
          role,
          scopes,
        ),
      );
    });
    const none = await scopesOf(tenant.nothing);
    return [
      ...findings,
      ...expecting(!none.some((scope) => /Read|Edit|Deploy/.test(scope)), 'nothing', 'no role', none),
    ];
  }),

  serviceKeys: probe('1.3', 'a service key has the shape of the api plan', async (tenant) =>
    [tenant.administrator, tenant.operator, tenant.reader, tenant.nothing].flatMap(({ name, key }) => [
      ...expecting(/\|it!b\d+$/.test(key.clientid), `${name} clientid`, '…|it!b<number>', key.clientid),
      ...expecting(
        key.clientsecret.includes('$') && key.clientsecret.endsWith('='),
        `${name} clientsecret`,
        'a $ and a final =',
        'none',
      ),
      ...expecting(key.tokenurl.endsWith('/oauth/token'), `${name} tokenurl`, '…/oauth/token', key.tokenurl),
    ]),
  ),
} as const;
