import type { ValueMapping } from '../../../src-shared/content/artifact/mapping.ts';
import { Refusal } from './refusal.ts';
import { attribute, childrenNamed, childText, parseXml } from './xml-tree.ts';

/** value_mapping.xml: groups of equal values of several agencies (catalogue 5.1). */
export function readValueMapping(bytes: Uint8Array, file: string): ValueMapping {
  const root = parseXml(bytes, file);
  if (root.name !== 'vm')
    throw new Refusal('no-artifact', `${file} is no value mapping: its root is "${root.name}".`);
  const groups = childrenNamed(root, 'group').map((group) => ({
    id: attribute(group, 'id'),
    entries: childrenNamed(group, 'entry').map((entry) => ({
      agency: childText(entry, 'agency'),
      schema: childText(entry, 'schema'),
      value: childText(entry, 'value'),
      isDefault: attribute(entry, 'isDefault') === 'true',
    })),
  }));
  return { file, groups };
}
