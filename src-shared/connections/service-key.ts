import type { AccessDraft, SecretTexts, TokenClient } from '../model/access.ts';
import type { FlowKey } from '../model/way.ts';
import { accessFindings } from './access-findings.ts';
import { parseAddress } from './address.ts';
import { isIntegrationFlowClient } from './credential-findings.ts';
import { findJsonObjects, longestKeyText } from './find-json.ts';
import { errorAt, type Finding } from './finding.ts';
import { hostKind, readTenantHost } from './host-forms.ts';
import { readPem } from './pem.ts';
import { otherLabel, readTokenUrl } from './token-url.ts';

/** What a pasted text gives for the form; only what it names is present, and what the key lacks is empty. */
export interface ServiceKeyFields {
  readonly tenantUrl?: string;
  /** Its kind is recognised by what stands in the text. */
  readonly access?: AccessDraft;
  /** A key of the plan `integration-flow`: a second key of a connection, never its first. */
  readonly flowKey?: FlowKey;
  readonly secrets: SecretTexts;
}

export interface ServiceKeyReading {
  readonly fields: ServiceKeyFields;
  /** Subdomain of the tenant, a fair first name for the connection. */
  readonly suggestedName: string | undefined;
  readonly findings: readonly Finding[];
}

interface Credentials {
  readonly object: Readonly<Record<string, unknown>>;
  readonly inOauth: boolean;
}

const createApiKey = 'Create a key of SAP Process Integration Runtime, plan "api", and paste that one.';

/**
 * Reads a pasted service key: the whole JSON, only its `oauth` object, a binding with `credentials`
 * around it, or any of these with text around it (catalogue 1.3); also the address of a Neo tenant, and a certificate
 * or a private key alone. Never throws.
 */
export function readServiceKey(text: string): ServiceKeyReading {
  if (text.length > longestKeyText) {
    const remedy = 'Paste only the service key.';
    return nothing(errorAt('key', 'key.too-long', 'This text is too long to be a service key.', remedy));
  }
  const objects = findJsonObjects(text);
  if (objects.length === 0) {
    const other = readPemAlone(text) ?? readNeoAddress(text);
    if (other) return other;
    const remedy = 'Copy the whole service key, from the first { to the last }.';
    return nothing(errorAt('key', 'key.not-json', 'There is no JSON in this text.', remedy));
  }
  const all = objects.flatMap((object) => credentialsIn(object, 0));
  const credentials = all.find(({ inOauth }) => inOauth) ?? all[0];
  if (!credentials) return nothing(otherService());
  return readCredentials(credentials);
}

function readCredentials({ object, inOauth }: Credentials): ServiceKeyReading {
  const clientId = textOf(object, 'clientid', 'client_id', 'clientId');
  const clientSecret = textOf(object, 'clientsecret', 'client_secret', 'clientSecret');
  const urlText = textOf(object, 'url') ?? '';
  const tokenText = textOf(object, 'tokenurl', 'token_url', 'tokenUrl');
  const kind = hostKind(parseAddress(urlText)?.host ?? '');
  if (kind === 'api-management' || (!inOauth && 'clientId' in object && kind !== 'tenant')) {
    const what = 'This is a key of API Management, not of Cloud Integration.';
    return nothing(errorAt('key', 'key.api-management', what, createApiKey));
  }
  // The key of XSUAA itself has the token server as its "url" and no "tokenurl".
  const isOther = kind === 'other' && !inOauth && tokenText === undefined;
  if (kind === 'token-server' || isOther) return nothing(otherService());

  const host = readTenantHost(urlText);
  const token = readTokenUrl(tokenText ?? '');
  const suggestedName = kind === 'tenant' ? parseAddress(urlText)?.host.split('.')[0] : undefined;
  const client = { clientId: clientId ?? '', tokenUrl: token.url ?? tokenText ?? '' };
  if (kind === 'runtime' || isIntegrationFlowClient(client.clientId)) {
    return integrationFlowKey({ url: host.origin ?? '', ...client }, clientSecret);
  }
  const { access, secrets } = readAccess(object, client, clientSecret);
  const other = otherLabel(urlText, tokenText ?? '');
  return {
    fields: { ...(host.origin !== undefined && { tenantUrl: host.origin }), access, secrets },
    suggestedName,
    findings: [
      ...host.findings,
      ...accessFindings(access, withMissing(access, secrets)),
      ...(other ? [other] : []),
    ],
  };
}

