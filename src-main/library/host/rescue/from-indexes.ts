import type { SqlValue } from '../../library.ts';
import type { SqlDatabase, SqlStatement } from '../libsql.ts';
import type { FoundRow } from './page-source.ts';

/** Rows of the pages of an index or table, by its name; the last value of one of an index is the number of the row it stands for. */
export type RowsOf = (name: string) => AsyncIterable<readonly FoundRow[]>;

/**
 * Rows whose own page is lost, as far as indexes and kinds repeat them: a flow completely, of a message nearly everything.
 * The rest of it comes again with the next sync, while the tenant has it.
 */
export async function fromIndexes(target: SqlDatabase, rowsOf: RowsOf): Promise<number> {
  const before = await count(target);
  await each(target, rowsOf('sqlite_autoindex_flows_1'), insertFlow, ({ values }) => {
    const [id, name, type, packageId, packageName, key] = values;
    return [key, id, name, type, packageId, packageName, `${String(name)}\n${String(id)}`.toLowerCase()];
  });
  await target.exec(`CREATE TEMP TABLE lost (key INTEGER PRIMARY KEY, guid TEXT, start INTEGER, "end" INTEGER, kind INTEGER,
    correlation TEXT, application TEXT)`);
  // Under the numbers of the damaged library; the new one gives its own.
  await target.exec(`CREATE TEMP TABLE known (kind INTEGER PRIMARY KEY, flow INTEGER, status TEXT, sender TEXT, receiver TEXT,
    custom_status TEXT, log_level TEXT, application_type TEXT)`);
  await each(target, rowsOf('message_kinds'), insertKind, ({ rowid, values }) => [rowid, ...values.slice(1)]);
  const reversed = ({ values }: FoundRow) => [values.at(-1), ...values.slice(0, -1)];
  await each(target, rowsOf('sqlite_autoindex_message_kinds_1'), insertKind, reversed);
  await each(target, rowsOf('sqlite_autoindex_messages_1'), insertLost, reversed);
  // As it was called before version 14, without the end.
  await each(target, rowsOf('messages_start_kind'), update('start = ?2, kind = ?3'), reversed);
  await each(target, rowsOf('messages_time'), update('start = ?2, kind = ?3, "end" = ?4'), reversed);
  await each(target, rowsOf('messages_correlation'), update('correlation = ?2'), reversed);
  await each(target, rowsOf('messages_application'), update('application = ?2'), reversed);
  await target.exec(takeBack);
  await target.exec(nameFlows);
  return (await count(target)) - before;
}

const insertFlow = `INSERT OR IGNORE INTO flows (flow_key, id, name, type, package_id, package_name, search)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const insertLost = `INSERT OR IGNORE INTO lost (key, guid)
  SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM messages WHERE message_key = ?1)`;
const update = (change: string): string => `UPDATE lost SET ${change} WHERE key = ?1`;
const insertKind = 'INSERT OR IGNORE INTO known VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const takeBack = `INSERT OR IGNORE INTO messages (message_key, guid, start, "end", status, flow, correlation_id, application_id,
    sender, receiver, custom_status, log_level, application_type)
  SELECT key, guid, start, "end", status, flow, correlation, application,
    nullif(sender, ''), nullif(receiver, ''), nullif(custom_status, ''), nullif(log_level, ''), nullif(application_type, '')
  FROM lost JOIN known USING (kind) WHERE start IS NOT NULL;
  DROP TABLE lost;
  DROP TABLE known`;
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
