import type { Library, Statement } from './library.ts';

/** Whose library it is, kept inside, so that it finds back where connections.json was lost. */
export interface LibraryOwner {
  readonly connectionId: string;
  /** The tenant's host that filled it. */
  readonly host: string;
}

export function keepOwner({ connectionId, host }: LibraryOwner): Statement {
  return {
    sql: 'INSERT OR REPLACE INTO library_meta (name, value) VALUES (?, ?)',
    rows: [
      ['connection', connectionId],
      ['host', host],
    ],
  };
}

/** The host the library was filled from; `undefined` where it never was, or by an older version. */
export async function readOwnerHost(library: Library): Promise<string | undefined> {
  const sql = "SELECT value FROM library_meta WHERE name = 'host'";
  return (await library.get<{ value: string }>(sql))?.value;
}
