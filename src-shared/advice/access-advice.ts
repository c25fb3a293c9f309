import type { ErrorCode } from '../errors.ts';
import { type AdviceText, areaName, hostOf, roleOf } from './advice-text.ts';

/** Credentials, rights and the way to the tenant. */
export const accessAdvice = {
  'gate.refused': {
    show: 'panel',
    severity: 'error',
    title: ({ reason }) =>
      reason === undefined ? 'This connection is read-only' : 'This request is not sent',
    text: ({ reason }) =>
      reason === undefined
        ? 'The request is none of the known reads and could have changed something on the tenant, so it was not sent.'
        : `It is none of the known reads and changes, also where a connection is write-enabled: ${reason}.`,
    next: ({ reason }) =>
      reason === undefined
        ? 'If the change is wanted, write-enable the connection for a time with "Read-only" at the top of the window, or make it in the web UI.'
        : 'Do it in the web UI of the tenant.',
    action: ({ reason }) => (reason === undefined ? 'write-enable' : undefined),
  },
  'auth.rejected': {
    show: 'panel',
    severity: 'error',
    title: 'The tenant refused the credentials',
    text: 'The token server does not accept this client_id with this client_secret. The key may have been deleted or renewed.',
    next: 'Paste the service key again, or create a new one.',
    action: 'edit-connection',
  },
  'auth.endpoint-answer': {
    show: 'panel',
    severity: 'error',
    title: 'The token URL does not issue tokens',
    text: (facts) =>
      `${hostOf(facts)} answered, but not with a token. A login page or a proxy may answer there.`,
    next: 'Compare the token URL with "tokenurl" in the service key.',
    action: 'edit-connection',
  },
  'auth.unauthorized': {
    show: 'panel',
    severity: 'error',
    title: 'The tenant does not accept the token',
    text: (facts) =>
      `A new token was refused too by ${hostOf(facts)}. Tenant hostname and token URL may be of different tenants, or the key is not of the plan "api".`,
    next: 'Check that hostname and token URL come from the same service key of the plan "api".',
    action: 'edit-connection',
  },
  'auth.forbidden': {
    show: 'panel',
    severity: 'warning',
    title: (facts) => `${areaName(facts)}: a role is missing`,
    text: (facts) => {
      const role = roleOf(facts);
      return role === undefined
        ? 'The tenant refuses this to the service key.'
        : `The service key lacks the role ${role}.`;
    },
    next: (facts) => {
      const role = roleOf(facts) ?? 'that is missing';
      return `Add the role ${role} to the service instance; it can take an hour until it works.`;
    },
    action: 'retry',
  },
  'auth.secret-missing': {
    show: 'panel',
    severity: 'warning',
    title: 'The client_secret is missing',
    text: 'No secret is kept for this connection. What was loaded before can still be read.',
    next: 'Enter the client_secret, or paste the service key.',
    action: 'enter-secret',
  },
  'network.offline': {
    show: 'banner',
    severity: 'warning',
    title: 'No network',
    text: 'This computer has no connection. What was loaded before is still here.',
    next: 'Check the network, then try again.',
    action: 'retry',
  },
  'network.name-not-resolved': {
    show: 'panel',
    severity: 'error',
    title: 'The host is not known',
    text: (facts) =>
      `No address was found for ${hostOf(facts)}. The name may be mistyped, or it is known only in a VPN.`,
    next: 'Check the hostname, and the VPN if there is one.',
    action: 'edit-connection',
  },
  'network.refused': {
    show: 'panel',
    severity: 'error',
    title: 'The host cannot be reached',
    text: (facts) =>
      `${hostOf(facts)} does not take the connection. A firewall may be in the way, or the host is wrong.`,
    next: 'Check the hostname and whether this network lets you out without a proxy.',
    action: 'retry',
  },
  'network.tls-untrusted': {
    show: 'panel',
    severity: 'error',
    title: 'The certificate is not trusted',
    text: (facts) =>
      `The certificate of ${hostOf(facts)} is not from an authority this computer trusts. A proxy that inspects traffic can be the cause.`,
    next: 'Ask your administrator to install the certificate authority on this computer, or examine the connection: it shows who signed the certificate and what can be done here.',
    action: 'edit-connection',
  },
  'network.tls-changed': {
    show: 'panel',
    severity: 'error',
    title: 'The server shows another certificate',
    text: (facts) =>
      `${hostOf(facts)} had a certificate you trusted for this connection. It now shows another one, which nobody vouches for; nothing was sent.`,
    next: 'Ask whoever runs the server or the proxy whether it was renewed. Then test the connection and compare the fingerprint before you trust it.',
    action: 'edit-connection',
  },
  'network.tls-failed': {
    show: 'panel',
    severity: 'error',
    title: 'No secure connection',
    text: (facts) => `The secure connection to ${hostOf(facts)} could not be made.`,
    next: 'Check the hostname and the port; something that is not a tenant may answer there.',
    action: 'retry',
  },
  'network.cut': {
    show: 'banner',
    severity: 'warning',
    title: 'The connection was cut',
    text: (facts) => `The answer of ${hostOf(facts)} ended too early and was not used.`,
    next: 'Try again. If it happens often, look at the VPN or the proxy.',
    action: 'retry',
  },
  'network.timeout': {
    show: 'banner',
    severity: 'warning',
    title: 'No answer in time',
    text: (facts) => `${hostOf(facts)} was silent for too long. What was loaded before is still here.`,
    next: 'Try again in a moment, or choose a shorter time range.',
    action: 'retry',
  },
  'network.redirect': {
    show: 'panel',
    severity: 'error',
    title: 'The host sends elsewhere',
    text: (facts) =>
      `${hostOf(facts)} answered with a redirect, which is not followed because the token would go along. The web UI or a login page does that.`,
    next: 'Use the value of "url" in the service key as tenant hostname.',
    action: 'edit-connection',
  },
  'network.foreign-host': {
    show: 'panel',
    severity: 'error',
    title: 'An address of another host was not opened',
    text: (facts) => `The tenant named ${facts.host ?? 'another host'}. Its token is for its own hosts only.`,
    next: 'Check the tenant hostname. If it is right, report this to the owner of the tenant.',
    action: 'edit-connection',
  },
  'network.proxy': {
    show: 'panel',
    severity: 'error',
    title: 'The proxy does not let this through',
    text: (facts) => `It does not allow ${hostOf(facts)}, does not know it, or cannot reach it.`,
    next: 'Check the hostname, then ask whoever runs the proxy to allow it.',
    action: 'retry',
  },
  'network.proxy-login': {
    show: 'panel',
    severity: 'error',
    title: 'The proxy wants a login',
    text: (facts) =>
      `The proxy ${facts.host ?? ''} lets nothing through without a user and a password, or refuses the ones it was given.`.replace(
        '  ',
        ' ',
      ),
    next: 'Choose "A proxy of its own" in the connection and enter user and password.',
    action: 'edit-connection',
  },
  'network.proxy-unsupported': {
    show: 'panel',
    severity: 'error',
    title: 'This kind of access cannot use the proxy',
    text: ({ host, proxyWants }) =>
      `The proxy ${host === undefined ? '' : `${host} `}wants ${proxyWants ?? 'NTLM, Kerberos or SOCKS'}. With a certificate key, or certificate files of its own, a connection speaks to HTTP proxies alone, and logs in by user and password.`,
    next: 'Enter an HTTP proxy that takes user and password under "A proxy of its own", or use a key with a client_secret and let this computer trust the certificates.',
    action: 'edit-connection',
  },
  'connection.not-found': {
    show: 'toast',
    severity: 'warning',
    title: 'The connection is gone',
    text: 'It was removed, perhaps in another window.',
    next: 'Choose another connection.',
    action: 'choose-connection',
  },
  'connection.other-tenant': {
    show: 'field',
    severity: 'error',
    title: 'This is another tenant',
    text: (facts) =>
      `${facts.host ?? 'This host'} is not the tenant of this connection, and its library would hold both.`,
    next: 'Use a key of the same tenant, or add a new connection for the other one.',
  },
  'demo.failed': {
    show: 'panel',
    severity: 'error',
    title: 'The demo tenant does not run',
    text: 'The demo tenant is a program on this computer. It did not start, or it ended again.',
    next: 'Try again. If that does not help, start Tenant Atlas anew.',
    action: 'retry',
  },
} satisfies Partial<Record<ErrorCode, AdviceText>>;
