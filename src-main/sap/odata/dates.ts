/**
 * A point in time as the API writes it (catalogue 2.1): `/Date(ms)/` with an optional offset that changes nothing,
 * zone-less ISO text in UTC, or ms since 1970 as text or number. Undefined where it is none of these.
 */
export function readInstant(value: unknown): number | undefined {
  const instant = parse(value);
  return instant !== undefined && Math.abs(instant) <= furthest ? instant : undefined;
}

/** Beyond it JavaScript has no dates. */
const furthest = 8.64e15;

function parse(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const date = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(value);
  if (date) return Number(date[1]);
  if (/^-?\d{1,16}$/.test(value)) return Number(value);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.test(value)) return undefined;
  const parsed = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** A literal for `$filter`: UTC without a zone (catalogue 2.1). */
export function datetimeLiteral(instant: number): string {
  return `datetime'${new Date(instant).toISOString().slice(0, 23)}'`;
}
