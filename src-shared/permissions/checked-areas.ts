import type { Area } from '../errors.ts';
import { areaRoles } from './area-roles.ts';

export const checkedAreaIds = [
  'content',
  'runtime',
  'endpoints',
  'messages',
  'stores',
  'variables',
  'broker',
  'queues',
  'credentials',
  'keystore',
  'number-ranges',
  'policies',
  'locks',
  'design-locks',
  'partners',
  'business-documents',
  'log-files',
  'payloads',
  'store-payloads',
  'security-download',
  'hidden',
  'edit',
  'configure',
  'deploy',
  'credentials-edit',
  'security-edit',
  'stores-delete',
  'queues-retry',
] as const;
export type CheckedAreaId = (typeof checkedAreaIds)[number];

/** One cheap read (catalogue 3.8). */
export interface Probe {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly answer: 'list' | 'entity';
  /** Whose rate counts. */
  readonly area: Area;
}

/** Something a key may be allowed to do. Without a probe only the token's scopes tell. */
export interface CheckedArea {
  readonly id: CheckedAreaId;
  readonly name: string;
  /** As in "may read packages and artifacts". */
  readonly what: string;
  readonly role: string;
  readonly probe: Probe | undefined;
  /** A tenant without it answers 404: the service plan does not have it (catalogue 2.6). */
  readonly isLicensedApart: boolean;
}

const first = { $top: '1' };

export const checkedAreas: readonly CheckedArea[] = [
  probed(
    'content',
    'Packages and artifacts',
    areaRoles.content,
    list('IntegrationPackages', 'content', first),
  ),
  probed(
    'runtime',
    'Deployed artifacts',
    areaRoles.runtime,
    list('IntegrationRuntimeArtifacts', 'runtime', first),
  ),
  probed('endpoints', 'Endpoints', areaRoles.endpoints, list('ServiceEndpoints', 'endpoints', first)),
  probed(
    'messages',
    'Messages',
    areaRoles.messages,
    list('MessageProcessingLogs', 'messages', { ...first, $select: 'MessageGuid,AlternateWebLink' }),
  ),
  // Query options are refused by the next ones (catalogue 2.6).
  probed('stores', 'Data stores', areaRoles.stores, list('DataStores', 'stores')),
  probed('variables', 'Variables', 'DataStorePayloadsRead', list('Variables', 'stores')),
  {
    ...probed('broker', 'Message broker', areaRoles.queues, {
      path: "JmsBrokers('Broker1')",
      query: {},
      answer: 'entity',
      area: 'queues',
    }),
    isLicensedApart: true,
  },
  {
    ...probed('queues', 'Message queues', areaRoles.queues, list('Queues', 'queues')),
    isLicensedApart: true,
  },
  probed('credentials', 'Credentials', areaRoles.security, list('UserCredentials', 'security')),
  probed(
    'keystore',
    'Keystore',
    areaRoles.security,
    list('KeystoreEntries', 'security', { keystoreName: 'system', $select: 'Alias' }),
  ),
  probed('number-ranges', 'Number ranges', areaRoles['number-ranges'], list('NumberRanges', 'number-ranges')),
  probed('policies', 'Access policies', 'AccessPoliciesRead', list('AccessPolicies', 'security', first)),
  probed('locks', 'Locks of messages', areaRoles.locks, list('Locks', 'locks')),
  probed(
    'design-locks',
    'Locks of artifacts',
    'WorkspaceArtifactLocksRead',
    list('IntegrationDesigntimeLocks', 'locks'),
  ),
  probed('partners', 'Partner Directory', areaRoles.partners, list('StringParameters', 'partners', first)),
  probed(
    'business-documents',
    'Business documents',
    'B2bInterchangeRead',
    list('BusinessDocuments', 'locks', first),
  ),
  probed('log-files', 'System log files', 'MonitoringDataRead', list('LogFiles', 'locks', first)),
  byScope('payloads', 'Read attachments and payloads', areaRoles.payloads),
  byScope('store-payloads', 'Read the content of data stores', 'DataStorePayloadsRead'),
  byScope('security-download', 'Download keystores and keyrings', 'SecurityMaterialDownload'),
  byScope('hidden', 'See what access policies hide', 'AccessAllAccessPoliciesArtifacts'),
  byScope('edit', 'Change packages and artifacts', 'WorkspacePackagesEdit'),
  byScope('configure', 'Change parameters', 'WorkspacePackagesConfigure'),
  byScope('deploy', 'Deploy artifacts', 'WorkspaceArtifactsDeploy'),
  byScope('credentials-edit', 'Change credentials', 'CredentialsEdit'),
  byScope('security-edit', 'Change security material', 'SecurityMaterialEdit'),
  byScope('stores-delete', 'Delete from stores and queues', 'DataStoresAndQueuesDelete'),
  byScope('queues-retry', 'Retry queued messages', 'QueuesRetry'),
];

const byId: ReadonlyMap<string, CheckedArea> = new Map(checkedAreas.map((area) => [area.id, area]));

export function checkedArea(id: string): CheckedArea | undefined {
  return byId.get(id);
}

function list(path: string, area: Area, query: Probe['query'] = {}): Probe {
  return { path, query, answer: 'list', area };
}

function probed(id: CheckedAreaId, name: string, role: string | undefined, probe: Probe): CheckedArea {
  return { ...byScope(id, name, role), probe };
}

function byScope(id: CheckedAreaId, name: string, role = ''): CheckedArea {
  const what = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return { id, name, what, role, probe: undefined, isLicensedApart: false };
}
