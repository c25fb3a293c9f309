import * as tls from 'node:tls';

import type { TrustChoice } from '../../../src-shared/model/way.ts';

/** Newer than the oldest runtime: absent there. */
type SystemReader = (type: 'system') => readonly string[];
const { getCACertificates } = tls as { readonly getCACertificates?: SystemReader };

/** Whether undici's TLS can read the operating system's certificates on this runtime. */
export const readsSystemAuthorities = getCACertificates !== undefined;

let system: readonly string[] | undefined;

/** PEM: those that come with the runtime, the operating system's where they can be read, and the connection's own. */
export function trustedAuthorities({ authorities }: TrustChoice): readonly string[] {
  system ??= getCACertificates?.('system') ?? [];
  return [...tls.rootCertificates, ...system, ...authorities.map(({ pem }) => pem)];
}
