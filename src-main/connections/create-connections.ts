import { randomUUID } from 'node:crypto';

import { runtimeId } from '../../src-shared/connections/runtimes.ts';
import type { ConnectionSummary } from '../../src-shared/model/connections.ts';
import { type DemoProcess, DemoTenant } from '../demo/demo-tenant.ts';
import type { WriteGates } from '../gate/write-gates.ts';
import type { Publish } from '../ipc/publish.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Libraries } from '../library/library.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { ActivityPublisher } from './activity.ts';
import type { CheckEdges } from './check-edges.ts';
import { ConnectionService } from './connection-service.ts';
import { ConnectionsRepository } from './connections-repository.ts';
import type { ConnectionServices } from './handlers.ts';
import { OpenSessions } from './sessions.ts';
import type { OpenAccess } from './tenant-access.ts';
import { TestService } from './test-service.ts';
import { UnclaimedLibraries } from './unclaimed-libraries.ts';

export interface ConnectionsParts {
  /** `connections.json`. */
  readonly file: SettingsFile;
  readonly secrets: SecretStore;
  readonly libraries: Libraries;
  readonly jobs: Pick<Jobs, 'cancelOf'>;
  readonly openAccess: OpenAccess;
  readonly checkEdges: CheckEdges;
  readonly startDemo: () => DemoProcess;
  readonly demoOptions?: Readonly<Record<string, unknown>>;
  readonly gates: Pick<WriteGates, 'close' | 'review'>;
  readonly publish: Publish;
  /** Told of the list after each change of it. */
  readonly listChanged?: (connections: readonly ConnectionSummary[]) => void;
  /** Told of each connection that was removed, by itself or with its project: nothing of it stays in memory. */
  readonly gone?: (connectionId: string) => void;
  /** For faults nobody waits for. */
  readonly failed: (fault: unknown) => void;
}

export interface Connections extends ConnectionServices {
  readonly repository: ConnectionsRepository;
  readonly sessions: OpenSessions;
  readonly unclaimed: UnclaimedLibraries;
  /** Ends clients and what they load, without a trace of their tokens; the next call opens them again. */
  readonly closeClients: () => void;
  /** Tells every window that the list is another one. */
  readonly changed: () => void;
  /** Tells every view that what it shows may be readable now, or no longer. */
  readonly contentsChanged: () => void;
  /** Ends clients, timers and the demo tenant; libraries are closed by their owner. */
  readonly stop: () => void;
}

/** Builds everything of this domain. */
export function createConnections(parts: ConnectionsParts): Connections {
  const { file, secrets, libraries, jobs, openAccess, checkEdges, gates, publish, failed } = parts;
  const changed = (): void => {
    gates.review();
    publish('connections.changed', undefined);
    parts.listChanged?.(connections.list());
  };
  const contentOf = (connectionId: string): void => {
    publish('content.changed', { connectionId });
    publish('runtime.changed', { connectionId });
    publish('messages.changed', { connectionId });
  };
  const allContents = ({ id: connectionId, edge }: ConnectionSummary): void => {
    contentOf(connectionId);
    for (const cell of edge) contentOf(runtimeId({ connectionId, cell: cell.id }));
  };
  const repository = new ConnectionsRepository(file);
  const unclaimed = new UnclaimedLibraries({ libraries, connectionIds: () => repository.ids() });
  const demo = new DemoTenant({
    start: parts.startDemo,
    ...(parts.demoOptions && { options: parts.demoOptions }),
    ended: () => {
      // Its next start has another address and other credentials.
      for (const { id, isDemo } of repository.list()) if (isDemo) sessions.close(id);
      changed();
    },
  });
  const connections = new ConnectionService({
    repository,
    secrets,
    demo,
    libraries,
    unclaimed,
    libraryReplaced: contentOf,
    jobs,
    sessions: () => sessions,
    changed,
    removed: (connectionId) => {
      activity.forget(connectionId);
      parts.gone?.(connectionId);
    },
    createId: randomUUID,
    now: Date.now,
  });
  const activity = new ActivityPublisher({
    read: (connectionId) => sessions.activity(connectionId),
    publish: (told) => {
      if (sessions.isRecognised(told.connectionId)) connections.reached(told.connectionId).catch(failed);
      publish('connections.activityChanged', told);
    },
    failed,
  });
  const resolve = (connectionId: string): ReturnType<ConnectionService['resolve']> =>
    connections.resolve(connectionId);
  const sessions = new OpenSessions({
    resolve,
    openAccess,
    libraries,
    closed: (connectionId) => {
      // First the better reason: an edited connection is closed as well.
      gates.review();
      gates.close(connectionId, 'connection-closed').catch(failed);
    },
    activityChanged: (connectionId) => {
      activity.changed(connectionId);
    },
  });
  const tests = new TestService({
    resolve,
    openAccess,
    secretsFor: (draft) => connections.secretsFor(draft),
    edges: checkEdges,
    checked: (told) => {
      publish('connections.checked', told);
    },
  });
  return {
    repository,
    changed,
    connections,
    sessions,
    unclaimed,
    tests,
    closeClients: () => {
      for (const { id } of repository.list()) jobs.cancelOf(id);
      sessions.closeAll();
    },
    contentsChanged: () => {
      for (const connection of connections.list()) allContents(connection);
      changed();
    },
    stop: () => {
      activity.stop();
      sessions.closeAll();
      demo.stop();
    },
  };
}
