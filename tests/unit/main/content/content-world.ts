import { ContentService } from '../../../../src-main/content/content-service.ts';
import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { RuntimeService } from '../../../../src-main/runtime/runtime-service.ts';
import type { ConnectionSummary } from '../../../../src-shared/model/connections.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';
import { usualKeeping } from '../../../../src-shared/model/keeping.ts';
import { systemProxy, usualTrust } from '../../../../src-shared/model/way.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { unexpectedFault } from '../unexpected-fault.ts';

export interface ContentWorld {
  readonly tenant: FakeTenant;
  readonly library: Library;
  readonly content: ContentService;
  readonly runtime: RuntimeService;
  readonly jobs: Jobs;
  /** Connection ids as `content.changed` and `runtime.changed` told them. */
  readonly told: string[];
  now: number;
  /** Runs a refresh to its end. */
  refresh(mode?: 'changed' | 'verify'): Promise<Job | undefined>;
}

export const never = new AbortController().signal;
export const connectionId = 'tenant';

export const connection: ConnectionSummary = {
  id: connectionId,
  name: 'Tenant',
  tenantUrl: 'https://tenant.example',
  access: { kind: 'client-secret', tokenUrl: 'https://tenant.example/oauth/token', clientId: 'client' },
  proxy: systemProxy,
  trust: usualTrust,
  flowKey: undefined,
  edge: [],
  environment: 'test',
  colour: 'none',
  notes: '',
  folder: '',
  tags: [],
  isFavourite: false,
  keepsPayloads: false,
  keeping: usualKeeping,
  webUiUrl: 'https://ui.example/shell',
  secret: 'stored',
  isDemo: false,
  createdAt: 0,
  lastUsedAt: undefined,
};

/** Both services over a fake tenant and a real library on disk. */
export async function contentWorld(): Promise<ContentWorld> {
  const tenant = new FakeTenant();
  const library = await temporaryLibrary();
  const sessions = { get: async () => ({ connection, client: tenant, library }) };
  const jobs = new Jobs({ changed: () => undefined, logFault: unexpectedFault });
  const told: string[] = [];
  const tell = (id: string) => {
    told.push(id);
  };
  const now = () => world.now;
  const runtime = new RuntimeService({ sessions, jobs, changed: tell, now });
  const content = new ContentService({ sessions, jobs, runtime, changed: tell, now });
  const world: ContentWorld = {
    tenant,
    library,
    content,
    runtime,
    jobs,
    told,
    now: Date.UTC(2026, 10, 23, 12),
    refresh: async (mode = 'changed') => {
      const { jobId } = await content.refresh({ connectionId, mode });
      return jobs.ended(jobId);
    },
  };
  return world;
}
