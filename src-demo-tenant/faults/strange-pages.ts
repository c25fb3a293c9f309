import type { Answer } from '../service/answer.ts';
import { withJson } from './with-json.ts';

type Entities = readonly unknown[];
interface List {
  readonly d?: { readonly results?: Entities };
}

/** The most that an answer holds (catalogue 3.1). */
const pageSize = 1000;
/** What the pages of a fault were last, by the list they belong to. */
const before = new WeakMap<object, Map<string, Entities>>();

/** A page as it is where messages that came in between have pushed the last ones of the page before onto it. */
export function withRepeated(answer: Answer, url: URL, fault: { readonly count: number }): Answer {
  return withList(answer, (page) => {
    const known = memoryOf(fault);
    const repeated = known.get(listOf(url)) ?? [];
    const shown = [...repeated, ...page].slice(0, Number(url.searchParams.get('$top') ?? pageSize));
    known.set(listOf(url), shown.slice(-fault.count));
    return { results: shown };
  });
}

/** A page that says that another one follows, and never is an empty one. */
export function withoutEnd(answer: Answer, url: URL, fault: object): Answer {
  return withList(answer, (page) => {
    const known = memoryOf(fault);
    const shown = page.length > 0 ? page : (known.get(listOf(url)) ?? []);
    known.set(listOf(url), shown);
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(Number(url.searchParams.get('$skiptoken') ?? 0) + pageSize));
    return { results: shown, __next: next.href };
  });
}

function withList(answer: Answer, change: (page: Entities) => object): Answer {
  return withJson(answer, (body) => {
    const { d } = body as List;
    return d?.results === undefined ? body : { ...(body as object), d: { ...d, ...change(d.results) } };
  });
}

function memoryOf(fault: object): Map<string, Entities> {
  const known = before.get(fault) ?? new Map<string, Entities>();
  before.set(fault, known);
  return known;
}

/** The same for all pages of a list, also where the next page begins at a time instead of a number. */
function listOf({ pathname, searchParams }: URL): string {
  return `${pathname} ${(searchParams.get('$filter') ?? '').replace(/ and LogStart lt \S+/, '')}`;
}
