import { randomUUID } from 'node:crypto';

import type { Connections } from '../connections/create-connections.ts';
import type { Journal } from '../journal/journal.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { SettingsTogether } from '../settings/settings-together.ts';
import { SharingService } from './sharing-service.ts';

/** The part of Electron's `dialog` that asks for files. */
interface OpenDialog {
  (options: {
    properties: ('openFile' | 'openDirectory' | 'multiSelections')[];
  }): Promise<{ canceled: boolean; filePaths: string[] }>;
}

export interface SharingParts {
  readonly connections: Connections;
  readonly secrets: SecretStore;
  readonly together: SettingsTogether<'connections' | 'secrets'>;
  readonly journal: Journal;
  readonly chooseTarget: (defaultName: string) => Promise<string | undefined>;
  readonly openDialog: OpenDialog;
  readonly hide: (secret: string) => void;
  readonly failed: (fault: unknown) => void;
}

/** Builds everything of this domain. */
export function createSharing(parts: SharingParts): SharingService {
  const { connections, secrets, together, journal, chooseTarget, openDialog, hide, failed } = parts;
  const { repository, unclaimed, sessions, changed } = connections;
  return new SharingService({
    repository,
    secrets,
    together,
    unclaimed,
    journal,
    chooseTarget,
    chooseSources: async (what) => {
      const { canceled, filePaths } = await openDialog({
        properties: what === 'folder' ? ['openDirectory'] : ['openFile', 'multiSelections'],
      });
      return canceled ? undefined : filePaths;
    },
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
