import type {
  MappedField,
  MessageMapping,
  MessageType,
} from '../../../src-shared/content/artifact/mapping.ts';
import { limits } from './limits.ts';
import { Expressions } from './mapping-expressions.ts';
import { Refusal } from './refusal.ts';
import { unpackBlob } from './unpack-blob.ts';
import { attribute, childNamed, childrenNamed, parseXml, parseXmlText, type XmlElement } from './xml-tree.ts';

/**
 * A .mmap, the format of SAP's mapping editor: links to the messages, then a tree of "bricks" per target field. The format is not
 * published; what is not understood is left out, never refused.
 */
export async function readMessageMapping(bytes: Uint8Array, file: string): Promise<MessageMapping> {
  const root = parseXml(bytes, file);
  const links = childrenDeep(root, 'lnkRole');
  const transformation = await findTransformation(root, file);
  const expressions = new Expressions(transformation, limits.expressionNodes);
  const fields = transformation
    ? childrenNamed(transformation, 'brick')
        .filter((brick) => attribute(brick, 'type') === 'Dst')
        .map((brick) => expressions.fieldOf(brick))
    : [];
  return {
    file,
    name: file.slice(file.lastIndexOf('/') + 1).replace(/\.mmap$/i, ''),
    sources: messagesOf(links, 'SOURCE_IFR_MESS'),
    targets: messagesOf(links, 'TARGET_IFR_MESS'),
    libraries: messagesOf(links, 'UsedFuncLib'),
    fields,
    functions: [...new Set(fields.flatMap((field: MappedField) => field.functions))].sort(),
    isShortened: expressions.isShortened,
  };
}

/** Mappings that came from Process Orchestration hold their bricks zipped in a blob. */
async function findTransformation(root: XmlElement, file: string): Promise<XmlElement | undefined> {
  const direct = childrenDeep(root, 'transformation')[0];
  if (direct) return direct;
  const blob = childNamed(childrenDeep(root, 'MetaData')[0], 'blob');
  if (!blob) return undefined;
  const text = await unpackBlob(blob.text);
  if (text === undefined)
    throw new Refusal('no-artifact', `${file} holds its content in a form that is not known.`);
  return childrenDeep(parseXmlText(text, file), 'transformation')[0];
}

function messagesOf(links: readonly XmlElement[], role: string): readonly MessageType[] {
  return links
    .filter((link) => attribute(link, 'role') === role)
    .flatMap((link) => childrenDeep(link, 'key'))
    .map((key) => {
      const [name = '', folder = '', message = '', namespace = ''] = childrenNamed(key, 'elem').map(
        ({ text }) => text,
      );
      return { type: attribute(key, 'typeID'), name, folder, message, namespace };
    });
}

/** Elements of that name at any depth, in document order. */
function childrenDeep(element: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (each: XmlElement): void => {
    for (const child of each.children) {
      if (child.name === name) found.push(child);
      else visit(child);
    }
  };
  visit(element);
  return found;
}
