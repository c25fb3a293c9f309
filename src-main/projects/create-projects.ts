import type { Connections } from '../connections/create-connections.ts';
import type { WriteGates } from '../gate/write-gates.ts';
import type { Journal } from '../journal/journal.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { ProjectService, type ProjectServiceOptions } from './project-service.ts';
import { UnfinishedEnd } from './unfinished-end.ts';

export interface ProjectParts extends Pick<ProjectServiceOptions, 'userData' | 'forget'> {
  /** `projects.json`. */
  readonly file: SettingsFile;
  readonly connections: Pick<Connections, 'connections' | 'repository'>;
  readonly secrets: Pick<SecretStore, 'ids'>;
  readonly gates: Pick<WriteGates, 'close'>;
  readonly journal: Pick<Journal, 'remove'>;
  readonly failed: (fault: unknown) => void;
}

/** Builds everything of this domain, and finishes an end that was cut short. */
export function createProjects(parts: ProjectParts): ProjectService {
  const { userData, file, connections, secrets, gates, journal, forget, failed } = parts;
  const service = new ProjectService({
    userData,
    forget,
    unfinished: new UnfinishedEnd(file),
    repository: connections.repository,
    removeConnection: (connectionId) => connections.connections.remove(connectionId),
    secretIds: () => secrets.ids(),
    closeGate: (connectionId) => gates.close(connectionId, 'connection-closed'),
    removeJournal: (connectionId) => journal.remove(connectionId),
  });
  service.resume(failed);
  return service;
}
