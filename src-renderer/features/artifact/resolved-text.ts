import {
  type Parameter,
  parametersIn,
  resolveParameters,
} from '../../../src-shared/content/artifact/parameters.ts';
import { looksSecret } from '../../../src-shared/content/looks-secret.ts';

/** Values configured on the tenant, by name of the parameter. */
export type Configured = ReadonlyMap<string, string>;

export interface ResolvedText {
  readonly text: string;
  /** `tenant`: at least one of the values is configured there. */
  readonly from: 'tenant' | 'artifact';
  readonly names: readonly string[];
  /** Not to be shown unasked. */
  readonly isSecret: boolean;
}

/** What a text with `{{parameters}}` means; `undefined` where it has none, or none with a value. */
export function resolvedText(
  raw: string,
  parameters: readonly Parameter[],
  configured: Configured | undefined,
): ResolvedText | undefined {
  if (!raw.includes('{{')) return undefined;
  const values = new Map<string, string>();
  for (const { name, value } of parameters) {
    const known = configured?.get(name) ?? value;
    if (known !== undefined) values.set(name, known);
  }
  const names = parametersIn(raw, { has: (name) => parameters.some((parameter) => parameter.name === name) });
  const text = resolveParameters(raw, values);
  if (names.length === 0 || text === raw) return undefined;
  return {
    text,
    from: names.some((name) => configured?.has(name)) ? 'tenant' : 'artifact',
    names,
    isSecret: names.some((name) =>
      looksSecret(name, parameters.find((parameter) => parameter.name === name)?.type ?? ''),
    ),
  };
}
