import type { ReadRequest, TenantClient } from '../tenant-client.ts';

/** As many as the tenant gives at once (catalogue 3.1). */
const pageSize = 1_000;

export interface CompleteListOptions<T> {
  readonly client: TenantClient;
  readonly request: ReadRequest;
  readonly parse: (entity: unknown) => T;
  /** Ids the library has of this list: those that the answer lacks would be deleted. */
  readonly known: readonly string[];
  /** Lists below a package come whole; those of the tenant by `$top` and `$skip`. */
  readonly isPaged: boolean;
  readonly onPage?: (entities: readonly T[]) => Promise<void>;
}

/**
 * A list that is complete enough to delete what it lacks. A list that changes while its pages are read moves, and an
 * entity may fall between two pages; an empty one may be a tenant that has just started. So where something known is
 * missing and the list was not one whole answer, or was empty, it is read once more: gone is what both readings lack.
 */
export async function completeList<T extends { readonly id: string }>(
  options: CompleteListOptions<T>,
): Promise<readonly T[]> {
  const { known, onPage } = options;
  const found = new Map<string, T>();
  const read = async (): Promise<number> => {
    let pages = 0;
    for await (const page of options.isPaged ? skipPages(options) : wholePages(options)) {
      pages += 1;
      for (const one of page) found.set(one.id, one);
      await onPage?.(page);
    }
    return pages;
  };
  const pages = await read();
  const isDoubtful = pages > 1 || found.size === 0;
  if (isDoubtful && known.some((id) => !found.has(id))) await read();
  return [...found.values()];
}

/**
 * Some tenants end a page with `__next`, others with nothing, so a full page is followed by the next one. Counted is what
 * came, not what was new: a list that moved repeats entities. A page with nothing new is the end all the same, because some
 * tenants answer the whole list whatever is skipped.
 */
async function* skipPages<T extends { readonly id: string }>({
  client,
  request,
  parse,
}: CompleteListOptions<T>): AsyncIterable<readonly T[]> {
  const seen = new Set<string>();
  for (let skip = 0; ;) {
    const query = {
      ...request.query,
      $top: String(pageSize),
      ...(skip > 0 && { $skip: String(skip) }),
    };
    let received = 0;
    let news = 0;
    for await (const { entities } of client.pages({ ...request, query }, parse)) {
      received += entities.length;
      const unseen = entities.filter(({ id }) => !seen.has(id));
      for (const { id } of unseen) seen.add(id);
      news += unseen.length;
      if (unseen.length > 0) yield unseen;
    }
    if (received < pageSize || news === 0) return;
    skip += received;
  }
}

async function* wholePages<T>({
  client,
  request,
  parse,
}: CompleteListOptions<T>): AsyncIterable<readonly T[]> {
  for await (const { entities } of client.pages(request, parse)) yield entities;
}
