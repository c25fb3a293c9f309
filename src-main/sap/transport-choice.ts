import { type ConnectionAccess, usesCertificate } from '../../src-shared/model/access.ts';
import type { TrustChoice } from '../../src-shared/model/way.ts';

/**
 * Chromium's stack knows the operating system's certificates and its proxies' logins; it takes neither a client
 * certificate nor an authority from the app. Where a connection has one of those, undici goes.
 */
export function usesUndici({ authorities }: TrustChoice, access: ConnectionAccess): boolean {
  return usesCertificate(access) || authorities.length > 0;
}
