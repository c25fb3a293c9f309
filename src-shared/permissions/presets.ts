import { roles } from './roles.ts';

export const presetIds = ['explorer', 'operations', 'developer', 'everything'] as const;
export type PresetId = (typeof presetIds)[number];

export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  /** Whom it is for, one sentence. */
  readonly text: string;
  /** Without the roles that read payloads, which are chosen apart; everything has them, too. */
  readonly roles: readonly string[];
}

/** Reads what is inside messages and stores: business data, so no part of a preset that is not everything. */
export const payloadRoles: readonly { readonly role: string; readonly text: string }[] = [
  { role: 'MessagePayloadsRead', text: 'Attachments, stored messages and traces' },
  { role: 'DataStorePayloadsRead', text: 'Content of data stores and variables' },
];

const reads = [
  'WorkspacePackagesRead',
  'WorkspaceArtifactLocksRead',
  'MonitoringDataRead',
  'DataStoresAndQueuesRead',
  'AccessPoliciesRead',
  'MessageProcessingLocksRead',
];

export const presets: readonly Preset[] = [
  { id: 'explorer', name: 'Explorer', text: 'Looks at everything and changes nothing.', roles: reads },
  {
    id: 'operations',
    name: 'Operations',
    text: 'Also retries, removes locks, starts and stops queues and artifacts.',
    roles: [
      ...reads,
      'MonitoringArtifactsDeploy',
      'HealthCheckMonitoringDataRead',
      'DataStoresAndQueuesDelete',
      'QueuesActivate',
      'QueuesRetry',
      'MessageProcessingLocksDelete',
      'TraceConfigurationRead',
      'TraceConfigurationEdit',
    ],
  },
  {
    id: 'developer',
    name: 'Developer',
    text: 'Also changes, configures and deploys packages and artifacts, and sets credentials.',
    roles: [
      ...reads,
      'WorkspacePackagesEdit',
      'WorkspacePackagesConfigure',
      'WorkspaceArtifactsDeploy',
      'WorkspacePackagesTransport',
      'CatalogPackagesRead',
      'CatalogPackageArtifactsRead',
      'CatalogPackagesCopy',
      'MonitoringArtifactsDeploy',
      'CredentialsEdit',
      'TraceConfigurationRead',
      'TraceConfigurationEdit',
    ],
  },
  {
    id: 'everything',
    name: 'Everything',
    text: 'All roles of the known list: whoever has this key can change and read all there is.',
    roles: roles
      .filter(({ name, listed }) => listed === 'offered' && !payloadRoles.some(({ role }) => role === name))
      .map(({ name }) => name),
  },
];

/** The roles of a preset; of the payload roles those stay that somebody has ticked. */
export function rolesOfPreset(id: PresetId, chosen: readonly string[]): readonly string[] {
  const own = presets.find((preset) => preset.id === id)?.roles ?? [];
  const payloads = payloadRoles.map(({ role }) => role);
  if (id === 'everything') return [...own, ...payloads];
  // With everything they came by themselves.
  const ticked = presetOf(chosen) === 'everything' ? [] : chosen;
  return [...own, ...payloads.filter((role) => ticked.includes(role))];
}

/** The preset that a choice is, whatever payload roles are in it. */
export function presetOf(chosen: readonly string[]): PresetId | undefined {
  const apart = new Set(payloadRoles.map(({ role }) => role));
  const wanted = new Set(chosen.filter((role) => !apart.has(role)));
  return presets.find(({ roles: own }) => own.length === wanted.size && own.every((role) => wanted.has(role)))
    ?.id;
}
