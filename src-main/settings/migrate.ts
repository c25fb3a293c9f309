type Content = Readonly<Record<string, unknown>>;

/** `migrations[n]` brings a file from version n + 1 to version n + 2. */
export type Migrations = readonly ((content: Content) => Content)[];

/**
 * Brings a settings file to the present version, one step after the other. A file of a newer
 * version stays as it is: what is known of it is read, and it keeps its version when written.
 */
export function migrate(content: Content, migrations: Migrations): Content {
  const present = migrations.length + 1;
  const version = typeof content['version'] === 'number' ? content['version'] : undefined;
  if (version === undefined) return { ...content, version: present };
  let migrated = content;
  for (let from = version; from < present; from += 1) {
    const step = migrations[from - 1];
    if (step) migrated = { ...step(migrated), version: from + 1 };
  }
  return migrated;
}
