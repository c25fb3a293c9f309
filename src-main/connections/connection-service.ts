import { isSameHost, parseAddress } from '../../src-shared/connections/address.ts';
import { foldersOf, knownFolder, tagNames } from '../../src-shared/connections/arrangement.ts';
import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import { readServiceKey } from '../../src-shared/connections/service-key.ts';
import { AppError } from '../../src-shared/errors.ts';
import { type CertificateWay, type SecretTexts, usesCertificate } from '../../src-shared/model/access.ts';
import type {
  Arrangement,
  ConnectionActivity,
  ConnectionDraft,
  ConnectionSummary,
} from '../../src-shared/model/connections.ts';
import type { DemoTenant } from '../demo/demo-tenant.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Libraries } from '../library/library.ts';
import type { AccessSecrets } from '../sap/access.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { arranged } from './arrange.ts';
import { completeAccess } from './complete-access.ts';
import { completeDraft, type ConnectionFields, invalid } from './complete-draft.ts';
import type { ConnectionRecord } from './connection-record.ts';
import { ConnectionSecrets, readerOfTexts } from './connection-secrets.ts';
import { summaryOf } from './connection-summary.ts';
import type { ConnectionsRepository } from './connections-repository.ts';
import { demoCredentials, newDemo } from './demo-connection.ts';
import { freeName } from './free-name.ts';
import { isSameWayIn, otherTenant, requireSameTenant } from './same-tenant.ts';
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
  readonly #secrets: ConnectionSecrets;
  /** Connections whose library was told in this run whose it is. */
  readonly #owned = new Set<string>();
  readonly #removing = new Set<string>();

  constructor(options: ConnectionServiceOptions) {
    this.#options = options;
    this.#secrets = new ConnectionSecrets(options.secrets);
  }

  list(): readonly ConnectionSummary[] {
    return this.#options.repository.list().map((record) => this.#summary(record));
  }

  async save(draft: ConnectionDraft): Promise<ConnectionSummary> {
    const { repository } = this.#options;
    const before = draft.id === undefined ? undefined : repository.get(draft.id);
    if (before?.isDemo) return this.#saveDemo(before, draft);
    const completed = await completeDraft(draft, before, this.#secrets.readerFor(draft, before));
    const fields = { ...completed, folder: this.#knownFolder(completed.folder) };
    if (!before) return this.#create(fields, draft.secrets);
    requireSameTenant(before, fields.tenantUrl);
    return this.#change(before, fields, draft.secrets);
  }

  /** Throws `input.invalid` for what is no key, `connection.other-tenant` for that of another tenant. */
  async replaceKey(connectionId: string, keyText: string): Promise<ConnectionSummary> {
    const before = this.#options.repository.get(connectionId);
    const { fields, findings } = readServiceKey(keyText);
    const wrong = findings.find(({ severity }) => severity === 'error');
    // The key is one field here, whichever part of it is wrong.
    if (wrong) throw invalid({ ...wrong, field: 'key' });
    const { tenantUrl = '', access, secrets } = fields;
    if (before.isDemo || !access || !isSameHost(before.tenantUrl, tenantUrl)) throw otherTenant(tenantUrl);
    const found = await completeAccess(access, before, readerOfTexts(secrets));
    return this.#change(before, { access: found }, secrets);
  }

  /** The copy's secrets are for the same destinations only. Throws `input.invalid` for the demo tenant. */
  async duplicate(connectionId: string): Promise<ConnectionSummary> {
    const { repository, createId, now, changed } = this.#options;
    const original = repository.get(connectionId);
    if (original.isDemo) throw new AppError('input.invalid', 'There is one demo tenant.');
    const id = createId();
    await this.#secrets.copy(connectionId, id);
    const copy = repository.add({
      ...original,
      id,
      name: freeName(original.name, new Set(repository.list().map(({ name }) => name))),
      isFavourite: false,
      createdAt: now(),
      lastUsedAt: undefined,
      reachedHost: undefined,
    });
    changed();
    return this.#summary(copy);
  }

  /** Throws `connection.not-found`, and changes nothing then. */
  arrange(connectionIds: readonly string[], change: Arrangement): void {
    const { repository, changed } = this.#options;
    const { folder } = change;
    const known = { ...change, ...(folder !== undefined && { folder: this.#knownFolder(folder) }) };
    repository.updateAll(connectionIds, (record) => arranged(record, known));
    changed();
  }

  /** The record goes last: whatever fails before it can be tried again. */
  async remove(connectionId: string): Promise<void> {
    const { repository, libraries, jobs, sessions, changed, removed } = this.#options;
    repository.get(connectionId);
    // A view that asks meanwhile would open the library anew and leave it behind.
    this.#removing.add(connectionId);
    this.#owned.delete(connectionId);
    try {
      jobs.cancelOf(connectionId);
      sessions().close(connectionId);
      await libraries.remove(connectionId);
      await this.#secrets.remove(connectionId);
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
    const { repository, demo } = this.#options;
    const record = this.#present(connectionId);
    const { isDemo, tenantUrl, access, proxy, trust } = record;
    const summary = (): ConnectionSummary => this.#summary(repository.get(connectionId));
    if (isDemo) return { summary, record, isDemo, credentials: demoCredentials(await demo.credentials()) };
    const secrets = this.#secrets.readerOf(record);
    const wayFound = (works: CertificateWay): void => {
      this.#wayFound(connectionId, works);
    };
    return { summary, record, isDemo, credentials: { tenantUrl, access, proxy, trust, secrets, wayFound } };
  }

  /** What a form holds, else what is stored. Throws `input.invalid` where what is stored is for another destination. */
  secretsFor(draft: ConnectionDraft): AccessSecrets {
    const kept = draft.id === undefined ? undefined : this.#present(draft.id);
    return this.#secrets.readerFor(draft, kept);
  }

  /** Starts a new library; the one there was stays under another name. */
  async setLibraryAside(runtime: string): Promise<void> {
    const { libraries, jobs, sessions, libraryReplaced, changed } = this.#options;
    const { connectionId } = readRuntimeId(runtime);
    this.#present(connectionId);
    // A view that asks meanwhile would open the old one again.
    this.#removing.add(connectionId);
    this.#owned.delete(connectionId);
    try {
      jobs.cancelOf(connectionId);
      sessions().close(connectionId);
      await libraries.setAside(runtime);
    } finally {
      this.#removing.delete(connectionId);
    }
    libraryReplaced(runtime);
    changed();
  }

  /** Remembers that the library now holds what this host answered: it has spoken OData. */
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

  /** Remembers where a certificate was accepted; the client that found it goes on. */
  #wayFound(connectionId: string, works: CertificateWay): void {
    const { repository, changed } = this.#options;
    const record = repository.find(connectionId);
    if (!record || !usesCertificate(record.access)) return;
    repository.update(connectionId, { access: { ...record.access, works } });
    changed();
  }

  async #create(fields: ConnectionFields, secrets: SecretTexts): Promise<ConnectionSummary> {
    const { repository, createId, now, changed, unclaimed } = this.#options;
    const host = parseAddress(fields.tenantUrl)?.host;
    const known = host === undefined ? undefined : await unclaimed.filledBy(host);
    const id = known ?? createId();
    await this.#secrets.put(id, secrets, fields);
    const record = repository.add({
      ...fields,
      id,
      isDemo: false,
      isFavourite: false,
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
    secrets: SecretTexts,
  ): Promise<ConnectionSummary> {
    const { repository, sessions, changed } = this.#options;
    await this.#secrets.put(before.id, secrets, { ...before, ...change });
    const record = repository.update(before.id, change);
    await this.#secrets.keepThoseOf(record);
    const isOther = !isSameWayIn(record, before);
    // The client that is there knows the old ones, and may hold a token of the old key.
    if (isOther || Object.keys(secrets).length > 0) sessions().close(before.id);
    changed();
    return this.#summary(record);
  }

  /** Address and credentials of the demo tenant are its own; everything else is the person's. */
  #saveDemo(before: ConnectionRecord, draft: ConnectionDraft): Promise<ConnectionSummary> {
    const { name, environment, colour, notes } = draft;
    const kept = name.trim() === '' ? before.name : name.trim();
    const folder = this.#knownFolder(draft.folder ?? before.folder);
    const tags = tagNames(draft.tags ?? before.tags);
    const keepsPayloads = draft.keepsPayloads ?? before.keepsPayloads;
    const change = { name: kept, environment, colour, notes, folder, tags, keepsPayloads };
    return this.#change(before, change, {});
  }

  #summary(record: ConnectionRecord): ConnectionSummary {
    return summaryOf(record, this.#options.demo.running, (id, access) => this.#secrets.stateOf(id, access));
  }

  #knownFolder(folder: string): string {
    return knownFolder(folder, foldersOf(this.#options.repository.list()));
  }
}
