/** Parameters of a service instance of the plan `api` (catalogue 1.3). */
export interface InstanceParameters {
  readonly grantTypes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly roles: readonly string[];
  /** Seconds a token lives; undefined: as the service says. */
  readonly tokenValidity: number | undefined;
  /** What else stands in the JSON; it stays. */
  readonly others: Readonly<Record<string, unknown>>;
}

export type ParametersReading =
  | { readonly ok: true; readonly parameters: InstanceParameters }
  | { readonly ok: false; readonly finding: string };

/** Seconds (catalogue 1.4). */
export const tokenValidityRange = { shortest: 3_600, longest: 86_400 } as const;
/** Days (catalogue 1.3). */
export const certificateDays = { shortest: 1, longest: 365 } as const;

/** `client_credentials` is the one that opens the API; `password` does not open the plan `api`. */
export const usualGrantTypes: readonly string[] = ['client_credentials'];

/** JSON as the cockpit and `cf create-service -c` take it. */
export function formatInstanceParameters({
  grantTypes,
  redirectUris,
  roles,
  tokenValidity,
  others,
}: InstanceParameters): string {
  const json = {
    'grant-types': grantTypes,
    'redirect-uris': redirectUris,
    roles,
    ...(tokenValidity !== undefined && { 'token-validity': tokenValidity }),
    ...others,
  };
  return JSON.stringify(json, undefined, 2);
}

export function parseInstanceParameters(text: string): ParametersReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return no('This is no JSON yet; the form shows what could last be read.');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return no('The parameters are a JSON object, in braces.');
  const {
    'grant-types': grantTypes = usualGrantTypes,
    'redirect-uris': redirectUris = [],
    'token-validity': tokenValidity,
    roles = [],
    ...others
  } = json as Record<string, unknown>;
  if (!isTexts(roles)) return no('"roles" is a list of names, in brackets.');
  if (!isTexts(grantTypes)) return no('"grant-types" is a list of names, in brackets.');
  if (!isTexts(redirectUris)) return no('"redirect-uris" is a list of addresses, in brackets.');
  if (!isValidity(tokenValidity))
    return no('"token-validity" is a whole number of seconds from 3600 to 86400.');
  return {
    ok: true,
    parameters: { grantTypes, redirectUris, roles: [...new Set(roles)], tokenValidity, others },
  };
}

/** Parameters of a service key with a certificate made by the service (catalogue 1.3). */
export function certificateKeyParameters(days: number): string {
  return JSON.stringify({ 'key-type': 'certificate', validity: days, 'key-length': 2048 }, undefined, 2);
}

function no(finding: string): ParametersReading {
  return { ok: false, finding };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isValidity(value: unknown): value is number | undefined {
  const { shortest, longest } = tokenValidityRange;
  return (
    value === undefined ||
    (typeof value === 'number' && Number.isInteger(value) && value >= shortest && value <= longest)
  );
}
