import type { AccessDraft, SecretTexts } from '../model/access.ts';
import { clientIdFindings, secretFindings } from './credential-findings.ts';
import { errorAt, type Finding } from './finding.ts';
import { isEncryptedKey, readPem } from './pem.ts';
import { readTokenUrl } from './token-url.ts';

/** What can be said about the credentials without a network. A secret part that is absent stays as it is stored. */
export function accessFindings(access: AccessDraft, secrets: SecretTexts): readonly Finding[] {
  switch (access.kind) {
    case 'client-secret':
    case 'neo-oauth':
      return [...clientFindings(access, secrets), ...readTokenUrl(access.tokenUrl).findings];
    case 'password':
      return [
        ...clientFindings(access, secrets),
        ...readTokenUrl(access.tokenUrl).findings,
        ...userFindings(access.user, secrets),
      ];
    case 'basic':
    case 'neo-basic':
      return userFindings(access.user, secrets);
    case 'certificate':
    case 'external-certificate':
      return [
        ...clientIdFindings(access.clientId),
        ...certificateFindings(access, secrets),
        ...readTokenUrl(access.tokenUrl).findings,
      ];
  }
}

function clientFindings(
  { clientId }: { readonly clientId: string },
  { clientSecret }: SecretTexts,
): readonly Finding[] {
  const ofSecret = clientSecret === undefined ? [] : secretFindings(clientSecret, clientId);
  return [...clientIdFindings(clientId), ...ofSecret];
}

function userFindings(user: string, { password }: SecretTexts): readonly Finding[] {
  const findings: Finding[] = [];
  if (user.trim() === '') {
    const remedy = 'Enter the user of the identity provider, often an e-mail address or an S-user.';
    findings.push(errorAt('user', 'field.required', 'The user is missing.', remedy));
  } else if (user.includes(':')) {
    const text = 'A user with a colon cannot be sent: it ends there.';
    findings.push(errorAt('user', 'user.colon', text, 'Use a user without a colon.'));
  }
  if (password === '') {
    const remedy = 'Enter the password of this user.';
    findings.push(errorAt('password', 'field.required', 'The password is missing.', remedy));
  }
  return findings;
}

function certificateFindings(
  access: Extract<AccessDraft, { readonly certificate: string }>,
  { key, passphrase }: SecretTexts,
): readonly Finding[] {
  const isPkcs12 = access.kind === 'external-certificate' && access.keyForm === 'pkcs12';
  const findings: Finding[] = [];
  if (access.certificate.trim() === '' && !isPkcs12) {
    const remedy =
      access.kind === 'certificate'
        ? 'Use the value of "certificate" in the service key.'
        : 'Paste your certificate as PEM, or choose a key file that holds it.';
    findings.push(errorAt('certificate', 'field.required', 'The certificate is missing.', remedy));
  } else if (access.certificate.trim() !== '' && readPem(access.certificate).certificates === '') {
    const remedy = 'Paste the text from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.';
    findings.push(errorAt('certificate', 'certificate.invalid', 'This is not a certificate.', remedy));
  }
  if (key === '') {
    const remedy =
      access.kind === 'certificate'
        ? 'Use the value of "key" in the service key.'
        : 'Choose the file with the private key that belongs to the certificate.';
    findings.push(errorAt('privateKey', 'field.required', 'The private key is missing.', remedy));
  } else if (key !== undefined && !isPkcs12) findings.push(...pemKeyFindings(key, passphrase));
  return findings;
}

function pemKeyFindings(key: string, passphrase: string | undefined): readonly Finding[] {
  const { privateKey } = readPem(key);
  if (privateKey === '') {
    const remedy = 'Paste the text from -----BEGIN … PRIVATE KEY----- to its END line.';
    return [errorAt('privateKey', 'private-key.invalid', 'This is not a private key.', remedy)];
  }
  if (!isEncryptedKey(privateKey) || (passphrase ?? '') !== '') return [];
  const text = 'The key is encrypted and needs its passphrase.';
  return [errorAt('passphrase', 'field.required', text, 'Enter the passphrase of the key.')];
}
