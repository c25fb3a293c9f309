import type { ErrorCode } from '../errors.ts';

/** Parts of the guide to a service key. */
export const guideSectionIds = [
  'prerequisites',
  'instance',
  'plan',
  'grant-types',
  'roles',
  'service-key',
  'fields',
  'command-line',
  'certificate',
  'identity-providers',
  'integration-flow',
  'network',
] as const;
export type GuideSectionId = (typeof guideSectionIds)[number];

/** Of a connection: what is wrong lies in the key, the fields or the way. */
type ConnectionErrorCode =
  | Extract<ErrorCode, `auth.${string}` | `network.${string}`>
  | 'tenant.not-json'
  | 'connection.other-tenant';

/** Where the guide says more about an error of a connection; a code without an entry does not compile. */
const sections: Readonly<Record<ConnectionErrorCode, GuideSectionId>> = {
  'auth.rejected': 'service-key',
  'auth.endpoint-answer': 'fields',
  'auth.unauthorized': 'plan',
  'auth.forbidden': 'roles',
  'auth.secret-missing': 'service-key',
  'auth.user-rejected': 'identity-providers',
  'auth.grant-refused': 'grant-types',
  'auth.certificate-expired': 'certificate',
  'auth.certificate-refused': 'certificate',
  'auth.passphrase-wrong': 'certificate',
  'auth.key-unusable': 'certificate',
  'network.offline': 'network',
  'network.name-not-resolved': 'fields',
  'network.refused': 'network',
  'network.tls-untrusted': 'network',
  'network.tls-changed': 'network',
  'network.tls-failed': 'network',
  'network.cut': 'network',
  'network.timeout': 'network',
  'network.redirect': 'fields',
  'network.foreign-host': 'fields',
  'network.proxy': 'network',
  'network.proxy-login': 'network',
  'network.proxy-unsupported': 'network',
  'tenant.not-json': 'fields',
  'connection.other-tenant': 'fields',
};

export function guideSectionFor(code: ErrorCode): GuideSectionId | undefined {
  return (sections as Readonly<Partial<Record<ErrorCode, GuideSectionId>>>)[code];
}
