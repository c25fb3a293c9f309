import { clientOf } from '../../src-shared/model/access.ts';
import type { ForeseenPermissions, PermissionReport } from '../../src-shared/model/permissions.ts';
import { checkedAreas } from '../../src-shared/permissions/checked-areas.ts';
import { readScopes } from '../../src-shared/permissions/scopes.ts';
import { judge } from '../../src-shared/permissions/verdict.ts';
import type { Sessions } from '../connections/session.ts';
import type { ResolvedConnection } from '../connections/sessions.ts';
import type { OpenAccess } from '../connections/tenant-access.ts';
import { passing } from '../sap/transport.ts';
import { keepReport, keptReport } from './kept-report.ts';
import { probeAreas } from './probe-areas.ts';

export interface PermissionServiceOptions {
  readonly sessions: Sessions;
  /** Throws `connection.not-found`, `demo.failed`. */
  readonly resolve: (connectionId: string) => Promise<ResolvedConnection>;
  /** Of the token the connection works with, fetched where there is none; empty where it has none to tell. */
  readonly scopesOf: (connectionId: string, signal: AbortSignal) => Promise<readonly string[]>;
  readonly openAccess: OpenAccess;
  readonly changed: (connectionId: string) => void;
  readonly now: () => number;
}

/** Finds out what a key may do, and remembers it for the views of the connection. */
export class PermissionService {
  readonly #options: PermissionServiceOptions;

  constructor(options: PermissionServiceOptions) {
    this.#options = options;
  }

  /** What was found for the key there is now: that of another key says nothing any more. */
  async known(connectionId: string, signal: AbortSignal): Promise<PermissionReport | undefined> {
    const { connection, library } = await this.#options.sessions.get(connectionId);
    const report = await keptReport(library, signal);
    // Each start of the demo tenant invents its clients anew; their roles stay.
    return report && (connection.isDemo || report.client === clientOf(connection.access))
      ? report
      : undefined;
  }

  /** Asks no area for anything. Throws `auth.*`, `network.*`, `secrets.*`, as whatever the view asks first will. */
  async foreseen(connectionId: string, signal: AbortSignal): Promise<ForeseenPermissions | undefined> {
    const report = await this.known(connectionId, signal);
    if (report) return { checkedAt: report.checkedAt, areas: report.areas };
    const reading = readScopes(await this.#options.scopesOf(connectionId, signal));
    if (!reading.isConclusive) return undefined;
    return { checkedAt: undefined, areas: checkedAreas.map((area) => judge(area, undefined, reading)) };
  }

  /**
   * With a token of its own, because roles reach new tokens alone (catalogue 1.3), and through the same queue as all
   * requests of this client. Throws `auth.*`, `network.*`, `secrets.*`.
   */
  async check(connectionId: string, signal: AbortSignal): Promise<PermissionReport> {
    const { sessions, resolve, openAccess, changed, now } = this.#options;
    const { credentials } = await resolve(connectionId);
    const access = openAccess(passing, credentials, () => undefined);
    try {
      const { scopes } = await access.token(signal);
      const reading = readScopes(scopes);
      const areas = await probeAreas(access.client, reading, signal);
      const report: PermissionReport = {
        checkedAt: now(),
        client: clientOf(credentials.access),
        areas,
        roles: reading.roles,
        otherScopes: reading.unmatched,
      };
      const { library } = await sessions.get(connectionId);
      await keepReport(library, report);
      changed(connectionId);
      return report;
    } finally {
      access.close();
    }
  }
}
