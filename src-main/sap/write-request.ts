import { apiSegments } from './api-path.ts';
import { addressObjection, type GateRequest } from './gate.ts';
import { hidesVerb } from './read-options.ts';
import { readableSets } from './readable-sets.ts';

/** Function imports of the API (catalogue appendix A). `OAuthTokenFromCode` is left out: GET with an effect. */
const functions: ReadonlySet<string> = new Set([
  'CancelMessageProcessingLog',
  'CopyIntegrationPackage',
  'DataTypeDesigntimeArtifactSaveAsVersion',
  'DeleteValMaps',
  'DeployIntegrationAdapterDesigntimeArtifact',
  'DeployIntegrationDesigntimeArtifact',
  'DeployMessageMappingDesigntimeArtifact',
  'DeployScriptCollectionDesigntimeArtifact',
  'DeployValueMappingDesigntimeArtifact',
  'ExecuteIntegrationDesigntimeArtifactsGuidelines',
  'ExecuteScriptCollectionDesigntimeArtifactsGuidelines',
  'FaultMessageTypeDesigntimeArtifactSaveAsVersion',
  'IntegrationDesigntimeArtifactSaveAsVersion',
  'MessageMappingDesigntimeArtifactSaveAsVersion',
  'MessageTypeDesigntimeArtifactSaveAsVersion',
  'MoveMessagingMessages',
  'OAuth2AuthorizationCodeCopy',
  'OAuth2AuthorizationCodeFullAuthUrl',
  'OAuth2AuthorizationCodeRefreshTokenUpdate',
  'RetryMessagingMessages',
  'ScriptCollectionDesigntimeArtifactSaveAsVersion',
  'ServiceInterfaceDesigntimeArtifactSaveAsVersion',
  'UpdateDefaultValMap',
  'UpsertValMaps',
  'ValidateIntegrationDesigntimeArtifact',
  'ValueMappingDesigntimeArtifactSaveAsVersion',
  'activateArchivingConfiguration',
  'activateB2BArchivingConfiguration',
  'activateExternalLogging',
  'activateQueue',
  'deactivateExternalLogging',
  'deactivateQueue',
  'massInterchangeProcess',
  'singleInterchangeProcess',
]);
/** Sets that only take requests, and those whose content is a private key: written, never read. */
const writtenSets: ReadonlySet<string> = new Set([
  'CertificateChainResources',
  'KeyPairGenerationRequests',
  'KeyPairResources',
  'PgpSecretKeyrings',
  'RSAKeyGenerationRequests',
  'SSHKeyGenerationRequests',
  'SSHKeyResources',
]);
const methods: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const writeHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-language',
  'authorization',
  'content-type',
  'cookie',
  'if-match',
  'user-agent',
  'x-csrf-token',
]);
/** Parameters that name a thing; the others may hold content or a secret. */
const namingParameters: readonly string[] = ['Id', 'Version', 'SaveAsVersion', 'Name'];
const longestKey = 300;

/** A write as the journal names it: never its content. */
export interface WriteWords {
  readonly method: string;
  /** Set or function, with what is below it: `IntegrationDesigntimeArtifacts/Configurations`. */
  readonly target: string;
  /** Keys and naming parameters, as in `Id='x',Version='active'`. */
  readonly key: string;
}

/**
 * Why this is no write that may leave while a connection is write-enabled; `undefined` where it is one. `$batch` stays
 * refused, because its parts would pass unseen, and so does every GET that is no known read.
 */
export function writeObjection({ method, url, headers }: GateRequest): string | undefined {
  if (!methods.has(method)) return `${method} is no write that is known`;
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const optionNames = url.search
    .replace(/^\?/, '')
    .split(/[&;]/)
    .flatMap((part) => [...new URLSearchParams(part).keys()]);
  if ([...names, ...optionNames].some(hidesVerb)) return 'a hidden verb';
  if (names.some((name) => !writeHeaders.has(name))) return 'a header that no write has';
  if (optionNames.some((name) => !/^\w+$/.test(name))) return 'an option that no write has';
  return addressObjection(url) ?? targetObjection(url.pathname, method);
}

function targetObjection(pathname: string, method: string): string | undefined {
  const segments = apiSegments(pathname);
  const [first, ...rest] = segments ?? [];
  if (!first) return 'no known write';
  if (functions.has(first.name))
    return method === 'POST' && rest.length === 0 && first.key === undefined ? undefined : 'no known write';
  if (!readableSets.has(first.name) && !writtenSets.has(first.name)) return 'no known write';
  return rest.every(({ name }) => name === '$value' || name === '$links' || /^[A-Z]\w*$/.test(name))
    ? undefined
    : 'no known write';
}

/** What the journal says of a write. */
export function writeWords({ method, url }: GateRequest): WriteWords {
  const segments = apiSegments(url.pathname) ?? [];
  const keys = segments.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const isFunction = functions.has(segments[0]?.name ?? '');
  const parameters = isFunction
    ? namingParameters.flatMap((name) =>
        url.searchParams.has(name) ? [`${name}=${url.searchParams.get(name) ?? ''}`] : [],
      )
    : [];
  const key = [...keys, ...parameters].join(',');
  return {
    method,
    target: segments.map(({ name }) => name).join('/'),
    key: key.length > longestKey ? `${key.slice(0, longestKey)}…` : key,
  };
}
