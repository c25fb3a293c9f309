import { hour } from '../../src-shared/durations.ts';
import type { Library, Row, SqlValue, Statement } from '../library/library.ts';
import { jsonOf, ofRows, valuesOf } from './json-rows.ts';
import { insertKinds, kindsOf, kindValues, Places, selectKinds } from './message-kinds.ts';
import type { Flow, MessageLog } from './message-log.ts';
import { forgetDay, hoursOf, sumDay } from './message-sums.ts';

const insertFlows = `INSERT OR IGNORE INTO flows (flow_key, id, name, type, package_id, package_name, search)
  ${ofRows(7)}`;

const insertMessages = `INSERT INTO messages (guid, start, "end", status, flow, correlation_id, application_id,
    application_type, sender, receiver, custom_status, log_level, transaction_id, kind)`;
const updateKnown = `ON CONFLICT (guid) DO UPDATE SET "end" = excluded."end", status = excluded.status,
    custom_status = excluded.custom_status, sender = excluded.sender, receiver = excluded.receiver,
    application_id = excluded.application_id, application_type = excluded.application_type,
    log_level = excluded.log_level, kind = excluded.kind`;

const insertOfKinds = `${insertMessages} ${ofRows(14)} WHERE true ${updateKnown}`;
/** Of kinds that are written by the same transaction: a row has the place of its kind in their list last. */
const insertOfNewKinds = `WITH kinds AS MATERIALIZED (${selectKinds('?2')})
  ${insertMessages} SELECT ${valuesOf(13)}, k.kind FROM json_each(?1) r LEFT JOIN kinds k ON k.place = r.value ->> 13
  WHERE true ${updateKnown}`;

/** Rows of one statement: fewer cost calls, more cost memory that is asked of the system again for every statement. */
const rowsAtOnce = 20;

const ofLibrary = new WeakMap<Library, MessageWriter>();

/**
 * Writes message logs. Flows stand in a table of their own under small numbers; which number belongs
 * to which flow is known here, so that no row needs a look-up of five texts while a million come in.
 */
export class MessageWriter {
  readonly #library: Library;
  #keys: Promise<Map<string, number>> | undefined;
  #lastKey = 0;

  private constructor(library: Library) {
    this.#library = library;
  }

  /** One for each library: numbers are given out in one place. */
  static of(library: Library): MessageWriter {
    const known = ofLibrary.get(library) ?? new MessageWriter(library);
    ofLibrary.set(library, known);
    return known;
  }

  async write(logs: readonly MessageLog[]): Promise<void> {
    await this.#library.write(await this.statements(logs));
  }

  /** Statements that store logs, new or seen before. */
  async statements(logs: readonly MessageLog[]): Promise<readonly Statement[]> {
    if (logs.length === 0) return [];
    const keys = await this.#known();
    const flows = new Map<number, readonly SqlValue[]>();
    const flowOf = ({ flow }: MessageLog): number => {
      const name = nameOf(flow);
      const key = keys.get(name) ?? ++this.#lastKey;
      keys.set(name, key);
      if (!flows.has(key)) flows.set(key, flowValues(key, flow));
      return key;
    };
    const withFlows = logs.map((log) => ({ log, flow: flowOf(log) }));
    const kinds = await kindsOf(
      this.#library,
      withFlows.map(({ log, flow }) => kindValues(log, flow)),
    );
    const newKinds = new Places();
    const ofKinds: (readonly SqlValue[])[] = [];
    const ofNewKinds: (readonly SqlValue[])[] = [];
    for (const [at, { log, flow }] of withFlows.entries()) {
      const kind = kinds[at];
      if (kind === undefined) ofNewKinds.push(messageValues(log, flow, newKinds.of(kindValues(log, flow))));
      else ofKinds.push(messageValues(log, flow, kind));
    }
    const newList = jsonOf(newKinds.all);
    return [
      { sql: insertFlows, params: [jsonOf([...flows.values()])] },
      { sql: insertOfKinds, rows: inPieces(ofKinds).map((piece) => [jsonOf(piece)]) },
      { sql: insertKinds, params: [newList] },
      { sql: insertOfNewKinds, rows: inPieces(ofNewKinds).map((piece) => [jsonOf(piece), newList]) },
      ...sumAgain(logs),
    ];
  }

  #known(): Promise<Map<string, number>> {
    if (this.#keys) return this.#keys;
    const reading = this.#read();
    this.#keys = reading;
    // A library that did not answer once is asked again by the next page.
    reading.catch(() => {
      this.#keys = undefined;
    });
    return reading;
  }

  async #read(): Promise<Map<string, number>> {
    const rows = await this.#library.all<FlowRow>(
      'SELECT flow_key, id, name, type, package_id, package_name FROM flows ORDER BY flow_key',
    );
    this.#lastKey = rows.at(-1)?.flow_key ?? 0;
    return new Map(
      rows.map((row) => [
        nameOf({
          id: row.id,
          name: row.name,
          type: row.type,
          packageId: row.package_id,
          packageName: row.package_name,
        }),
        row.flow_key,
      ]),
    );
  }
}

interface FlowRow extends Row {
  readonly flow_key: number;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly package_id: string;
  readonly package_name: string;
}

function nameOf({ id, name, type, packageId, packageName }: Flow): string {
  return `${id}\n${name}\n${type}\n${packageId}\n${packageName}`;
}

function flowValues(key: number, { id, name, type, packageId, packageName }: Flow): readonly SqlValue[] {
  return [key, id, name, type, packageId, packageName, `${name}\n${id}`.toLowerCase()];
}

function messageValues(log: MessageLog, flow: number, kind: number): readonly SqlValue[] {
  return [
    log.guid,
    log.start ?? 0,
    log.end ?? null,
    log.status,
    flow,
    log.correlationId ?? null,
    log.applicationId ?? null,
    log.applicationType ?? null,
    log.sender ?? null,
    log.receiver ?? null,
    log.customStatus ?? null,
    log.logLevel ?? null,
    log.transactionId ?? null,
    kind,
  ];
}

function inPieces<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / rowsAtOnce);
  return Array.from({ length: count }, (_, at) => all.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce));
}

/** The hours and days these logs began in are summed anew: a log seen before may have another status now. */
function sumAgain(logs: readonly MessageLog[]): readonly Statement[] {
  const hours = [...new Set(logs.map(({ start = 0 }) => Math.floor(start / hour)))];
  const days = [...new Set(hours.map((one) => Math.floor(one / 24)))];
  return [
    { sql: forgetDay, rows: days.map(hoursOf) },
    { sql: 'DELETE FROM kind_hours WHERE hour = ?', rows: hours.map((one) => [one]) },
    {
      sql: `INSERT INTO kind_hours (hour, kind, total)
            SELECT ?, kind, count(*) FROM messages WHERE start >= ? AND start < ? GROUP BY kind`,
      rows: hours.map((one) => [one, one * hour, (one + 1) * hour]),
    },
    { sql: sumDay, rows: days.map(hoursOf) },
  ];
}
