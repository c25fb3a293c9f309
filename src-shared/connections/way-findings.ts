import type { EdgeRuntime, ProxyChoice } from '../model/way.ts';
import { isLoopback, parseAddress } from './address.ts';
import { errorAt, type Finding, hintAt } from './finding.ts';

/** What can be said about an explicit proxy without asking it. */
export function proxyFindings(proxy: ProxyChoice): readonly Finding[] {
  if (proxy.kind !== 'explicit') return [];
  const remedy = 'Enter it as http://host:port.';
  const address = parseAddress(proxy.url.includes('://') ? proxy.url : `http://${proxy.url}`);
  if (proxy.url.trim() === '')
    return [errorAt('proxyUrl', 'field.required', 'The address of the proxy is missing.', remedy)];
  if (/^socks/i.test(proxy.url.trim())) {
    const text = 'SOCKS proxies have to be set up on this computer, and work without a certificate key.';
    return [
      errorAt(
        'proxyUrl',
        'proxy.socks',
        text,
        'Choose "The proxy of this computer", or enter an HTTP proxy.',
      ),
    ];
  }
  if (!address) return [errorAt('proxyUrl', 'proxy.invalid', 'This is not the address of a proxy.', remedy)];
  if (address.hasUser) {
    const text = 'User and password of the proxy have fields of their own.';
    return [errorAt('proxyUrl', 'proxy.user', text, 'Leave them out of the address.')];
  }
  if (proxy.user === '' || address.scheme === 'https' || isLoopback(address.host)) return [];
  const text = 'The password goes to the proxy without encryption.';
  return [hintAt('proxyUrl', 'proxy.plain', text, 'Use https:// if the proxy offers it.')];
}

/** `http://host:port`; the scheme may be left out when typing. */
export function proxyAddress(text: string): string {
  const trimmed = text.trim().replace(/\/+$/, '');
  return trimmed.includes('://') ? trimmed : `http://${trimmed}`;
}

/** An id as in `/location/<id>/api/v1`, and the host of a local root (catalogue 1.1). */
export function edgeFindings(edge: readonly EdgeRuntime[]): readonly Finding[] {
  return edge.flatMap((runtime): readonly Finding[] => {
    if (!/^[\w-]{1,100}$/.test(runtime.id)) {
      const remedy = 'Copy the runtime location id from the web UI, under Integration Cells.';
      return [errorAt('edge', 'edge.id', 'This is not the id of a runtime location.', remedy)];
    }
    if (runtime.kind === 'location') return [];
    const address = parseAddress(runtime.url);
    if (address && !address.hasUser && (address.scheme === 'https' || isLoopback(address.host))) return [];
    const remedy = 'Enter the virtual host of the cell as https://host.';
    return [errorAt('edge', 'edge.url', 'This is not the host of an Edge Integration Cell.', remedy)];
  });
}
