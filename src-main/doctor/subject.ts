import { isLoopback, parseAddress } from '../../src-shared/connections/address.ts';
import { isIntegrationFlowClient } from '../../src-shared/connections/credential-findings.ts';
import { draftFindings } from '../../src-shared/connections/draft-findings.ts';
import type { Finding, FindingCode } from '../../src-shared/connections/finding.ts';
import { hostKind, readTenantHost } from '../../src-shared/connections/host-forms.ts';
import { usesOwnTls } from '../../src-shared/connections/own-tls.ts';
import { readTokenUrl } from '../../src-shared/connections/token-url.ts';
import { AppError } from '../../src-shared/errors.ts';
import {
  type AccessDraft,
  clientOf,
  type ConnectionAccess,
  usesCertificate,
} from '../../src-shared/model/access.ts';
import type { ConnectionDraft } from '../../src-shared/model/connections.ts';
import type { DoctorSubject, Plan, TypedFacts } from '../../src-shared/model/doctor.ts';
import { systemProxy, usualTrust } from '../../src-shared/model/way.ts';
import type { Addresses } from '../connections/check-way.ts';
import { completeDraft, invalid } from '../connections/complete-draft.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import type { ResolvedConnection } from '../connections/sessions.ts';
import { addressesOf } from '../connections/test-service.ts';
import type { AccessSecrets, TenantCredentials } from '../sap/access.ts';

/** What is examined: what can be said without a network, and what is needed to go on. */
export interface Examined {
  readonly typed: TypedFacts;
  /** Undefined where there is no way to look at. */
  readonly addresses: Addresses | undefined;
  /** Undefined where nothing may be sent as it is. */
  readonly credentials: TenantCredentials | undefined;
  /** Why the credentials cannot be used, where a finding does not say it. */
  readonly obstacle: AppError | undefined;
}

export interface SubjectOptions {
  /** Throws `connection.not-found`, `demo.failed`. */
  readonly resolve: (connectionId: string) => Promise<ResolvedConnection>;
  /** Throws `input.invalid` where a stored secret belongs to another destination. */
  readonly secretsFor: (draft: ConnectionDraft) => AccessSecrets;
  /** ms since 1970 */
  readonly now: () => number;
}

/** Certainly wrong, and yet worth a look at the way: the doctor shows what such a host or key does. */
const lookedAt: ReadonlySet<FindingCode> = new Set([
  'host.web-ui',
  'host.runtime',
  'host.token-server',
  'key.api-management',
  'client-id.integration-flow',
]);

export async function examinedOf(subject: DoctorSubject, options: SubjectOptions): Promise<Examined> {
  if (subject.kind === 'saved') return ofSaved(await options.resolve(subject.connectionId), options);
  const { draft } = subject;
  const saved = draft.id === undefined ? undefined : await options.resolve(draft.id);
  return saved?.isDemo ? ofSaved(saved, options) : ofDraft(draft, saved?.record, options);
}

function ofSaved({ record, credentials }: ResolvedConnection, { now }: SubjectOptions): Examined {
  const { tenantUrl, access, proxy } = credentials;
  const { name, edge, reachedHost } = record;
  const findings = draftFindings({ name, tenantUrl, access, secrets: {}, proxy, edge });
  return {
    typed: typedFacts(tenantUrl, access, findings, reachedHost !== undefined),
    addresses: addressesOf(credentials),
    credentials,
    obstacle: expiry(access, now()),
  };
}

/** No way has to be looked at to know that nobody takes such a certificate. */
function expiry(access: ConnectionAccess, now: number): AppError | undefined {
  const validTo = usesCertificate(access) ? access.validTo : undefined;
  if (validTo === undefined || validTo > now) return undefined;
  return new AppError('auth.certificate-expired', 'The certificate of the key has expired.', { validTo });
}

async function ofDraft(
  draft: ConnectionDraft,
  before: ConnectionRecord | undefined,
  options: SubjectOptions,
): Promise<Examined> {
  const findings = draftFindings(draft).filter(({ field }) => field !== 'name');
  const typed = typedFacts(draft.tenantUrl, draft.access, findings, hasWorked(draft, before));
  const blocking = findings.find(({ severity, code }) => severity === 'error' && !lookedAt.has(code));
  if (blocking)
    return {
      typed,
      addresses: blocking.field === 'proxyUrl' ? undefined : looseAddresses(draft, before),
      credentials: undefined,
      obstacle: invalid(blocking),
    };
  try {
    const secrets = options.secretsFor(draft);
    const fields = await completeDraft(draft, before, secrets, ['name', 'tenantUrl', 'clientId']);
    const credentials = { ...fields, secrets };
    const { access } = credentials;
    return {
      typed: { ...typed, validTo: usesCertificate(access) ? access.validTo : undefined },
      addresses: addressesOf(credentials),
      credentials,
      obstacle: expiry(access, options.now()),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const addresses = looseAddresses(draft, before);
    return { typed, addresses, credentials: undefined, obstacle: error };
  }
}

/** The same client, with the secret that is stored. */
function hasWorked({ access, secrets }: ConnectionDraft, before: ConnectionRecord | undefined): boolean {
  if (before?.reachedHost === undefined || secrets.clientSecret !== undefined) return false;
  return clientOf(before.access) === clientOf(access);
}

/** The way, also where nothing can be sent on it. */
function looseAddresses(draft: ConnectionDraft, before: ConnectionRecord | undefined): Addresses | undefined {
  const { origin } = readTenantHost(draft.tenantUrl);
  if (origin === undefined) return undefined;
  const trust = draft.trust ?? before?.trust ?? usualTrust;
  return {
    tenantUrl: origin,
    tokenUrl: tokenUrlOf(draft.access),
    proxy: draft.proxy ?? before?.proxy ?? systemProxy,
    proxyPassword: () => Promise.resolve(draft.secrets.proxyPassword),
    trust,
    goesBySystem: !usesOwnTls(trust, draft.access.kind),
  };
}

function tokenUrlOf(access: AccessDraft): string | undefined {
  return 'tokenUrl' in access ? readTokenUrl(access.tokenUrl).url : undefined;
}

function typedFacts(
  tenantText: string,
  access: AccessDraft | ConnectionAccess,
  findings: readonly Finding[],
  workedBefore: boolean,
): TypedFacts {
  const { origin } = readTenantHost(tenantText);
  const host = parseAddress(origin ?? '')?.host;
  const client = clientOf(access).trim();
  return {
    access: access.kind,
    tenantUrl: origin,
    tokenUrl: tokenUrlOf(access),
    hostKind: host === undefined || isLoopback(host) ? undefined : hostKind(host),
    client,
    plan: planOf(access, client),
    isClientAsUser: 'user' in access && !('clientId' in access) && isClientId(client),
    findings: findings.filter(({ field }) => field !== 'name'),
    validTo: 'validTo' in access ? access.validTo : undefined,
    workedBefore,
  };
}

/** By the end of the client_id (catalogue 1.3). */
function planOf(access: AccessDraft, client: string): Plan {
  if (!('clientId' in access)) return 'none';
  if (isIntegrationFlowClient(client)) return 'integration-flow';
  return /\|it!b\d+$/.test(client) ? 'api' : 'unknown';
}

function isClientId(text: string): boolean {
  return /^sb-[^@\s]+![a-z]\d+\|/.test(text);
}
