import type { SqlValue } from '../../library.ts';
import type { SqlDatabase, SqlStatement } from '../libsql.ts';
import type { FoundRow } from './page-source.ts';

/** Rows of the pages of an index, by its name; the last value of each is the number of the row it stands for. */
export type IndexRows = (index: string) => AsyncIterable<readonly FoundRow[]>;

/**
 * Rows whose own page is lost, as far as indexes repeat them: a flow completely, of a message what lists and searches
 * need. The rest of it comes again with the next sync, while the tenant has it.
 */
export async function fromIndexes(target: SqlDatabase, indexRows: IndexRows): Promise<number> {
  const before = await count(target);
  await each(target, indexRows('sqlite_autoindex_flows_1'), insertFlow, ({ values }) => {
    const [id, name, type, packageId, packageName, key] = values;
    return [key, id, name, type, packageId, packageName, `${String(name)}\n${String(id)}`.toLowerCase()];
  });
  await target.exec(`CREATE TEMP TABLE lost (key INTEGER PRIMARY KEY, guid TEXT, start INTEGER, status TEXT,
    flow INTEGER, correlation TEXT, application TEXT)`);
  const reversed = ({ values }: FoundRow) => [values.at(-1), ...values.slice(0, -1)];
  await each(target, indexRows('sqlite_autoindex_messages_1'), insertLost, reversed);
  await each(target, indexRows('messages_start'), update('start = ?2, status = ?3, flow = ?4'), reversed);
  await each(target, indexRows('messages_correlation'), update('correlation = ?2'), reversed);
  await each(target, indexRows('messages_application'), update('application = ?2'), reversed);
  await target.exec(takeBack);
  await target.exec(nameFlows);
  return (await count(target)) - before;
}

const insertFlow = `INSERT OR IGNORE INTO flows (flow_key, id, name, type, package_id, package_name, search)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const insertLost = `INSERT OR IGNORE INTO lost (key, guid)
  SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM messages WHERE message_key = ?1)`;
const update = (change: string): string => `UPDATE lost SET ${change} WHERE key = ?1`;
const takeBack = `INSERT OR IGNORE INTO messages (message_key, guid, start, status, flow, correlation_id, application_id)
  SELECT key, guid, start, status, flow, correlation, application FROM lost WHERE start IS NOT NULL;
  DROP TABLE lost`;
/** Without its flow a message is in no list, and the flow's number would be given to another one. */
const nameFlows = `INSERT OR IGNORE INTO flows (flow_key, id, name, type, package_id, package_name, search)
  SELECT DISTINCT flow, 'lost-' || flow, 'Name lost (' || flow || ')', '', '', '', 'name lost'
  FROM messages WHERE flow NOT IN (SELECT flow_key FROM flows)`;

async function each(
  target: SqlDatabase,
  batches: AsyncIterable<readonly FoundRow[]>,
  sql: string,
  params: (row: FoundRow) => readonly (SqlValue | undefined)[],
): Promise<void> {
  const statement: SqlStatement = await target.prepare(sql);
  for await (const rows of batches) {
    await target.exec('BEGIN');
    for (const row of rows) statement.run(params(row).map((value) => value ?? null));
    await target.exec('COMMIT');
  }
}

async function count(target: SqlDatabase): Promise<number> {
  const [row] = await (
    await target.prepare('SELECT (SELECT count(*) FROM messages) + (SELECT count(*) FROM flows) AS n')
  ).all([]);
  return Number(row?.['n'] ?? 0);
}
