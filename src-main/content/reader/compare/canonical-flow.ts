import { derivedKeys, rowText } from '../../../../src-shared/compare/flow-graph.ts';
import { plainText } from '../../../../src-shared/compare/values.ts';
import { tableRows } from '../table-rows.ts';
import { childText, parseXml, type XmlElement } from '../xml-tree.ts';

/**
 * An .iflw without what is no difference: diagram, ids, order of elements, empty properties. Equal forms say the same flow but for
 * its links, which the comparison of the models follows.
 */
export function canonicalFlow(bytes: Uint8Array, file: string): string {
  const root = parseXml(bytes, file);
  const ids = new Set<string>();
  const collect = (element: XmlElement): void => {
    const id = element.attributes.get('id');
    if (id !== undefined && id !== '') ids.add(id);
    element.children.forEach(collect);
  };
  collect(root);
  const plain = (value: string): string =>
    ids.has(value.slice(value.indexOf(':') + 1)) ? '#' : plainText(value);
  const form = (element: XmlElement): string => {
    const { name, attributes, children, text } = element;
    const said = Array.from(attributes, ([key, value]) => [key, plain(value)]).sort(([a = ''], [b = '']) =>
      a < b ? -1 : 1,
    );
    const rows = name === 'value' ? tableRows(text) : undefined;
    const own = rows ? JSON.stringify(rows.map(rowText)) : plain(text);
    const inside = children.filter(says).map(form).sort();
    return `<${name} ${JSON.stringify(said)} ${own}${inside.join('')}>`;
  };
  return form(root);
}

function says(element: XmlElement): boolean {
  if (element.name === 'BPMNDiagram') return false;
  if (element.name !== 'property') return true;
  return !derivedKeys.has(childText(element, 'key')) && childText(element, 'value').trim() !== '';
}
