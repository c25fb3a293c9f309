import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';

import { isEncryptedKey } from '../../src-shared/connections/pem.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { ConnectionAccess } from '../../src-shared/model/access.ts';
import type { AccessSecrets } from './access.ts';
import type { ClientKey } from './transport.ts';

export interface KeyMaterial {
  readonly keyForm: 'pem' | 'pkcs12';
  /** PEM; may be empty for PKCS#12, which brings its own. */
  readonly certificate: string;
  /** PEM, or the base64 of a PKCS#12 file. */
  readonly key: string;
  readonly passphrase: string | undefined;
}

export interface OpenedKey {
  readonly clientKey: ClientKey;
  /** PEM, the client's own certificate first. */
  readonly certificate: string;
}

/** Opens a key and makes sure that it belongs to its certificate. Throws `auth.passphrase-wrong`, `auth.key-unusable`. */
export function openKey(material: KeyMaterial): OpenedKey {
  return material.keyForm === 'pkcs12' ? openPkcs12(material) : openPem(material);
}

/** The key of a stored connection, ready for TLS. */
export async function readClientKey(
  access: Extract<ConnectionAccess, { readonly kind: 'certificate' | 'external-certificate' }>,
  secrets: AccessSecrets,
): Promise<ClientKey> {
  const [key, passphrase] = await Promise.all([secrets.read('key'), secrets.find('passphrase')]);
  const keyForm = access.kind === 'certificate' ? 'pem' : access.keyForm;
  return openKey({ keyForm, certificate: access.certificate, key, passphrase }).clientKey;
}

/** The first certificate of a PEM text. Throws `auth.key-unusable`. */
export function firstCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw unusable('There is no certificate in this text.', cause);
  }
}

/** Until when the first certificate of a text is valid, in ms since 1970; undefined where there is none. */
export function endOf(pem: string): number | undefined {
  try {
    return validity(firstCertificate(pem)).validTo;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** ms since 1970. */
export function validity(certificate: X509Certificate): {
  readonly validFrom: number;
  readonly validTo: number;
} {
  return { validFrom: Date.parse(certificate.validFrom), validTo: Date.parse(certificate.validTo) };
}

function openPem({ certificate, key, passphrase }: KeyMaterial): OpenedKey {
  const opened = openPrivateKey(key, passphrase);
  if (!firstCertificate(certificate).checkPrivateKey(opened))
    throw unusable('The private key does not belong to the certificate.');
  // Handed on decrypted, so that whoever reads it next needs no passphrase.
  const text = opened.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { clientKey: { cert: certificate, key: text }, certificate };
}

function openPrivateKey(key: string, passphrase: string | undefined): KeyObject {
  try {
    // Without any passphrase OpenSSL would ask on the terminal.
    return createPrivateKey({ key, format: 'pem', passphrase: passphrase ?? '' });
  } catch (cause) {
    // A wrong passphrase decrypts to anything, so what OpenSSL then complains about tells nothing.
    if (isEncryptedKey(key)) throw wrongPassphrase(passphrase, cause);
    throw unusable('The private key cannot be read.', cause);
  }
}

function openPkcs12({ certificate, key, passphrase = '' }: KeyMaterial): OpenedKey {
  const pfx = Buffer.from(key, 'base64');
  const own = ownCertificate(pfx, passphrase);
  if (certificate.trim() !== '' && firstCertificate(certificate).fingerprint256 !== own.fingerprint256)
    throw unusable('The file holds another certificate than the service key.');
  return { clientKey: { pfx, passphrase }, certificate: own.toString() };
}

/** Node reads PKCS#12 for TLS alone: a socket that is never connected shows the certificate in it. */
function ownCertificate(pfx: Buffer, passphrase: string): X509Certificate {
  try {
    const secureContext = createSecureContext({ pfx, passphrase });
    const nowhere = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
    const socket = new TLSSocket(nowhere, { isServer: true, secureContext });
    const own = socket.getX509Certificate();
    socket.destroy();
    if (own) return own;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : '';
    if (/mac verify failure|INCORRECT_PASSWORD/i.test(text)) throw wrongPassphrase(passphrase, cause);
    throw unusable('The PKCS#12 file cannot be read.', cause);
  }
  throw unusable('There is no certificate in the PKCS#12 file.');
}

function wrongPassphrase(passphrase: string | undefined, cause: unknown): AppError {
  const isMissing = passphrase === undefined || passphrase === '';
  const message = isMissing ? 'The key is encrypted and needs its passphrase.' : 'The passphrase is wrong.';
  return new AppError('auth.passphrase-wrong', message, { field: 'passphrase' }, { cause });
}

function unusable(message: string, cause?: unknown): AppError {
  return new AppError('auth.key-unusable', message, { field: 'privateKey' }, { cause });
}
