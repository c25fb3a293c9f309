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
  return `'${encoded(value.replaceAll("'", "''"))}'`;
}

/** Query text of names and values; `$` stays as it is in names. */
export function queryText(query: Readonly<Record<string, string>>): string {
  const parts = Object.entries(query).map(
    ([name, value]) => `${encoded(name).replaceAll('%24', '$')}=${encoded(value)}`,
  );
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** Percent-encoded, quotes too. Half a surrogate pair, as in text that was cut, becomes U+FFFD instead of an exception. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replaceAll("'", '%27');
}
