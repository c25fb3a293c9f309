import type { AccessKind } from '../model/access.ts';
import type { TrustChoice } from '../model/way.ts';

/**
 * Chromium's stack knows the operating system's certificates and every login a proxy may want; it takes neither a client
 * certificate nor an authority from the app. A connection with one of those speaks TLS by Node instead.
 */
export function usesOwnTls({ authorities }: Pick<TrustChoice, 'authorities'>, kind: AccessKind): boolean {
  return kind === 'certificate' || kind === 'external-certificate' || authorities.length > 0;
}
