import { AppError } from '../../src-shared/errors.ts';
import { migrate } from '../settings/migrate.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { type ConnectionRecord, readRecord } from './connection-record.ts';
import { connectionMigrations } from './migrations.ts';

type Entry = Readonly<Record<string, unknown>>;

type RecordChange = Partial<Omit<ConnectionRecord, 'id'>>;

interface KeptEntry {
  readonly raw: unknown;
  /** Absent where the entry cannot be read: it is kept but not shown. */
  readonly record: ConnectionRecord | undefined;
}

/** A change that somebody else writes, together with something of the same moment. */
interface PreparedConnections {
  readonly content: Entry;
  /** Once it is on disk. */
  readonly take: () => void;
}

/**
 * The connections of this computer: `connections.json` with `{version, connections, removedDemo}`.
 * Entries that cannot be read stay in the file as they are.
 */
export class ConnectionsRepository {
  readonly #file: SettingsFile;
  #content: Entry;
  #entries: readonly KeptEntry[];

  constructor(file: SettingsFile) {
    this.#file = file;
    this.#content = migrate(file.read(), connectionMigrations);
    const { connections } = this.#content;
    const list: readonly unknown[] = Array.isArray(connections) ? connections : [];
    this.#entries = list.map((raw) => ({ raw, record: readRecord(raw) }));
  }

  list(): readonly ConnectionRecord[] {
    return this.#entries.flatMap(({ record }) => record ?? []);
  }

  /** Of all entries, also of those that cannot be read. */
  ids(): readonly string[] {
    return this.#entries.flatMap(({ raw }) => {
      const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
      return typeof id === 'string' ? [id] : [];
    });
  }

  find(id: string): ConnectionRecord | undefined {
    return this.list().find((record) => record.id === id);
  }

  /** Throws `connection.not-found`. */
  get(id: string): ConnectionRecord {
    const record = this.find(id);
    if (!record) throw new AppError('connection.not-found', 'There is no such connection.');
    return record;
  }

  add(record: ConnectionRecord): ConnectionRecord {
    this.#write([...this.#entries, { raw: record, record }]);
    return record;
  }

  /** What the file would hold with these added, or in the place of those with their ids; nothing is written. */
  prepare(records: readonly ConnectionRecord[]): PreparedConnections {
    const added = new Map(records.map((record) => [record.id, record]));
    const kept = this.#entries.map((entry) => {
      const record = entry.record && added.get(entry.record.id);
      if (!record) return entry;
      added.delete(record.id);
      return { raw: { ...(entry.raw as Entry), ...record }, record };
    });
    const entries = [...kept, ...[...added.values()].map((record) => ({ raw: record, record }))];
    const content = contentOf(this.#content, entries);
    const take = (): void => {
      this.#content = content;
      this.#entries = entries;
    };
    return { content, take };
  }

  /** Changes the named fields and leaves all others in the file, also those of a newer version. */
  update(id: string, change: RecordChange): ConnectionRecord {
    this.updateAll([id], () => change);
    return this.get(id);
  }

  /** All of them in one write. Throws `connection.not-found` before anything is changed. */
  updateAll(ids: readonly string[], changeOf: (record: ConnectionRecord) => RecordChange): void {
    const before = new Set(ids.map((id) => this.get(id)));
    this.#write(
      this.#entries.map((entry) => {
        if (!entry.record || !before.has(entry.record)) return entry;
        const change = changeOf(entry.record);
        return { raw: { ...(entry.raw as Entry), ...change }, record: { ...entry.record, ...change } };
      }),
    );
  }

  /** A removed demo connection is remembered, so that it comes back under its name. */
  remove(id: string): void {
    const before = this.get(id);
    const rest = this.#entries.filter(({ record }) => record !== before);
    this.#write(rest, before.isDemo ? { removedDemo: before } : {});
  }

  /** It comes back as a new one. */
  forgetRemovedDemo(): void {
    this.#write(this.#entries, { removedDemo: undefined });
  }

  removedDemo(): ConnectionRecord | undefined {
    return readRecord(this.#content['removedDemo']);
  }

  #write(entries: readonly KeptEntry[], change: Entry = {}): void {
    const content = contentOf({ ...this.#content, ...change }, entries);
    this.#file.write(content);
    // Only what is on disk counts.
    this.#content = content;
    this.#entries = entries;
  }
}

function contentOf(before: Entry, entries: readonly KeptEntry[]): Entry {
  return { ...before, connections: entries.map(({ raw }) => raw) };
}
