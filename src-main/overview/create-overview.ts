import type { Connections } from '../connections/create-connections.ts';
import type { OpenAccess } from '../connections/tenant-access.ts';
import type { Publish } from '../ipc/publish.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { OverviewFile } from './overview-file.ts';
import { OverviewService } from './overview-service.ts';

export interface OverviewParts {
  /** `overview.json`. */
  readonly file: SettingsFile;
  readonly connections: Pick<Connections, 'connections' | 'sessions'>;
  /** The one of all connections, so that a refresh shares their queues. */
  readonly openAccess: OpenAccess;
  readonly publish: Publish;
}

/** Builds everything of this domain. */
export function createOverview({ file, connections, openAccess, publish }: OverviewParts): OverviewService {
  return new OverviewService({
    file: new OverviewFile(file),
    connections: () => connections.connections.list(),
    clientOf: (connectionId) => connections.sessions.clientOf(connectionId),
    resolve: (connectionId) => connections.connections.resolve(connectionId),
    openAccess,
    changed: () => {
      publish('overview.changed', undefined);
    },
    now: Date.now,
  });
}
