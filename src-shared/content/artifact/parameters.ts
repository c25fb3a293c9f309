import type { Channel, Flow, Property } from './flow.ts';

/** An externalised parameter: its value lies in parameters.prop, its definition in parameters.propdef (catalogue 5.1). */
export interface Parameter {
  readonly name: string;
  /** In the artifact; what is configured on the tenant may differ. `undefined`: not in parameters.prop. */
  readonly value: string | undefined;
  /** `xsd:string`, `xsd:integer`, `custom:schedule`, …; empty where there is no definition. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
  /** Comma-separated values to choose from, or empty. */
  readonly constraint: string;
  readonly isDefined: boolean;
  readonly uses: readonly ParameterUse[];
}

/** A place where `{{name}}` stands. */
export interface ParameterUse {
  /** Id of the element; empty where it has none. */
  readonly element: string;
  readonly elementName: string;
  /** Property key, attribute or child element that holds it. */
  readonly key: string;
  /** Label of the property in the editor. */
  readonly label: string;
}

/** As the tenant finds them: up to the first `}}`, so that a stray brace in front belongs to the name. */
const placeholder = /\{\{((?:(?!\{\{)[^}\r\n])+)\}\}/g;

/** Names of the `{{parameters}}` in a text, each once, in order. `names`: the parameters that exist. */
export function parametersIn(text: string, names: { has(name: string): boolean }): readonly string[] {
  if (!text.includes('{{')) return [];
  return [...new Set(Array.from(text.matchAll(placeholder), ([, name = '']) => nameMeant(name, names)))];
}

/** Replaces `{{name}}` by the parameter's value in the artifact; what has none stays as it is. */
export function resolveParameters(text: string, values: ReadonlyMap<string, string>): string {
  if (!text.includes('{{')) return text;
  return text.replaceAll(placeholder, (whole, name: string) => {
    const meant = nameMeant(name, values);
    const value = values.get(meant);
    return value === undefined ? whole : `${name.slice(0, name.length - meant.length)}${value}`;
  });
}

/** In `{"a":{{{b}}}` the third brace is JSON, unless there is a parameter named `{b`. */
function nameMeant(name: string, names: { has(name: string): boolean }): string {
  const bare = name.replace(/^\{+/, '');
  return !names.has(name) && names.has(bare) ? bare : name;
}

/** Values for `resolveParameters`. */
export function parameterValues(parameters: readonly Parameter[]): ReadonlyMap<string, string> {
  return new Map(
    parameters.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
}

/** Value of a property, or `undefined`. */
export function valueOf(
  owner: { readonly properties: readonly Property[] },
  key: string,
): string | undefined {
  return owner.properties.find((property) => property.key === key)?.value;
}

/** A channel's address with parameters replaced by their values in the artifact. */
export function resolvedAddress(channel: Channel, parameters: readonly Parameter[]): string {
  return resolveParameters(channel.address, parameterValues(parameters));
}

/** Steps, channels and processes by id, for pages that go from a reference to its element. */
export function elementNames(flow: Flow): ReadonlyMap<string, string> {
  return new Map(
    [...flow.participants, ...flow.processes, ...flow.steps, ...flow.channels, ...flow.sequenceFlows].map(
      ({ id, name }) => [id, name],
    ),
  );
}
