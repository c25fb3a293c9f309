import { stamps } from './assemble.ts';
import type { FlowDefinition } from './flow/flow-definition.ts';
import { resolveParameters } from './flow/parameters.ts';
import type { ArtifactKind, DemoEndpoint, DemoRuntimeArtifact } from './model.ts';
import { hash } from './random.ts';
import type { ArtifactSeed, PackageSeed } from './seed.ts';
import { users } from './users.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

const runtimeTypes: Readonly<Record<ArtifactKind, string>> = {
  IntegrationFlow: 'INTEGRATION_FLOW',
  MessageMapping: 'MESSAGE_MAPPING',
  ValueMapping: 'VALUE_MAPPING',
  ScriptCollection: 'SCRIPT_COLLECTION',
  DataType: 'DATA_TYPE',
  MessageType: 'MESSAGE_TYPE',
  FaultMessageType: 'FAULT_MESSAGE_TYPE',
  ServiceInterface: 'SERVICE_INTERFACE',
};

/** Kinds that a flow contains or refers to, but that nobody deploys by themselves. */
const designOnly: ReadonlySet<ArtifactKind> = new Set([
  'DataType',
  'MessageType',
  'FaultMessageType',
  'ServiceInterface',
]);

export function isDeployed(seed: ArtifactSeed): boolean {
  return (seed.deployed ?? (designOnly.has(seed.kind) ? 'none' : 'same')) !== 'none';
}

/** The deployed counterpart of an artifact, if it has one. */
function runtimeArtifact(
  seed: ArtifactSeed,
  owner: PackageSeed,
  now: number,
): DemoRuntimeArtifact | undefined {
  if (!isDeployed(seed)) return undefined;
  const deployed = seed.deployed ?? 'same';
  const own = stamps(seed.id, now, seed.age, seed.by);
  const number = hash(seed.id);
  const other = typeof deployed === 'object' ? deployed : undefined;
  // A draft or a change after deployment means that what runs is older than what is designed.
  const behind =
    deployed === 'changed' || seed.draft === true || (other?.version ?? seed.version) !== seed.version;
  const deployedOn = behind
    ? own.modifiedAt - (1 + (number % 21)) * day - (number % 300) * minute
    : Math.min(own.modifiedAt + (2 + (number % 90)) * minute, now - minute);
  return {
    Id: seed.id,
    Version: other?.version ?? seed.version,
    Name: seed.name,
    Type: runtimeTypes[seed.kind],
    Status: other?.error === undefined ? (other?.status ?? 'STARTED') : 'ERROR',
    DeployedBy: number % 5 === 0 ? users.transport : own.modifiedBy,
    deployedOn,
    error: other?.error,
    bundle: (['design-zip', 'built-bundle', 'design-zip', 'not-found'] as const)[number % 4] ?? 'design-zip',
    hidden: owner.hidden ?? false,
  };
}

/** Where a started flow can be called, one endpoint for each sender channel that listens. */
export function endpointsOf(
  definition: FlowDefinition,
  artifact: Pick<DemoRuntimeArtifact, 'Id' | 'Version' | 'deployedOn' | 'Name'>,
): DemoEndpoint[] {
  if ('timer' in definition.start || definition.start.endpoint === undefined) return [];
  const { protocol, prefix, address } = definition.start.endpoint;
  const path = resolveParameters(address, definition);
  return [endpoint(artifact, protocol, `${prefix}${path}`, path)];
}

export function endpoint(
  artifact: Pick<DemoRuntimeArtifact, 'Id' | 'Version' | 'deployedOn' | 'Name'>,
  protocol: string,
  path: string,
  address: string,
): DemoEndpoint {
  return {
    Id: `${artifact.Id}$endpointAddress=${address.replace(/^\//, '')}`,
    artifactId: artifact.Id,
    Title: artifact.Id,
    Version: artifact.Version,
    Summary: artifact.Name,
    Description: artifact.Name,
    Protocol: protocol,
    lastUpdated: artifact.deployedOn,
    entryPoints: [{ Name: artifact.Id, path, Type: 'PROD', AdditionalInformation: '' }],
  };
}

export interface Deployed {
  readonly runtimeArtifacts: readonly DemoRuntimeArtifact[];
  readonly endpoints: readonly DemoEndpoint[];
}

export function deployAll(seeds: readonly PackageSeed[], now: number): Deployed {
  const runtimeArtifacts: DemoRuntimeArtifact[] = [];
  const endpoints: DemoEndpoint[] = [];
  for (const owner of seeds) {
    for (const seed of owner.artifacts) {
      const artifact = runtimeArtifact(seed, owner, now);
      if (artifact === undefined) continue;
      runtimeArtifacts.push(artifact);
      if (artifact.Status !== 'STARTED') continue;
      if (seed.listens !== undefined) {
        const { protocol, prefix, address } = seed.listens;
        endpoints.push(endpoint(artifact, protocol, `${prefix}${address}`, address));
      } else if (seed.pattern === undefined && seed.definition !== undefined) {
        endpoints.push(...endpointsOf(seed.definition(), artifact));
      }
    }
  }
  return { runtimeArtifacts, endpoints };
}
