import { contentBodies } from '../probes/content-bodies.ts';
import { contentQuirks } from '../probes/content-quirks.ts';
import { csrf } from '../probes/csrf.ts';
import { messageBodies } from '../probes/message-bodies.ts';
import { messageFilters } from '../probes/message-filters.ts';
import { messageHeaders } from '../probes/message-headers.ts';
import type { Probe } from '../probes/probe.ts';
import { protocol } from '../probes/protocol.ts';
import { rates } from '../probes/rates.ts';
import { roles } from '../probes/roles.ts';
import { security } from '../probes/security.ts';
import { service } from '../probes/service.ts';
import { stores } from '../probes/stores.ts';
import { tokens } from '../probes/tokens.ts';
import type { Mutation } from './mutating-proxy.ts';
import {
  entities,
  envelope,
  errorBody,
  ignored,
  status,
  text,
  withoutProperty,
  withValue,
} from './mutations.ts';

export interface Fault {
  readonly fault: string;
  readonly mutation: Mutation;
  readonly caughtBy: Probe;
}

const LOG = 'MessageProcessingLog';
const PACKAGE = 'IntegrationPackage';
const packages = contentBodies['packages'] ?? service.serviceDocument;

/** Deliberate faults of a server, each with the probe that has to notice it. */
export const faults: readonly Fault[] = [
  {
    fault: 'a number as __count',
    mutation: envelope((d) => {
      if ('__count' in d) d['__count'] = Number(d['__count']);
    }),
    caughtBy: protocol.inlineCount,
  },
  {
    fault: 'a __count nobody asked for',
    mutation: envelope((d) => (d['__count'] = '7')),
    caughtBy: protocol.inlineCount,
  },
  {
    fault: 'a count off by one',
    mutation: text(/\/\$count/, (body) => `${Number(body) + 1}`),
    caughtBy: protocol.plainCount,
  },
  { fault: 'a missing property', mutation: withoutProperty(LOG, 'Status'), caughtBy: messageBodies.logs },
  {
    fault: 'an unknown property',
    mutation: entities(LOG, (log) => (log['Priority'] = 'HIGH')),
    caughtBy: messageBodies.logs,
  },
  { fault: 'a null key', mutation: withValue(LOG, 'MessageGuid', () => null), caughtBy: messageBodies.logs },
  {
    fault: 'an empty object for a complex value',
    mutation: withValue(LOG, 'IntegrationArtifact', () => ({})),
    caughtBy: messageBodies.logs,
  },
  {
    fault: 'a date as ISO text',
    mutation: withValue(LOG, 'LogStart', () => '2026-11-23T10:00:00.000'),
    caughtBy: messageBodies.logs,
  },
  {
    fault: 'a date as a number',
    mutation: withValue(LOG, 'LogStart', () => 1_795_000_000_000),
    caughtBy: messageBodies.logs,
  },
  {
    fault: 'an archiving flag as a boolean',
    mutation: withValue(LOG, 'ArchivingLogAttachments', () => false),
    caughtBy: messageBodies.logs,
  },
  {
    fault: 'an Int64 as a number',
    mutation: withValue(LOG, 'LastChangeTime', Number),
    caughtBy: messageBodies.logs,
  },
  {
    fault: 'an Int64 as a number in a list below a message',
    mutation: withValue('MessageProcessingLogAttachment', 'PayloadSize', Number),
    caughtBy: messageBodies.attachments,
  },
  {
    fault: 'epoch text as a number',
    mutation: withValue(PACKAGE, 'CreationDate', Number),
    caughtBy: packages,
  },
  {
    fault: 'a missing __metadata',
    mutation: withoutProperty(LOG, '__metadata'),
    caughtBy: messageBodies.logs,
  },
  {
    fault: 'a media entity without media_src',
    mutation: withValue(PACKAGE, '__metadata', (before) => ({ ...(before as object), media_src: undefined })),
    caughtBy: packages,
  },
  {
    fault: 'the URI of another entity',
    mutation: text(/MessageProcessingLogs\?\$top=500/, (body) =>
      body.replace(/(MessageProcessingLogs\('A)[^']{4}/, '$1xxxx'),
    ),
    caughtBy: messageBodies.logs,
  },
  {
    fault: 'a navigation without __deferred',
    mutation: withValue(LOG, 'Runs', () => ({})),
    caughtBy: protocol.deferred,
  },
  {
    fault: 'URIs without a port',
    mutation: text(/MessageProcessingLogs/, (body) => body.replace(/(http:\/\/127\.0\.0\.1):\d+/g, '$1')),
    caughtBy: protocol.ports,
  },
  {
    fault: 'no __next after 1,000 rows',
    mutation: envelope((d) => Reflect.deleteProperty(d, '__next')),
    caughtBy: protocol.next,
  },
  {
    fault: '__next without $skiptoken',
    mutation: envelope((d) => {
      if (typeof d['__next'] === 'string') d['__next'] = d['__next'].replace(/(?:\$|%24)skiptoken/, '$skip');
    }),
    caughtBy: protocol.next,
  },
  {
    fault: '__next that repeats the first page',
    mutation: ignored(/&(?:\$|%24)skiptoken=\d+/),
    caughtBy: protocol.next,
  },
  { fault: '$top ignored', mutation: ignored(/\$top=7/), caughtBy: protocol.topBelowThePage },
  { fault: '$skip ignored', mutation: ignored(/&\$skip=\d+/), caughtBy: protocol.skip },
  { fault: '$select ignored', mutation: ignored(/&\$select=[^&]*/), caughtBy: protocol.select },
  { fault: '$expand ignored', mutation: ignored(/\?\$expand=[^&]*/), caughtBy: messageHeaders.expandByKey },
  {
    fault: '$filter ignored',
    mutation: ignored(/%20and%20\(Status.*?\)(?=&|$)/),
    caughtBy: messageFilters.status,
  },
  { fault: 'ne read as eq', mutation: ignored(/%20ne%20/, '%20eq%20'), caughtBy: messageFilters.otherStatus },
  {
    fault: 'le read as lt',
    mutation: ignored(/LogStart%20le%20/, 'LogStart%20lt%20'),
    caughtBy: messageFilters.times,
  },
  {
    fault: '$orderby ignored',
    mutation: ignored(/&\$orderby=[^&]*/),
    caughtBy: messageFilters.orderByStatus,
  },
  {
    fault: 'desc read as ascending',
    mutation: ignored(/%20desc/),
    caughtBy: messageFilters.orderByStatusDescending,
  },
  {
    fault: 'LogEnd while a message is processing',
    mutation: entities(LOG, (log) => (log['LogEnd'] ??= '/Date(1795000000000)/')),
    caughtBy: messageBodies.processing,
  },
  {
    fault: 'filterCustomHeaderProperties ignored',
    mutation: ignored(/filterCustomHeaderProperties=[^&]*/),
    caughtBy: messageHeaders.filterByCustomHeader,
  },
  {
    fault: 'half an attachment',
    mutation: {
      answers: (asked, { body }) =>
        /Attachments\(.*\/\$value$/.test(asked.path)
          ? { body: body.subarray(0, Math.floor(body.length / 2)) }
          : {},
    },
    caughtBy: messageBodies.attachmentContent,
  },
  {
    fault: 'an error information where there is no error',
    mutation: status(404, 200, '{"d":{}}'),
    caughtBy: messageBodies.noErrorInformation,
  },
  {
    fault: '200 instead of 403',
    mutation: status(403, 200, '{"d":{"results":[]}}'),
    caughtBy: roles.nothing,
  },
  { fault: '401 instead of 403', mutation: status(403, 401), caughtBy: roles.payloads },
  { fault: 'a token for a wrong secret', mutation: status(401, 200), caughtBy: tokens.wrongSecret },
  {
    fault: 'expires_in as a string',
    mutation: text(/oauth\/token/, (body) => body.replace(/"expires_in":(\d+)/, '"expires_in":"$1"')),
    caughtBy: tokens.tokenByBody,
  },
  {
    fault: 'a refused write without X-CSRF-Token',
    mutation: { answers: (_, { headers }) => ({ headers: { ...headers, 'x-csrf-token': undefined } }) },
    caughtBy: csrf.csrfRequired,
  },
  {
    fault: 'JSON instead of HTML from the gateway',
    mutation: {
      answers: (asked, { headers }) =>
        asked.authorized
          ? {}
          : {
              headers: { ...headers, 'content-type': 'application/json' },
              body: Buffer.from('{"error":{"code":"Unauthorized"}}'),
            },
    },
    caughtBy: service.gatewayWithoutToken,
  },
  {
    fault: 'a number as error code',
    mutation: errorBody((error) => (error['code'] = '404')),
    caughtBy: service.jsonErrors,
  },
  {
    fault: 'an error text that is no object',
    mutation: errorBody((error) => (error['message'] = 'Not found')),
    caughtBy: service.unknownSet,
  },
  { fault: '500 instead of 501', mutation: status(501, 500), caughtBy: service.notImplemented },
  {
    fault: 'a property missing from $metadata',
    mutation: text(/\$metadata/, (body) => body.replace(/<Property Name="CorrelationId"[^>]*\/>/, '')),
    caughtBy: service.metadataDocument,
  },
  {
    fault: 'a key declared nullable in $metadata',
    mutation: text(/\$metadata/, (body) =>
      body.replace(/(<Property Name="MessageGuid"[^>]*)Nullable="false"/, '$1Nullable="true"'),
    ),
    caughtBy: service.metadataDocument,
  },
  {
    fault: 'a set missing from $metadata',
    mutation: text(/\$metadata/, (body) => body.replace(/<EntitySet Name="WNNodes"[^>]*\/>/, '')),
    caughtBy: service.metadataDocument,
  },
  {
    fault: 'a service document with a set too many',
    mutation: envelope((d) => {
      if (Array.isArray(d['EntitySets'])) d['EntitySets'].push('IntegrationPackages');
    }),
    caughtBy: service.serviceDocument,
  },
  {
    fault: 'a package with a draft that is exported',
    mutation: status(500, 200),
    caughtBy: contentQuirks.draftBreaksExport,
  },
  {
    fault: 'an older version that is still there',
    mutation: ignored(/Version='1\.0\.0'/, "Version='active'"),
    caughtBy: contentQuirks.olderVersions,
  },
  {
    fault: 'a version that is read in one case only',
    mutation: ignored(/Version='ACTIVE'/, "Version='none'"),
    caughtBy: contentQuirks.anyCaseOfActive,
  },
  {
    fault: 'a password that is answered',
    mutation: withValue('UserCredential', 'Password', () => 'Welcome1'),
    caughtBy: security.credentials,
  },
  {
    fault: 'an alias in plain text where its hex is the key',
    mutation: withValue('KeystoreEntry', 'Hexalias', () => 'erp_client'),
    caughtBy: security.keystore,
  },
  { fault: 'overdueonly ignored', mutation: ignored(/overdueonly=true/), caughtBy: stores.overdue },
  {
    fault: 'a running message that has ended by a filter',
    mutation: ignored(/LogEnd%20gt/, 'LogStart%20gt'),
    caughtBy: messageFilters.underWay,
  },
  { fault: 'no 429 at all', mutation: status(429, 200), caughtBy: rates.designTime },
];
