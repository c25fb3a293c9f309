/** What messages have in common; '' stands for none. */
const facts = ['sender', 'receiver', 'custom_status', 'log_level', 'application_type'] as const;

const list = facts.join(', ');
const ofMessage = facts.map((fact) => `coalesce(m.${fact}, '') AS ${fact}`).join(', ');
const isOf = (row: string): string =>
  facts.map((fact) => `k.${fact} = coalesce(${row}.${fact}, '')`).join(' AND ');

const findKind = (row: string): string =>
  `(SELECT k.kind FROM message_kinds k WHERE k.flow = ${row}.flow AND k.status = ${row}.status AND ${isOf(row)})`;

/** Kinds and sums of all messages, made anew; for a library whose messages came in another way than by pages. */
export const kindsAgain: readonly string[] = [
  'DELETE FROM message_kinds',
  `INSERT INTO message_kinds (flow, status, ${list}) SELECT DISTINCT m.flow, m.status, ${ofMessage} FROM messages m`,
  `UPDATE messages SET kind = ${findKind('messages')}`,
  'DELETE FROM kind_hours',
  'INSERT INTO kind_hours SELECT start / 3600000, kind, count(*) FROM messages GROUP BY 1, 2',
  'DELETE FROM kind_days',
  'INSERT INTO kind_days (day, kind, total) SELECT hour / 24, kind, sum(total) FROM kind_hours GROUP BY 1, 2',
];

/** Gives a message its kind where who wrote it did not; of triggers that are no more. */
export const kindOfNew = `
  INSERT INTO message_kinds (flow, status, ${list})
    SELECT m.flow, m.status, ${ofMessage} FROM messages m WHERE m.message_key = new.message_key AND ${findKind('m')} IS NULL;
  UPDATE messages SET kind = ${findKind('messages')} WHERE message_key = new.message_key;`;

export const differsFromOld = ['flow', 'status', ...facts]
  .map((fact) => `new.${fact} IS NOT old.${fact}`)
  .join(' OR ');
