import { propertyLabel } from '../../../src-shared/content/artifact/names.ts';
import {
  type Parameter,
  parametersIn,
  type ParameterUse,
} from '../../../src-shared/content/artifact/parameters.ts';
import type { ParameterDefinition } from './read-definitions.ts';
import { tableRows } from './table-rows.ts';
import { attribute, childText, type XmlElement } from './xml-tree.ts';

interface Owner {
  readonly file: string;
  readonly id: string;
  readonly name: string;
}

/** Where parameters are looked for. */
export interface ParameterPlaces {
  readonly flows: readonly { readonly file: string; readonly root: XmlElement }[];
  /** Scripts, stylesheets, mappings: only names that are parameters by other signs count, since `{{` is code, too. */
  readonly texts: readonly { readonly file: string; readonly text: string }[];
}

/**
 * Every parameter that is valued, defined or used, sorted by name. Uses are looked for in the whole document, attributes and
 * every text included, not only where the reader expects them.
 */
export function collectParameters(
  values: ReadonlyMap<string, string>,
  definitions: readonly ParameterDefinition[],
  { flows, texts }: ParameterPlaces,
): readonly Parameter[] {
  const defined = new Map(definitions.map((definition) => [definition.name, definition]));
  const names = { has: (name: string) => values.has(name) || defined.has(name) };
  const uses = new Map<string, ParameterUse[]>();
  for (const { file, root } of flows) visit(root, { file, id: '', name: '' });
  for (const { file, text } of texts) {
    const owner = { file, id: '', name: file.slice(file.lastIndexOf('/') + 1) };
    note(text, owner, '', (name) => names.has(name) || uses.has(name));
  }
  return [...new Set([...values.keys(), ...defined.keys(), ...uses.keys()])]
    .filter((name) => name !== '')
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => {
      const definition = defined.get(name);
      return {
        name,
        value: values.get(name),
        type: definition?.type ?? '',
        isRequired: definition?.isRequired ?? false,
        description: definition?.description ?? '',
        constraint: definition?.constraint ?? '',
        isDefined: definition !== undefined,
        uses: uses.get(name) ?? [],
      };
    });

  function visit(element: XmlElement, owner: Owner): void {
    const id = element.attributes.get('id');
    const inside =
      id === undefined ? owner : { ...owner, id, name: attribute(element, 'name') || owner.name };
    for (const [key, text] of element.attributes) note(text, inside, key);
    if (element.name === 'property' && element.children.some(({ name }) => name === 'value')) {
      const key = childText(element, 'key').trim();
      const value = childText(element, 'value');
      // Inside a table names are escaped once more.
      const texts = value.includes('{{')
        ? (tableRows(value)
            ?.flat()
            .map((cell) => cell.value) ?? [value])
        : [];
      for (const text of texts) note(text, inside, key);
      note(key, inside, 'key');
      return;
    }
    note(element.text, inside, element.name);
    for (const child of element.children) visit(child, inside);
  }

  function note(
    text: string,
    { file, id, name }: Owner,
    key: string,
    counts: (name: string) => boolean = () => true,
  ): void {
    if (!text.includes('{{')) return;
    for (const parameter of parametersIn(text, names).filter(counts)) {
      const known = uses.get(parameter) ?? [];
      uses.set(parameter, known);
      if (known.some((use) => use.file === file && use.element === id && use.key === key)) continue;
      known.push({ file, element: id, elementName: name, key, label: propertyLabel(key, '') });
    }
  }
}
