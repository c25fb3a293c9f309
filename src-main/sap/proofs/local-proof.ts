import { usesCertificate } from '../../../src-shared/model/access.ts';
import type { ProofSource } from '../access.ts';
import { requireValid } from './certificate-proof.ts';
import type { ProofOptions } from './create-proof.ts';
import { type Issued, RenewedProof } from './renewed-proof.ts';
import { basic } from './token-endpoint.ts';

/**
 * The local root of an Edge Integration Cell takes the certificate, or Basic with the client; there is no token
 * (catalogue 1.1). Whoever has no client is the user of the connection.
 */
export function localProof({ credentials, changed, elapsed, now, signal }: ProofOptions): ProofSource {
  const { access, secrets } = credentials;
  const issue = async (): Promise<Issued> => {
    if (usesCertificate(access)) {
      requireValid({ access, now });
      return { proof: {}, expiresAt: undefined, scopes: [], instead: 'certificate' };
    }
    const authorization =
      'clientId' in access
        ? basic(access.clientId, await secrets.read('clientSecret'))
        : basic(access.user, await secrets.read('password'));
    return { proof: { authorization }, expiresAt: undefined, scopes: [], instead: 'login' };
  };
  return new RenewedProof({ issue, now, elapsed, changed, ...(signal && { signal }) });
}
