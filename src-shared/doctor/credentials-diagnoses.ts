import type { DiagnosisTable } from './diagnosis.ts';
import type { DiagnosisId } from './diagnosis-ids.ts';
import type { Evidence } from './evidence.ts';

/** As the authorization server says it where it tells that a client is gone (RFC 6749, 5.2 leaves the words open). */
const noClient =
  /no client with requested id|client (?:was )?not found|unknown client|client does not exist/i;

function isRefused(found: Evidence): boolean {
  return found.failed(['token-endpoint'], 'auth.rejected');
}

function isClientGone(found: Evidence): boolean {
  return isRefused(found) && noClient.test(found.step('token-endpoint')?.error?.facts.tenantText ?? '');
}

function hasWorked(found: Evidence): boolean {
  return found.facts('typed')?.workedBefore === true;
}

/** What the token server, and a host that takes users, say about who asks. */
export const credentialsDiagnoses = {
  'key-deleted': {
    severity: 'error',
    title: 'The service key was deleted',
    evidence: 'the token server says that it knows no such client',
    applies: isClientGone,
    text: 'The service key or its service instance does not exist any more. What was loaded before stays readable.',
    next: 'Create a new service key of the plan "api" and paste it onto this connection.',
    wantsKey: true,
    section: 'service-key',
  },
  'secret-changed': {
    severity: 'error',
    title: 'The secret is not accepted any more',
    evidence: 'the token server refuses client_id and client_secret of a connection that has worked before',
    applies: (found) => isRefused(found) && !isClientGone(found) && hasWorked(found),
    text: 'The secret was renewed, or the service key was deleted: most token servers answer both in the same words.',
    next: 'Look in the cockpit whether the service key still exists. Paste it again, or create a new one.',
    wantsKey: true,
    section: 'service-key',
  },
  'credentials-wrong': {
    severity: 'error',
    title: 'The client_id or the client_secret is wrong',
    evidence: 'the token server refuses client_id and client_secret, and this connection has never worked',
    applies: (found) => isRefused(found) && !isClientGone(found) && !hasWorked(found),
    text: 'A part of the secret is missing, it belongs to another key, or the token URL to another subaccount.',
    next: 'Paste the whole service key, so that nothing is copied by hand.',
    wantsKey: true,
    section: 'fields',
  },
  'certificate-refused': {
    severity: 'error',
    title: 'The certificate of the key is refused',
    evidence: 'neither the token servers nor the API take the certificate, which is valid today',
    applies: (found) => found.failedAnywhere('auth.certificate-refused'),
    text: 'The service key was deleted, or it belongs to another tenant.',
    next: 'Look in the cockpit whether the service key still exists, or create a new one and paste it.',
    wantsKey: true,
    section: 'certificate',
  },
  'grant-refused': {
    severity: 'error',
    title: 'The key does not allow a sign-in with a password',
    evidence: 'the token server says that the client may not use this grant type',
    applies: (found) => found.failedAnywhere('auth.grant-refused'),
    text: 'The service instance has no grant type "password".',
    next: 'Add "password" to the grant types of the service instance, or use the client_secret alone.',
    section: 'grant-types',
  },
  'user-refused': {
    severity: 'error',
    title: 'User or password are refused',
    evidence: 'token server or API refuse a user of the identity provider',
    applies: (found) =>
      found.failedAnywhere('auth.user-rejected') && found.facts('typed')?.isClientAsUser !== true,
    text: 'The password is wrong, or the identity provider wants single sign-on or a second factor. It was tried once, so that nobody is locked out.',
    next: 'Check user and password. If they are right, use a service key of the plan "api".',
    section: 'identity-providers',
  },
  'basic-with-api': {
    severity: 'error',
    title: 'The plan "api" takes no client_id by Basic',
    evidence: 'a client_id was sent as user by Basic, and the API refuses it',
    applies: (found) =>
      found.failedAnywhere('auth.user-rejected') && found.facts('typed')?.isClientAsUser === true,
    text: 'With the plan "api" client_id and client_secret fetch a token first. Basic with them works for flows alone, in the plan "integration-flow".',
    next: 'Choose "OAuth: client_id and client_secret" as kind of access and enter the token URL of the service key.',
    section: 'grant-types',
  },
  'token-url-wrong': {
    severity: 'error',
    title: 'The token URL does not issue tokens',
    evidence: 'the token URL answered, but with something else than a token or a refusal of OAuth',
    applies: (found) =>
      found.failed(['token-endpoint'], 'auth.endpoint-answer', 'network.redirect', 'tenant.not-found'),
    text: 'A login page, a proxy or another server answers there.',
    next: 'Compare the token URL with "tokenurl" in the service key.',
    section: 'fields',
  },
  'token-server-unavailable': {
    severity: 'error',
    title: 'The token server is not available',
    evidence: 'the token server answered 500, 502, 503 or 504',
    applies: (found) => found.failed(['token-endpoint'], 'tenant.unavailable', 'tenant.failed'),
    text: 'The authorization server of the subaccount has a fault or is being updated; the tenant itself may work.',
    next: 'Try again in a few minutes. If it stays, look at the status page of SAP BTP for your region.',
    section: 'network',
  },
} satisfies Partial<DiagnosisTable<DiagnosisId>>;
