/** An http or https address taken apart. `URL` is not among the globals of src-shared. */
export interface WebAddress {
  readonly scheme: 'https' | 'http';
  /** Lower case, without a trailing dot; an IPv6 address keeps its brackets. */
  readonly host: string;
  /** `undefined` for the scheme's own port. */
  readonly port: number | undefined;
  /** Begins with `/` or is empty; query and fragment are not part of it. */
  readonly path: string;
  readonly hasUser: boolean;
}

const longest = 2_000;
const parts =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:([^/?#@]*)@)?(\[[0-9a-f:.]+\]|[^/?#:@[\]]+)(?::(\d{1,5}))?(\/[^?#]*)?(?:[?#].*)?$/i;
const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const hostName = new RegExp(`^(?:${label})(?:\\.${label})*$`);
const ipv6 = /^\[[0-9a-f:.]+\]$/;
const ends = /^[\s"'`,;<>]+|[\s"'`,;<>]+$/g;

/** Reads an address with or without scheme; quotes and commas around it, as in JSON, are ignored. */
export function parseAddress(text: string): WebAddress | undefined {
  if (text.length > longest) return undefined;
  const match = parts.exec(text.replace(ends, ''));
  if (!match) return undefined;
  const [, schemeText, user, hostText = '', portText, path = ''] = match;
  const scheme = (schemeText ?? 'https').toLowerCase();
  if (scheme !== 'https' && scheme !== 'http') return undefined;
  const host = hostText.toLowerCase().replace(/\.$/, '');
  if (host.length > 253 || !(hostName.test(host) || ipv6.test(host))) return undefined;
  const port = portText === undefined ? undefined : Number(portText);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  const ownPort = scheme === 'https' ? 443 : 80;
  return { scheme, host, port: port === ownPort ? undefined : port, path, hasUser: user !== undefined };
}

/** `https://host[:port]` without a path. */
export function originOf({ scheme, host, port }: WebAddress): string {
  return `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
}

/** Only this machine itself; the one place where http is accepted (demo tenant, tests). */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Two addresses of the same tenant: hosts are compared without their ports (catalogue 1.1). */
export function isSameHost(one: string, other: string): boolean {
  const host = parseAddress(one)?.host;
  return host !== undefined && host === parseAddress(other)?.host;
}
