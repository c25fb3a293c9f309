import { parseAddress } from '../../src-shared/connections/address.ts';
import { readTokenUrl } from '../../src-shared/connections/token-url.ts';
import type { CertificateWay, ClientCertificate } from '../../src-shared/model/access.ts';

export interface TokenServer {
  readonly name: Exclude<CertificateWay, 'direct'>;
  readonly url: string;
}

/**
 * The token servers that may ask for a certificate: the one the key names, and the `.authentication.cert.` host beside
 * its own token server (catalogue 1.3); each once.
 */
export function tokenServersFor(access: ClientCertificate): readonly TokenServer[] {
  const named = access.certUrl === undefined ? undefined : readTokenUrl(access.certUrl).url;
  const derived = withCertificateHost(access.tokenUrl);
  return [
    ...(named === undefined ? [] : [{ name: 'certurl', url: named } as const]),
    ...(derived === undefined || derived === named ? [] : [{ name: 'cert-host', url: derived } as const]),
  ];
}

/** `sub.authentication.eu10…` becomes `sub.authentication.cert.eu10…`; a host of another shape has none. */
function withCertificateHost(tokenUrl: string): string | undefined {
  const host = parseAddress(tokenUrl)?.host ?? '';
  if (host.includes('.authentication.cert.')) return tokenUrl;
  const derived = host.replace('.authentication.', '.authentication.cert.');
  return derived === host ? undefined : tokenUrl.replace(host, derived);
}
