import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';

/** As many as the tenant gives at once (catalogue 3.1). */
const pageSize = 1_000;

/**
 * All pages of a list with `$top` and `$skip`. Some tenants end such a page with `__next`, others
 * with nothing, so a full page is followed by the next one and a page with nothing new is the end.
 */
export async function* skipPages<T extends { readonly id: string }>(
  client: TenantClient,
  request: ReadRequest,
  parse: (entity: unknown) => T,
): AsyncIterable<readonly T[]> {
  const seen = new Set<string>();
  for (;;) {
    const skip: Record<string, string> = seen.size === 0 ? {} : { $skip: String(seen.size) };
    const query = { ...request.query, $top: String(pageSize), ...skip };
    let received = 0;
    for await (const { entities } of client.pages({ ...request, query }, parse)) {
      const news = entities.filter(({ id }) => !seen.has(id));
      for (const { id } of news) seen.add(id);
      received += news.length;
      if (news.length > 0 || seen.size === 0) yield news;
    }
    if (received < pageSize) return;
  }
}
