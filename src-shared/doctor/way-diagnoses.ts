import type { DiagnosisTable } from './diagnosis.ts';
import type { DiagnosisId } from './diagnosis-ids.ts';
import { hasWrongDates, isClockWrong, isInspected, unvouched } from './evidence.ts';

/** The way to tenant and token server: network, proxy, TLS, clock. */
export const wayDiagnoses = {
  offline: {
    severity: 'error',
    title: 'This computer has no network',
    evidence: 'the operating system reports no network',
    applies: (found) => found.failedAnywhere('network.offline'),
    text: 'Nothing outside of this computer was reached.',
    next: 'Check the network cable, the wireless network or the VPN.',
    section: 'network',
  },
  'proxy-login': {
    severity: 'error',
    title: 'The proxy wants a login',
    evidence: 'the proxy answered 407, with the user and password it was given or without any',
    applies: (found) => found.failedAnywhere('network.proxy-login'),
    text: 'The proxy lets nothing through without a user and a password, or refuses these.',
    next: 'Choose "A proxy of its own" in the connection and enter user and password.',
    section: 'network',
  },
  'proxy-refuses': {
    severity: 'error',
    title: 'The proxy does not let this through',
    evidence: 'the proxy was reached and refused the connection to the host',
    applies: (found) => found.failedAnywhere('network.proxy'),
    text: 'The proxy does not allow the host, does not know it, or cannot reach it.',
    next: 'Check the hostname, then ask whoever runs the proxy to allow it.',
    section: 'network',
  },
  'host-unknown': {
    severity: 'error',
    title: 'The host is not known',
    evidence: 'no address was found for a hostname',
    applies: (found) => found.failed(['name'], 'network.name-not-resolved'),
    text: 'The name is mistyped, the tenant is gone, or the name is known only inside a VPN.',
    next: 'Compare the hostname with "url" in the service key, and check the VPN if there is one.',
    section: 'fields',
  },
  'host-unreachable': {
    severity: 'error',
    title: 'The host does not take the connection',
    evidence: 'the name has an address, but the port refused the connection or did not answer',
    applies: (found) => found.failed(['tcp'], 'network.refused', 'network.timeout'),
    text: 'A firewall is in the way, this network lets programs out through a proxy alone, or the host is wrong.',
    next: 'Ask whether this network needs a proxy, and compare the hostname with "url" in the service key.',
    section: 'network',
  },
  'tls-inspected': {
    severity: 'warning',
    title: 'A proxy looks into the encrypted traffic',
    evidence:
      'a server of SAP shows a certificate for the right name that is signed by an authority nobody outside knows',
    applies: (found) => (found.facts('tls')?.servers ?? []).some(isInspected),
    text: 'SAP uses public authorities. This certificate was made on the way, by a proxy or a security program that reads along, tokens included.',
    next: 'Ask your administrator whether this is meant. If so, add the authority to this computer or to the connection.',
    section: 'network',
  },
  'server-not-vouched': {
    severity: 'error',
    title: 'Nobody vouches for the server',
    evidence:
      'the authority of a certificate is not known, and the server is not one of SAP or signed itself',
    applies: (found) =>
      unvouched(found).some((server) => !isInspected(server) && !hasWrongDates(server) && server.isNameRight),
    text: 'The certificate is signed by a private authority, or by the server itself. Nothing was sent.',
    next: 'Add the file with the authority to the connection, or compare the fingerprint and trust this server there.',
    section: 'network',
  },
  'server-certificate-changed': {
    severity: 'error',
    title: 'The server shows another certificate than before',
    evidence: 'a server that was confirmed for this connection shows a certificate with another fingerprint',
    applies: (found) => (found.facts('tls')?.servers ?? []).some(({ vouched }) => vouched === 'changed'),
    text: 'It was renewed, or somebody else answers. Nothing was sent.',
    next: 'Ask whoever runs the server, and compare the fingerprint before you trust it again.',
    section: 'network',
  },
  'server-certificate-name': {
    severity: 'error',
    title: 'The certificate is for another host',
    evidence: 'the name that was typed is not among those of the certificate',
    applies: (found) => unvouched(found).some(({ isNameRight }) => !isNameRight),
    text: 'Another server answers at this address: the name is mistyped, or somebody is in between.',
    next: 'Compare the hostname with "url" in the service key.',
    section: 'fields',
  },
  'server-certificate-dates': {
    severity: 'error',
    title: 'The certificate of the server is not valid today',
    evidence: 'today lies outside of the dates of the server certificate',
    applies: (found) => unvouched(found).some(hasWrongDates),
    text: 'It has expired or is not valid yet, or the clock of this computer is wrong by days.',
    next: 'Look at the date of this computer. If it is right, tell whoever runs the server.',
    section: 'network',
  },
  'tls-broken': {
    severity: 'error',
    title: 'There is no secure connection',
    evidence: 'the port was reached, but what answered there does not speak TLS, or no version in common',
    applies: (found) => found.failed(['tls'], 'network.tls-failed', 'network.cut', 'network.timeout'),
    text: 'Something else than a tenant answers at this port, or a firewall cuts the handshake.',
    next: 'Check hostname and port; without a port it is 443.',
    section: 'network',
  },
  'clock-wrong': {
    severity: 'warning',
    title: 'The clock of this computer is wrong',
    evidence: 'the Date header of a server differs by more than five minutes from the clock of this computer',
    applies: isClockWrong,
    text: 'Tokens and certificates are valid for a time. With a wrong clock they are refused too early or too late, and times of messages look odd.',
    next: 'Set date, time and time zone of this computer, best by the network.',
    section: 'network',
  },
  'connection-cut': {
    severity: 'error',
    title: 'The connection is cut',
    evidence:
      'the secure connection was made, but a request to token server or API got half an answer or none',
    applies: (found) =>
      found.failed(['token-endpoint', 'api-root', 'areas'], 'network.cut', 'network.timeout'),
    text: 'A VPN, a proxy or a firewall ends connections, or the server is overloaded.',
    next: 'Try again. If it stays, try without the VPN, or from another network.',
    section: 'network',
  },
} satisfies Partial<DiagnosisTable<DiagnosisId>>;
