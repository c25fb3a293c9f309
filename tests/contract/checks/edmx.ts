import { SaxesParser } from 'saxes';

import type { FunctionFact, NavigationFact, PropertyFact, TypeFact } from '../facts/fact-list.ts';
import { NAMESPACE } from '../facts/fact-list.ts';

/** A `$metadata` document in the words of the fact list. */
export interface Edmx {
  readonly types: ReadonlyMap<string, TypeFact>;
  readonly complexTypes: ReadonlyMap<string, readonly PropertyFact[]>;
  readonly sets: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, FunctionFact>;
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

/** Reads EDMX text; throws where it is not well-formed. */
export function readEdmx(xml: string): Edmx {
  const root = elementTree(xml);
  const associations = new Map(allOf(root, 'Association').map((each) => [each.attributes['Name'], each]));
  return {
    types: byName(allOf(root, 'EntityType'), (type) => readType(type, associations)),
    complexTypes: byName(allOf(root, 'ComplexType'), (type) =>
      childrenOf(type, 'Property').map(readProperty),
    ),
    sets: byName(allOf(root, 'EntitySet'), (set) => unqualified(set.attributes['EntityType'])),
    functions: byName(allOf(root, 'FunctionImport'), (each) => ({
      name: each.attributes['Name'] ?? '',
      method: each.attributes['HttpMethod'] ?? '',
      parameters: childrenOf(each, 'Parameter').map(readProperty),
      returns: unqualified(each.attributes['ReturnType']),
    })),
  };
}

/** Elements and attributes by local name; the prefixes of a document are its own affair. */
function elementTree(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map(({ local, value }) => [local, value]),
    );
    const element: Element = { name: tag.local, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root;
}

function allOf(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...allOf(child, name),
  ]);
}

function childrenOf(element: Element, name: string): readonly Element[] {
  return element.children.filter((child) => child.name === name);
}

function byName<T>(elements: readonly Element[], read: (element: Element) => T): ReadonlyMap<string, T> {
  return new Map(elements.map((element) => [element.attributes['Name'] ?? '', read(element)]));
}

function unqualified(name: string | undefined): string {
  return (name ?? '').replace(`${NAMESPACE}.`, '');
}

function readProperty(element: Element): PropertyFact {
  const { Name, Type, Nullable, MaxLength } = element.attributes;
  return {
    name: Name ?? '',
    type: unqualified(Type),
    nullable: Nullable !== 'false',
    maxLength: MaxLength === undefined ? undefined : Number(MaxLength),
  };
}

function readType(element: Element, associations: ReadonlyMap<string | undefined, Element>): TypeFact {
  const { Name, BaseType, Abstract, HasStream } = element.attributes;
  return {
    name: Name ?? '',
    base: BaseType === undefined ? undefined : unqualified(BaseType),
    abstract: Abstract === 'true',
    media: HasStream === 'true',
    keys: allOf(element, 'PropertyRef').map((each) => each.attributes['Name'] ?? ''),
    properties: childrenOf(element, 'Property').map(readProperty),
    navigation: childrenOf(element, 'NavigationProperty').map((each) => readNavigation(each, associations)),
  };
}

/** The far end of the association says where a navigation leads and whether it is a collection. */
function readNavigation(
  element: Element,
  associations: ReadonlyMap<string | undefined, Element>,
): NavigationFact {
  const { Name, Relationship, ToRole } = element.attributes;
  const association = associations.get(unqualified(Relationship));
  const ends = association === undefined ? [] : childrenOf(association, 'End');
  const end = ends.find((each) => each.attributes['Role'] === ToRole);
  return {
    name: Name ?? '',
    target: unqualified(end?.attributes['Type']),
    collection: end?.attributes['Multiplicity'] === '*',
  };
}
