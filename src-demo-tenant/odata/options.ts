import { badRequest, ODataFault } from './fault.ts';
import { type Filter, type Operator, parseFilter } from './filter.ts';

export interface OrderTerm {
  readonly path: string;
  readonly descending: boolean;
}

/** The system query options of one request, parsed; what a set does not know was dropped before. */
export interface QueryOptions {
  readonly filter: Filter | undefined;
  readonly orderBy: readonly OrderTerm[];
  readonly top: number | undefined;
  /** `$skip` and what earlier pages held. */
  readonly skip: number;
  readonly token: number;
  readonly select: readonly string[] | undefined;
  readonly expand: readonly string[];
  readonly inlineCount: boolean;
  /** Everything not beginning with `$`. */
  readonly custom: ReadonlyMap<string, string>;
}

/** Which options a list answers. One that is not named is ignored. */
export interface AllowedOptions {
  readonly filter?: readonly string[] | 'any';
  /** Comparisons that the filter may use; all where not given. */
  readonly operators?: readonly Operator[];
  /** Connectives that the filter may use, then without nesting; all where not given. */
  readonly connectives?: readonly ('and' | 'or' | 'not')[];
  /** An option without which the list is not given. */
  readonly requires?: '$filter';
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
  for (const [name, status] of Object.entries(allowed.refuse ?? {})) {
    if (query.has(name)) throw new ODataFault(status, `${name} is not supported`);
  }
  if (allowed.requires !== undefined && !query.has(allowed.requires)) {
    throw badRequest(`${allowed.requires} is required`);
  }
  const text = (name: string, known: boolean | undefined) =>
    known === true ? (query.get(name) ?? undefined) : undefined;
  const filter = text('$filter', allowed.filter !== undefined);
  if (filter !== undefined && allowed.connectives && isNested(filter))
    throw badRequest('Nested expressions are not supported');
  const inlineCount = text('$inlinecount', allowed.inlineCount);
  if (inlineCount !== undefined && !['allpages', 'none'].includes(inlineCount))
    throw badRequest('$inlinecount must be allpages or none');
  const orderBy = text('$orderby', allowed.orderBy !== undefined);
  const select = text('$select', allowed.select);
  const skip = count(text('$skip', allowed.page), '$skip') ?? 0;
  const top = count(text('$top', allowed.page), '$top');
  // The skip token of `__next` is the number of entities on the pages before (catalogue 3.1).
  const token = count(query.get('$skiptoken') ?? undefined, '$skiptoken') ?? 0;
  return {
    filter: filter === undefined ? undefined : checkedFilter(parseFilter(filter), allowed),
    orderBy: orderBy === undefined ? [] : orderTerms(orderBy, allowed.orderBy ?? []),
    // What earlier pages held is off the `$top` of the whole answer.
    top: top === undefined ? undefined : Math.max(0, top - token),
    skip: skip + token,
    token,
    select: select?.split(',').map((name) => name.trim()),
    expand: (text('$expand', allowed.expand !== undefined) ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => allowed.expand?.includes(name) === true),
    inlineCount: inlineCount === 'allpages',
    custom: new Map([...query].filter(([name]) => !name.startsWith('$'))),
  };
}

/** A parenthesis that opens a group, not the arguments of a function. */
function isNested(filter: string): boolean {
  return /(?:^|[\s(])\(/.test(filter.replaceAll(/'[^']*'/g, ''));
}

/** Sets that understand less than a whole filter say so. */
function checkedFilter(filter: Filter, allowed: AllowedOptions): Filter {
  const { operators, connectives } = allowed;
  if (filter.kind === 'compare' && operators && !operators.includes(filter.operator)) {
    throw badRequest(`Operator ${filter.operator} is not supported`);
  }
  if (filter.kind === 'and' || filter.kind === 'or' || filter.kind === 'not') {
    if (connectives && !connectives.includes(filter.kind))
      throw badRequest(`${filter.kind} is not supported`);
    for (const part of filter.kind === 'not' ? [filter.inner] : [filter.left, filter.right]) {
      checkedFilter(part, allowed);
    }
  }
  return filter;
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
