import { checkContentType, checkForbidden, checkStatus } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameText } from '../checks/finding.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import type { Answer } from '../reader/answer.ts';
import { isObject, textOf } from '../reader/answer.ts';
import { keyed } from '../reader/literals.ts';
import type { Reader } from '../reader/reader.ts';
import { claimsOf, requestToken } from '../reader/token.ts';
import { LOGS } from './logs.ts';
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

/** What each client may read: one cheap request per area (catalogue 3.8 and 4). */
async function mayRead(reader: Reader, may: Readonly<Record<string, boolean>>): Promise<readonly Finding[]> {
  return inTurn(Object.entries(may), async ([path, allowed]) => {
    const answer = await reader.get(path);
    return allowed
      ? checkStatus(answer, 200)
      : checkForbidden(answer).map((each) => ({ ...each, at: `${reader.name}: ${each.at}` }));
  });
}

async function scopesOf(reader: Reader): Promise<readonly string[]> {
  const scope = claimsOf(await reader.token())?.['scope'];
  return Array.isArray(scope) ? scope.filter((each) => typeof each === 'string') : [];
}

/** Fetches a CSRF token with its cookies, as documented (catalogue 1.5). */
async function fetchCsrf(reader: Reader): Promise<{ answer: Answer; headers: Record<string, string> }> {
  const answer = await reader.send('', { headers: { 'X-CSRF-Token': 'Fetch' } });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  return {
    answer,
    headers: { 'X-CSRF-Token': answer.headers.get('x-csrf-token') ?? '', Cookie: cookies.join('; ') },
  };
}

const WRITE = {
  method: 'POST',
  path: "DeployIntegrationDesigntimeArtifact?Id='No_Such_Flow'&Version='active'",
} as const;

function demandsCsrf(answer: Answer): boolean {
  return answer.status === 403 && (answer.headers.get('x-csrf-token') ?? '').toLowerCase() === 'required';
}

export const access = {
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

  administrator: probe('4', 'the administrator reads every area', ({ administrator }) =>
    mayRead(administrator, {
      'IntegrationPackages?$top=1': true,
      'IntegrationRuntimeArtifacts?$top=1': true,
      'ServiceEndpoints?$top=1': true,
      'MessageProcessingLogs?$top=1': true,
      'AccessPolicies?$top=1': true,
    }),
  ),

  operator: probe('4', 'the operator reads content, runtime and logs, not access policies', ({ operator }) =>
    mayRead(operator, {
      'IntegrationPackages?$top=1': true,
      'IntegrationRuntimeArtifacts?$top=1': true,
      'ServiceEndpoints?$top=1': true,
      'MessageProcessingLogs?$top=1': true,
      'AccessPolicies?$top=1': false,
    }),
  ),

  reader: probe('4', 'the reader reads content, runtime and logs, not policies and stores', ({ reader }) =>
    mayRead(reader, {
      'IntegrationPackages?$top=1': true,
      'IntegrationRuntimeArtifacts?$top=1': true,
      'MessageProcessingLogs?$top=1': true,
      'AccessPolicies?$top=1': false,
      DataStores: false,
    }),
  ),

  nothing: probe('4', 'a client without roles is answered 403 in every area', ({ nothing }) =>
    mayRead(nothing, {
      'IntegrationPackages?$top=1': false,
      "IntegrationPackages('Any')": false,
      'MessageMappingDesigntimeArtifacts?$top=1': false,
      'IntegrationRuntimeArtifacts?$top=1': false,
      'ServiceEndpoints?$top=1': false,
      'MessageProcessingLogs?$top=1': false,
      'MessageProcessingLogs/$count': false,
    }),
  ),

  payloads: probe('4', 'attachments need MessagePayloadsRead', async (tenant) => {
    const id = await firstAttachment(tenant);
    const path = `${keyed('MessageProcessingLogAttachments', id)}/$value`;
    return [
      ...checkForbidden(await tenant.reader.get(path)),
      ...checkStatus(await tenant.operator.get(path), 200),
    ];
  }),

  csrfFetch: probe(
    '1.5',
    'the service root hands out a CSRF token and cookies when asked to',
    async ({ administrator }) => {
      const { answer, headers } = await fetchCsrf(administrator);
      const plain = await administrator.get('');
      return [
        ...expecting(
          (headers['X-CSRF-Token'] ?? '').length >= 16,
          answer.request,
          'X-CSRF-Token',
          headers['X-CSRF-Token'],
        ),
        ...expecting(
          (headers['Cookie'] ?? '').includes('='),
          answer.request,
          'Set-Cookie',
          headers['Cookie'],
        ),
        ...expecting(
          !plain.headers.has('x-csrf-token'),
          plain.request,
          'no token unless asked for',
          plain.headers.get('x-csrf-token'),
        ),
      ];
    },
  ),

  csrfRequired: probe(
    '1.5',
    'a write without a CSRF token is answered 403 with X-CSRF-Token: Required',
    async ({ administrator }) => {
      const without = await administrator.send(WRITE.path, { method: WRITE.method });
      const wrong = await administrator.send(WRITE.path, {
        method: WRITE.method,
        headers: { 'X-CSRF-Token': 'invented' },
      });
      const { headers } = await fetchCsrf(administrator);
      const right = await administrator.send(WRITE.path, { method: WRITE.method, headers });
      const withoutCookie = await administrator.send(WRITE.path, {
        method: WRITE.method,
        headers: { 'X-CSRF-Token': headers['X-CSRF-Token'] ?? '' },
      });
      return [
        ...[without, wrong, withoutCookie].flatMap((answer) =>
          expecting(
            demandsCsrf(answer),
            answer.request,
            '403, X-CSRF-Token: Required',
            `${answer.status} ${answer.text}`,
          ),
        ),
        ...expecting(
          !demandsCsrf(right),
          right.request,
          'past the CSRF check',
          `${right.status} ${right.text}`,
        ),
      ];
    },
  ),

  writesByRole: probe(
    '4',
    'a write without its role is answered 403 in spite of a CSRF token',
    async ({ reader }) => {
      const { headers } = await fetchCsrf(reader);
      const answer = await reader.send(WRITE.path, { method: WRITE.method, headers });
      return [
        ...checkForbidden(answer),
        ...expecting(!demandsCsrf(answer), answer.request, '403 for the role', 'X-CSRF-Token: Required'),
      ];
    },
  ),

  notImplementedWrites: probe(
    '2.2',
    'PUT of value mappings and access policies: 501',
    async ({ administrator }) => {
      const { headers } = await fetchCsrf(administrator);
      return inTurn(
        ["ValueMappingDesigntimeArtifacts(Id='Any',Version='active')", 'AccessPolicies(101L)'],
        async (path) =>
          checkStatus(await administrator.send(path, { method: 'PUT', headers, body: '{}' }), 501),
      );
    },
  ),
} as const;

async function firstAttachment({ administrator }: Tenant): Promise<string> {
  const logs = await administrator.rows(`${LOGS}?$filter=Status%20eq%20'FAILED'&$top=30`);
  for (const log of logs) {
    const rows = await administrator.rows(`${keyed(LOGS, textOf(log['MessageGuid']))}/Attachments`);
    if (rows[0] !== undefined) return textOf(rows[0]['Id']);
  }
  throw new Error('No failed message has an attachment');
}
