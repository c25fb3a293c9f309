import { badRequest } from './fault.ts';
import { type Filter, parseFilter } from './filter.ts';

export interface OrderTerm {
  readonly path: string;
  readonly descending: boolean;
}

/** The system query options of one request, parsed; what a set does not know was dropped before. */
export interface QueryOptions {
  readonly filter: Filter | undefined;
  readonly orderBy: readonly OrderTerm[];
  readonly top: number | undefined;
  readonly skip: number;
  readonly select: readonly string[] | undefined;
  readonly expand: readonly string[];
  readonly inlineCount: boolean;
  /** Everything not beginning with `$`. */
  readonly custom: ReadonlyMap<string, string>;
}

/** Which options a set answers (catalogue 2.3 to 2.8). An option that is not named is ignored, as most are. */
export interface AllowedOptions {
  readonly filter?: readonly string[] | 'any';
  readonly orderBy?: readonly string[];
  readonly page?: boolean;
  readonly select?: boolean;
  readonly expand?: readonly string[];
  readonly inlineCount?: boolean;
  readonly count?: boolean;
  /** Options that the real service refuses, and how. */
  readonly refuse?: Readonly<Record<string, 400 | 501>>;
}

export function readOptions(query: URLSearchParams, allowed: AllowedOptions): QueryOptions {
  const text = (name: string, known: boolean | undefined) =>
    known === true ? (query.get(name) ?? undefined) : undefined;
  const filter = text('$filter', allowed.filter !== undefined);
  const orderBy = text('$orderby', allowed.orderBy !== undefined);
  const select = text('$select', allowed.select);
  const skip = count(text('$skip', allowed.page), '$skip') ?? 0;
  // The skip token of `__next` is the number of entities before the page (catalogue 3.1).
  const token = count(query.get('$skiptoken') ?? undefined, '$skiptoken') ?? 0;
  return {
    filter: filter === undefined ? undefined : parseFilter(filter),
    orderBy: orderBy === undefined ? [] : orderTerms(orderBy, allowed.orderBy ?? []),
    top: count(text('$top', allowed.page), '$top'),
    skip: skip + token,
    select: select?.split(',').map((name) => name.trim()),
    expand: (text('$expand', allowed.expand !== undefined) ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => allowed.expand?.includes(name) === true),
    inlineCount: allowed.inlineCount === true && query.get('$inlinecount') === 'allpages',
    custom: new Map([...query].filter(([name]) => !name.startsWith('$'))),
  };
}

function orderTerms(text: string, allowed: readonly string[]): readonly OrderTerm[] {
  return text.split(',').map((term) => {
    const [path = '', direction = 'asc'] = term.trim().split(/\s+/);
    if (!allowed.includes(path)) throw badRequest(`Property ${path} cannot be sorted`);
    if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Unknown direction ${direction}`);
    return { path, descending: direction === 'desc' };
  });
}

function count(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw badRequest(`${name} must be a number`);
  return Number(text);
}
