import { SaxesParser } from 'saxes';

import { decodeXml } from './decode-text.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

/** An element; names without their prefix, because prefixes differ by tool and nothing here depends on them. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Text directly in it, CDATA included. */
  readonly text: string;
}

interface Building {
  name: string;
  attributes: Map<string, string>;
  children: Building[];
  text: string;
}

const none: ReadonlyMap<string, string> = new Map();

/** Reads XML strictly: no document type, no entities but the five, limited depth and size. */
export function parseXml(bytes: Uint8Array, file: string): XmlElement {
  return parseXmlText(decodeXml(bytes, file), file);
}

export function parseXmlText(text: string, file: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false as const });
  const open: Building[] = [];
  let root: Building | undefined;
  let nodes = 0;
  const count = (): void => {
    nodes += 1;
    if (nodes > limits.xmlNodes)
      throw new Refusal('too-large', `${file} has more than ${limits.xmlNodes} elements.`);
  };
  parser.on('error', (fault) => {
    // What follows a document type is refused for that, not for the entity it declares.
    const message = fault.message.replace(/^\d+:\d+: /, `line ${parser.line}: `);
    // What it calls an entity may be a bare ampersand, or a character by its number.
    if (/malformed character entity/i.test(message))
      throw notWellFormed(file, parser.line, 'it names a character that XML does not have');
    if (/entity name/i.test(message))
      throw notWellFormed(file, parser.line, 'an ampersand stands for itself');
    if (/entity/i.test(message))
      throw new Refusal(
        'entities',
        `${file} uses an entity, which is not read (${message.replace(/\.$/, '')}).`,
      );
    throw new Refusal('not-well-formed', `${file} is not well-formed XML (${message.replace(/\.$/, '')}).`);
  });
  parser.on('doctype', () => {
    throw new Refusal('entities', `${file} has a document type declaration, which is not read.`);
  });
  parser.on('attribute', count);
  parser.on('opentag', (tag) => {
    count();
    if (open.length >= limits.xmlDepth)
      throw new Refusal('too-deep', `${file} is nested deeper than ${limits.xmlDepth} levels.`);
    const element: Building = {
      name: localName(tag.name),
      attributes: attributesOf(tag.attributes),
      children: [],
      text: '',
    };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const add = (part: string): void => {
    const element = open.at(-1);
    if (element) element.text += part;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  // A part at a time: a fault in the first lines is told before the rest is looked at.
  for (let at = 0; at < text.length; at += step) parser.write(text.slice(at, at + step));
  parser.close();
  if (!root) throw new Refusal('not-well-formed', `${file} holds no XML element.`);
  return root;
}

const step = 64 * 1024;

function notWellFormed(file: string, line: number, why: string): Refusal {
  return new Refusal('not-well-formed', `${file} is not well-formed XML (line ${line}: ${why}).`);
}

function attributesOf(said: Readonly<Record<string, string>>): Map<string, string> {
  const names = Object.keys(said);
  if (names.length === 0) return none as Map<string, string>;
  const attributes = new Map<string, string>();
  for (const name of names) {
    // `xsi:type` stands beside SAP's `ifl:type`; name space declarations are of no use here.
    if (name.startsWith('xmlns')) continue;
    attributes.set(name.startsWith('xsi:') ? name : localName(name), said[name] ?? '');
  }
  return attributes;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** Text of a child, or `''`. */
export function childText(element: XmlElement | undefined, name: string): string {
  return childNamed(element, name)?.text ?? '';
}

/** Id in a qualified name, as BPMN refers to elements with. */
export function referenceIn(element: XmlElement, name: string): string {
  return localName(attribute(element, name));
}

export function attribute(element: XmlElement, name: string): string {
  return element.attributes.get(name) ?? '';
}
