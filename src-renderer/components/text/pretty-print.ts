const indent = '  ';

/**
 * JSON on lines of its own, by its tokens alone: numbers, escapes and double keys stay as they are written. What is no JSON
 * comes back as it was.
 */
export function prettyJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  let printed = '';
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (token === '{' || token === '[') {
      const isEmpty = next === '}' || next === ']';
      if (!isEmpty) depth += 1;
      printed += isEmpty ? token : `${token}\n${indent.repeat(depth)}`;
    } else if (token === '}' || token === ']') {
      const before = tokens[index - 1];
      const isEmpty = before === '{' || before === '[';
      if (!isEmpty) depth -= 1;
      printed += isEmpty ? token : `\n${indent.repeat(depth)}${token}`;
    } else if (token === ',') printed += `,\n${indent.repeat(depth)}`;
    else printed += token === ':' ? ': ' : token;
  });
  return `${printed}\n`;
}

const parts =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<![^>]*>|<(?:"[^"]*"|'[^']*'|[^"'>])*>|[^<]+/g;

interface Node {
  readonly open: string;
  close: string;
  readonly inner: (Node | string)[];
  /** Holds text of its own: its blanks may mean something and stay. */
  isMixed: boolean;
}

/**
 * XML with one element per line, as far as blanks mean nothing: what holds text stays as it is. What does not fit together comes
 * back as it was.
 */
export function prettyXml(text: string): string {
  const root: Node = { open: '', close: '', inner: [], isMixed: false };
  const path: Node[] = [root];
  const found = text.match(parts) ?? [];
  if (found.join('').length !== text.length) return text;
  for (const part of found) {
    const parent = path.at(-1);
    if (!parent) return text;
    if (part.startsWith('</')) {
      if (path.length === 1) return text;
      parent.close = part;
      path.pop();
    } else if (part.startsWith('<') && !/^<[?!]/.test(part)) {
      const node: Node = { open: part, close: '', inner: [], isMixed: false };
      parent.inner.push(node);
      if (!part.endsWith('/>')) path.push(node);
    } else {
      if (/^[^<]*[^<\s]/.test(part) || part.startsWith('<![CDATA[')) parent.isMixed = true;
      parent.inner.push(part);
    }
  }
  if (path.length !== 1 || root.isMixed) return text;
  return `${root.inner.flatMap((part) => lines(part, 0)).join('\n')}\n`;
}

function lines(part: Node | string, depth: number): readonly string[] {
  const before = indent.repeat(depth);
  if (typeof part === 'string') return part.trim() === '' ? [] : [`${before}${part.trim()}`];
  // Blanks alone in an element may be its value.
  const isLeaf = part.inner.every((inner) => typeof inner === 'string' && inner.trim() === '');
  if (part.isMixed || isLeaf) return [before + whole(part)];
  return [
    `${before}${part.open}`,
    ...part.inner.flatMap((inner) => lines(inner, depth + 1)),
    `${before}${part.close}`,
  ];
}

function whole(part: Node | string): string {
  return typeof part === 'string' ? part : `${part.open}${part.inner.map(whole).join('')}${part.close}`;
}
