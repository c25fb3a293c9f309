import type { Migrations } from '../settings/migrate.ts';

/** Steps of the content of a file of connections, from one version to the next (docs/connection-files.md). */
export const fileMigrations: Migrations = [];
