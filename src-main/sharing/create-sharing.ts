import { randomUUID } from 'node:crypto';

import type { OpenDialogOptions } from 'electron';

import type { Connections } from '../connections/create-connections.ts';
import type { Journal } from '../journal/journal.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { SettingsTogether } from '../settings/settings-together.ts';
import { SharingService } from './sharing-service.ts';

export interface SharingParts {
  readonly connections: Connections;
  readonly secrets: SecretStore;
  readonly together: SettingsTogether<'connections' | 'secrets'>;
  readonly journal: Journal;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  readonly chooseFiles: (options: OpenDialogOptions) => Promise<readonly string[]>;
  readonly hide: (secret: string) => void;
  readonly failed: (fault: unknown) => void;
}

/** Builds everything of this domain. */
export function createSharing(parts: SharingParts): SharingService {
  const { connections, secrets, together, journal, saveAs, chooseFiles, hide, failed } = parts;
  const { repository, unclaimed, sessions, changed } = connections;
  return new SharingService({
    repository,
    secrets,
    together,
    unclaimed,
    journal,
    saveAs,
    chooseSources: (what) =>
      chooseFiles({ properties: what === 'folder' ? ['openDirectory'] : ['openFile', 'multiSelections'] }),
    replaced: (connectionId) => {
      // The client that is there knows the old access.
      sessions.close(connectionId);
    },
    changed,
    seen: hide,
    failed,
    createId: randomUUID,
    now: Date.now,
  });
}
