import type { Library, Row, SqlValue } from '../library/library.ts';
import { jsonOf, ofRows } from './json-rows.ts';
import type { MessageLog } from './message-log.ts';

export const insertKinds = `INSERT OR IGNORE INTO message_kinds
    (flow, status, sender, receiver, custom_status, log_level, application_type)
  ${ofRows(7)}`;

/** Of a JSON array of kinds, under their places in it. */
export const selectKinds = (list: string): string =>
  `SELECT r.key AS place, k.kind FROM json_each(${list}) r CROSS JOIN message_kinds k
   ON k.flow = r.value ->> 0 AND k.status = r.value ->> 1 AND k.sender = r.value ->> 2 AND k.receiver = r.value ->> 3
     AND k.custom_status = r.value ->> 4 AND k.log_level = r.value ->> 5 AND k.application_type = r.value ->> 6`;

interface KindRow extends Row {
  readonly place: number;
  readonly kind: number;
}

/**
 * The number of the kind of each row, which are as `kindValues` makes them; `undefined` where the library has no such
 * kind yet. By kinds a list counts. They are looked up once for a page: within the statement that stores messages the
 * same took a fifth of its time.
 */
export async function kindsOf(
  library: Library,
  rows: readonly (readonly SqlValue[])[],
): Promise<readonly (number | undefined)[]> {
  const places = new Places();
  const placeOf = rows.map((row) => places.of(row));
  const found = await library.all<KindRow>(selectKinds('?'), [jsonOf(places.all)]);
  const kinds = new Map(found.map(({ place, kind }) => [place, kind]));
  return placeOf.map((place) => kinds.get(place));
}

/** A list of rows, each once. */
export class Places {
  readonly all: (readonly SqlValue[])[] = [];
  readonly #places = new Map<string, number>();

  of(row: readonly SqlValue[]): number {
    const text = jsonOf([row]);
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.all.length);
    return this.all.push(row) - 1;
  }
}

/** As `message_kinds` has it; '' stands for none. */
export function kindValues(log: MessageLog, flow: number): readonly SqlValue[] {
  return [
    flow,
    log.status,
    log.sender ?? '',
    log.receiver ?? '',
    log.customStatus ?? '',
    log.logLevel ?? '',
    log.applicationType ?? '',
  ];
}
