import type { Property } from '../../../src-shared/content/artifact/flow.ts';
import { propertyLabel } from '../../../src-shared/content/artifact/names.ts';
import type { ParameterLabel } from './read-definitions.ts';
import { tableRows } from './table-rows.ts';
import { childNamed, childText, type XmlElement } from './xml-tree.ts';

/** Labels the editor wrote into parameters.propdef, by property key and component. */
export class WrittenLabels {
  readonly #labels = new Map<string, string>();

  constructor(labels: readonly ParameterLabel[]) {
    for (const { component, key, label } of labels) {
      const name = `${component}/${key}`;
      // Authors may rename a parameter's label; the first one is the editor's more often than not.
      if (label !== '' && !this.#labels.has(name)) this.#labels.set(name, label);
    }
  }

  labelOf(key: string, component: string): string | undefined {
    return this.#labels.get(`${component}/${key}`);
  }
}

/** The raw `ifl:property` pairs of an element. */
export function rawProperties(element: XmlElement): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const property of childNamed(element, 'extensionElements')?.children ?? []) {
    if (property.name !== 'property') continue;
    // A formatter may have put the key on a line of its own.
    const key = childText(property, 'key').trim();
    if (!values.has(key)) values.set(key, valueOf(key, childText(property, 'value')));
  }
  return values;
}

/** What says the type of an element is a word; around it blanks mean nothing. */
const words = new Set(['activityType', 'ComponentType', 'direction', 'cmdVariantUri', 'subActivityType']);

function valueOf(key: string, value: string): string {
  return words.has(key) ? value.trim() : value;
}

/** `cname` of a cmdVariantUri such as `ctype::AdapterVariant/cname::sap:HTTPS/…`, without `sap:`. */
export function componentName(raw: ReadonlyMap<string, string>): string {
  return (
    /cname::(?:sap:)?(.*?)(?:\/(?:tp|mp|vendor|version|direction)::|$)/.exec(
      raw.get('cmdVariantUri') ?? '',
    )?.[1] ?? ''
  );
}

/** With labels and tables. `type` is the activity type or adapter. */
export function describeProperties(
  raw: ReadonlyMap<string, string>,
  type: string,
  written: WrittenLabels,
): readonly Property[] {
  const component = componentName(raw);
  return Array.from(raw, ([key, value]) => ({
    key,
    label: written.labelOf(key, component) ?? propertyLabel(key, type),
    value,
    rows: tableRows(value),
  }));
}
