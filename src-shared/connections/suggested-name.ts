/** A fair first name for a connection: the tenant's own label of its host, or a host without labels as it is. */
export function suggestedName(address: string): string {
  const host = address
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/, '');
  const isNumeric = /^[\d.]+(?::\d+)?$/.test(host) || host.startsWith('[');
  return isNumeric ? host : (host.split(/[.:]/)[0] ?? '');
}
