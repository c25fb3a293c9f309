import { isLoopback, originOf, parseAddress } from './address.ts';
import { errorAt, type Finding, hintAt } from './finding.ts';
import { hostKind } from './host-forms.ts';

export interface TokenUrlReading {
  /** Complete, without query; `undefined` where it is not an address. */
  readonly url: string | undefined;
  readonly findings: readonly Finding[];
}

const remedy = 'Use the value of "tokenurl" in the service key.';

/** Reads the token URL and completes `/oauth/token` where it is missing (catalogue 1.4). */
export function readTokenUrl(text: string): TokenUrlReading {
  if (text.trim() === '') {
    const missing = errorAt('tokenUrl', 'field.required', 'The token URL is missing.', remedy);
    return { url: undefined, findings: [missing] };
  }
  const address = parseAddress(text);
  if (!address || address.hasUser) {
    const what = address ? 'A token URL does not contain a user or password.' : 'This is not an address.';
    return { url: undefined, findings: [errorAt('tokenUrl', 'token-url.invalid', what, remedy)] };
  }
  const findings: Finding[] = [];
  const local = isLoopback(address.host);
  if (address.scheme === 'http' && !local) {
    const useHttps = 'Begin the address with https.';
    findings.push(
      errorAt('tokenUrl', 'token-url.not-encrypted', 'Tokens are fetched by https only.', useHttps),
    );
  }
  if (!local && hostKind(address.host) !== 'token-server') {
    findings.push(
      hintAt(
        'tokenUrl',
        'token-url.unknown-shape',
        'The host looks different from those that usually issue tokens.',
        'Compare it with "tokenurl" in the service key. If it is the same, save it.',
      ),
    );
  }
  return { url: originOf(address) + completePath(address.path), findings };
}

/** Neo has `/oauth2/api/v1/token` (catalogue 1.2): whatever ends in `/token` is complete. */
function completePath(path: string): string {
  const bare = path.replace(/\/+$/, '');
  if (bare.endsWith('/token')) return bare;
  return bare.endsWith('/oauth') ? `${bare}/token` : `${bare}/oauth/token`;
}

/**
 * The subaccount's subdomain is the first label of both hosts in most tenants; another one often
 * means two keys were mixed, but it is allowed.
 */
export function otherLabel(tenantUrl: string, tokenUrl: string): Finding | undefined {
  const tenant = parseAddress(tenantUrl)?.host;
  const token = parseAddress(tokenUrl)?.host;
  if (!tenant || !token || isLoopback(tenant) || isLoopback(token)) return undefined;
  if (hostKind(tenant) !== 'tenant' || tenant.includes('-tmn.')) return undefined;
  const [tenantLabel = ''] = tenant.split('.');
  const [tokenLabel = ''] = token.split('.');
  if (tenantLabel === tokenLabel) return undefined;
  return hintAt(
    'tokenUrl',
    'token-url.other-label',
    `The token URL begins with "${tokenLabel}", the tenant hostname with "${tenantLabel}".`,
    'Check that both come from the same service key.',
  );
}
