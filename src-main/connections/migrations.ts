import type { Migrations } from '../settings/migrate.ts';

type Content = Readonly<Record<string, unknown>>;

/** Steps of `connections.json`. Entries that do not look as expected stay as they are. */
export const connectionMigrations: Migrations = [
  (content) => {
    const { connections, removedDemo } = content;
    return {
      ...content,
      ...(Array.isArray(connections) && { connections: connections.map(withAccess) }),
      ...(removedDemo !== undefined && { removedDemo: withAccess(removedDemo) }),
    };
  },
];

/** Version 1 knew client credentials only, with their two fields beside the others. */
function withAccess(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || 'access' in entry) return entry;
  const { tokenUrl, clientId, ...rest } = entry as Content;
  if (typeof tokenUrl !== 'string' || typeof clientId !== 'string') return entry;
  return { ...rest, access: { kind: 'client-secret', tokenUrl, clientId } };
}
