import { badRequest } from './fault.ts';

export interface Segment {
  readonly name: string;
  /** `undefined`: no parentheses. A lone value stands under the empty name. */
  readonly keys: ReadonlyMap<string, string> | undefined;
  /** Names of the keys that were given as quoted text. */
  readonly quoted: ReadonlySet<string>;
}

/**
 * `Set('key')/Nav/$value` below the service root, still percent-encoded. Keys: quoted text with doubled quotes,
 * numbers with or without `L`, booleans, datetime literals; one or several with names (catalogue 2.1).
 */
export function parsePath(path: string): readonly Segment[] {
  return splitSegments(path).map(segment);
}

/** A slash inside quotes belongs to the key. */
function splitSegments(path: string): readonly string[] {
  const parts: string[] = [];
  let current = '';
  let quoted = false;
  for (const character of decode(path)) {
    if (character === "'") quoted = !quoted;
    if (character === '/' && !quoted) {
      parts.push(current);
      current = '';
    } else current += character;
  }
  parts.push(current);
  return parts.filter((part) => part !== '');
}

function segment(text: string): Segment {
  const open = text.indexOf('(');
  if (open < 0) return { name: text, keys: undefined, quoted: new Set() };
  if (!text.endsWith(')')) throw badRequest(`Malformed key in segment ${text.slice(0, open)}`);
  const inside = text.slice(open + 1, -1);
  const name = text.slice(0, open);
  return inside.trim() === '' ? { name, keys: undefined, quoted: new Set() } : { name, ...keys(inside) };
}

const key =
  /^\s*(?:([A-Za-z_]\w*)\s*=\s*)?(?:'((?:[^']|'')*)'|datetime(?:offset)?'([^']*)'|(-?[\w.+-]+))\s*(?:,|$)/;

function keys(text: string): {
  readonly keys: ReadonlyMap<string, string>;
  readonly quoted: ReadonlySet<string>;
} {
  const quotedNames = new Set<string>();
  const found = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    const match = key.exec(rest);
    if (!match) throw badRequest('Malformed key');
    const [whole, name = '', quoted, date, plain] = match;
    const bare = date ?? (/^-?\d+L$/i.test(plain ?? '') ? plain?.slice(0, -1) : plain);
    found.set(name, quoted === undefined ? (bare ?? '') : quoted.replaceAll("''", "'"));
    if (quoted !== undefined) quotedNames.add(name);
    rest = rest.slice(whole.length);
  }
  return { keys: found, quoted: quotedNames };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badRequest('Malformed address');
  }
}

/** The value of each key property; `undefined` when the names do not fit the type. */
export function keyValues(segment: Segment, names: readonly string[]): readonly string[] | undefined {
  const given = segment.keys;
  if (!given) return undefined;
  const [only] = names;
  const lone = given.get('');
  if (given.size === 1 && lone !== undefined)
    return names.length === 1 && only !== undefined ? [lone] : undefined;
  const values = names.map((name) => given.get(name));
  return given.size === names.length && values.every((value) => value !== undefined) ? values : undefined;
}
