import type { Migrations } from '../settings/migrate.ts';

/** Steps of the content of a file of connections, from one version to the next (docs/connection-files.md). */
export const fileMigrations: Migrations = [
  (content) => {
    const { connections } = content;
    return { ...content, ...(Array.isArray(connections) && { connections: connections.map(withoutFolder) }) };
  },
];

/** Version 1 knew neither folders nor tags; what stands under these names there is none. */
function withoutFolder(connection: unknown): unknown {
  return typeof connection === 'object' && connection !== null
    ? { ...connection, folder: '', tags: [] }
    : connection;
}
