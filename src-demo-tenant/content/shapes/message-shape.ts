export type FieldType = 'string' | 'date' | 'dateTime' | 'decimal' | 'int' | 'boolean' | 'group';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly many: boolean;
  readonly optional: boolean;
  readonly fields: readonly Field[];
}

/** The structure of a message: schemas, service descriptions and mappings are made from it. */
export interface MessageShape {
  readonly namespace: string;
  readonly root: Field;
}

/**
 * Reads an outline: one field a line, two blanks of indent a level, `*` after the name for repeated, `?` for
 * optional, then the type; a line without a type is a group.
 */
export function shape(namespace: string, outline: string): MessageShape {
  const lines = outline.split('\n').filter((line) => line.trim() !== '');
  const [root] = readLevel(lines, 0, 0)[0];
  if (root === undefined) throw new Error('A message shape needs a root element');
  return { namespace, root };
}

function readLevel(lines: readonly string[], from: number, level: number): [Field[], number] {
  const fields: Field[] = [];
  let at = from;
  for (let line = lines[at]; line !== undefined && indentOf(line) >= level; line = lines[at]) {
    const [label = '', type = 'group'] = line.trim().split(' ');
    const [inner, next] = readLevel(lines, at + 1, level + 1);
    fields.push({
      name: label.replace(/[*?]$/, ''),
      type: type as FieldType,
      many: label.endsWith('*'),
      optional: label.endsWith('?'),
      fields: inner,
    });
    at = next;
  }
  return [fields, at];
}

function indentOf(line: string): number {
  return (line.length - line.trimStart().length) / 2;
}

/** All paths below and including the root, such as `/Order/Item/Quantity`. */
export function pathsOf(field: Field, parent = ''): { readonly path: string; readonly field: Field }[] {
  const path = `${parent}/${field.name}`;
  return [{ path, field }, ...field.fields.flatMap((inner) => pathsOf(inner, path))];
}
