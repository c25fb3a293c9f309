import { AppError } from '../../../src-shared/errors.ts';
import { usesCertificate } from '../../../src-shared/model/access.ts';
import type { ProofSource, TenantCredentials } from '../access.ts';
import { certificateProof } from './certificate-proof.ts';
import { type Issued, RenewedProof } from './renewed-proof.ts';
import { basic, plainBasic, requestToken, type TokenEndpointOptions } from './token-endpoint.ts';

export interface ProofOptions extends TokenEndpointOptions {
  readonly credentials: TenantCredentials;
  readonly changed: () => void;
  /** ms that only grow. */
  readonly elapsed: () => number;
}

/** The source of proofs for the kind of access a connection has. */
export function createProof({ credentials, changed, elapsed, ...endpoint }: ProofOptions): ProofSource {
  const { access, secrets, tenantUrl, wayFound } = credentials;
  const { now, signal } = endpoint;
  const shared = { now, elapsed, changed, ...(signal && { signal }) };
  if (usesCertificate(access)) {
    const { origin } = new URL(tenantUrl);
    return new RenewedProof({
      ...shared,
      issue: certificateProof({ ...endpoint, access, origin, wayFound }),
    });
  }
  if (access.kind === 'basic' || access.kind === 'neo-basic') {
    const { user } = access;
    const issue = async (): Promise<Issued> => {
      const authorization = basic(user, await secrets.read('password'));
      return { proof: { authorization }, expiresAt: undefined, scopes: [], instead: 'login' };
    };
    const refusal = () =>
      new AppError('auth.user-rejected', 'The tenant refuses user and password.', {
        host: new URL(tenantUrl).host,
        access: access.kind,
      });
    return new RenewedProof({ ...shared, issue, refusal });
  }
  const { tokenUrl, clientId } = access;
  const issue = async (): Promise<Issued> => {
    const auth = plainBasic(await secrets.read('clientSecret'));
    if (access.kind !== 'password')
      return requestToken({ tokenUrl, clientId, auth, type: 'client_credentials' }, endpoint);
    const parameters = { username: access.user, password: await secrets.read('password') };
    return requestToken({ tokenUrl, clientId, auth, type: 'password', parameters }, endpoint);
  };
  return new RenewedProof({ ...shared, issue });
}