/** A key has a secret, a certificate with its key, or a certificate whose key stayed with the person. */
function readAccess(
  object: Credentials['object'],
  client: TokenClient,
  clientSecret: string | undefined,
): { readonly access: AccessDraft; readonly secrets: SecretTexts } {
  const pem = textOf(object, 'certificate');
  if (clientSecret !== undefined || pem === undefined) {
    const isNeo = parseAddress(client.tokenUrl)?.host.startsWith('oauthasservices-') === true;
    return {
      access: { kind: isNeo ? 'neo-oauth' : 'client-secret', ...client },
      secrets: clientSecret === undefined ? {} : { clientSecret },
    };
  }
  const key = textOf(object, 'key');
  const certUrl = textOf(object, 'certurl', 'cert_url');
  const certificate = readPem(pem).certificates || pem;
  const shared = { ...client, certificate, ...(certUrl !== undefined && { certUrl }) };
  return key === undefined
    ? { access: { kind: 'external-certificate', ...shared, keyForm: 'pem' }, secrets: {} }
    : { access: { kind: 'certificate', ...shared }, secrets: { key: readPem(key).privateKey || key } };
}

/** What a key lacks is missing; the private key of an external certificate is never in it. */
function withMissing(access: AccessDraft, secrets: SecretTexts): SecretTexts {
  return access.kind === 'client-secret' || access.kind === 'neo-oauth'
    ? { clientSecret: '', ...secrets }
    : secrets;
}

function integrationFlowKey(flowKey: FlowKey, flowSecret: string | undefined): ServiceKeyReading {
  const what = 'This key belongs to the plan "integration-flow": it can call flows, but not read the tenant.';
  return {
    fields: { flowKey, secrets: flowSecret === undefined ? {} : { flowSecret } },
    suggestedName: undefined,
    findings: [errorAt('key', 'key.integration-flow', what, createApiKey)],
  };
}

/** A certificate, a private key, or a file with both. */
function readPemAlone(text: string): ServiceKeyReading | undefined {
  const { certificates, privateKey } = readPem(text);
  if (certificates === '' && privateKey === '') return undefined;
  const access = {
    kind: 'external-certificate',
    clientId: '',
    tokenUrl: '',
    certificate: certificates,
    keyForm: 'pem',
  } as const;
  const secrets = privateKey === '' ? {} : { key: privateKey };
  return { fields: { access, secrets }, suggestedName: undefined, findings: [] };
}

/** Neo has no service keys: what people have is the address of its web UI (catalogue 1.2). */
function readNeoAddress(text: string): ServiceKeyReading | undefined {
  const address = /\s/.test(text.trim()) ? undefined : parseAddress(text.trim());
  const [label = ''] = address?.host.split('.') ?? [];
  if (!address || !label.endsWith('-tmn')) return undefined;
  const { origin, findings } = readTenantHost(text.trim());
  if (origin === undefined) return undefined;
  const fields = { tenantUrl: origin, access: { kind: 'neo-basic', user: '' }, secrets: {} } as const;
  return { fields, suggestedName: label.replace(/-tmn$/, ''), findings };
}

/** Looks through wrappers such as `credentials` or `VCAP_SERVICES` for an object with a client. */
function credentialsIn(value: unknown, depth: number): readonly Credentials[] {
  if (depth > 6 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.slice(0, 50).flatMap((entry) => credentialsIn(entry, depth + 1));
  const object = value as Readonly<Record<string, unknown>>;
  const { oauth } = object;
  if (typeof oauth === 'object' && oauth !== null && !Array.isArray(oauth)) {
    return [{ object: oauth as Readonly<Record<string, unknown>>, inOauth: true }];
  }
  const hasClient = textOf(object, 'clientid', 'client_id', 'clientId') !== undefined;
  if (hasClient) return [{ object, inOauth: false }];
  return Object.values(object)
    .slice(0, 50)
    .flatMap((entry) => credentialsIn(entry, depth + 1));
}

function textOf(object: Readonly<Record<string, unknown>>, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (typeof value === 'string') return value;
  }
  return undefined;
}

function otherService(): Finding {
  const what = 'This is not a key of SAP Process Integration Runtime.';
  return errorAt('key', 'key.other-service', what, createApiKey);
}

function nothing(finding: Finding): ServiceKeyReading {
  return { fields: { secrets: {} }, suggestedName: undefined, findings: [finding] };
}
