import { labelOf } from '../../../src-shared/content/artifact/element-names.ts';
import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import type { Parameter } from '../../../src-shared/content/artifact/parameters.ts';
import { looksSecret } from '../../../src-shared/content/looks-secret.ts';
import type { Configured } from './resolved-text.ts';

export interface ParameterRow {
  readonly parameter: Parameter;
  /** `undefined`: not configured on the tenant, or not known. */
  readonly configured: string | undefined;
  readonly isSecret: boolean;
  /** Each element once per property. */
  readonly users: readonly ParameterUser[];
}

export interface ParameterUser {
  readonly file: string;
  /** Empty: the file, or the flow as a whole. */
  readonly element: string;
  readonly name: string;
  readonly label: string;
}

/** Parameters of the artifact, and those that only the tenant has. */
export function parameterRows(
  parameters: readonly Parameter[],
  configured: Configured | undefined,
  flow: Flow | undefined,
): readonly ParameterRow[] {
  const known = new Set(parameters.map(({ name }) => name));
  const onlyThere = [...(configured?.keys() ?? [])].filter((name) => !known.has(name));
  return [...parameters, ...onlyThere.map(unknown)].map((parameter) => ({
    parameter,
    configured: configured?.get(parameter.name),
    isSecret: looksSecret(parameter.name, parameter.type),
    users: usersOf(parameter, flow),
  }));
}

function unknown(name: string): Parameter {
  return {
    name,
    value: undefined,
    type: '',
    isRequired: false,
    description: '',
    constraint: '',
    isDefined: false,
    uses: [],
  };
}

function usersOf({ uses }: Parameter, flow: Flow | undefined): ParameterRow['users'] {
  const users = new Map<string, ParameterRow['users'][number]>();
  for (const { file, element, elementName, label } of uses) {
    const name = element === '' ? elementName : labelOf(flow, element, elementName);
    users.set(`${file} ${element} ${label}`, { file, element, name: name === '' ? 'flow' : name, label });
  }
  return [...users.values()];
}
