export type ConnectionField =
  | 'key'
  | 'name'
  | 'tenantUrl'
  | 'tokenUrl'
  | 'clientId'
  | 'clientSecret'
  | 'user'
  | 'password'
  | 'certificate'
  | 'privateKey'
  | 'passphrase'
  | 'proxyUrl'
  | 'proxyPassword'
  | 'flowSecret'
  | 'edge';

export const findingCodes = [
  'field.required',
  'key.not-json',
  'key.too-long',
  'key.integration-flow',
  'key.api-management',
  'key.other-service',
  'host.invalid',
  'host.not-encrypted',
  'host.web-ui',
  'host.runtime',
  'host.token-server',
  'host.path-cut',
  'host.unknown-shape',
  'token-url.invalid',
  'token-url.not-encrypted',
  'token-url.other-label',
  'token-url.unknown-shape',
  'client-id.blanks',
  'client-id.integration-flow',
  'secret.blanks',
  'secret.odd',
  'secret.other-destination',
  'user.colon',
  'certificate.invalid',
  'private-key.invalid',
  'proxy.invalid',
  'proxy.user',
  'proxy.plain',
  'proxy.socks',
  'edge.id',
  'edge.url',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Something about what was typed or pasted. An `error` is certainly wrong, a `hint` can be saved. */
export interface Finding {
  readonly field: ConnectionField;
  readonly severity: 'error' | 'hint';
  readonly code: FindingCode;
  /** What was found, one sentence. */
  readonly text: string;
  /** What to do about it. */
  readonly remedy: string;
}

export function errorAt(field: ConnectionField, code: FindingCode, text: string, remedy: string): Finding {
  return { field, severity: 'error', code, text, remedy };
}

export function hintAt(field: ConnectionField, code: FindingCode, text: string, remedy: string): Finding {
  return { field, severity: 'hint', code, text, remedy };
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
