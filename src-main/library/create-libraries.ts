import { join } from 'node:path';

import type { SecretStore } from '../secrets/secret-store.ts';
import { OpenLibraries } from './libraries.ts';
import { forgetLibraryKey, libraryKey, setKeyAside } from './library-key.ts';
import { spawnHost } from './spawn-host.ts';

export interface LibrariesParts {
  readonly userData: string;
  /** Folder of the built programs. */
  readonly out: string;
  readonly secrets: SecretStore;
}

/** The libraries of all connections, with their keys among the secrets. */
export function createLibraries({ userData, out, secrets }: LibrariesParts): OpenLibraries {
  return new OpenLibraries({
    folder: join(userData, 'libraries'),
    spawn: spawnHost(join(out, 'library', 'library-host.js')),
    libraryKey: (connectionId, hasFile) => libraryKey(secrets, connectionId, hasFile),
    setKeyAside: (connectionId, aside) => setKeyAside(secrets, connectionId, aside),
    forgetKey: (connectionId) => forgetLibraryKey(secrets, connectionId),
  });
}
