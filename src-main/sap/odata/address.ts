/** A value of a key: text is quoted, a number stands bare. */
export type KeyValue = string | number | { readonly int64: number | string };

/** A quoted literal: quotes doubled first, then percent-encoded (catalogue 2.1). */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `Set('key')` or `Set(Id='x',Version='active')`. */
export function entityPath(set: string, key: KeyValue | Readonly<Record<string, KeyValue>>): string {
  if (typeof key !== 'object' || 'int64' in key) return `${set}(${keyLiteral(key as KeyValue)})`;
  const parts = Object.entries(key).map(([name, value]) => `${name}=${keyLiteral(value)}`);
  return `${set}(${parts.join(',')})`;
}

function keyLiteral(value: KeyValue): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object') return `${value.int64}L`;
  return `'${encodeURIComponent(value.replaceAll("'", "''")).replaceAll("'", '%27')}'`;
}

/** Query text with names kept readable: `$` in names is not encoded, values are. */
export function queryText(query: Readonly<Record<string, string>>): string {
  const parts = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("'", '%27')}`,
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
