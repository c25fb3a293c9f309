export const scopeSpellings = ['application-role', 'role', 'permission'] as const;

/**
 * How a token names what its client may do (catalogue 1.4): the role behind the name of the application, the role alone, or
 * the permissions of which the role consists. Tenants differ.
 */
export type ScopeSpelling = (typeof scopeSpellings)[number];

const application = 'it!b410603';
const server = 'IntegrationOperationServer.read';

/** As the permissions of a role are documented ("Tasks and Permissions", SAP Help). */
const permissions: Readonly<Record<string, readonly string[]>> = {
  WorkspacePackagesRead: ['WebToolingWorkspace.Read'],
  WorkspacePackagesEdit: ['WebToolingWorkspace.Read', 'WebToolingWorkspace.Write'],
  WorkspacePackagesConfigure: ['WebToolingWorkspace.Read', 'WebTooling.IntegrationFlowConfigure'],
  WorkspaceArtifactsDeploy: [
    'WebToolingWorkspace.Read',
    'NodeManager.read',
    'GenerationAndBuild.generationandbuildcontent',
    'NodeManager.deploycontent',
  ],
  WorkspaceArtifactLocksRead: ['WebToolingWorkspace.Read', 'WorkspaceArtifactLocks.Read'],
  MonitoringDataRead: [server, 'NodeManager.read'],
  MessagePayloadsRead: ['esbmessagestorage.read'],
  DataStoresAndQueuesRead: [server, 'ESBDataStore.read'],
  DataStorePayloadsRead: [server, 'ESBDataStore.readPayload'],
  AccessPoliciesRead: [server, 'AccessPolicies.Read'],
  AccessAllAccessPoliciesArtifacts: ['AccessPoliciesArtifacts.AccessAll'],
  MessageProcessingLocksRead: [server, 'MessageProcessingLocks.Read'],
  AuthGroup_TenantPartnerDirectoryConfigurator: [
    'TenantPartnerDirectory.read',
    'TenantPartnerDirectory.write',
  ],
};

export function scopesOf(roles: readonly string[], spelling: ScopeSpelling): readonly string[] {
  const names = spelling === 'permission' ? roles.flatMap((role) => permissions[role] ?? [role]) : roles;
  const own = spelling === 'role' ? names : names.map((name) => `${application}.${name}`);
  return ['uaa.resource', ...new Set(own)];
}
