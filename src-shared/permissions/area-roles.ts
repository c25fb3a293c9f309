import type { Area } from '../errors.ts';

/** The role that opens the reads of an area (catalogue 4); none where any valid token does. */
export const areaRoles: Readonly<Record<Area, string | undefined>> = {
  content: 'WorkspacePackagesRead',
  runtime: 'MonitoringDataRead',
  endpoints: 'MonitoringDataRead',
  messages: 'MonitoringDataRead',
  payloads: 'MessagePayloadsRead',
  'message-store': 'MessagePayloadsRead',
  stores: 'DataStoresAndQueuesRead',
  queues: 'DataStoresAndQueuesRead',
  security: 'MonitoringDataRead',
  'number-ranges': 'MonitoringDataRead',
  partners: 'AuthGroup_TenantPartnerDirectoryConfigurator',
  locks: 'MessageProcessingLocksRead',
  root: undefined,
};
