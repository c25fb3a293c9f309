import { isSameHost, parseAddress } from '../../src-shared/connections/address.ts';
import { readServiceKey } from '../../src-shared/connections/service-key.ts';
import { AppError } from '../../src-shared/errors.ts';
import type {
  ConnectionActivity,
  ConnectionDraft,
  ConnectionSummary,
} from '../../src-shared/model/connections.ts';
import type { DemoTenant } from '../demo/demo-tenant.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Libraries } from '../library/library.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { completeDraft, type ConnectionFields, invalid } from './complete-draft.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { ConnectionsRepository } from './connections-repository.ts';
import type { OpenSessions, ResolvedConnection } from './sessions.ts';
import type { UnclaimedLibraries } from './unclaimed-libraries.ts';

export interface ConnectionServiceOptions {
  readonly repository: ConnectionsRepository;
  readonly secrets: SecretStore;
  readonly demo: Pick<DemoTenant, 'running' | 'credentials'>;
  readonly libraries: Pick<Libraries, 'remove' | 'setAside'>;
  readonly unclaimed: Pick<UnclaimedLibraries, 'filledBy' | 'keepOwner'>;
  /** Told when a connection has another library than before. */
  readonly libraryReplaced: (connectionId: string) => void;
  readonly jobs: Pick<Jobs, 'cancelOf'>;
  readonly sessions: () => Pick<OpenSessions, 'get' | 'close' | 'activity'>;
  readonly changed: () => void;
  readonly removed: (connectionId: string) => void;
  readonly createId: () => string;
  readonly now: () => number;
}

/** The connections of this computer and everything that belongs to each of them. */
export class ConnectionService {
  readonly #options: ConnectionServiceOptions;
  /** Connections whose library was told in this run whose it is. */
  readonly #owned = new Set<string>();
  readonly #removing = new Set<string>();

  constructor(options: ConnectionServiceOptions) {
    this.#options = options;
  }

  list(): readonly ConnectionSummary[] {
    return this.#options.repository.list().map((record) => this.#summary(record));
  }

  async save(draft: ConnectionDraft): Promise<ConnectionSummary> {
    const { repository } = this.#options;
    const before = draft.id === undefined ? undefined : repository.get(draft.id);
    if (before?.isDemo) return this.#saveDemo(before, draft);
    const fields = completeDraft(draft);
    if (!before) return this.#create(fields, draft.clientSecret);
    requireSameTenant(before, fields.tenantUrl);
    return this.#change(before, fields, draft.clientSecret);
  }

  /** Throws `input.invalid` for what is no key, `connection.other-tenant` for that of another tenant. */
  async replaceKey(connectionId: string, keyText: string): Promise<ConnectionSummary> {
    const before = this.#options.repository.get(connectionId);
    const { fields, findings } = readServiceKey(keyText);
    const wrong = findings.find(({ severity }) => severity === 'error');
    // The key is one field here, whichever part of it is wrong.
    if (wrong) throw invalid({ ...wrong, field: 'key' });
    const { tenantUrl = '', tokenUrl = before.tokenUrl, clientId = '', clientSecret } = fields;
    if (before.isDemo || !isSameHost(before.tenantUrl, tenantUrl)) throw otherTenant(tenantUrl);
    return this.#change(before, { tokenUrl, clientId }, clientSecret);
  }

  async duplicate(connectionId: string): Promise<ConnectionSummary> {
    const { repository, secrets, createId, now, changed } = this.#options;
    const original = repository.get(connectionId);
    const id = createId();
    await secrets.copy(`connection:${connectionId}`, `connection:${id}`);
    const copy = repository.add({
      ...original,
      id,
      name: this.#freeName(original.name),
      createdAt: now(),
      lastUsedAt: undefined,
      reachedHost: undefined,
    });
    changed();
    return this.#summary(copy);
  }

  /** The record goes last: whatever fails before it can be tried again. */
  async remove(connectionId: string): Promise<void> {
    const { repository, secrets, libraries, jobs, sessions, changed, removed } = this.#options;
    repository.get(connectionId);
    // A view that asks meanwhile would open the library anew and leave it behind.
    this.#removing.add(connectionId);
    this.#owned.delete(connectionId);
    try {
      jobs.cancelOf(connectionId);
      sessions().close(connectionId);
      await libraries.remove(connectionId);
      await secrets.remove(`connection:${connectionId}`);
      repository.remove(connectionId);
    } finally {
      this.#removing.delete(connectionId);
    }
    removed(connectionId);
    changed();
  }

  /** Opens library and client; starts the demo tenant where it is one. */
  async open(connectionId: string): Promise<ConnectionSummary> {
    const { repository, sessions, changed, now } = this.#options;
    repository.update(connectionId, { lastUsedAt: now() });
    try {
      await sessions().get(connectionId);
    } finally {
      changed();
    }
    return this.#summary(repository.get(connectionId));
  }

  /** Opens nothing. Throws `connection.not-found`. */
  async activity(connectionId: string): Promise<ConnectionActivity> {
    this.#present(connectionId);
    return this.#options.sessions().activity(connectionId);
  }

  addDemo(): ConnectionSummary {
    const { repository, createId, now, changed } = this.#options;
    const present = repository.list().find(({ isDemo }) => isDemo);
    if (present) return this.#summary(present);
    const removed = repository.removedDemo();
    const demo: ConnectionRecord = {
      ...(removed ?? newDemo),
      id: removed?.id ?? createId(),
      createdAt: now(),
      lastUsedAt: undefined,
    };
    repository.add(demo);
    changed();
    return this.#summary(demo);
  }

  async retrySecretStorage(): Promise<void> {
    await this.#options.secrets.retry();
  }

