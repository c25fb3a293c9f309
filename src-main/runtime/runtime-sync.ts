import { AppError } from '../../src-shared/errors.ts';
import { refreshDrift } from '../content/refresh-drift.ts';
import type { Library, Statement } from '../library/library.ts';
import { markSynced } from '../library/sync-state.ts';
import { entityPath } from '../sap/odata/address.ts';
import type { ReadRequest, TenantClient } from '../sap/tenant-client.ts';
import {
  type EndpointEntity,
  errorTexts,
  kindOfType,
  readEndpoint,
  readRuntimeArtifact,
  type RuntimeEntity,
} from './runtime-entities.ts';

export interface RuntimeSyncOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly now: () => number;
}

const longestError = 1024 * 1024;

/** Reads every deployed artifact, and the error of those that failed to start since. */
export async function syncRuntime(
  { client, library, now }: RuntimeSyncOptions,
  signal: AbortSignal,
): Promise<void> {
  const all: RuntimeEntity[] = [];
  const request: ReadRequest = { path: 'IntegrationRuntimeArtifacts', area: 'runtime', signal };
  for await (const { entities } of client.pages(request, readRuntimeArtifact)) all.push(...entities);
  const ids = JSON.stringify(all.map(({ id }) => id));
  await library.write([
    { sql: 'DELETE FROM runtime_artifacts WHERE id NOT IN (SELECT value FROM json_each(?))', params: [ids] },
    ...storeRuntime(all),
    markSynced('runtime', now()),
  ]);
  await refreshDrift(library);
  const failed = await library.all<{ id: string }>(
    `SELECT id FROM runtime_artifacts WHERE status = 'ERROR' AND (error_stamp IS NULL OR error_stamp <> version || '|' || coalesce(deployed_at, ''))`,
    [],
    signal,
  );
  await Promise.all(failed.map(({ id }) => readRuntimeError({ client, library, now }, id, signal)));
}

/** Kept per deployment: the same version deployed at the same time has the same error. */
export async function readRuntimeError(
  { client, library }: RuntimeSyncOptions,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const path = `${entityPath('IntegrationRuntimeArtifacts', id)}/ErrorInformation/$value`;
  const answer = await client.text({ path, area: 'runtime', signal }, longestError);
  await library.write([
    {
      sql: `UPDATE runtime_artifacts SET error_texts = ?, error_stamp = version || '|' || coalesce(deployed_at, '') WHERE id = ?`,
      params: [answer ? JSON.stringify(errorTexts(answer.text)) : null, id],
    },
  ]);
}

export function storeRuntime(all: readonly RuntimeEntity[]): readonly Statement[] {
  return [
    {
      sql: `INSERT INTO runtime_artifacts (id, name, type, kind, version, status, deployed_by, deployed_at, search)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, type = excluded.type, kind = excluded.kind,
          version = excluded.version, status = excluded.status, deployed_by = excluded.deployed_by,
          deployed_at = excluded.deployed_at, search = excluded.search,
          error_texts = CASE WHEN excluded.status = 'ERROR' THEN error_texts ELSE NULL END,
          error_stamp = CASE WHEN excluded.status = 'ERROR' THEN error_stamp ELSE NULL END`,
      rows: all.map((one) => [
        one.id,
        one.name,
        one.type,
        kindOfType(one.type) ?? null,
        one.version,
        one.status,
        one.deployedBy,
        one.deployedAt ?? null,
        `${one.name}\n${one.id}`.toLowerCase(),
      ]),
    },
  ];
}

/** One request answers all endpoints with their addresses (catalogue 2.4). */
export async function syncEndpoints(
  { client, library, now }: RuntimeSyncOptions,
  signal: AbortSignal,
): Promise<void> {
  const all: EndpointEntity[] = [];
  const request: ReadRequest = {
    path: 'ServiceEndpoints',
    query: { $expand: 'EntryPoints' },
    area: 'endpoints',
    signal,
  };
  for await (const { entities } of client.pages(request, readEndpoint)) all.push(...entities);
  await library.write([
    { sql: 'DELETE FROM entry_points' },
    { sql: 'DELETE FROM endpoints' },
    {
      sql: 'INSERT OR REPLACE INTO endpoints (id, flow_id, protocol, title) VALUES (?, ?, ?, ?)',
      rows: all.map(({ id, flowId, protocol, title }) => [id, flowId, protocol, title]),
    },
    {
      sql: 'INSERT OR REPLACE INTO entry_points (endpoint_id, position, name, url, type) VALUES (?, ?, ?, ?, ?)',
      rows: all.flatMap(({ id, entryPoints }) =>
        entryPoints.map((one, index) => [id, index, one.name, one.url, one.type]),
      ),
    },
    markSynced('endpoints', now()),
  ]);
}

/** Reads one artifact again; one that is gone is removed. */
export async function syncRuntimeArtifact(
  options: RuntimeSyncOptions,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const { client, library } = options;
  const request: ReadRequest = {
    path: entityPath('IntegrationRuntimeArtifacts', id),
    area: 'runtime',
    priority: 'interactive',
    signal,
  };
  const found = await client.entity(request, readRuntimeArtifact);
  await library.write(
    found ? storeRuntime([found]) : [{ sql: 'DELETE FROM runtime_artifacts WHERE id = ?', params: [id] }],
  );
  await refreshDrift(library);
  if (found?.status === 'ERROR') await readRuntimeError(options, id, signal);
}

/** A refused area is a state of its own, not a failure of everything (catalogue 3.6). */
export function isRefusal(fault: unknown): fault is AppError {
  return (
    fault instanceof AppError && (fault.code === 'auth.forbidden' || fault.code === 'tenant.not-implemented')
  );
}
