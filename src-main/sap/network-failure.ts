import { AppError, type ErrorCode } from '../../src-shared/errors.ts';

/** Chromium's and Node's names for what can happen below HTTP, and ours; the first match wins. */
const names: readonly (readonly [RegExp, ErrorCode])[] = [
  [/redirect policy was|unexpected redirect|ERR_TOO_MANY_REDIRECTS|ERR_UNSAFE_REDIRECT/, 'network.redirect'],
  [
    /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_ADDRESS_UNREACHABLE|ENETUNREACH|EHOSTUNREACH/,
    'network.offline',
  ],
  [/ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ENOTFOUND|EAI_AGAIN/, 'network.name-not-resolved'],
  [/ERR_PROXY_AUTH|ERR_INVALID_AUTH_CREDENTIALS|ERR_UNEXPECTED_PROXY_AUTH/, 'network.proxy-login'],
  [
    /ERR_PROXY|ERR_TUNNEL|ERR_SOCKS|ERR_MANDATORY_PROXY|ERR_UNEXPECTED_PROXY|ERR_NO_SUPPORTED_PROXIES/,
    'network.proxy',
  ],
  [
    /ERR_CERT_|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY|DECRYPT)|\bCERT_[A-Z_]+|ERR_TLS_CERT/,
    'network.tls-untrusted',
  ],
  // The server's answer to a client certificate it does not want, or to none at all.
  [
    /ALERT_(BAD|UNSUPPORTED)_CERTIFICATE|ALERT_CERTIFICATE_\w+|ALERT_UNKNOWN_CA|BAD_SSL_CLIENT_AUTH_CERT|CLIENT_AUTH_CERT_NEEDED/,
    'auth.certificate-refused',
  ],
  [/ERR_SSL|ERR_BAD_SSL|EPROTO|ERR_TLS/, 'network.tls-failed'],
  [/ERR_CONNECTION_(REFUSED|FAILED)|ERR_UNSAFE_PORT|ECONNREFUSED/, 'network.refused'],
  [
    /ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT/,
    'network.timeout',
  ],
  [
    /ERR_CONNECTION_(RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ERR_CONTENT_LENGTH_MISMATCH|ERR_INCOMPLETE_CHUNKED|ERR_HTTP2|ECONNRESET|EPIPE|UND_ERR_SOCKET|terminated|other side closed/,
    'network.cut',
  ],
];

/** Turns what a transport threw into an AppError that names the host, never the whole address. */
export function networkFailure(cause: unknown, host: string): AppError {
  const own = ownFailure(cause);
  if (own) return own;
  const text = chainText(cause);
  const code = names.find(([pattern]) => pattern.test(text))?.[1] ?? 'network.cut';
  return new AppError(code, `No answer from ${host}.`, { host }, { cause });
}

/** What this app itself found out while it connected; undici wraps it. */
function ownFailure(cause: unknown): AppError | undefined {
  let at = cause;
  for (let depth = 0; at instanceof Error && depth < 10; at = at.cause, depth++) {
    if (at instanceof AppError) return at;
  }
  return undefined;
}

/** Codes and messages down the chain of causes: undici hides the reason three levels deep. */
function chainText(cause: unknown): string {
  const parts: string[] = [];
  for (let at = cause; at instanceof Error && parts.length < 10; at = at.cause) {
    parts.push('code' in at ? String(at.code) : '', at.message);
  }
  return parts.join(' ');
}
