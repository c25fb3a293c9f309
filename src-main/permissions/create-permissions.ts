import type { Connections } from '../connections/create-connections.ts';
import type { OpenAccess } from '../connections/tenant-access.ts';
import type { Publish } from '../ipc/publish.ts';
import { PermissionService } from './permission-service.ts';

export interface PermissionParts {
  readonly connections: Pick<Connections, 'connections' | 'sessions'>;
  /** The one of all connections, so that a check shares their queues. */
  readonly openAccess: OpenAccess;
  readonly publish: Publish;
}

/** Builds everything of this domain. */
export function createPermissions({ connections, openAccess, publish }: PermissionParts): PermissionService {
  return new PermissionService({
    sessions: connections.sessions,
    resolve: (connectionId) => connections.connections.resolve(connectionId),
    scopesOf: async (connectionId, signal) => (await connections.sessions.token(connectionId, signal)).scopes,
    openAccess,
    changed: (connectionId) => {
      publish('permissions.changed', { connectionId });
    },
    now: Date.now,
  });
}
