/** Structure that a description may have; main has sanitised it before, this is the second fence. */
const allowed = new Set([
  ...['P', 'BR', 'B', 'STRONG', 'I', 'EM', 'U', 'S', 'SUB', 'SUP', 'CODE', 'PRE', 'BLOCKQUOTE', 'HR'],
  ...['UL', 'OL', 'LI', 'DL', 'DT', 'DD', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'],
  ...['TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'DIV', 'SPAN'],
]);
/** Their text is no text for a reader. */
const dropped = new Set([
  'SCRIPT',
  'STYLE',
  'TEMPLATE',
  'NOSCRIPT',
  'IFRAME',
  'OBJECT',
  'SVG',
  'MATH',
  'TITLE',
]);
/** Headings of a description stand below those of the page. */
const renamed: Readonly<Partial<Record<string, string>>> = {
  H1: 'H4',
  H2: 'H4',
  H3: 'H5',
  H4: 'H5',
  H5: 'H6',
};
const deepest = 40;

/**
 * HTML of a tenant as new nodes of `document`: elements of the list above without any attribute, and text.
 * Nothing of the parsed document itself is taken over; a parsed document neither loads nor runs anything.
 */
export function harmlessNodes(html: string, document: Document): DocumentFragment {
  const result = document.createDocumentFragment();
  copyChildren(new DOMParser().parseFromString(html, 'text/html').body, result, document, 0);
  return result;
}

function copyChildren(from: Node, to: Node, document: Document, depth: number): void {
  if (depth > deepest) return;
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(child.textContent ?? ''));
    if (child.nodeType !== Node.ELEMENT_NODE) continue;
    const name = child.nodeName.toUpperCase();
    if (dropped.has(name)) continue;
    // Of what is not on the list only the content stays.
    const copy = allowed.has(name)
      ? to.appendChild(document.createElement((renamed[name] ?? name).toLowerCase()))
      : to;
    copyChildren(child, copy, document, depth + 1);
  }
}
