import { type EntityType, propertyType } from '../metadata/model.ts';
import { type Entity, type Scalar, valueAt } from './entity.ts';
import { badRequest } from './fault.ts';
import type { Filter, Literal, LiteralType, Operator, TextFunction } from './filter.ts';

/** A property of the rows that a filter may name. */
export interface Field<Row> {
  readonly type: LiteralType;
  readonly read: (row: Row) => Scalar;
  /** A faster test than reading the value of every row; undefined where there is none. */
  readonly test?: (operator: Operator, literal: Literal) => ((row: Row) => boolean) | undefined;
}

/** Compiles a filter to a test over any row. `field` throws where a path cannot be filtered. */
export function compileFilter<Row>(
  filter: Filter,
  field: (path: string) => Field<Row>,
): (row: Row) => boolean {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const left = compileFilter(filter.left, field);
      const right = compileFilter(filter.right, field);
      return filter.kind === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = compileFilter(filter.inner, field);
      return (row) => !inner(row);
    }
    case 'compare': {
      const { type, read, test } = field(filter.path);
      if (filter.type !== type && filter.type !== 'null') {
        throw badRequest(`Property ${filter.path} cannot be compared with this literal`);
      }
      const fast = test?.(filter.operator, filter.value);
      if (fast) return fast;
      const fits = comparison(filter.operator, filter.value);
      return (row) => fits(read(row));
    }
    case 'text': {
      const { type, read } = field(filter.path);
      if (type !== 'text') throw badRequest(`${filter.name} needs a text`);
      const fits = textTest(filter.name, filter.value);
      return (row) => fits(String(read(row) ?? ''));
    }
  }
}

/** A test over entities of a type; paths outside `allowed` are a 400, as the catalogue lists fields per set. */
export function entityPredicate(
  filter: Filter,
  type: EntityType,
  allowed: readonly string[] | 'any',
): (entity: Entity) => boolean {
  return compileFilter(filter, (path) => {
    const edm = propertyType(type, path);
    if (edm === undefined || (allowed !== 'any' && !allowed.includes(path))) {
      throw badRequest(`Property ${path} cannot be filtered`);
    }
    return { type: literalType(edm), read: (entity: Entity) => valueAt(entity, path) };
  });
}

function literalType(edm: string): LiteralType {
  if (edm.startsWith('Edm.Int') || edm === 'Edm.Double') return 'number';
  if (edm.startsWith('Edm.DateTime')) return 'date';
  return edm === 'Edm.Boolean' ? 'boolean' : 'text';
}

export function comparison(operator: Operator, literal: Literal): (value: Scalar) => boolean {
  switch (operator) {
    case 'eq':
      return (value) => value === literal;
    case 'ne':
      return (value) => value !== literal;
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
