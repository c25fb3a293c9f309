import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import type { ConnectionActivity, ConnectionSummary } from '../../src-shared/model/connections.ts';
import { copyDesignTime } from '../library/copy-design-time.ts';
import type { Libraries, Library } from '../library/library.ts';
import type { TokenFacts } from '../sap/access.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import type { ConnectionRecord } from './connection-record.ts';
import type { Session, Sessions } from './session.ts';
import type { OpenAccess, TenantAccess, TenantCredentials } from './tenant-access.ts';

/** A connection with all that is needed to talk to its tenant. */
export interface ResolvedConnection {
  /** As it is at the moment: name and notes may change while it is open. */
  readonly summary: () => ConnectionSummary;
  readonly record: ConnectionRecord;
  readonly isDemo: boolean;
  readonly credentials: TenantCredentials;
}

export interface OpenSessionsOptions {
  /** Throws `connection.not-found`, `demo.failed`; starts the demo tenant where it is one. */
  readonly resolve: (connectionId: string) => Promise<ResolvedConnection>;
  readonly openAccess: OpenAccess;
  readonly libraries: Pick<Libraries, 'open' | 'setAside' | 'state'>;
  /** Told when a connection is closed, also one that did not open. */
  readonly closed: (connectionId: string) => void;
  /** Told after every request, so that the status bar can follow. */
  readonly activityChanged: (connectionId: string) => void;
}

interface Opened {
  readonly access: TenantAccess;
  readonly session: Session;
  /** Those of its Edge Integration Cells; they end with it. */
  readonly cells: Map<string, Promise<Session>>;
}

const neverOpens: ReadonlySet<ErrorCode> = new Set(['library.wrong-key', 'library.key-missing']);

const idle: Omit<ConnectionActivity, 'connectionId' | 'library'> = {
  reach: 'unknown',
  error: undefined,
  tokenExpiresAt: undefined,
  requests: Array.from({ length: 12 }, () => 0),
  allowedPerSecond: 0,
};

/** The opened connections of the app: one client and one library each, shared by all windows. */
export class OpenSessions implements Sessions {
  readonly #options: OpenSessionsOptions;
  readonly #opened = new Map<string, Promise<Opened>>();
  readonly #access = new Map<string, TenantAccess>();

  constructor(options: OpenSessionsOptions) {
    this.#options = options;
  }

  async get(id: string): Promise<Session> {
    const { connectionId, cell } = readRuntimeId(id);
    const opened = await (this.#opened.get(connectionId) ?? this.#remember(connectionId));
    return cell === undefined ? opened.session : this.#cell(opened, id, cell);
  }

  /** Forgets client and token, because something about the connection changed; the library stays open. */
  close(connectionId: string): void {
    this.#opened.delete(connectionId);
    this.#access.get(connectionId)?.close();
    this.#access.delete(connectionId);
    this.#options.closed(connectionId);
  }

  closeAll(): void {
    for (const id of [...this.#opened.keys()]) this.close(id);
  }

  async activity(connectionId: string): Promise<ConnectionActivity> {
    const client = this.#access.get(connectionId)?.activity();
    const library = await this.#libraryActivity(connectionId);
    if (!client) return { connectionId, ...idle, library };
    const { lastError, reach, tokenExpiresAt, requests, allowedPerSecond } = client;
    const rest = { reach, tokenExpiresAt, requests, allowedPerSecond };
    return { connectionId, ...rest, error: lastError?.toData(), library };
  }

  /** What may be told of the token of a runtime's connection, which is opened and asked for one where needed. */
  async token(runtimeId: string, signal: AbortSignal): Promise<TokenFacts> {
    await this.get(runtimeId);
    const access = this.#access.get(readRuntimeId(runtimeId).connectionId);
    if (!access) throw new AppError('request.cancelled', 'The connection was closed meanwhile.');
    return access.token(signal);
  }

  /** Of an opened connection; opens nothing. */
  clientOf(connectionId: string): TenantClient | undefined {
    return this.#access.get(connectionId)?.client;
  }

  /** Its host has given an OData answer since it was opened. */
  isRecognised(connectionId: string): boolean {
    return this.#access.get(connectionId)?.activity().isRecognised === true;
  }

  #remember(connectionId: string): Promise<Opened> {
    const opening = this.#open(connectionId, () => this.#opened.get(connectionId) === opening);
    this.#opened.set(connectionId, opening);
    // A failure is answered to whoever asked; the next one tries again.
    opening.catch(() => {
      if (this.#opened.get(connectionId) === opening) this.close(connectionId);
    });
    return opening;
  }

  async #open(connectionId: string, isWanted: () => boolean): Promise<Opened> {
    const { resolve, openAccess, libraries, activityChanged } = this.#options;
    const { summary, credentials } = await resolve(connectionId);
    // Before the library, too: opening it would bring back that of a connection removed meanwhile.
    requireWanted(isWanted);
    const library = await libraries.open(connectionId);
    requireWanted(isWanted);
    const access = openAccess(connectionId, credentials, () => {
      activityChanged(connectionId);
    });
    this.#access.set(connectionId, access);
    const session: Session = {
      get connection() {
        return summary();
      },
      client: access.client,
      library,
    };
    return { access, session, cells: new Map() };
  }

  #cell(opened: Opened, id: string, cell: string): Promise<Session> {
    const known = opened.cells.get(id);
    if (known) return known;
    const opening = this.#openCell(opened, id, cell);
    opened.cells.set(id, opening);
    opening.catch(() => {
      if (opened.cells.get(id) === opening) opened.cells.delete(id);
    });
    return opening;
  }

  async #openCell({ access, session }: Opened, id: string, cell: string): Promise<Session> {
    const runtime = session.connection.edge.find((one) => one.id === cell);
    if (!runtime) throw new AppError('connection.not-found', 'The connection has no such cell.');
    const client = access.edgeClient(runtime);
    const library = await this.#libraryOfCell(id);
    await copyDesignTime(session.library, library);
    return {
      get connection() {
        // Its pages in the web UI have other addresses, which nobody documents.
        return { ...session.connection, id, webUiUrl: undefined };
      },
      client,
      library,
      designTime: session.library,
    };
  }

  /** What it holds can be read again: one that nothing opens is kept beside a new one, without asking anybody. */
  async #libraryOfCell(id: string): Promise<Library> {
    const { libraries } = this.#options;
    try {
      return await libraries.open(id);
    } catch (fault) {
      if (!(fault instanceof AppError) || !neverOpens.has(fault.code)) throw fault;
      await libraries.setAside(id);
      return libraries.open(id);
    }
  }

  async #libraryActivity(connectionId: string): Promise<ConnectionActivity['library']> {
    try {
      const state = await this.#options.libraries.state(connectionId);
      return state && { kept: state.kept, bytes: state.bytes, error: state.notice };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { bytes: 0, kept: 'encrypted', error: error.toData() };
    }
  }
}

function requireWanted(isWanted: () => boolean): void {
  if (!isWanted()) throw new AppError('request.cancelled', 'The connection was closed meanwhile.');
}
