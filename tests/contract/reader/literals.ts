/** Key and literal syntax of OData V2 as the catalogue gives it (2.1), written down a second time on purpose. */

/** A string literal inside a URL: quotes doubled, then percent-encoded. */
export function quoted(value: string): string {
  return `'${encodeURIComponent(value.replaceAll("'", "''"))}'`;
}

/** `Set('x')`. */
export function keyed(set: string, value: string): string {
  return `${set}(${quoted(value)})`;
}

/** `Set(Id='x',Version='active')`. */
export function keyedBy(set: string, keys: Readonly<Record<string, string | number>>): string {
  const parts = Object.entries(keys).map(([name, value]) =>
    typeof value === 'number' ? `${name}=${value}` : `${name}=${quoted(value)}`,
  );
  return `${set}(${parts.join(',')})`;
}

export function artifact(set: string, id: string, version = 'active'): string {
  return keyedBy(set, { Id: id, Version: version });
}

/** A query string of system options; the values are encoded here. */
export function query(options: Readonly<Record<string, string | number>>): string {
  return `?${Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}

/** A string literal in a `$filter`, before encoding. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `datetime'2026-11-23T00:00:00.000'`, UTC without a zone. */
export function datetime(instant: number): string {
  return `datetime'${new Date(instant).toISOString().replace('Z', '')}'`;
}

/** Both date forms of the API: `/Date(ms)/` (also with an offset suffix) and ISO text without a zone, which is UTC. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const match = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(value);
  if (match?.[1] !== undefined) return Number(match[1]);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(value)) return undefined;
  const instant = Date.parse(`${value}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}
