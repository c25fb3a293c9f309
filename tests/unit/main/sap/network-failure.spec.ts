import { describe, expect, it } from 'vitest';

import { networkFailure } from '../../../../src-main/sap/network-failure.ts';
import { AppError } from '../../../../src-shared/errors.ts';

function withCode(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

/** As undici wraps it: the reason stands one or two causes below "fetch failed". */
function fetchFailed(cause: Error): Error {
  return new TypeError('fetch failed', { cause: new Error('wrapped', { cause }) });
}

describe('networkFailure', () => {
  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'network.name-not-resolved'],
    ['net::ERR_INTERNET_DISCONNECTED', 'network.offline'],
    ['net::ERR_NETWORK_CHANGED', 'network.offline'],
    ['net::ERR_ADDRESS_UNREACHABLE', 'network.offline'],
    ['net::ERR_CONNECTION_REFUSED', 'network.refused'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'network.timeout'],
    ['net::ERR_TIMED_OUT', 'network.timeout'],
    ['net::ERR_CONNECTION_RESET', 'network.cut'],
    ['net::ERR_CONNECTION_CLOSED', 'network.cut'],
    ['net::ERR_EMPTY_RESPONSE', 'network.cut'],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'network.cut'],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'network.cut'],
    ['net::ERR_HTTP2_PROTOCOL_ERROR', 'network.cut'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'network.tls-untrusted'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'network.tls-untrusted'],
    ['net::ERR_CERT_DATE_INVALID', 'network.tls-untrusted'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'network.tls-failed'],
    ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'auth.certificate-refused'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'network.proxy'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'network.proxy'],
    ['net::ERR_PROXY_CERTIFICATE_INVALID', 'network.proxy'],
    ['net::ERR_UNEXPECTED_PROXY_AUTH', 'network.proxy-login'],
    ['net::ERR_SOCKS_CONNECTION_FAILED', 'network.proxy'],
    ["Attempted to redirect, but redirect policy was 'error'", 'network.redirect'],
    ['net::ERR_SOMETHING_NEW', 'network.cut'],
  ])("names Chromium's %s", (message, code) => {
    expect(networkFailure(new Error(message), 'a.example')).toMatchObject({
      code,
      facts: { host: 'a.example' },
    });
  });

  it.each([
    ['ENOTFOUND', 'network.name-not-resolved'],
    ['EAI_AGAIN', 'network.name-not-resolved'],
    ['ECONNREFUSED', 'network.refused'],
    ['ECONNRESET', 'network.cut'],
    ['EPIPE', 'network.cut'],
    ['ETIMEDOUT', 'network.timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'network.timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'network.timeout'],
    ['UND_ERR_SOCKET', 'network.cut'],
    ['ENETUNREACH', 'network.offline'],
    ['EHOSTUNREACH', 'network.offline'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network.tls-untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'network.tls-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network.tls-untrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'network.tls-untrusted'],
    ['CERT_HAS_EXPIRED', 'network.tls-untrusted'],
    ['CERT_NOT_YET_VALID', 'network.tls-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network.tls-untrusted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'network.tls-failed'],
    ['EPROTO', 'network.tls-failed'],
  ])("names Node's %s below what fetch throws", (nodeCode, code) => {
    expect(networkFailure(fetchFailed(withCode(nodeCode)), 'a.example').code).toBe(code);
  });

  it('knows a redirect that was not followed', () => {
    expect(networkFailure(fetchFailed(new Error('unexpected redirect')), 'a.example').code).toBe(
      'network.redirect',
    );
  });

  it('is not led astray by the name of the host', () => {
    const fault = withCode('ENOTFOUND', 'getaddrinfo ENOTFOUND redirect.terminated.example');
    expect(networkFailure(fault, 'redirect.terminated.example').code).toBe('network.name-not-resolved');
  });

  it('keeps a failure that has a code already, also below what fetch throws', () => {
    const known = new AppError('network.timeout', 'Silent.');
    expect(networkFailure(known, 'a.example')).toBe(known);
    const login = new AppError('network.proxy-login', 'The proxy wants a login.');
    expect(networkFailure(fetchFailed(login), 'a.example')).toBe(login);
  });

  it.each([undefined, 'text', 7, {}])('takes %j for a connection that was cut', (fault) => {
    expect(networkFailure(fault, 'a.example').code).toBe('network.cut');
  });
});
