import { mostEvents, type WatchEvent, type WatchKind } from '../../src-shared/model/watch.ts';
import type { Library, Row } from '../library/library.ts';

interface EventRecord extends Row {
  readonly id: string;
  readonly at: number;
  readonly query: string;
  readonly query_name: string;
  readonly kind: WatchKind;
  readonly text: string;
  readonly shown: WatchEvent['shown'];
}

/** Newest first, of one tenant; titles of errors are the tenant's, so they are kept in its library. */
export async function readEvents(library: Library, connectionId: string): Promise<readonly WatchEvent[]> {
  const rows = await library.all<EventRecord>('SELECT * FROM watch_events ORDER BY at DESC LIMIT ?', [
    mostEvents,
  ]);
  return rows.map((row) => eventOf(row, connectionId));
}

/** Those that nobody was told of yet, oldest first. */
export async function waitingEvents(library: Library, connectionId: string): Promise<readonly WatchEvent[]> {
  const rows = await library.all<EventRecord>(
    "SELECT * FROM watch_events WHERE shown = 'waiting' ORDER BY at",
  );
  return rows.map((row) => eventOf(row, connectionId));
}

function eventOf(
  { id, at, query, query_name: queryName, kind, text, shown }: EventRecord,
  connectionId: string,
): WatchEvent {
  return { id, at, queryId: query, queryName, connectionId, kind, text, shown };
}

export async function keepEvents(library: Library, events: readonly WatchEvent[]): Promise<void> {
  if (events.length === 0) return;
  await library.write([
    {
      sql: 'INSERT OR REPLACE INTO watch_events (id, at, query, query_name, kind, text, shown) VALUES (?, ?, ?, ?, ?, ?, ?)',
      rows: events.map(({ id, at, queryId, queryName, kind, text, shown }) => [
        id,
        at,
        queryId,
        queryName,
        kind,
        text,
        shown,
      ]),
    },
    {
      sql: 'DELETE FROM watch_events WHERE id NOT IN (SELECT id FROM watch_events ORDER BY at DESC LIMIT ?)',
      params: [mostEvents],
    },
  ]);
}
