import { readTokenUrl } from '../../src-shared/connections/token-url.ts';
import { AppError } from '../../src-shared/errors.ts';
import {
  type AccessDraft,
  type CertificateFacts,
  type ConnectionAccess,
  usesCertificate,
} from '../../src-shared/model/access.ts';
import type { AccessSecrets } from '../sap/access.ts';
import { firstCertificate, openKey, validity } from '../sap/client-key.ts';
import type { ConnectionRecord } from './connection-record.ts';

type CertificateDraft = Extract<AccessDraft, { readonly certificate: string }>;

/**
 * The access in the one form it is kept in. A certificate key is opened, so that a wrong passphrase or a key of another
 * certificate is told here and not by a server. Throws `input.invalid`, `auth.passphrase-wrong`, `auth.key-unusable`.
 */
export async function completeAccess(
  draft: AccessDraft,
  before: Pick<ConnectionRecord, 'access'> | undefined,
  secrets: AccessSecrets,
): Promise<ConnectionAccess> {
  if (draft.kind === 'basic' || draft.kind === 'neo-basic') return { ...draft, user: draft.user.trim() };
  const { url } = readTokenUrl(draft.tokenUrl);
  if (url === undefined) throw new AppError('input.invalid', 'An address is missing.', { field: 'tokenUrl' });
  if (draft.kind === 'password') return { ...draft, tokenUrl: url, user: draft.user.trim() };
  if (draft.kind !== 'certificate' && draft.kind !== 'external-certificate')
    return { ...draft, tokenUrl: url };
  const certificate = await checkedCertificate(draft, secrets);
  return { ...draft, tokenUrl: url, certificate, ...factsOf(certificate, draft, before?.access) };
}

/** The certificate as PEM; without a key that can be read now, as the draft has it. */
async function checkedCertificate(draft: CertificateDraft, secrets: AccessSecrets): Promise<string> {
  const { certificate } = draft;
  const keyForm = draft.kind === 'external-certificate' ? draft.keyForm : 'pem';
  const key = await keyToCheck(secrets);
  if (key === undefined) {
    firstCertificate(certificate);
    return certificate;
  }
  const passphrase = await secrets.find('passphrase');
  return openKey({ keyForm, certificate, key, passphrase }).certificate;
}

/** A key ring that is locked is no reason to refuse a new name. */
async function keyToCheck(secrets: AccessSecrets): Promise<string | undefined> {
  try {
    return await secrets.find('key');
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('secrets.')) return undefined;
    throw error;
  }
}

function factsOf(
  certificate: string,
  { tokenUrl, certUrl }: CertificateDraft,
  before: ConnectionAccess | undefined,
): CertificateFacts {
  const isSame =
    before !== undefined &&
    usesCertificate(before) &&
    before.certificate === certificate &&
    before.tokenUrl === readTokenUrl(tokenUrl).url &&
    before.certUrl === certUrl;
  return { ...validity(firstCertificate(certificate)), works: isSame ? before.works : undefined };
}
