import { isLoopback, parseAddress } from '../connections/address.ts';

/** Labels of SAP's own hosts that name a service or a region and nobody's tenant (catalogue 1.1, 1.2). */
const common =
  /^(?:cfapps|authentication|cert|integrationsuite|hci|hana|ondemand|com|sapcloud|cn|it-cpi(?:trial)?\d{2,3}(?:-rt)?|[a-z]{2}\d{1,2}(?:-\d{3})?)$/;
const ofSap = /\.(?:ondemand\.com|sapcloud\.cn)$/;

/**
 * Hosts without what tells whose they are: of SAP's hosts the labels stay that all tenants of a region share, everything
 * else becomes a number. The same text gets the same number, so that one still sees what differs.
 */
export class HostShapes {
  readonly #labels = new Map<string, string>();
  readonly #hosts = new Map<string, string>();

  /** Of a host, a host with a port, or an address. */
  of(text: string): string {
    const address = parseAddress(text.replace(/^\*\./, ''));
    if (!address) return this.#numbered(this.#hosts, text, 'own host');
    const { host } = address;
    if (isLoopback(host)) return 'this computer';
    const ip = addressKind(host);
    if (ip !== undefined) return ip;
    if (!ofSap.test(host)) return this.#numbered(this.#hosts, host, 'own host');
    const labels = host
      .split('.')
      .map((label) => (common.test(label) ? label : this.#numbered(this.#labels, label, 'name')));
    return `${text.startsWith('*.') ? '*.' : ''}${labels.join('.')}`;
  }

  #numbered(known: Map<string, string>, text: string, word: string): string {
    const shape = known.get(text) ?? `[${word} ${known.size + 1}]`;
    known.set(text, shape);
    return shape;
  }
}

/** What an address of the internet protocol tells without being one; undefined for a name. */
export function addressKind(host: string): string | undefined {
  if (host.includes(':') || host.startsWith('[')) return 'an IPv6 address';
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return undefined;
  const isPrivate = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host);
  return isPrivate ? 'a private IPv4 address' : 'a public IPv4 address';
}
