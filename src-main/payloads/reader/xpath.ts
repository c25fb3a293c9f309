import { evaluateXPath } from 'fontoxpath';

import type { PathMatch, PathMatches } from '../../../src-shared/model/payloads.ts';
import { PayloadRefusal } from './payload-refusal.ts';
import { nodeTypes, type XmlNode } from './xml-nodes.ts';
import { xpathFault } from './xpath-fault.ts';

/**
 * Nodes or values of an XPath 3.1, the first `most` of them. A prefix that the document does not declare is a fault, or stands for nothing that
 * is there where many documents are looked into (`knowsPrefixes: false`). Throws a `PayloadRefusal`.
 */
export function xpathMatches(
  document: XmlNode,
  expression: string,
  most: number,
  knowsPrefixes = true,
): PathMatches {
  const found = evaluate(document, expression, knowsPrefixes);
  return { matches: found.slice(0, most).map(matchOf), total: found.length };
}

function evaluate(document: XmlNode, expression: string, knowsPrefixes: boolean): readonly unknown[] {
  const namespaces = declaredNamespaces(document);
  try {
    return evaluateXPath(expression, document, null, null, evaluateXPath.ALL_RESULTS_TYPE, {
      // A prefix means what the document says; names without one are those of no namespace, or of the document's own.
      namespaceResolver: (prefix: string) =>
        namespaces.get(prefix) ?? (knowsPrefixes || prefix === '' ? null : `urn:not-declared:${prefix}`),
    }) as readonly unknown[];
  } catch (fault) {
    const said = xpathFault(fault instanceof Error ? fault.message : String(fault), expression);
    throw new PayloadRefusal('expression', `The XPath cannot be used: ${said}`, { cause: fault });
  }
}

/** Of all elements; the first one to declare a prefix has it. */
function declaredNamespaces(document: XmlNode): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const elements: XmlNode[] = [document];
  let looked = 0;
  for (let next = elements.pop(); next && looked < 10_000; next = elements.pop()) {
    looked += 1;
    for (const { nodeName, value } of next.attributes) {
      const prefix = nodeName === 'xmlns' ? '' : /^xmlns:(.+)$/.exec(nodeName)?.[1];
      if (prefix !== undefined && !known.has(prefix)) known.set(prefix, value);
    }
    for (let child = next.lastChild; child; child = child.previousSibling)
      if (child.nodeType === nodeTypes.element) elements.push(child);
  }
  return known;
}

function matchOf(found: unknown): PathMatch {
  if (!isNode(found)) return { path: '', text: String(found).slice(0, 300), line: undefined };
  return { path: pathOf(found), text: textOf(found).slice(0, 300).trim(), line: found.line };
}

function isNode(found: unknown): found is XmlNode {
  return typeof found === 'object' && found !== null && 'nodeType' in found;
}

function textOf(node: XmlNode): string {
  if (node.nodeType === nodeTypes.attribute) return node.value;
  if (node.nodeType !== nodeTypes.element && node.nodeType !== nodeTypes.document) return node.data;
  let text = '';
  const open: XmlNode[] = [node];
  for (let next = open.pop(); next && text.length < 400; next = open.pop()) {
    if (next.nodeType === nodeTypes.text) text += next.data;
    for (let child = next.lastChild; child; child = child.previousSibling) open.push(child);
  }
  return text.replaceAll(/\s+/g, ' ');
}

function pathOf(node: XmlNode): string {
  if (node.nodeType === nodeTypes.document) return '/';
  if (node.nodeType === nodeTypes.attribute)
    return `${node.ownerElement ? pathOf(node.ownerElement) : ''}/@${node.nodeName}`;
  const steps: string[] = [];
  for (let at: XmlNode | null = node; at && at.nodeType !== nodeTypes.document; at = at.parentNode) {
    let position = 1;
    for (let before = at.previousSibling; before; before = before.previousSibling)
      if (before.nodeName === at.nodeName) position += 1;
    steps.unshift(at.nodeType === nodeTypes.element ? `${at.nodeName}[${position}]` : 'text()');
  }
  return `/${steps.join('/')}`;
}
