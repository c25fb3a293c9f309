import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import { advise } from '../../src-shared/advice.ts';
import { parseAddress } from '../../src-shared/connections/address.ts';
import { AppError } from '../../src-shared/errors.ts';
import type {
  ExportOutcome,
  ImportChoice,
  ImportOutcome,
  ImportReading,
} from '../../src-shared/model/sharing.ts';
import type { ConnectionRecord } from '../connections/connection-record.ts';
import type { Journal, JournaledConnection } from '../journal/journal.ts';
import { saveFile } from '../sap/save-file.ts';
import type { BoxCost } from '../secrets/passphrase-box.ts';
import { type ChosenFile, type ChosenFiles, readDropped, readFiles, readFolder } from './chosen-files.ts';
import { type ConnectionFile, isConnectionFile, readConnectionFile } from './connection-file.ts';
import { readableExport, sealedExport } from './export-connections.ts';
import type { FiledConnection } from './filed-connection.ts';
import { type Found, type FoundAndRefused, foundInFile, foundInKeys } from './found-connections.ts';
import { importConnections, type ImportedConnection, type ImportParts } from './import-connections.ts';
import { planFor } from './plan.ts';

export interface SharingServiceOptions extends ImportParts {
  readonly journal: Pick<Journal, 'exported' | 'imported'>;
  /** Where to write a file; `undefined`: the person cancelled. */
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  /** None: the person cancelled. */
  readonly chooseSources: (what: 'files' | 'folder') => Promise<readonly string[]>;
  /** Told of connections whose access may be another one. */
  readonly replaced: (connectionId: string) => void;
  readonly changed: () => void;
  /** Told each passphrase, so that the log never shows it. */
  readonly seen: (secret: string) => void;
  /** For faults nobody waits for. */
  readonly failed: (fault: unknown) => void;
  /** Of the encryption; tests derive cheaper keys. */
  readonly cost?: BoxCost;
}

interface Pending {
  readonly found: readonly Found[];
  readonly reading: ImportReading;
  readonly locked?: { readonly name: string; readonly unlock: Unlock };
}

/** Who asked, and how often what was read had been forgotten then. */
interface Asked {
  readonly windowId: number;
  readonly forgets: number;
}

type Unlock = Extract<ConnectionFile, { kind: 'sealed' }>['unlock'];

/** Connections in files: written, read, and taken over. */
export class SharingService {
  readonly #options: SharingServiceOptions;
  /** What was read, by window: a new reading takes the place of the one before, and of its secrets. */
  readonly #pending = new Map<number, Pending>();
  /** How often what was read was forgotten: of one window, and of all. */
  readonly #forgets = new Map<number | 'all', number>();

  constructor(options: SharingServiceOptions) {
    this.#options = options;
  }

  /** Throws `input.invalid` for the demo tenant, `secrets.*` where no secret can be read, `sharing.too-large`, `disk.*`. */
  async export(connectionIds: readonly string[], passphrase?: string): Promise<ExportOutcome | undefined> {
    const { repository, secrets, journal, saveAs, now, seen, cost } = this.#options;
    const records = [...new Set(connectionIds)].map((id) => repository.get(id));
    if (records.some(({ isDemo }) => isDemo))
      throw new AppError('input.invalid', 'The demo tenant is made anew on each computer.');
    if (passphrase !== undefined) seen(passphrase);
    const day = new Date(now()).toISOString().slice(0, 10);
    const file = await saveAs(`connections-${day}.json`);
    if (file === undefined) return undefined;
    const { text, withoutSecrets } =
      passphrase === undefined
        ? readableExport(records)
        : await sealedExport(records, secrets, passphrase, cost);
    for (const record of records) await journal.exported(journaled(record), passphrase !== undefined);
    await saveFile(file, Readable.from([Buffer.from(text, 'utf8')]));
    return { file, count: records.length, withoutSecrets };
  }

  async choose(what: 'files' | 'folder', windowId: number): Promise<ImportReading | undefined> {
    const asked = this.#asked(windowId);
    const paths = await this.#options.chooseSources(what);
    const [first] = paths;
    if (first === undefined) return undefined;
    return this.#read(what === 'folder' ? await readFolder(first) : await readFiles(paths), asked);
  }

  /** Files and folders, as they were dropped. */
  async read(paths: readonly string[], windowId: number): Promise<ImportReading> {
    const asked = this.#asked(windowId);
    return this.#read(await readDropped(paths), asked);
  }

  /** Throws `secrets.passphrase-wrong`, `sharing.damaged`, `sharing.newer`. */
  async unlock(importId: string, passphrase: string, windowId: number): Promise<ImportReading> {
    this.#options.seen(passphrase);
    const asked = this.#asked(windowId);
    const { locked } = this.#known(importId, windowId);
    if (!locked) throw gone();
    const connections = await locked.unlock(passphrase);
    this.#known(importId, windowId);
    return this.#found(await foundInFile(connections, locked.name), asked);
  }

