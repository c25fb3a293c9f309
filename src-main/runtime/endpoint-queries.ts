import type { EndpointRow } from '../../src-shared/model/content.ts';
import type { Library } from '../library/library.ts';

export async function endpointsOf(
  library: Library,
  flowId: string,
  signal?: AbortSignal,
): Promise<readonly EndpointRow[]> {
  const rows = await library.all<{
    id: string;
    protocol: string;
    title: string;
    name: string | null;
    url: string | null;
    type: string | null;
  }>(
    `SELECT e.id, e.protocol, e.title, p.name, p.url, p.type FROM endpoints e
     LEFT JOIN entry_points p ON p.endpoint_id = e.id WHERE e.flow_id = ? ORDER BY e.id, p.position`,
    [flowId],
    signal,
  );
  const endpoints = new Map<
    string,
    { row: Omit<EndpointRow, 'entryPoints'>; points: EndpointRow['entryPoints'][number][] }
  >();
  for (const { id, protocol, title, name, url, type } of rows) {
    const known = endpoints.get(id) ?? { row: { id, protocol, title }, points: [] };
    if (url !== null) known.points.push({ name: name ?? '', url, type: type ?? '' });
    endpoints.set(id, known);
  }
  return [...endpoints.values()].map(({ row, points }) => ({ ...row, entryPoints: points }));
}
