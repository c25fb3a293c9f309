import type { JobRun } from '../../../../src-main/jobs/jobs.ts';
import type { Library } from '../../../../src-main/library/library.ts';
import { MessageSync } from '../../../../src-main/messages/message-sync.ts';
import { FakeTenant } from '../fake-tenant.ts';
import { temporaryLibrary } from '../library/temporary-library.ts';
import { type FakeMessage, serveMessages } from './fake-messages.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const start = Date.UTC(2026, 10, 23, 12);

/** Dense by day, thin by night; `count` messages over the thirty days before `start`. */
export function month(count: number): FakeMessage[] {
  return Array.from({ length: count }, (_, index) => {
    const share = index / count;
    const wave = Math.sin(share * 30 * 2 * Math.PI) * 0.4 * day;
    const at = Math.min(start - 1, Math.max(start - 30 * day, Math.round(start - 30 * day * share + wave)));
    return { guid: `M${index}`, start: at, status: 'COMPLETED' };
  });
}

export interface SyncWorld {
  readonly tenant: FakeTenant;
  readonly library: Library;
  readonly messages: FakeMessage[];
  now: number;
  sync(from: number, to: number, signal?: AbortSignal): Promise<number | undefined>;
  stored(): Promise<number>;
  /** As after a start of the app: what was only in memory is gone. */
  restart(): void;
}

export async function set(messages: FakeMessage[]): Promise<SyncWorld> {
  const tenant = new FakeTenant();
  const library = await temporaryLibrary();
  let opened = library;
  const result: SyncWorld = {
    tenant,
    library,
    messages,
    now: start,
    sync: (from, to, signal = new AbortController().signal) => {
      const job: JobRun = { signal, progress: () => undefined };
      const sync = new MessageSync({
        client: tenant,
        library: opened,
        now: () => result.now,
        changed: () => undefined,
      });
      return sync.run({ from, to }, job);
    },
    stored: async () => (await library.get<{ n: number }>('SELECT count(*) AS n FROM messages'))?.n ?? 0,
    restart: () => {
      opened = { ...library };
    },
  };
  serveMessages(tenant, messages, () => result.now);
  return result;
}
