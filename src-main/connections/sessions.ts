import { AppError } from '../../src-shared/errors.ts';
import type { ConnectionActivity, ConnectionSummary } from '../../src-shared/model/connections.ts';
import type { Libraries } from '../library/library.ts';
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
  readonly libraries: Pick<Libraries, 'open' | 'state'>;
  /** Told when a connection is closed, also one that did not open. */
  readonly closed: (connectionId: string) => void;
  /** Told after every request, so that the status bar can follow. */
  readonly activityChanged: (connectionId: string) => void;
}

interface Opened {
  readonly access: TenantAccess;
  readonly session: Session;
}

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

  async get(connectionId: string): Promise<Session> {
    const running = this.#opened.get(connectionId) ?? this.#remember(connectionId);
    return (await running).session;
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
    return { access, session };
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
