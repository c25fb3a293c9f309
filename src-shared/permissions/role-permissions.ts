const monitoring = 'IntegrationOperationServer.read';
const workspace = 'WebToolingWorkspace.Read';
const nodes = 'NodeManager.read';

/**
 * The permissions a role consists of, as tokens of many tenants name them instead of the role ("Tasks and Permissions" of
 * SAP Help, column Neo; catalogue 1.4). Who holds all of them holds the role.
 */
export const rolePermissions: Readonly<Record<string, readonly string[]>> = {
  WorkspacePackagesRead: [workspace],
  WorkspacePackagesEdit: [workspace, 'WebToolingWorkspace.Write'],
  WorkspacePackagesConfigure: [workspace, 'WebTooling.IntegrationFlowConfigure'],
  WorkspaceArtifactsDeploy: [
    workspace,
    nodes,
    'GenerationAndBuild.generationandbuildcontent',
    'NodeManager.deploycontent',
  ],
  WorkspacePackagesTransport: [workspace, 'TransportModule.read', 'TransportModule.write'],
  WorkspaceArtifactLocksRead: [workspace, 'WorkspaceArtifactLocks.Read'],
  WorkspaceArtifactLocksDelete: [workspace, 'WorkspaceArtifactLocks.Delete'],
  CatalogPackagesRead: ['WebToolingCatalog.OverviewRead'],
  CatalogPackageArtifactsRead: ['WebToolingCatalog.OverviewRead', 'WebToolingCatalog.DetailsRead'],
  CatalogPackagesCopy: ['WebToolingCatalog.OverviewRead', 'WebToolingWorkspace.Write'],
  MonitoringDataRead: [monitoring, nodes],
  MessagePayloadsRead: ['esbmessagestorage.read'],
  MonitoringArtifactsDeploy: [monitoring, 'NodeManager.deploycontent'],
  CredentialsEdit: [monitoring, 'NodeManager.deploycredentials', 'NodeManager.deploycontent'],
  SecurityMaterialEdit: [monitoring, 'NodeManager.deploysecuritycontent', 'NodeManager.deploycontent'],
  SecurityMaterialDownload: [monitoring, nodes, 'NodeManager.readsecuritycontent'],
  AccessPoliciesRead: [monitoring, 'AccessPolicies.Read'],
  AccessPoliciesEdit: [monitoring, 'AccessPolicies.Write'],
  AccessAllAccessPoliciesArtifacts: ['AccessPoliciesArtifacts.AccessAll'],
  DataStoresAndQueuesRead: [monitoring, 'ESBDataStore.read'],
  DataStorePayloadsRead: [monitoring, 'ESBDataStore.readPayload'],
  DataStoresAndQueuesDelete: [monitoring, 'ESBDataStore.read', 'ESBDataStore.delete'],
  DataStoresAndQueuesConfig: [monitoring, 'ESBDataStore.Config'],
  QueuesActivate: [monitoring, 'ESBDataStore.Activate'],
  QueuesRetry: [monitoring, 'ESBDataStore.read', 'ESBDataStore.retry'],
  MessageProcessingLocksRead: [monitoring, 'MessageProcessingLocks.Read'],
  MessageProcessingLocksDelete: [monitoring, 'MessageProcessingLocks.Delete'],
  TraceConfigurationRead: [monitoring, nodes, 'ConfigurationService.RuntimeBusinessParameterRead'],
  TraceConfigurationEdit: [
    monitoring,
    nodes,
    'ConfigurationService.RuntimeBusinessParameterRead',
    'ConfigurationService.RuntimeBusinessParameterWrite',
  ],
  AuthGroup_TenantPartnerDirectoryConfigurator: [
    'TenantPartnerDirectory.read',
    'TenantPartnerDirectory.write',
  ],
};
