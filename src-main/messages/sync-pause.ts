import type { Library } from '../library/library.ts';

/** Whether a person has paused the loading of messages; kept in the library, so that a start of the app does not go on by itself. */
export const syncPause = {
  read: async (library: Library, signal?: AbortSignal): Promise<boolean> =>
    (await library.get("SELECT value FROM library_meta WHERE name = 'messages-paused'", [], signal)) !==
    undefined,
  set: (library: Library): Promise<void> =>
    library.write([
      { sql: "INSERT OR REPLACE INTO library_meta (name, value) VALUES ('messages-paused', 'yes')" },
    ]),
  clear: (library: Library): Promise<void> =>
    library.write([{ sql: "DELETE FROM library_meta WHERE name = 'messages-paused'" }]),
};
