import type { Property } from './flow.ts';

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
  /** Path of the flow, script, stylesheet or mapping. */
  readonly file: string;
  /** Id of the element of the flow; empty where it has none, and in other files. */
  readonly element: string;
  /** Name of that element, else of the file. */
  readonly elementName: string;
  /** Property key, attribute or child element that holds it; empty in other files. */
  readonly key: string;
  /** Label of the property in the editor. */
  readonly label: string;
}

/** As the tenant finds them: up to the first `}}`, so that a stray brace in front belongs to the name. */
const placeholder = /\{\{((?:(?!\{\{)[^}\r\n])+)\}\}/g;

/** Names of the `{{parameters}}` in a text, each once, in order. `names`: the parameters that exist. */
export function parametersIn(text: string, names: { has(name: string): boolean }): readonly string[] {
  if (!text.includes('{{')) return [];
  const found = new Set<string>();
  // One after the other: a text may repeat one name a million times.
  for (const [, name = ''] of text.matchAll(placeholder)) found.add(nameMeant(name, names));
  return [...found];
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
