import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { SaxesParser } from 'saxes';

interface Node {
  readonly name: string;
  attributes: [name: string, value: string][];
  readonly children: (Node | string)[];
}

export interface Scrambling {
  readonly seed: number;
  readonly ids: boolean;
}

/** The same artifact in another form: zipped anew, reformatted, reordered, moved; with other ids on demand. */
export function scrambled(zip: Uint8Array, { seed, ids }: Scrambling): Uint8Array {
  const random = numbers(seed);
  const files = Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, change(path, bytes)] as const);
  return zipSync(Object.fromEntries(shuffled(files, random)), { level: 1, mtime: '2020-02-03T04:05:06' });

  function change(path: string, bytes: Uint8Array): Uint8Array {
    if (path.endsWith('.iflw'))
      return strToU8(written(flow(parse(strFromU8(bytes)), random, ids), random, 0));
    if (path.endsWith('.xsd') && !strFromU8(bytes).includes('<!')) {
      return strToU8(written(parse(strFromU8(bytes)), random, 0));
    }
    if (path.endsWith('.groovy')) return strToU8(strFromU8(bytes).replaceAll(/\r?\n/g, '\r\n'));
    if (path === 'META-INF/MANIFEST.MF') return strToU8(manifest(strFromU8(bytes), random));
    if (path.endsWith('/parameters.prop')) return strToU8(parameters(strFromU8(bytes), random));
    return bytes;
  }
}

function flow(root: Node, random: () => number, newIds: boolean): Node {
  const renamed = new Map<string, string>();
  const all: Node[] = [];
  const visit = (node: Node): void => {
    all.push(node);
    for (const child of node.children) if (typeof child !== 'string') visit(child);
  };
  visit(root);
  if (newIds) {
    const known = all.flatMap(({ attributes }) =>
      attributes.filter(([name, value]) => name === 'id' && value !== '').map(([, value]) => value),
    );
    // Half of them are old ids of something else.
    const pool = shuffled(known, random);
    known.forEach((id, at) => renamed.set(id, random() < 0.5 ? `New_${at}` : (pool[at] ?? '')));
    if (new Set(renamed.values()).size < known.length)
      known.forEach((id, at) => renamed.set(id, `New_${at}`));
  }
  const other = (value: string): string => {
    const at = value.indexOf(':') + 1;
    return value.slice(0, at) + (renamed.get(value.slice(at)) ?? value.slice(at));
  };
  for (const node of all) {
    const isPlace = /:(Bounds|waypoint)$/.test(node.name);
    node.attributes = node.attributes.map(([name, value]) => {
      if (isPlace && (name === 'x' || name === 'y'))
        return [name, String(Number(value) + Math.round(random() * 40))];
      return [name, other(value)];
    });
    node.children.forEach((child, at) => {
      if (typeof child === 'string' && renamed.has(child)) node.children[at] = other(child);
    });
    if (/:(process|subProcess|collaboration|BPMNPlane|extensionElements)$/.test(node.name)) {
      const order = shuffled(node.children, random);
      node.children.splice(0, node.children.length, ...order);
    }
  }
  return root;
}

function parse(text: string): Node {
  const parser = new SaxesParser({ xmlns: false as const });
  const top: Node = { name: '', attributes: [], children: [] };
  const open = [top];
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: Object.entries(attributes), children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => void open.pop());
  const add = (part: string): void => {
    const children = open.at(-1)?.children ?? [];
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + part;
    else children.push(part);
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(text).close();
  const [root] = top.children.filter((child) => typeof child !== 'string');
  if (!root) throw new Error('There is no element.');
  return root;
}

/** With other line ends and indents between elements, and attributes in another order. */
function written(node: Node, random: () => number, depth: number): string {
  const attributes = shuffled(node.attributes, random).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const elements = node.children.filter((child) => typeof child !== 'string');
  const isMixed = node.children.some((child) => typeof child === 'string' && child.trim() !== '');
  const indent = `\r\n${'\t'.repeat(depth + 1)}`;
  const inside =
    elements.length > 0 && !isMixed
      ? elements.map((child) => indent + written(child, random, depth + 1)).join('') +
        `\r\n${'\t'.repeat(depth)}`
      : node.children
          .map((child) => (typeof child === 'string' ? escaped(child) : written(child, random, depth + 1)))
          .join('');
  return `<${node.name}${attributes.join('')}>${inside}</${node.name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;');
}

/** Headers in another order, unfolded or folded elsewhere, with the time of another export. */
function manifest(text: string, random: () => number): string {
  const lines = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\n ', '')
    .split('\n')
    .filter((line) => line !== '');
  const [first = '', ...rest] = lines.filter((line) => !line.startsWith('Origin-ModifiedDate'));
  const fold = (line: string): string => line.replaceAll(/.{60}(?=.)/gu, '$&\n ');
  return `${[first, ...shuffled([...rest, 'Origin-ModifiedDate: 1'], random)].map(fold).join('\n')}\n`;
}

function parameters(text: string, random: () => number): string {
  if (text.includes('\\\n') || text.includes('\\\r')) return text;
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const keys = lines.map((line) => line.split(/[=:]/)[0]);
  // Of a key that occurs twice the last one counts.
  return ['#Another day', ...(new Set(keys).size < keys.length ? lines : shuffled(lines, random)), ''].join(
    '\r\n',
  );
}

export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
