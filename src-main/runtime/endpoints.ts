import type { EndpointRow } from '../../src-shared/model/content.ts';
import type { Library, Row, Statement } from '../library/library.ts';
import { EntityReader } from '../sap/odata/entity.ts';

/** A ServiceEndpoint with its entry points (catalogue 2.4); its Name is the id of the flow. */
export interface Endpoint extends EndpointRow {
  readonly flowId: string;
}

export function readEndpoint(entity: unknown): Endpoint {
  const reader = new EntityReader(entity, 'ServiceEndpoints');
  const id = reader.text('Id');
  const flowId = reader.optionalText('Name') ?? '';
  return {
    id,
    flowId,
    protocol: reader.optionalText('Protocol') ?? '',
    title: reader.optionalText('Title') ?? flowId,
    entryPoints:
      reader.collection('EntryPoints', (one) => {
        const entry = new EntityReader(one, 'EntryPoints');
        return {
          name: entry.optionalText('Name') ?? '',
          url: entry.optionalText('Url') ?? '',
          type: entry.optionalText('Type') ?? '',
        };
      }) ?? [],
  };
}

/** All endpoints of the tenant, in the place of those known so far. */
export function storeEndpoints(endpoints: readonly Endpoint[]): readonly Statement[] {
  return [
    { sql: 'DELETE FROM entry_points' },
    { sql: 'DELETE FROM endpoints' },
    {
      sql: 'INSERT INTO endpoints (id, flow_id, protocol, title) VALUES (?, ?, ?, ?)',
      rows: endpoints.map(({ id, flowId, protocol, title }) => [id, flowId, protocol, title]),
    },
    {
      sql: 'INSERT INTO entry_points (endpoint_id, position, name, url, type) VALUES (?, ?, ?, ?, ?)',
      rows: endpoints.flatMap(({ id, entryPoints }) =>
        entryPoints.map(({ name, url, type }, position) => [id, position, name, url, type]),
      ),
    },
  ];
}

interface EntryPointRow extends Row {
  readonly id: string;
  readonly protocol: string;
  readonly title: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly type: string | null;
}

export async function endpointsOf(
  library: Library,
  flowId: string,
  signal?: AbortSignal,
): Promise<readonly EndpointRow[]> {
  const rows = await library.all<EntryPointRow>(
    `SELECT e.id, e.protocol, e.title, p.name, p.url, p.type
     FROM endpoints e LEFT JOIN entry_points p ON p.endpoint_id = e.id
     WHERE e.flow_id = ? ORDER BY e.id, p.position`,
    [flowId],
    signal,
  );
  const endpoints = new Map<string, EndpointRow>();
  for (const { id, protocol, title, name, url, type } of rows) {
    const before = endpoints.get(id)?.entryPoints ?? [];
    const entryPoints = url === null ? before : [...before, { name: name ?? '', url, type: type ?? '' }];
    endpoints.set(id, { id, protocol, title, entryPoints });
  }
  return [...endpoints.values()];
}