  /** What `OpenSessions` needs to open a connection. Starts the demo tenant where it is one. */
  async resolve(connectionId: string): Promise<ResolvedConnection> {
    const { repository, secrets, demo } = this.#options;
    const { isDemo, tenantUrl, tokenUrl, clientId } = this.#present(connectionId);
    const summary = (): ConnectionSummary => this.#summary(repository.get(connectionId));
    if (!isDemo) {
      const secret = (): Promise<string> => secrets.read(`connection:${connectionId}`);
      return { summary, isDemo, credentials: { tenantUrl, tokenUrl, clientId, secret } };
    }
    const { clientSecret, ...client } = await demo.credentials();
    return { summary, isDemo, credentials: { ...client, secret: () => Promise.resolve(clientSecret) } };
  }

  /** Starts a new library; the one there was stays under another name. */
  async setLibraryAside(connectionId: string): Promise<void> {
    const { libraries, jobs, sessions, libraryReplaced, changed } = this.#options;
    this.#present(connectionId);
    jobs.cancelOf(connectionId);
    sessions().close(connectionId);
    this.#owned.delete(connectionId);
    await libraries.setAside(connectionId);
    libraryReplaced(connectionId);
    changed();
  }

  /** Remembers that the library now holds what this host answered. */
  async reached(connectionId: string): Promise<void> {
    const { repository, unclaimed } = this.#options;
    const record = repository.find(connectionId);
    const host = record && !record.isDemo ? parseAddress(record.tenantUrl)?.host : undefined;
    if (host === undefined) return;
    if (record?.reachedHost !== host) repository.update(connectionId, { reachedHost: host });
    if (this.#owned.has(connectionId)) return;
    this.#owned.add(connectionId);
    await unclaimed.keepOwner(connectionId, host);
  }

  #present(connectionId: string): ConnectionRecord {
    if (this.#removing.has(connectionId))
      throw new AppError('connection.not-found', 'The connection is being removed.');
    return this.#options.repository.get(connectionId);
  }

  async #create(fields: ConnectionFields, clientSecret: string | undefined): Promise<ConnectionSummary> {
    const { repository, secrets, createId, now, changed, unclaimed } = this.#options;
    const host = parseAddress(fields.tenantUrl)?.host;
    const known = host === undefined ? undefined : await unclaimed.filledBy(host);
    const id = known ?? createId();
    if (clientSecret !== undefined) await secrets.put(`connection:${id}`, clientSecret);
    const record = repository.add({
      ...fields,
      id,
      isDemo: false,
      createdAt: now(),
      lastUsedAt: undefined,
      reachedHost: known === undefined ? undefined : host,
    });
    changed();
    return this.#summary(record);
  }

  async #change(
    before: ConnectionRecord,
    change: Partial<ConnectionRecord>,
    clientSecret: string | undefined,
  ): Promise<ConnectionSummary> {
    const { repository, secrets, sessions, changed } = this.#options;
    if (clientSecret !== undefined) await secrets.put(`connection:${before.id}`, clientSecret);
    const record = repository.update(before.id, change);
    const isOther = credentialFields.some((field) => record[field] !== before[field]);
    // The client that is there knows the old ones, and may hold a token of the old key.
    if (isOther || clientSecret !== undefined) sessions().close(before.id);
    changed();
    return this.#summary(record);
  }

  /** Address and credentials of the demo tenant are its own; everything else is the person's. */
  #saveDemo(before: ConnectionRecord, draft: ConnectionDraft): Promise<ConnectionSummary> {
    const { name, environment, colour, notes } = draft;
    const kept = name.trim() === '' ? before.name : name.trim();
    return this.#change(before, { name: kept, environment, colour, notes }, undefined);
  }

  #summary(record: ConnectionRecord): ConnectionSummary {
    const { running } = this.#options.demo;
    const { tenantUrl, tokenUrl, clientId } = record.isDemo && running ? running : record;
    return {
      id: record.id,
      name: record.name,
      tenantUrl,
      tokenUrl,
      clientId,
      environment: record.environment,
      colour: record.colour,
      notes: record.notes,
      webUiUrl: record.webUiUrl,
      secret: record.isDemo ? 'session' : this.#options.secrets.stateOf(`connection:${record.id}`),
      isDemo: record.isDemo,
      createdAt: record.createdAt,
      lastUsedAt: record.lastUsedAt,
    };
  }

  #freeName(name: string): string {
    const taken = new Set(this.#options.repository.list().map((record) => record.name));
    for (let count = 1; ; count += 1) {
      const free = count === 1 ? `${name} (copy)` : `${name} (copy ${count})`;
      if (!taken.has(free)) return free;
    }
  }
}

const credentialFields = ['tenantUrl', 'tokenUrl', 'clientId'] as const;

const newDemo: Omit<ConnectionRecord, 'id' | 'createdAt' | 'lastUsedAt'> = {
  name: 'Demo tenant',
  // Address and client are invented at each start and never kept.
  tenantUrl: 'http://127.0.0.1',
  tokenUrl: 'http://127.0.0.1/oauth/token',
  clientId: '',
  environment: 'development',
  colour: 'none',
  notes: '',
  webUiUrl: undefined,
  isDemo: true,
  reachedHost: undefined,
};

/** A host may be corrected until its tenant was reached: from then on the library holds what it answered. */
function requireSameTenant({ reachedHost }: ConnectionRecord, tenantUrl: string): void {
  if (reachedHost !== undefined && !isSameHost(reachedHost, tenantUrl)) throw otherTenant(tenantUrl);
}

function otherTenant(tenantUrl: string): AppError {
  const host = parseAddress(tenantUrl)?.host;
  return new AppError('connection.other-tenant', 'This is another tenant.', {
    field: 'tenantUrl',
    ...(host !== undefined && { host }),
  });
}