  /** All of it or nothing. See `import-connections.ts` for what it throws. */
  async import(
    importId: string,
    choices: readonly { readonly key: string; readonly choice: ImportChoice }[],
    windowId: number,
  ): Promise<ImportOutcome> {
    const { found, reading } = this.#known(importId, windowId);
    const byKey = new Map(choices.map(({ key, choice }) => [key, choice]));
    const { imported, outcome } = await importConnections(
      this.#options,
      { found, plan: reading.found },
      byKey,
    );
    this.#pending.delete(windowId);
    for (const { how, record } of imported) if (how === 'replaced') this.#options.replaced(record.id);
    this.#options.changed();
    await this.#note(imported);
    return outcome;
  }

  leave(importId: string, windowId: number): void {
    if (this.#pending.get(windowId)?.reading.importId === importId) this.#pending.delete(windowId);
  }

  /** Of one window that is gone, or of all, when secrets are locked. */
  forget(windowId?: number): void {
    if (windowId === undefined) this.#pending.clear();
    else this.#pending.delete(windowId);
    const of = windowId ?? 'all';
    this.#forgets.set(of, (this.#forgets.get(of) ?? 0) + 1);
  }

  #asked(windowId: number): Asked {
    return { windowId, forgets: this.#forgetsOf(windowId) };
  }

  #forgetsOf(windowId: number): number {
    return (this.#forgets.get(windowId) ?? 0) + (this.#forgets.get('all') ?? 0);
  }

  /** What was forgotten while it was read does not come back. Throws `sharing.changed`. */
  #keep({ windowId, forgets }: Asked, pending: Pending): void {
    if (forgets !== this.#forgetsOf(windowId)) throw gone();
    this.#pending.set(windowId, pending);
  }

  async #read({ files, refused }: ChosenFiles, asked: Asked): Promise<ImportReading> {
    const isFile = ({ text }: ChosenFile): boolean => isConnectionFile(text);
    const [only] = files.length === 1 && refused.length === 0 ? files : [];
    if (only && isFile(only)) return this.#readOne(only, asked);
    const parts: FoundAndRefused[] = [{ found: [], refused }];
    for (const file of files.filter(isFile)) parts.push(await oneOfMany(file));
    parts.push(await foundInKeys(files.filter((file) => !isFile(file))));
    const found = parts.flatMap((part) => part.found);
    return this.#found({ found, refused: parts.flatMap((part) => part.refused) }, asked);
  }

  async #readOne({ name, text }: ChosenFile, asked: Asked): Promise<ImportReading> {
    const read = readConnectionFile(text, name);
    if (read.kind === 'open') return this.#found(await foundInFile(read.connections, name), asked);
    const reading = { importId: randomUUID(), lockedFile: name, found: [], refused: [] };
    this.#keep(asked, { found: [], reading, locked: { name, unlock: read.unlock } });
    return reading;
  }

  #found({ found, refused }: FoundAndRefused, asked: Asked): ImportReading {
    const plan = planFor(found, this.#options.repository.list());
    const reading = { importId: randomUUID(), lockedFile: undefined, found: plan, refused };
    this.#keep(asked, { found, reading });
    return reading;
  }

  #known(importId: string, windowId: number): Pending {
    const pending = this.#pending.get(windowId);
    if (pending?.reading.importId !== importId) throw gone();
    return pending;
  }

  /** The import is done: a journal that cannot be written does not undo it. */
  async #note(imported: readonly ImportedConnection[]): Promise<void> {
    const { journal, failed } = this.#options;
    for (const { record, how, withSecrets } of imported) {
      try {
        await journal.imported(journaled(record), how, withSecrets);
      } catch (fault) {
        failed(fault);
      }
    }
  }
}

/** Several files, one of which is of connections: it needs no passphrase, and does not stop the others. */
async function oneOfMany({ name, text }: ChosenFile): Promise<FoundAndRefused> {
  const refusedFor = (reason: string): FoundAndRefused => ({ found: [], refused: [{ name, reason }] });
  let connections: readonly FiledConnection[];
  try {
    const read = readConnectionFile(text, name);
    if (read.kind === 'sealed') return refusedFor('It is encrypted. Import it alone, with its passphrase.');
    ({ connections } = read);
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
    return refusedFor(`${advise(fault).title}.`);
  }
  return foundInFile(connections, name);
}

function journaled({ id, name, tenantUrl }: ConnectionRecord): JournaledConnection {
  return { id, name, host: parseAddress(tenantUrl)?.host ?? tenantUrl };
}

function gone(): AppError {
  return new AppError('sharing.changed', 'What was read is no longer there.');
}
