import PQueue from 'p-queue';

import { AppError } from '../../src-shared/errors.ts';
import type { ConnectionSummary } from '../../src-shared/model/connections.ts';
import type { Job } from '../../src-shared/model/jobs.ts';
import type { OverviewFacts, OverviewState } from '../../src-shared/model/overview.ts';
import type { ResolvedConnection } from '../connections/sessions.ts';
import type { OpenAccess } from '../connections/tenant-access.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import { passing } from '../sap/transport.ts';
import type { KeptFacts, OverviewFile } from './overview-file.ts';
import { readTenant, type TenantFigures } from './read-tenant.ts';

export interface OverviewServiceOptions {
  readonly file: OverviewFile;
  readonly connections: () => readonly ConnectionSummary[];
  /** The client of a connection that is open: it has a token. */
  readonly clientOf: (connectionId: string) => TenantClient | undefined;
  readonly resolve: (connectionId: string) => Promise<ResolvedConnection>;
  readonly openAccess: OpenAccess;
  readonly changed: () => void;
  readonly now: () => number;
}

/** Hosts that are asked at the same time. */
const parallel = 4;

/** What is known of all connections at once, and the polite way to know more. */
export class OverviewService {
  readonly #options: OverviewServiceOptions;
  readonly #refreshing = new Set<string>();

  constructor(options: OverviewServiceOptions) {
    this.#options = options;
  }

  list(): readonly OverviewFacts[] {
    const { file, connections } = this.#options;
    const all = connections();
    const ids = new Set(all.map(({ id }) => id));
    file.keepOnly((id) => ids.has(id));
    return all.map(({ id }) => ({
      connectionId: id,
      ...file.get(id),
      isRefreshing: this.#refreshing.has(id),
    }));
  }

  /**
   * One connection after the other on each host, at most `requestsPerRefresh` requests each. The first one goes alone: if
   * the key ring wants to be unlocked it asks once, and the others then know that it is locked.
   */
  async refresh(connectionIds: readonly string[], signal: AbortSignal): Promise<void> {
    const { connections, changed } = this.#options;
    const wanted = connections().filter(({ id }) => connectionIds.includes(id) && !this.#refreshing.has(id));
    for (const { id } of wanted) this.#refreshing.add(id);
    changed();
    try {
      const [first, ...rest] = wanted;
      if (first) await this.#refreshOne(first.id, signal);
      const queue = new PQueue({ concurrency: parallel });
      const hosts = new Set(rest.map(({ tenantUrl }) => tenantUrl));
      await queue.addAll(
        [...hosts].map((host) => async () => {
          for (const { id, tenantUrl } of rest) if (tenantUrl === host) await this.#refreshOne(id, signal);
        }),
      );
    } finally {
      for (const { id } of wanted) this.#refreshing.delete(id);
      changed();
    }
  }

  /** A sync that is over is the last one there was. */
  jobsChanged(jobs: readonly Job[]): void {
    const { file, changed } = this.#options;
    for (const { kind, state, connectionId, finishedAt } of jobs) {
      if (connectionId === undefined || !kind.endsWith('-sync')) continue;
      if (state !== 'done' || finishedAt === undefined) continue;
      const facts = file.get(connectionId);
      if (!this.#isThere(connectionId) || (facts.syncedAt ?? 0) >= finishedAt) continue;
      file.set(connectionId, { ...facts, syncedAt: finishedAt });
      changed();
    }
  }

  /** For the end of a project. */
  forget(connectionIds: readonly string[]): void {
    this.#options.file.keepOnly((id) => !connectionIds.includes(id));
  }

  async #refreshOne(connectionId: string, signal: AbortSignal): Promise<void> {
    const { connections, now, changed } = this.#options;
    try {
      signal.throwIfAborted();
      const connection = connections().find(({ id }) => id === connectionId);
      if (!connection) return;
      const unread = stateOfSecret(connection);
      if (unread) this.#keep(connectionId, { state: unread, error: undefined });
      else {
        const figures = await this.#figures(connection, signal);
        // At the same moment: figures of another one are older than the state.
        if (figures)
          this.#keep(connectionId, { state: 'reachable', error: undefined, readAt: now(), ...figures });
      }
    } catch (fault) {
      if (signal.aborted || !(fault instanceof AppError)) throw fault;
      // Closed meanwhile: that says nothing about the tenant.
      if (fault.code === 'request.cancelled') return;
      this.#keep(connectionId, { state: stateAfter(fault), error: fault.toData() });
    } finally {
      this.#refreshing.delete(connectionId);
      changed();
    }
  }

  /** Nothing of a demo tenant that does not run: looking at a list starts no process. */
  async #figures({ id, isDemo }: ConnectionSummary, signal: AbortSignal): Promise<TenantFigures | undefined> {
    const { clientOf, resolve, openAccess, now } = this.#options;
    const open = clientOf(id);
    if (open) return readTenant(open, now(), signal);
    if (isDemo) return undefined;
    const { credentials } = await resolve(id);
    const access = openAccess(passing, credentials, () => undefined);
    try {
      return await readTenant(access.client, now(), signal);
    } finally {
      access.close();
    }
  }

  /** A connection that was removed meanwhile leaves nothing behind. */
  #keep(connectionId: string, found: Partial<KeptFacts>): void {
    const { file, now } = this.#options;
    if (this.#isThere(connectionId))
      file.set(connectionId, { ...file.get(connectionId), checkedAt: found.readAt ?? now(), ...found });
  }

  #isThere(connectionId: string): boolean {
    return this.#options.connections().some(({ id }) => id === connectionId);
  }
}

/** What is known without asking the key ring. */
function stateOfSecret({ secret }: ConnectionSummary): OverviewState | undefined {
  if (secret === 'locked') return 'locked';
  return secret === 'missing' || secret === 'undecryptable' ? 'no-secret' : undefined;
}

function stateAfter({ code }: AppError): OverviewState {
  if (code === 'secrets.locked' || code === 'secrets.vault-locked') return 'locked';
  return code === 'auth.secret-missing' || code.startsWith('secrets.') ? 'no-secret' : 'unreachable';
}
