/** Areas of the API as the server sees them: rates (catalogue 3.2) and roles (catalogue 4) differ by area. */
export type Area =
  | 'design'
  | 'runtime'
  | 'messages'
  | 'message-payloads'
  | 'stores'
  | 'store-payloads'
  | 'security'
  | 'policies'
  | 'partners'
  | 'number-ranges'
  | 'locks'
  | 'design-locks'
  | 'b2b'
  | 'root'
  | 'other';

/** Requests per second: for all clients of the tenant together, and for one. `undefined`: not documented. */
export const rates: Readonly<Record<Area, { readonly tenant: number; readonly client: number } | undefined>> =
  {
    design: { tenant: 15, client: 10 },
    runtime: { tenant: 120, client: 50 },
    messages: { tenant: 1000, client: 100 },
    'message-payloads': { tenant: 1000, client: 100 },
    stores: undefined,
    'store-payloads': undefined,
    security: { tenant: 12, client: 10 },
    policies: { tenant: 12, client: 10 },
    partners: { tenant: 50, client: 25 },
    'number-ranges': { tenant: 10, client: 5 },
    locks: undefined,
    'design-locks': undefined,
    b2b: undefined,
    root: undefined,
    other: undefined,
  };

/** The role that opens an area for reading; `undefined`: any valid token does. */
export const readingRole: Readonly<Record<Area, string | undefined>> = {
  design: 'WorkspacePackagesRead',
  runtime: 'MonitoringDataRead',
  messages: 'MonitoringDataRead',
  'message-payloads': 'MessagePayloadsRead',
  stores: 'DataStoresAndQueuesRead',
  'store-payloads': 'DataStorePayloadsRead',
  security: 'MonitoringDataRead',
  policies: 'AccessPoliciesRead',
  partners: 'AuthGroup_TenantPartnerDirectoryConfigurator',
  'number-ranges': 'MonitoringDataRead',
  locks: 'MessageProcessingLocksRead',
  'design-locks': 'WorkspaceArtifactLocksRead',
  b2b: 'B2bInterchangeRead',
  root: undefined,
  other: 'MonitoringDataRead',
};

/** Sees what access policies hide (catalogue 3.7). */
export const seesHidden = 'AccessAllAccessPoliciesArtifacts';

export const clientRoles = {
  administrator: [
    'WorkspacePackagesRead',
    'WorkspacePackagesEdit',
    'WorkspacePackagesConfigure',
    'WorkspaceArtifactsDeploy',
    'WorkspaceArtifactLocksRead',
    'MonitoringDataRead',
    'MessagePayloadsRead',
    'DataStoresAndQueuesRead',
    'DataStorePayloadsRead',
    'AccessPoliciesRead',
    'AccessAllAccessPoliciesArtifacts',
    'MessageProcessingLocksRead',
    'AuthGroup_TenantPartnerDirectoryConfigurator',
    'B2bInterchangeRead',
  ],
  operator: [
    'WorkspacePackagesRead',
    'MonitoringDataRead',
    'MessagePayloadsRead',
    'DataStoresAndQueuesRead',
    'MessageProcessingLocksRead',
  ],
  reader: ['WorkspacePackagesRead', 'MonitoringDataRead'],
  nothing: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const designSets =
  /DesigntimeArtifacts$|^(IntegrationPackages|Configurations|Resources|ValMap|DefaultValMaps|CustomTag|DesignGuideline|BuildAndDeployStatus|MDIDeltaToken)/;

export function areaOfSet(set: string): Area {
  if (set === '' || set === '$metadata') return 'root';
  if (designSets.test(set)) return 'design';
  if (
    /^(IntegrationRuntimeArtifacts|RuntimeArtifactErrorInformations|ServiceEndpoints|EntryPoints|APIDefinitions)$/.test(
      set,
    )
  )
    return 'runtime';
  if (/^TraceMessage/.test(set)) return 'message-payloads';
  if (/^MessageProcessingLog|^MessageStoreEntr|^IdMap/.test(set)) return 'messages';
  if (
    /^(DataStores|DataStoreEntries|Queues|JmsBrokers|JmsQueues|JmsMessages|MessagingQueues|MessagingMessages|QueueStates|JmsArtifacts)$/.test(
      set,
    )
  )
    return 'stores';
  if (set === 'Variables') return 'store-payloads';
  if (/^(AccessPolic|ArtifactReferences)/.test(set)) return 'policies';
  if (
    /^(Partners|StringParameters|BinaryParameters|AlternativePartners|AuthorizedUsers|UserCredentialParameters)$/.test(
      set,
    )
  )
    return 'partners';
  if (set === 'NumberRanges') return 'number-ranges';
  if (set === 'Locks') return 'locks';
  if (set === 'IntegrationDesigntimeLocks') return 'design-locks';
  if (/^(BusinessDocument|OrphanedInterchange)/.test(set)) return 'b2b';
  if (
    /Credential|Keystore|Certificate|SecureParameters|SecurityArtifacts|^Pgp|KeyPair|SSHKey|RSAKey|OAuth2/.test(
      set,
    )
  )
    return 'security';
  return 'other';
}
