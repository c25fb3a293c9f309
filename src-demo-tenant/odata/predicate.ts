import { type Entity, type Scalar, valueAt } from './entity.ts';
import { badRequest } from './fault.ts';
import type { Filter, Literal, Operator, TextFunction } from './filter.ts';

/** A faster test for a comparison than reading the value of every row; undefined where there is none. */
export type Shortcut<Row> = (
  path: string,
  operator: Operator,
  literal: Literal,
) => ((row: Row) => boolean) | undefined;

/** Compiles a filter to a test over any row, given how to read a path of it. */
export function compileFilter<Row>(
  filter: Filter,
  read: (path: string) => (row: Row) => Scalar,
  shortcut: Shortcut<Row> = () => undefined,
): (row: Row) => boolean {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const left = compileFilter(filter.left, read, shortcut);
      const right = compileFilter(filter.right, read, shortcut);
      return filter.kind === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = compileFilter(filter.inner, read, shortcut);
      return (row) => !inner(row);
    }
    case 'compare': {
      const short = shortcut(filter.path, filter.operator, filter.value);
      if (short) return short;
      const value = read(filter.path);
      const fits = comparison(filter.operator, filter.value);
      return (row) => fits(value(row));
    }
    case 'text': {
      const value = read(filter.path);
      const fits = textTest(filter.name, filter.value);
      return (row) => fits(String(value(row) ?? ''));
    }
  }
}

/** A test over entities; paths outside `allowed` are a 400, as the catalogue lists fields per set. */
export function entityPredicate(
  filter: Filter,
  allowed: (path: string) => boolean,
): (entity: Entity) => boolean {
  return compileFilter(filter, (path) => {
    if (!allowed(path)) throw badRequest(`Property ${path} cannot be filtered`);
    return (entity: Entity) => valueAt(entity, path);
  });
}

export function comparison(operator: Operator, literal: Literal): (value: Scalar) => boolean {
  switch (operator) {
    case 'eq':
      return (value) => same(value, literal);
    case 'ne':
      return (value) => !same(value, literal);
    case 'gt':
      return (value) => order(value, literal) > 0;
    case 'ge':
      return (value) => order(value, literal) >= 0;
    case 'lt':
      return (value) => order(value, literal) < 0;
    case 'le':
      return (value) => order(value, literal) <= 0;
  }
}

function same(value: Scalar, literal: Literal): boolean {
  if (typeof value === 'number' && typeof literal === 'string') return String(value) === literal;
  return value === literal;
}

/** Null compares with nothing. */
function order(value: Scalar, literal: Literal): number {
  if (value === null || literal === null || value instanceof Uint8Array) return Number.NaN;
  if (typeof value === 'string' || typeof literal === 'string')
    return String(value) < String(literal) ? -1 : String(value) === String(literal) ? 0 : 1;
  return Number(value) - Number(literal);
}

function textTest(name: TextFunction, part: string): (text: string) => boolean {
  if (name === 'substringof') return (text) => text.includes(part);
  return name === 'startswith' ? (text) => text.startsWith(part) : (text) => text.endsWith(part);
}
