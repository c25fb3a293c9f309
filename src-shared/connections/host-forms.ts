import { isLoopback, originOf, parseAddress } from './address.ts';
import { errorAt, type Finding, hintAt } from './finding.ts';

export interface HostReading {
  /** `https://host[:port]`; `undefined` where no host can be made out. */
  readonly origin: string | undefined;
  readonly findings: readonly Finding[];
}

/** What a host looks like (catalogue 1.1, 1.2). Only `other` is open: never a reason to refuse. */
export type HostKind = 'tenant' | 'runtime' | 'web-ui' | 'token-server' | 'api-management' | 'other';

export function hostKind(host: string): HostKind {
  const [first = '', second = '', ...rest] = host.split('.');
  if (/^it-[a-z0-9-]+-rt$/.test(second) || /-(?:iflmap|ifl)$/.test(first)) return 'runtime';
  if (second.startsWith('it-') && rest[0] === 'cfapps') return 'tenant';
  if (first.endsWith('-tmn')) return 'tenant';
  if ([second, ...rest].some((label) => /^integrationsuite(?:-|$)/.test(label))) return 'web-ui';
  if (second === 'authentication' || first.startsWith('oauthasservices-')) return 'token-server';
  if ([first, second].some((label) => /apiportal|apimanagement|^apim(?:-|$)/.test(label))) {
    return 'api-management';
  }
  return 'other';
}

const useUrl = 'Use the value of "url" in the service key.';

/**
 * Reads the tenant hostname in any form people have it in: host, URL, trailing slash, with
 * `/api/v1`, an address of the web UI on the tenant's own host. The path is cut off.
 */
export function readTenantHost(text: string): HostReading {
  if (text.trim() === '') {
    const missing = errorAt('tenantUrl', 'field.required', 'The tenant hostname is missing.', useUrl);
    return { origin: undefined, findings: [missing] };
  }
  const address = parseAddress(text);
  if (!address || address.hasUser) {
    const what = address ? 'A hostname does not contain a user or password.' : 'This is not a hostname.';
    return { origin: undefined, findings: [errorAt('tenantUrl', 'host.invalid', what, useUrl)] };
  }
  const { host, path, scheme } = address;
  const local = isLoopback(host);
  const findings: Finding[] = [];
  if (scheme === 'http' && !local) {
    const remedy = 'Begin the address with https.';
    findings.push(errorAt('tenantUrl', 'host.not-encrypted', 'Tenants are reached by https only.', remedy));
  }
  const kind = hostKind(host);
  const ofKind = local ? undefined : kindFinding(kind);
  if (ofKind) findings.push(ofKind);
  if (kind !== 'tenant' && kind !== 'web-ui' && hasForeignPath(path)) {
    const remedy = 'If it belongs to the web UI, take the value of "url" in the service key instead.';
    findings.push(hintAt('tenantUrl', 'host.path-cut', 'The path of this address is not used.', remedy));
  }
  return { origin: originOf(address), findings };
}

function hasForeignPath(path: string): boolean {
  return !/^\/*(?:api(?:\/v1(?:\/.*)?)?)?\/*$/.test(path);
}

function kindFinding(kind: HostKind): Finding | undefined {
  switch (kind) {
    case 'tenant':
      return undefined;
    case 'web-ui':
      return errorAt('tenantUrl', 'host.web-ui', 'This is the host of the web UI, not of the API.', useUrl);
    case 'runtime':
      return errorAt(
        'tenantUrl',
        'host.runtime',
        'This is the host that runs the integration flows; the API has another one.',
        'Create a service key of the plan "api" and use its "url".',
      );
    case 'token-server':
      return errorAt('tenantUrl', 'host.token-server', 'This host only issues tokens.', useUrl);
    case 'api-management':
      return errorAt(
        'tenantUrl',
        'key.api-management',
        'This is a host of API Management, not of Cloud Integration.',
        'Use a service key of SAP Process Integration Runtime, plan "api".',
      );
    case 'other':
      return hintAt(
        'tenantUrl',
        'host.unknown-shape',
        'The host looks different from those of most tenants.',
        'Compare it with "url" in the service key. If it is the same, save it.',
      );
  }
}
