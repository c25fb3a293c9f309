import type { AllowedOptions } from '../odata/options.ts';

const artifactList: AllowedOptions = { page: true, select: true, orderBy: ['Name'] };
const configurations: AllowedOptions = {
  filter: ['ParameterKey', 'ParameterValue', 'DataType'],
  orderBy: ['ParameterKey'],
  select: true,
  count: true,
};
const resources: AllowedOptions = {
  filter: ['Name', 'ResourceType'],
  orderBy: ['Name', 'ResourceType'],
  select: true,
  count: true,
};
const runtimeProperties = ['Id', 'Version', 'Name', 'Type', 'DeployedBy', 'Status'];
const partnerData: AllowedOptions = { page: true, filter: 'any', orderBy: ['Value'], select: true };

/**
 * The query options of every list that has any (catalogue 2.3 to 2.8), by set or by set and navigation. What is not
 * named is ignored, as most of the real service does; what is refused says so. `/$count` without `count` is a 501.
 */
export const queryOptions: Readonly<Record<string, AllowedOptions>> = {
  // 2.3
  IntegrationPackages: { page: true },
  'IntegrationPackages/MessageMappingDesigntimeArtifacts': { select: true },
  'IntegrationPackages/CustomTags': { page: true, orderBy: ['Name'] },
  MessageMappingDesigntimeArtifacts: artifactList,
  ValueMappingDesigntimeArtifacts: artifactList,
  'IntegrationDesigntimeArtifacts/Configurations': configurations,
  'IntegrationDesigntimeArtifacts/Resources': resources,
  'MessageMappingDesigntimeArtifacts/Resources': resources,
  'ScriptCollectionDesigntimeArtifacts/Resources': resources,
  'ServiceInterfaceDesigntimeArtifacts/Resources': resources,
  'ValueMappingDesigntimeArtifacts/ValMapSchema': { filter: ['State'] },
  'ValMapSchema/ValMaps': { filter: ['Value/SrcValue', 'Value/TgtValue'] },
  // 2.4
  IntegrationRuntimeArtifacts: {
    filter: runtimeProperties,
    connectives: ['or'],
    orderBy: [...runtimeProperties, 'DeployedOn'],
    page: true,
    select: true,
    inlineCount: true,
    count: true,
  },
  ServiceEndpoints: {
    filter: ['Name', 'Protocol'],
    page: true,
    select: true,
    expand: ['EntryPoints', 'ApiDefinitions'],
    inlineCount: true,
    count: true,
  },
  // 2.5
  MessageProcessingLogs: {
    filter: 'any',
    orderBy: ['LogEnd', 'LogStart', 'Status', 'ApplicationMessageId'],
    page: true,
    select: true,
    inlineCount: true,
    count: true,
    expand: ['CustomHeaderProperties', 'AdapterAttributes'],
  },
  'MessageProcessingLogs/CustomHeaderProperties': {
    page: true,
    filter: ['Name', 'Value'],
    orderBy: ['Name', 'Value'],
    select: true,
  },
  'MessageProcessingLogs/AdapterAttributes': { select: true },
  MessageProcessingLogCustomHeaderProperties: { filter: ['Name', 'Value'], page: true, expand: ['Log'] },
  'MessageProcessingLogRuns/RunSteps': { page: true, inlineCount: true, expand: ['RunStepProperties'] },
  MessageProcessingLogRunSteps: { expand: ['RunStepProperties'] },
  // 2.6
  JmsBrokers: { expand: ['QueueStates', 'InactiveQueues'] },
  // 2.7
  OAuth2ClientCredentials: { expand: ['CustomParameters'] },
  KeystoreEntries: { select: true },
  Keystores: { select: true, expand: ['Entries'] },
  AccessPolicies: {
    filter: ['Id', 'RoleName', 'Description'],
    operators: ['eq'],
    orderBy: ['Id', 'RoleName', 'Description'],
    page: true,
    select: true,
    inlineCount: true,
    expand: ['ArtifactReferences'],
  },
  ArtifactReferences: {
    filter: 'any',
    orderBy: ['Id', 'Name'],
    page: true,
    select: true,
    inlineCount: true,
  },
  // 2.8
  StringParameters: partnerData,
  BinaryParameters: partnerData,
  AlternativePartners: { ...partnerData, orderBy: ['Agency', 'Scheme', 'Id'] },
  AuthorizedUsers: { ...partnerData, orderBy: ['User'] },
  UserCredentialParameters: { filter: ['Pid'], operators: ['eq'], requires: '$filter' },
  'MessagingQueues/MessagingMessages': { refuse: { $filter: 400 } },
  JmsMessages: { refuse: { $filter: 501 } },
};

/** Lists without an entry have no options at all. */
export function optionsOf(set: string, navigation?: string): AllowedOptions {
  return queryOptions[navigation === undefined ? set : `${set}/${navigation}`] ?? {};
}
