import type { MappedField, MappingExpression } from '../../../src-shared/content/artifact/mapping.ts';
import { attribute, childNamed, childrenNamed, childText, type XmlElement } from './xml-tree.ts';

const longestText = 2_000;
/** Functions inside functions; the editor shows a dozen. */
const deepest = 150;

/** Turns the bricks of a message mapping into expressions. */
export class Expressions {
  readonly #bricks = new Map<string, XmlElement>();
  readonly #most: number;
  #nodes = 0;
  #isShortened = false;

  /** `most`: nodes kept in all; bricks that are used several times are written out each time, which can grow without end. */
  constructor(transformation: XmlElement | undefined, most: number) {
    this.#most = most;
    if (transformation) this.#collect(transformation);
  }

  get isShortened(): boolean {
    return this.#isShortened;
  }

  fieldOf(target: XmlElement): MappedField {
    const inner = inputsOf(target)[0];
    const expression = inner && this.#expression(inner, []);
    const sources = new Set<string>();
    const functions = new Set<string>();
    if (expression) gather(expression, sources, functions);
    const text = expression ? textOf(expression, { left: longestText }) : '';
    return {
      target: attribute(target, 'path'),
      sources: [...sources],
      functions: [...functions],
      text,
      expression,
    };
  }

  #collect(element: XmlElement): void {
    const uid = element.attributes.get('object_uid');
    // The first one with content is the brick itself; the others only point to it.
    if (
      element.name === 'brick' &&
      uid !== undefined &&
      element.attributes.has('type') &&
      !this.#bricks.has(uid)
    ) {
      this.#bricks.set(uid, element);
    }
    for (const child of element.children) this.#collect(child);
  }

  #expression(brick: XmlElement, above: readonly XmlElement[]): MappingExpression {
    const whole = this.#whole(brick);
    this.#nodes += 1;
    if (this.#nodes > this.#most || above.length > deepest || above.includes(whole)) {
      this.#isShortened = true;
      return { kind: 'shortened' };
    }
    if (attribute(whole, 'type') === 'Src') {
      return { kind: 'source', path: attribute(whole, 'path'), context: whole.attributes.get('context') };
    }
    const inside = [...above, whole];
    return {
      kind: 'function',
      name: attribute(whole, 'fname'),
      library: attribute(whole, 'fns'),
      settings: settingsOf(whole),
      inputs: inputsOf(whole).map((input) => this.#expression(input, inside)),
    };
  }

  #whole(brick: XmlElement): XmlElement {
    if (brick.attributes.has('type')) return brick;
    return this.#bricks.get(attribute(brick, 'object_uid')) ?? brick;
  }
}

/** Bricks by pin; `pin` is left out for the first one. */
function inputsOf(brick: XmlElement): readonly XmlElement[] {
  return childrenNamed(brick, 'arg')
    .toSorted((a, b) => Number(attribute(a, 'pin') || 0) - Number(attribute(b, 'pin') || 0))
    .flatMap((arg) => childNamed(arg, 'brick') ?? []);
}

function settingsOf(brick: XmlElement): readonly { readonly name: string; readonly value: string }[] {
  const bindings = childNamed(brick, 'bindings');
  if (!bindings) return [];
  return childrenNamed(bindings, 'param').map((parameter) => ({
    name: attribute(parameter, 'name'),
    value: childText(parameter, 'value'),
  }));
}

function gather(expression: MappingExpression, sources: Set<string>, functions: Set<string>): void {
  if (expression.kind === 'source') sources.add(expression.path);
  if (expression.kind !== 'function') return;
  functions.add(expression.name);
  for (const input of expression.inputs) gather(input, sources, functions);
}

function textOf(expression: MappingExpression, room: { left: number }): string {
  if (room.left <= 0) return '…';
  if (expression.kind === 'source') return take(expression.path, room);
  if (expression.kind === 'shortened') return '…';
  const { name, settings, inputs } = expression;
  const constant = name === 'const' ? settings.find((setting) => setting.name === 'value') : undefined;
  if (constant) return take(JSON.stringify(constant.value), room);
  const parts = inputs.map((input) => textOf(input, room));
  const said = settings
    .filter(({ value }) => value !== '')
    .map((setting) => `${setting.name}: ${setting.value}`);
  return `${take(name, room)}(${[...parts, ...said].join(', ')})`;
}

function take(text: string, room: { left: number }): string {
  const kept = text.length > room.left ? `${text.slice(0, room.left)}…` : text;
  room.left -= text.length;
  return kept;
}
