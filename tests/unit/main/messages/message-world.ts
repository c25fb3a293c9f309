import { vi } from 'vitest';

import { Jobs } from '../../../../src-main/jobs/jobs.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { MessageService } from '../../../../src-main/messages/message-service.ts';
import type { Job } from '../../../../src-shared/model/jobs.ts';
import type { LoadedRange, TimeRange } from '../../../../src-shared/model/messages.ts';
import { connection } from '../content/content-world.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';

export const start = Date.UTC(2026, 10, 23, 12);
export const lastDay: TimeRange = { kind: 'last', minutes: 1_440 };
export const never = new AbortController().signal;
const connectionId = connection.id;

export interface MessageWorld {
  readonly tenant: FakeTenant;
  readonly library: Library;
  readonly service: MessageService;
  readonly jobs: Jobs;
  readonly logFault: ReturnType<typeof vi.fn<(where: string, fault: unknown) => string>>;
  sync(range?: TimeRange): Promise<Job | undefined>;
  loaded(range?: TimeRange): Promise<LoadedRange>;
  /** The same library under a service that was just created. */
  restarted(): MessageService;
}

/** The service over a fake tenant and a real library on disk. */
export async function messageWorld(): Promise<MessageWorld> {
  const tenant = new FakeTenant();
  const library = await temporaryLibrary();
  const logFault = vi.fn<(where: string, fault: unknown) => string>(() => 'REF1');
  const jobs = new Jobs({ changed: () => undefined, logFault });
  const create = (): MessageService =>
    new MessageService({
      sessions: { get: () => Promise.resolve({ connection, client: tenant, library }) },
      jobs,
      saveAs: () => Promise.resolve(undefined),
      changed: () => undefined,
      now: () => start,
    });
  const service = create();
  return {
    tenant,
    library,
    service,
    jobs,
    logFault,
    sync: async (range = lastDay) =>
      jobs.ended((await service.sync({ connectionId, range })).jobId ?? 'none'),
    loaded: (range = lastDay) => service.loaded({ connectionId, range }, never),
    restarted: create,
  };
}
