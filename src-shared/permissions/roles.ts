export const roleGroups = [
  'content',
  'catalog',
  'monitoring',
  'stores',
  'security',
  'policies',
  'locks',
  'partners',
  'settings',
  'personas',
] as const;
export type RoleGroup = (typeof roleGroups)[number];

/** A role of a service instance of the plan `api` (catalogue 4). */
export interface Role {
  readonly name: string;
  readonly group: RoleGroup;
  /** `payload`: reads what is inside messages, stores or keys; `write`: changes something on the tenant. */
  readonly kind: 'read' | 'payload' | 'write';
  /** What it opens, one plain sentence. */
  readonly gives: string;
  /** `offered`: in the known list of the plan; `perhaps`: only if the cockpit lists it. */
  readonly listed: 'offered' | 'perhaps';
}

type Line = readonly [name: string, kind: Role['kind'], gives: string];

const offered: Readonly<Partial<Record<RoleGroup, readonly Line[]>>> = {
  content: [
    ['WorkspacePackagesRead', 'read', 'Sees packages and artifacts and downloads them.'],
    ['WorkspacePackagesEdit', 'write', 'Creates, changes, imports and deletes packages and artifacts.'],
    ['WorkspacePackagesConfigure', 'write', 'Changes externalised parameters and value mappings.'],
    ['WorkspaceArtifactsDeploy', 'write', 'Deploys and undeploys artifacts.'],
    ['WorkspacePackagesTransport', 'write', 'Exports and imports packages for a transport.'],
    ['WorkspaceArtifactLocksRead', 'read', 'Sees who has an artifact locked in the editor.'],
    ['WorkspaceArtifactLocksDelete', 'write', 'Removes such locks.'],
  ],
  catalog: [
    ['CatalogPackagesRead', 'read', 'Sees the packages under Discover in the web UI.'],
    ['CatalogPackageArtifactsRead', 'read', 'Sees the artifacts of those packages in the web UI.'],
    ['CatalogPackagesCopy', 'write', 'Copies a package from Discover into the workspace.'],
  ],
  monitoring: [
    [
      'MonitoringDataRead',
      'read',
      'Sees messages, deployed artifacts, endpoints, number ranges and the names of credentials and keys.',
    ],
    ['MessagePayloadsRead', 'payload', 'Reads attachments, stored messages and traces.'],
    ['MonitoringArtifactsDeploy', 'write', 'Changes number ranges and undeploys artifacts.'],
    ['HealthCheckMonitoringDataRead', 'read', 'Reads figures on queues and on certificates about to expire.'],
  ],
  stores: [
    ['DataStoresAndQueuesRead', 'read', 'Sees data stores, their entries, and message queues.'],
    ['DataStorePayloadsRead', 'payload', 'Reads the content of data store entries and variables.'],
    ['DataStoresAndQueuesDelete', 'write', 'Deletes data store entries, variables and queued messages.'],
    ['DataStoresAndQueuesConfig', 'write', 'Configures stores and queues in the web UI.'],
    ['QueuesActivate', 'write', 'Starts and stops message queues.'],
    ['QueuesRetry', 'write', 'Retries queued messages.'],
  ],
  security: [
    ['CredentialsEdit', 'write', 'Creates, changes and deletes credentials and secure parameters.'],
    ['SecurityMaterialEdit', 'write', 'Changes keystore entries, certificates, PGP keys and known hosts.'],
    ['SecurityMaterialDownload', 'payload', 'Downloads keystores, keyrings and known hosts.'],
  ],
  policies: [
    ['AccessPoliciesRead', 'read', 'Sees access policies and what they protect.'],
    ['AccessPoliciesEdit', 'write', 'Creates, changes and deletes access policies.'],
    [
      'AccessAllAccessPoliciesArtifacts',
      'read',
      'Sees what access policies hide; gives no right to payloads by itself.',
    ],
  ],
  locks: [
    ['MessageProcessingLocksRead', 'read', 'Sees the locks of running messages and the id mapping.'],
    ['MessageProcessingLocksDelete', 'write', 'Removes the locks of running messages.'],
  ],
  partners: [
    [
      'AuthGroup_TenantPartnerDirectoryConfigurator',
      'write',
      'Reads and writes the Partner Directory; there is no role for reading alone.',
    ],
  ],
  settings: [
    ['TraceConfigurationRead', 'read', 'Sees log levels and trace settings in the web UI.'],
    ['TraceConfigurationEdit', 'write', 'Changes log levels and switches traces on in the web UI.'],
  ],
  personas: [
    [
      'AuthGroup_Administrator',
      'write',
      'Bundle for administrators in the web UI; the API wants single roles.',
    ],
    ['AuthGroup_BusinessExpert', 'payload', 'Bundle for business experts; the API wants single roles.'],
    ['AuthGroup_IntegrationDeveloper', 'write', 'Bundle for developers; the API wants single roles.'],
    ['AuthGroup_ReadOnly', 'read', 'Bundle for readers; the API wants single roles.'],
    ['AuthGroup_ContentPublisher', 'write', 'For partners of SAP who publish packages.'],
  ],
};

const perhaps: Readonly<Partial<Record<RoleGroup, readonly Line[]>>> = {
  content: [['WorkspaceDesignGuidelinesConfigure', 'write', 'Chooses the design guidelines that count.']],
  security: [
    ['CredentialsRead', 'read', 'Uses credentials in connectivity tests.'],
    ['UserRolesEdit', 'write', 'Creates and deletes the roles that callers of flows need.'],
  ],
  partners: [
    ['B2bInterchangeRead', 'read', 'Sees the business documents of trading partners.'],
    ['B2bInterchangePayloadRead', 'payload', 'Reads the content of business documents.'],
    ['B2bInterchangeOperate', 'write', 'Retries and closes business documents.'],
  ],
  settings: [
    ['ExternalLoggingActivationRead', 'read', 'Sees whether logs also go to another system.'],
    ['ExternalLoggingActivate', 'write', 'Switches on that logs go to another system.'],
    ['DataArchivingRead', 'read', 'Sees the archiving of messages.'],
    ['DataArchivingActivate', 'write', 'Switches the archiving of messages on.'],
    ['IntegrationCellOperationCockpitRead', 'read', 'Sees the state of an Edge Integration Cell.'],
    ['IntegrationCellOperationCockpitWrite', 'write', 'Operates an Edge Integration Cell.'],
  ],
};

/** In the order of the groups; of each group first what is offered. */
export const roles: readonly Role[] = roleGroups.flatMap((group) => [
  ...(offered[group] ?? []).map((line) => toRole(line, group, 'offered')),
  ...(perhaps[group] ?? []).map((line) => toRole(line, group, 'perhaps')),
]);

export const roleGroupNames: Readonly<Record<RoleGroup, string>> = {
  content: 'Packages and artifacts',
  catalog: 'Discover',
  monitoring: 'Monitoring and messages',
  stores: 'Data stores and queues',
  security: 'Security material',
  policies: 'Access policies',
  locks: 'Locks',
  partners: 'Partners and B2B',
  settings: 'Settings and operations',
  personas: 'Bundles',
};

const byName: ReadonlyMap<string, Role> = new Map(roles.map((role) => [role.name, role]));

export function roleNamed(name: string): Role | undefined {
  return byName.get(name);
}

function toRole([name, kind, gives]: Line, group: RoleGroup, listed: Role['listed']): Role {
  return { name, group, kind, gives, listed };
}
