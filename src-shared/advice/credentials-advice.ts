import type { ErrorCode, ErrorFacts } from '../errors.ts';
import { type AdviceText, hostOf, saidBy } from './advice-text.ts';

/** Users, certificates and keys. */
export const credentialsAdvice = {
  'auth.user-rejected': {
    show: 'panel',
    severity: 'error',
    title: 'User or password are refused',
    text: (facts) =>
      facts.access === 'password'
        ? `${hostOf(facts)} gives no token for this user and password. Where the identity provider signs people in by single sign-on, or asks for a second factor, it takes no password from a program.${saidBy(facts)} Nothing more is sent, so that the user is not locked.`
        : `${hostOf(facts)} does not take this user and password. Users with single sign-on or a second factor cannot sign in this way.${saidBy(facts)} Nothing more is sent, so that the user is not locked.`,
    next: (facts) =>
      facts.access === 'neo-basic'
        ? 'Check user and password, or create an OAuth client for the tenant and use that.'
        : 'Check user and password. If they are right, use a service key of the plan "api" instead.',
    action: 'edit-connection',
  },
  'auth.grant-refused': {
    show: 'panel',
    severity: 'error',
    title: 'The key does not allow a sign-in with a password',
    text: (facts) =>
      `The service instance has no grant type "password", so ${hostOf(facts)} refuses it for every user.${saidBy(facts)}`,
    next: 'Add "password" to the grant types of the service instance, or use the client_secret alone.',
    action: 'edit-connection',
  },
  'auth.certificate-expired': {
    show: 'panel',
    severity: 'error',
    title: 'The certificate of this key has expired',
    text: (facts) =>
      `It was valid until ${dayOf(facts)}, so nothing was sent. What was loaded before can still be read.`,
    next: 'Create a new service key of the same service instance and paste it onto this connection.',
    action: 'edit-connection',
  },
  'auth.certificate-refused': {
    show: 'panel',
    severity: 'error',
    title: 'The certificate is refused',
    text: (facts) =>
      `Neither the token server nor ${hostOf(facts)} itself takes this certificate. The service key may have been deleted, or it belongs to another tenant.${saidBy(facts)}`,
    next: 'Check in the cockpit that the service key still exists, or create a new one and paste it.',
    action: 'edit-connection',
  },
  'auth.passphrase-wrong': {
    show: 'panel',
    severity: 'error',
    title: 'The passphrase does not open the key',
    text: 'The private key is encrypted, and the passphrase is missing or wrong. Nothing was sent.',
    next: 'Enter the passphrase the key was exported with.',
    action: 'edit-connection',
  },
  'auth.key-unusable': {
    show: 'panel',
    severity: 'error',
    title: 'This private key cannot be used',
    text: 'It cannot be read, or it belongs to another certificate. Nothing was sent.',
    next: 'Choose the key that was made together with the certificate, as PEM or as PKCS#12 (.p12, .pfx).',
    action: 'edit-connection',
  },
} satisfies Partial<Record<ErrorCode, AdviceText>>;

/** ISO day: the same in every language, and src-shared knows no locale. */
function dayOf({ validTo }: ErrorFacts): string {
  return validTo === undefined ? 'a day that has passed' : new Date(validTo).toISOString().slice(0, 10);
}
