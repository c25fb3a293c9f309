import { TlsClientAuth } from 'oauth4webapi';

import { AppError, type ErrorCode } from '../../../src-shared/errors.ts';
import type { CertificateWay, ConnectionAccess } from '../../../src-shared/model/access.ts';
import { tokenServersFor } from '../certificate-hosts.ts';
import { exchange, readText } from '../exchange.ts';
import { apiRoot } from '../same-host.ts';
import type { Issued } from './renewed-proof.ts';
import { requestToken, type TokenEndpointOptions } from './token-endpoint.ts';

export interface CertificateProofOptions extends TokenEndpointOptions {
  readonly access: Extract<ConnectionAccess, { readonly kind: 'certificate' | 'external-certificate' }>;
  /** Origin of the API, where the certificate is sent straight to it. */
  readonly origin: string;
  readonly wayFound: ((way: CertificateWay) => void) | undefined;
}

/** Says that a way does not take this certificate, and that the next one is worth a try. */
const notThisWay: ReadonlySet<ErrorCode> = new Set([
  'auth.rejected',
  'auth.certificate-refused',
  'auth.endpoint-answer',
  'network.name-not-resolved',
  'network.refused',
  'network.redirect',
  'network.tls-failed',
  // A proxy lets some hosts through and not others.
  'network.proxy',
]);
/** What a server does to a certificate it does not want, where it says nothing; where it took it before, just bad luck. */
const perhapsNotThisWay: ReadonlySet<ErrorCode> = new Set(['network.cut']);
const largestAnswer = 64 * 1024;

/**
 * A certificate key has up to three ways in (catalogue 1.3): a token from its `certurl`, a token from the
 * `.authentication.cert.` host, the certificate straight to the API. What worked is tried first the next time.
 * Throws `auth.certificate-expired` before anything is sent, `auth.certificate-refused` when no way takes it.
 */
export function certificateProof(options: CertificateProofOptions): () => Promise<Issued> {
  let known = options.access.works;
  return async () => {
    requireValid(options);
    const failures: AppError[] = [];
    for (const way of inOrder(options, known)) {
      try {
        const issued = way.url === undefined ? await direct(options) : await byToken(options, way.url);
        if (known !== way.name) options.wayFound?.(way.name);
        known = way.name;
        return issued;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const isUnlucky = way.name === known && perhapsNotThisWay.has(error.code);
        if (isUnlucky || !(notThisWay.has(error.code) || perhapsNotThisWay.has(error.code))) throw error;
        failures.push(error);
      }
    }
    throw verdict(failures, new URL(options.origin).host);
  };
}

interface Way {
  readonly name: CertificateWay;
  /** Token URL; none where the certificate goes to the API itself. */
  readonly url: string | undefined;
}

function inOrder({ access, origin }: CertificateProofOptions, known: CertificateWay | undefined): Way[] {
  const ways: Way[] = [...tokenServersFor(access)];
  if (origin.startsWith('https:')) ways.push({ name: 'direct', url: undefined });
  return ways.sort((one, other) => Number(other.name === known) - Number(one.name === known));
}

/** Throws `auth.certificate-expired` before anything is sent. */
export function requireValid({
  access: { validTo },
  now,
}: Pick<CertificateProofOptions, 'access' | 'now'>): void {
  if (validTo !== undefined && validTo <= now())
    throw new AppError('auth.certificate-expired', 'The certificate of the key has expired.', { validTo });
}

function byToken(options: CertificateProofOptions, tokenUrl: string): Promise<Issued> {
  const { clientId } = options.access;
  return requestToken({ tokenUrl, clientId, auth: TlsClientAuth(), type: 'client_credentials' }, options);
}

/** No token: the service document shows whether the host takes the certificate. */
async function direct({
  origin,
  transport,
  userAgent,
  signal,
  silence,
}: CertificateProofOptions): Promise<Issued> {
  const url = new URL(apiRoot, origin);
  const headers = { accept: 'application/json', 'user-agent': userAgent };
  const request = { url: url.href, method: 'GET', headers };
  const open = await exchange({ transport, request, signal, ...(silence === undefined ? {} : { silence }) });
  await readText(open, largestAnswer);
  const { status } = open.answer;
  const facts = { host: url.host, status };
  if (status === 401 || status === 403)
    throw new AppError('auth.certificate-refused', 'The API does not take the certificate.', facts);
  if (status >= 500) throw new AppError('tenant.unavailable', 'The tenant is not available.', facts);
  if (status >= 300) throw new AppError('auth.endpoint-answer', 'This is no API.', facts);
  return { proof: {}, expiresAt: undefined, scopes: [], instead: 'certificate' };
}

/** A refusal says more than a host that does not exist. */
function verdict(failures: readonly AppError[], host: string): AppError {
  const refusal = failures.find(
    ({ code }) => code === 'auth.certificate-refused' || code === 'auth.rejected',
  );
  if (!refusal)
    return failures[0] ?? new AppError('auth.certificate-refused', 'There is no way to try.', { host });
  return new AppError(
    'auth.certificate-refused',
    'No way into the tenant takes the certificate.',
    { ...refusal.facts, host },
    { cause: refusal },
  );
}
