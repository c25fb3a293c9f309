import type { DiagnosisTable } from './diagnosis.ts';
import type { DiagnosisId } from './diagnosis-ids.ts';
import { comparedLabels, type Evidence, refusedAreas } from './evidence.ts';

/** A token was issued, and the API of a host that may be one refuses it. */
function isTokenRefused(found: Evidence): boolean {
  return (
    found.failed(['api-root'], 'auth.unauthorized') &&
    found.facts('token') !== undefined &&
    found.facts('typed')?.plan !== 'integration-flow' &&
    !isEdge(found)
  );
}

function isOfAnotherSubaccount(found: Evidence): boolean {
  const labels = comparedLabels(found);
  return isTokenRefused(found) && labels !== undefined && labels.tenant !== labels.token;
}

function isEdge(found: Evidence): boolean {
  return found.facts('api-root')?.local === 'answers';
}

function wasSlowedDown(found: Evidence): boolean {
  const statuses = [
    ...(found.facts('token-endpoint')?.statuses ?? []),
    ...(found.facts('api-root')?.statuses ?? []),
    ...(found.facts('areas')?.statuses ?? []),
  ];
  return statuses.includes(429) || found.failedAnywhere('tenant.rate-limited');
}

/** What the tenant answers to a token. */
export const tenantDiagnoses = {
  'wrong-subaccount': {
    severity: 'error',
    title: 'Tenant and token are of different subaccounts',
    evidence:
      'a new token was issued and refused with 401, and token issuer and tenant hostname begin with different names',
    applies: isOfAnotherSubaccount,
    text: 'Tokens open the tenant of their own subaccount alone. Parts of two service keys were probably mixed.',
    next: 'Paste one whole service key of the subaccount in which the tenant is.',
    wantsKey: true,
    section: 'fields',
  },
  'token-not-accepted': {
    severity: 'error',
    title: 'The tenant does not accept the token',
    evidence:
      'a new token was issued and refused with 401, and nothing tells that the subaccount is another one',
    applies: (found) => isTokenRefused(found) && !isOfAnotherSubaccount(found),
    text: 'The key is probably not of the plan "api", or its service instance is of another Integration Suite.',
    next: 'Create a key of SAP Process Integration Runtime, plan "api", in the subaccount of the tenant.',
    section: 'plan',
  },
  'edge-without-local': {
    severity: 'error',
    title: 'This is an Edge Integration Cell, not its tenant',
    evidence: 'the usual root of the API is refused, and "/local/api/v1" at the same host answers',
    applies: isEdge,
    text: 'The virtual host of an Edge Integration Cell serves its API below "/local". It knows messages and stores, but no packages.',
    next: 'Use "url" of the service key as tenant hostname, and enter this host as local Edge Integration Cell of the connection.',
    section: 'fields',
  },
  'sign-in-page': {
    severity: 'error',
    title: 'A page answers in the place of the API',
    evidence:
      'the root of the API answered with a redirect or a web page, and the host has not the form of a web UI',
    applies: (found) =>
      found.failed(['api-root', 'areas'], 'network.redirect', 'tenant.not-json', 'network.foreign-host') &&
      found.facts('typed')?.hostKind !== 'web-ui',
    text: 'This is a sign-in page, the page of a proxy or of a guest network, or another product.',
    next: 'Compare the tenant hostname with "url" in the service key. In a guest network, sign in with a browser first.',
    section: 'fields',
  },
  'no-tenant': {
    severity: 'error',
    title: 'There is no tenant at this host',
    evidence:
      'the router of the region answered that it knows no such route, or the root of the API is not there',
    applies: (found) => found.failed(['api-root'], 'tenant.not-found') && !isEdge(found),
    text: 'The name is mistyped, the tenant was removed, or it moved to another region.',
    next: 'Compare the tenant hostname with "url" in a newly created service key.',
    section: 'fields',
  },
  'tenant-updating': {
    severity: 'warning',
    title: 'The tenant is being updated or restarted',
    evidence: 'the API answered 502, 503 or 504 again and again, although a token was issued',
    applies: (found) => found.failed(['api-root', 'areas'], 'tenant.unavailable'),
    text: 'The connection itself is right. Updates take some minutes, most of them at night or at a weekend.',
    next: 'Try again in some minutes. If it lasts for more than an hour, look at the status page of SAP BTP for your region.',
    section: 'network',
  },
  'rate-limited': {
    severity: 'warning',
    title: 'The tenant asks to slow down',
    evidence: 'a server answered 429',
    applies: wasSlowedDown,
    text: 'More requests come than the tenant allows, of all programs together. The connection itself is right.',
    next: 'Wait a minute. If it happens often, find out which other program uses the tenant, best by its own service key.',
    section: 'network',
  },
  'tenant-failing': {
    severity: 'error',
    title: 'The tenant has a fault',
    evidence: 'the API answered 500 again and again',
    applies: (found) => found.failed(['api-root'], 'tenant.failed'),
    text: 'The connection itself is right: the tenant understood who asks and failed to answer.',
    next: 'Try again later. If it stays, open a ticket with SAP, component LOD-HCI.',
    section: 'network',
  },
  'answers-damaged': {
    severity: 'error',
    title: 'The answers are no data of the API',
    evidence: 'the API answered 200 with something empty, damaged or of another form',
    applies: (found) =>
      found.failed(
        ['api-root', 'areas'],
        'tenant.invalid-json',
        'tenant.empty-answer',
        'tenant.unexpected-shape',
      ),
    text: 'Something on the way changes the answers, or another product answers.',
    next: 'Try from another network. If it stays, compare the tenant hostname with "url" in the service key.',
    section: 'network',
  },
  'role-just-added': {
    severity: 'warning',
    title: 'A role is there, but does not work yet',
    evidence: 'an area answered 403, although the new token names its role',
    applies: (found) => refusedAreas(found).some(({ named }) => named),
    text: 'The tenant caches roles for up to an hour. An access policy can also protect what was asked for.',
    next: 'Wait up to an hour after the role was added. If it stays, look at the access policies of the tenant.',
    section: 'roles',
  },
  'role-missing': {
    severity: 'warning',
    title: 'The key lacks a role',
    evidence: 'an area answered 403, and the new token does not name its role',
    applies: (found) => refusedAreas(found).some(({ named }) => !named),
    text: 'Roles belong to the service instance. Other areas go on working.',
    next: 'Add the roles that are named below to the service instance; it can take an hour until they work.',
    section: 'roles',
  },
} satisfies Partial<DiagnosisTable<DiagnosisId>>;
