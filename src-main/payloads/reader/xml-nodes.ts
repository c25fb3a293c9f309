import { SaxesParser } from 'saxes';

import { PayloadRefusal } from './payload-refusal.ts';

/** Nodes as XPath wants them (DOM level 4, read only), with the line each begins in. */
export interface XmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly prefix: string | null;
  readonly line: number;
  data: string;
  readonly target: string;
  value: string;
  readonly attributes: XmlNode[];
  readonly childNodes: XmlNode[];
  parentNode: XmlNode | null;
  previousSibling: XmlNode | null;
  nextSibling: XmlNode | null;
  firstChild: XmlNode | null;
  lastChild: XmlNode | null;
  ownerElement: XmlNode | null;
  readonly ownerDocument: XmlNode | null;
  getAttribute(name: string): string | null;
  getAttributeNS(namespace: string | null, name: string): string | null;
  lookupNamespaceURI(prefix: string | null): string | null;
}

export const nodeTypes = {
  element: 1,
  attribute: 2,
  text: 3,
  cdata: 4,
  instruction: 7,
  comment: 8,
  document: 9,
};

/** More make the process larger than it may become. */
const mostNodes = 8_000_000;
const deepest = 5_000;
const step = 256 * 1024;

class Node implements XmlNode {
  data = '';
  value = '';
  readonly attributes: XmlNode[] = [];
  readonly childNodes: XmlNode[] = [];
  parentNode: XmlNode | null = null;
  previousSibling: XmlNode | null = null;
  nextSibling: XmlNode | null = null;
  firstChild: XmlNode | null = null;
  lastChild: XmlNode | null = null;
  ownerElement: XmlNode | null = null;
  readonly target: string;
  readonly nodeType: number;
  readonly nodeName: string;
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly prefix: string | null;
  readonly line: number;
  readonly ownerDocument: XmlNode | null;

  constructor(
    nodeType: number,
    name: { readonly name: string; readonly local: string; readonly prefix: string; readonly uri: string },
    line: number,
    ownerDocument: XmlNode | null,
  ) {
    this.nodeType = nodeType;
    this.nodeName = name.name;
    this.localName = name.local;
    this.prefix = name.prefix === '' ? null : name.prefix;
    this.namespaceURI = name.uri === '' ? null : name.uri;
    this.target = name.name;
    this.line = line;
    this.ownerDocument = ownerDocument;
  }

  getAttribute(name: string): string | null {
    return this.attributes.find(({ nodeName }) => nodeName === name)?.value ?? null;
  }

  getAttributeNS(namespace: string | null, name: string): string | null {
    const found = this.attributes.find(
      ({ localName, namespaceURI }) => localName === name && namespaceURI === namespace,
    );
    return found?.value ?? null;
  }

  lookupNamespaceURI(prefix: string | null): string | null {
    const name = prefix === null || prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    return this.getAttribute(name) ?? this.parentNode?.lookupNamespaceURI(prefix) ?? null;
  }
}

function plain(name: string) {
  return { name, local: name, prefix: '', uri: '' };
}

function append(parent: XmlNode, child: XmlNode): void {
  child.parentNode = parent;
  child.previousSibling = parent.lastChild;
  if (parent.lastChild) parent.lastChild.nextSibling = child;
  else parent.firstChild = child;
  parent.lastChild = child;
  parent.childNodes.push(child);
}

/** Reads XML strictly; entities are not expanded and document types not read. Throws a `PayloadRefusal`. */
export function readXmlNodes(utf8: Buffer): XmlNode {
  const parser = new SaxesParser({ xmlns: true as const });
  const document = new Node(nodeTypes.document, plain('#document'), 1, null);
  let parent: XmlNode = document;
  let count = 0;
  let depth = 0;
  const made = (nodeType: number, name: ReturnType<typeof plain>): Node => {
    count += 1;
    if (count > mostNodes)
      throw new PayloadRefusal(
        'limit',
        `XPath is evaluated on at most ${mostNodes.toLocaleString('en')} nodes.`,
      );
    return new Node(nodeType, name, parser.line, document);
  };
  parser.on('error', (fault) => {
    const said = fault.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    throw new PayloadRefusal('unreadable', `This is not well-formed XML (line ${parser.line}: ${said}).`);
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > deepest)
      throw new PayloadRefusal(
        'limit',
        `The XML is nested deeper than ${deepest.toLocaleString('en')} levels.`,
      );
    const element = made(nodeTypes.element, { ...tag });
    for (const said of Object.values(tag.attributes)) {
      const attribute = made(nodeTypes.attribute, said);
      attribute.value = said.value;
      attribute.ownerElement = element;
      attribute.parentNode = element;
      element.attributes.push(attribute);
    }
    append(parent, element);
    parent = element;
  });
  parser.on('closetag', () => {
    depth -= 1;
    parent = parent.parentNode ?? document;
  });
  const text = (nodeType: number, name: string) => (data: string) => {
    if (parent === document) return;
    const last = parent.lastChild;
    if (last?.nodeType === nodeTypes.text && nodeType === nodeTypes.text) last.data += data;
    else {
      const node = made(nodeType, plain(name));
      node.data = data;
      append(parent, node);
    }
  };
  parser.on('text', text(nodeTypes.text, '#text'));
  // To XPath a section is text like any other.
  parser.on('cdata', text(nodeTypes.text, '#text'));
  parser.on('comment', (data) => {
    const node = made(nodeTypes.comment, plain('#comment'));
    node.data = data;
    append(parent, node);
  });
  for (let at = 0; at < utf8.length; at += step) parser.write(whole(utf8, at));
  parser.close();
  return document;

  function whole(bytes: Buffer, from: number): string {
    // Both ends at the beginning of a character.
    return bytes.toString('utf8', start(bytes, from), start(bytes, Math.min(bytes.length, from + step)));
  }
}

function start(bytes: Buffer, near: number): number {
  let at = near;
  while (at > 0 && at < bytes.length && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
