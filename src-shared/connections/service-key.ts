import { parseAddress } from './address.ts';
import { clientIdFindings, isIntegrationFlowClient, secretFindings } from './credential-findings.ts';
import { findJsonObjects, longestKeyText } from './find-json.ts';
import { errorAt, type Finding } from './finding.ts';
import { hostKind, readTenantHost } from './host-forms.ts';
import { otherLabel, readTokenUrl } from './token-url.ts';

/** What a service key gives for the form; only what the key names is present. */
export interface ServiceKeyFields {
  readonly tenantUrl?: string;
  readonly tokenUrl?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
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
 * around it, or any of these with text around it (catalogue 1.3). Never throws.
 */
export function readServiceKey(text: string): ServiceKeyReading {
  if (text.length > longestKeyText) {
    const remedy = 'Paste only the service key.';
    return nothing(errorAt('key', 'key.too-long', 'This text is too long to be a service key.', remedy));
  }
  const objects = findJsonObjects(text);
  if (objects.length === 0) {
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
  const fields: ServiceKeyFields = {
    ...(host.origin !== undefined && { tenantUrl: host.origin }),
    ...(token.url !== undefined && { tokenUrl: token.url }),
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
  };
  const suggestedName = kind === 'tenant' ? parseAddress(urlText)?.host.split('.')[0] : undefined;
  if (kind === 'runtime' || isIntegrationFlowClient(clientId ?? '')) {
    const what =
      'This key belongs to the plan "integration-flow": it can call flows, but not read the tenant.';
    const finding = errorAt('key', 'key.integration-flow', what, createApiKey);
    return { fields, suggestedName, findings: [finding] };
  }
  const findings = [...host.findings, ...clientIdFindings(clientId ?? ''), ...token.findings];
  if (clientSecret === undefined && 'certificate' in object) {
    findings.unshift(
      errorAt(
        'key',
        'key.certificate',
        'This key has a certificate instead of a secret. Certificate keys are not supported yet.',
        'Create a key of the type "ClientId/Secret" of the same service instance.',
      ),
    );
  } else {
    findings.push(...secretFindings(clientSecret ?? '', clientId ?? ''));
  }
  const other = otherLabel(urlText, tokenText ?? '');
  if (other) findings.push(other);
  return { fields, suggestedName, findings };
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
  return { fields: {}, suggestedName: undefined, findings: [finding] };
}
