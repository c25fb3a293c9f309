import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { afterEach } from 'vitest';

import { createContent } from '../../../../src-demo-tenant/content/create-content.ts';
import type { DemoArtifact, DemoPackage } from '../../../../src-demo-tenant/content/model.ts';
import { ContentReader } from '../../../../src-main/content/content-reader.ts';
import { DownloadService } from '../../../../src-main/downloads/download-service.ts';
import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import type { TenantClient } from '../../../../src-main/sap/tenant-client.ts';
import { setOfKind } from '../../../../src-shared/content/artifact-sets.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type {
  DownloadForm,
  DownloadItem,
  DownloadMode,
  DownloadScope,
  DownloadStart,
} from '../../../../src-shared/model/downloads.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';
import { readerHere } from '../artifact/artifact-world.ts';
import { connection, connectionId } from '../content/content-world.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { unexpectedFault } from '../unexpected-fault.ts';

export const never = new AbortController().signal;
/** The demo tenant's content: the same in every test. */
export const demoPackages = createContent({
  seed: 7,
  now: Date.UTC(2026, 10, 26),
  packages: 0,
  artifacts: 0,
}).packages;

export function exportPath(packageId: string): string {
  return `IntegrationPackages('${packageId}')/$value`;
}

export function artifactPath({ kind, id }: Pick<DemoArtifact, 'kind' | 'id'>): string {
  return `${setOfKind[kind]}(Id='${id}',Version='active')/$value`;
}

export class DownloadWorld {
  readonly tenant = new FakeTenant();
  readonly library: Library;
  jobs = new Jobs({ changed: () => undefined, logFault: unexpectedFault });
  service: DownloadService;
  client: TenantClient = this.tenant;
  now = Date.UTC(2026, 10, 26, 12);
  folder: string | undefined;
  readonly opened: string[] = [];

  constructor(library: Library) {
    this.library = library;
    this.service = this.#start();
  }

  /** The app ends and begins again: nothing but the library is left. */
  restart(): void {
    this.jobs = new Jobs({ changed: () => undefined, logFault: unexpectedFault });
    this.service = this.#start();
  }

  #start(): DownloadService {
    return new DownloadService({
      sessions: { get: async () => ({ connection, client: this.client, library: this.library }) },
      jobs: this.jobs,
      reader: new ContentReader({ spawn: () => readerHere([]) }),
      chooseFolder: async () => this.folder,
      openFolder: async (folder) => {
        this.opened.push(folder);
      },
      changed: () => undefined,
      now: () => this.now,
    });
  }

  /** The lists as a sync left them, and what the tenant hands out. */
  async list(packages: readonly DemoPackage[]): Promise<void> {
    await this.library.write([
      { sql: 'DELETE FROM packages' },
      { sql: 'DELETE FROM artifacts' },
      {
        sql: `INSERT INTO packages (id, name, version, vendor, mode, short_text, description, created_by, modified_by,
              modified_at, update_available, properties, search, stamp) VALUES (?, ?, ?, '', ?, ?, '', '', '', ?, 0, '[]', '', ?)`,
        rows: packages.map((one) => [
          one.Id,
          one.Name,
          one.Version,
          one.Mode,
          one.ShortText,
          one.modifiedAt,
          String(one.modifiedAt),
        ]),
      },
      {
        sql: `INSERT INTO artifacts (kind, id, package_id, name, version, description, sender, receiver, modified_at, drift, search)
              VALUES (?, ?, ?, ?, ?, '', '', '', ?, 'unknown', '')`,
        rows: packages.flatMap(({ artifacts }) =>
          artifacts.map((one) => [
            one.kind,
            one.id,
            one.packageId,
            one.name,
            one.draft ? null : one.version,
            one.kind === 'IntegrationFlow' ? one.modifiedAt : null,
          ]),
        ),
      },
      {
        sql: `INSERT OR REPLACE INTO configurations (artifact_id, position, key, value, data_type, description)
              VALUES (?, ?, ?, ?, ?, '')`,
        rows: packages.flatMap(({ artifacts }) =>
          artifacts.flatMap(({ id, configurations }) =>
            configurations.map((one, at) => [id, at, one.ParameterKey, one.ParameterValue, one.DataType]),
          ),
        ),
      },
      {
        sql: "INSERT OR REPLACE INTO sync_state (area, synced_at) VALUES ('content', ?)",
        params: [this.now],
      },
    ]);
    for (const one of packages) {
      const hasDrafts = one.artifacts.some(({ draft }) => draft);
      this.tenant.put(exportPath(one.Id), hasDrafts ? refusal('tenant.failed', 500) : one.export());
      for (const artifact of one.artifacts) {
        const refused = one.Mode === 'READ_ONLY';
        this.tenant.put(artifactPath(artifact), refused ? refusal('auth.forbidden', 403) : artifact.zip());
      }
    }
  }

  plan(scope: DownloadScope, mode: DownloadMode = 'changed') {
    return this.service.plan({ connectionId, scope, mode }, never);
  }

  async run(
    scope: DownloadScope,
    form: DownloadForm = 'library',
    mode: DownloadMode = 'changed',
    target?: { token: string; existing: 'replace' | 'keep-both' },
  ): Promise<{ readonly id: string; readonly job: Job | undefined }> {
    const wanted = { connectionId, scope, mode, form, ...(target && { target }) };
    return this.ended(await this.service.start(wanted, never));
  }

  async resume(downloadId: string, more: Parameters<DownloadService['resume']>[0] | object = {}) {
    return this.ended(await this.service.resume({ connectionId, downloadId, ...more }, never));
  }

  async ended(started: DownloadStart | undefined): Promise<{ id: string; job: Job | undefined }> {
    if (started?.existing !== undefined || !started)
      throw new Error(`Not started: ${JSON.stringify(started)}`);
    const { downloadId: id } = started;
    const jobId = (await this.service.list({ connectionId }, never)).find((run) => run.id === id)?.jobId;
    return { id, job: jobId === undefined ? undefined : await this.jobs.ended(jobId) };
  }

  async state(downloadId: string) {
    const runs = await this.service.list({ connectionId }, never);
    return runs.find(({ id }) => id === downloadId);
  }

  async items(downloadId: string): Promise<readonly DownloadItem[]> {
    const sort = { column: 'name', direction: 'ascending' } as const;
    const window = { connectionId, filter: { downloadId }, sort, offset: 0, limit: 500 };
    return (await this.service.items(window, never)).rows;
  }

  /** Paths asked for since the last time. */
  asked(): readonly string[] {
    const { paths } = this.tenant;
    this.tenant.requests.splice(0);
    return paths;
  }
}

export function refusal(code: AppError['code'], status: number): AppError {
  return new AppError(code, 'Refused.', { status, area: 'content' });
}

export async function downloadWorld(): Promise<DownloadWorld> {
  return new DownloadWorld(await temporaryLibrary());
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'downloads-'));
  folders.push(folder);
  return folder;
}

/** All files below a folder with their bytes in base64, by path. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files
      .sort()
      .map((file) => [relative(folder, file).replaceAll('\\', '/'), readFileSync(file).toString('base64')]),
  );
}
