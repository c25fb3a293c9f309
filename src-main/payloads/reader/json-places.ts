import { skipBlanks, stringEnd, wordEnd } from './pretty-json.ts';

type Step = string | number;

interface Node {
  readonly steps: Map<Step, Node>;
  /** Indexes of the wanted places that end here. */
  readonly wanted: number[];
}

/**
 * Lines, from 1, of values in a JSON text by their places; the text is known to be JSON. Only what leads to a wanted place is
 * looked into. Of two members of the same name the later one counts, as for the parser.
 */
export function jsonPlaces(
  utf8: Buffer,
  places: readonly (readonly Step[])[],
): readonly (number | undefined)[] {
  const root = wantedTree(places);
  const offsets: (number | undefined)[] = places.map(() => undefined);
  let at = skipBlanks(utf8, 0);

  const value = (node: Node | undefined): void => {
    for (const index of node?.wanted ?? []) offsets[index] = at;
    const first = utf8[at];
    if (first === 0x7b || first === 0x5b) members(first === 0x7b, node);
    else at = first === 0x22 ? (stringEnd(utf8, at) ?? utf8.length) : wordEnd(utf8, at);
  };

  const members = (isObject: boolean, node: Node | undefined): void => {
    // What leads to no wanted place is stepped over without a call for each level.
    if (!node || node.steps.size === 0) {
      at = containerEnd(utf8, at);
      return;
    }
    at = skipBlanks(utf8, at + 1);
    for (let position = 0; at < utf8.length && utf8[at] !== 0x7d && utf8[at] !== 0x5d; position += 1) {
      let step: Step = position;
      if (isObject) {
        const end = stringEnd(utf8, at) ?? utf8.length;
        step = JSON.parse(utf8.toString('utf8', at, end)) as string;
        at = skipBlanks(utf8, skipBlanks(utf8, end) + 1);
      }
      value(node.steps.get(step));
      at = skipBlanks(utf8, at);
      if (utf8[at] === 0x2c) at = skipBlanks(utf8, at + 1);
    }
    at += 1;
  };

  value(root);
  return linesOf(utf8, offsets);
}

function wantedTree(places: readonly (readonly Step[])[]): Node {
  const root: Node = { steps: new Map(), wanted: [] };
  for (const [index, place] of places.entries()) {
    let node = root;
    for (const step of place) {
      const next: Node = node.steps.get(step) ?? { steps: new Map(), wanted: [] };
      node.steps.set(step, next);
      node = next;
    }
    node.wanted.push(index);
  }
  return root;
}

function containerEnd(utf8: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; at < utf8.length;) {
    const byte = utf8[at];
    if (byte === 0x22) {
      at = stringEnd(utf8, at) ?? utf8.length;
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) depth += 1;
    if (byte === 0x7d || byte === 0x5d) depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return utf8.length;
}

/** One walk over the text for all offsets. */
function linesOf(utf8: Buffer, offsets: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const order = offsets
    .flatMap((offset, index) => (offset === undefined ? [] : [{ offset, index }]))
    .toSorted((a, b) => a.offset - b.offset);
  const lines: (number | undefined)[] = offsets.map(() => undefined);
  let line = 1;
  let end = utf8.indexOf(0x0a);
  for (const { offset, index } of order) {
    while (end >= 0 && end < offset) {
      line += 1;
      end = utf8.indexOf(0x0a, end + 1);
    }
    lines[index] = line;
  }
  return lines;
}
