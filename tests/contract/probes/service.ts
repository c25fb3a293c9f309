import { checkContentType, checkError, checkGateway, checkStatus, entitySetsOf } from '../checks/body.ts';
import type { Finding } from '../checks/finding.ts';
import { expecting, sameMembers } from '../checks/finding.ts';
import { checkMetadataDocument } from '../checks/metadata.ts';
import type { Tenant } from '../demo-tenant/tenant.ts';
import { servedSets, setFacts } from '../facts/fact-list.ts';
import { readAnswer } from '../reader/answer.ts';
import { inTurn, probe } from './probe.ts';

/** Sets that fail on a tested tenant with a status of their own (catalogue 2.2, 2.6, 2.7). */
const FAILING: Readonly<Record<string, readonly number[]>> = {
  PgpKeyrings: [404],
  CertificateSigningRequests: [404],
  JmsQueues: [501],
  MessagingMessages: [404, 501],
  "JmsMessages?$filter=Name%20eq%20'q'": [501],
};

/** Declared without any documentation: probing them gives nothing (catalogue 2.2). */
const INTERNAL = [
  'AuditLogs',
  'ExternalLoggingEvents',
  'IntegrationConnections',
  'IntegrationFlows',
  'XiDataStores',
  'XiDataStoreArtifacts',
  'WNNodes',
  'NodeProfiles',
  'Roles',
  'RuntimeSyncInfos',
  'KeyringRuntimeAssignment',
  'PgpKeyEntries',
  'JmsArtifacts',
  'QueueStates',
  'CommunicationProtocolHeaders',
  'ExtendedFieldsConfigs',
  'OAuth2AuthorizationCodes',
  'AccessPolicyRuntimeAssignments',
];

/** Sets that have no list of their own (catalogue 2.3, 2.6). */
const WITHOUT_LIST = [
  'IntegrationDesigntimeArtifacts',
  'ScriptCollectionDesigntimeArtifacts',
  'MessageStoreEntries',
];

function refusals(
  tenant: Tenant,
  sets: readonly string[],
  statuses: readonly number[],
): Promise<readonly Finding[]> {
  return inTurn(sets, async (set) => checkError(await tenant.administrator.get(set), ...statuses));
}

export const service = {
  metadataDocument: probe(
    'appendix A',
    '$metadata declares all sets, types, keys, properties and navigations',
    async (tenant) => {
      const answer = await tenant.administrator.send('$metadata', { headers: { Accept: 'application/xml' } });
      return [
        ...checkStatus(answer, 200),
        ...checkContentType(answer, /^application\/xml/),
        ...checkMetadataDocument(answer.text),
      ];
    },
  ),

  serviceDocument: probe('2.2', 'the service document lists exactly 25 of the 131 sets', async (tenant) => {
    const answer = await tenant.administrator.get('');
    return [
      ...checkStatus(answer, 200),
      ...sameMembers(answer.request, servedSets, entitySetsOf(answer) ?? []),
    ];
  }),

  atomByDefault: probe('2.1', 'the default format is Atom XML, also of errors', async (tenant) => {
    const headers = { Accept: '*/*' };
    const feed = await tenant.administrator.send('MessageProcessingLogs?$top=1', { headers });
    const error = await tenant.administrator.send("MessageProcessingLogs('none')", { headers });
    return [
      ...checkStatus(feed, 200),
      ...checkContentType(feed, /^application\/(?:atom\+)?xml/),
      ...expecting(
        /<feed[\s>]/.test(feed.text) && /<entry[\s>]/.test(feed.text),
        feed.request,
        'a feed',
        feed.text,
      ),
      ...checkStatus(error, 404),
      ...expecting(
        /<error[^>]*><code>Not Found<\/code><message xml:lang="en">/.test(error.text),
        error.request,
        '<error><code>…</code><message xml:lang="en">…',
        error.text,
      ),
    ];
  }),

  jsonByOption: probe('2.1', '$format=json asks for JSON where no header does', async (tenant) => {
    const answer = await tenant.administrator.send('MessageProcessingLogs?$top=1&$format=json', {
      headers: { Accept: '*/*' },
    });
    return [...checkStatus(answer, 200), ...checkContentType(answer, /^application\/json/)];
  }),

  jsonErrors: probe('3.6', 'an error is JSON with the reason phrase as its code', async (tenant) => {
    const answer = await tenant.administrator.get("IntegrationRuntimeArtifacts('No_Such_Flow')");
    return [
      ...checkError(answer, 404),
      ...expecting(
        answer.text.includes('"code":"Not Found"'),
        answer.request,
        '"code":"Not Found"',
        answer.text,
      ),
    ];
  }),

  gatewayWithoutToken: probe('3.6', 'without a token the gateway answers 401 in HTML', async ({ url }) => {
    const response = await fetch(`${url}/api/v1/MessageProcessingLogs`, {
      headers: { Accept: 'application/json' },
    });
    return checkGateway(await readAnswer('GET without token', response), 401);
  }),

  gatewayForeignToken: probe('3.6', 'a token of another tenant is answered 401 in HTML', async ({ url }) => {
    const response = await fetch(`${url}/api/v1/MessageProcessingLogs`, {
      headers: { Accept: 'application/json', Authorization: 'Bearer not-a-token-of-this-tenant' },
    });
    return checkGateway(await readAnswer('GET with a foreign token', response), 401);
  }),

  gatewayUnknownRoute: probe('3.6', 'an unknown route is answered 404 in HTML', async ({ url }) => {
    const response = await fetch(`${url}/itspaces/shell/monitoring`, {
      headers: { Accept: 'application/json' },
    });
    return checkGateway(await readAnswer('GET /itspaces/shell/monitoring', response), 404);
  }),

  unknownSet: probe('3.6', 'a set that is not declared is answered 404', async (tenant) =>
    checkError(await tenant.administrator.get('NoSuchSet'), 404),
  ),

  notImplemented: probe('2.2', 'sets that are declared but not implemented answer 404 or 501', (tenant) =>
    inTurn(Object.entries(FAILING), async ([path, statuses]) =>
      checkError(await tenant.administrator.get(path), ...statuses),
    ),
  ),

  internalSets: probe('2.2', 'undocumented sets answer 404, 501 or 403', (tenant) =>
    refusals(tenant, INTERNAL, [403, 404, 501]),
  ),

  setsWithoutList: probe('2.3, 2.6', 'sets without a top-level list refuse one', (tenant) =>
    refusals(tenant, WITHOUT_LIST, [400, 404, 405, 501]),
  ),

  everySetAnswers: probe(
    '2.2',
    'each of the 131 sets answers a list request with rows or a proper error',
    (tenant) =>
      inTurn([...setFacts.keys()], async (set) => {
        const answer = await tenant.administrator.get(`${set}?$top=1`);
        return answer.status === 200
          ? checkContentType(answer, /^application\/json/)
          : checkError(answer, 400, 403, 404, 405, 501);
      }),
  ),

  servicePlan: probe('2.3', 'MDIDeltaToken is not part of the service plan: 405', async (tenant) =>
    checkError(
      await tenant.administrator.get("MDIDeltaToken(Operation='READ',Entity='x',Version='1.0.0')"),
      405,
    ),
  ),
} as const;
