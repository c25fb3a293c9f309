import { originOf, parseAddress } from './address.ts';

/**
 * The web UI's address from a deep link that the tenant itself put into a message processing log
 * (`AlternateWebLink`, catalogue 2.5), cut after the part that all pages of the web UI share.
 */
export function webUiFromLink(link: string): string | undefined {
  const address = parseAddress(link);
  if (!address || address.scheme !== 'https' || address.hasUser) return undefined;
  const shared = /^(?:\/itspaces)?(?:\/shell)?/.exec(address.path)?.[0] ?? '';
  return originOf(address) + shared;
}

/** A Neo tenant has its web UI on the host of its API (catalogue 1.2); elsewhere it cannot be derived. */
export function webUiFromHost(tenantUrl: string): string | undefined {
  const address = parseAddress(tenantUrl);
  if (!address?.host.split('.')[0]?.endsWith('-tmn')) return undefined;
  return `${originOf(address)}/itspaces/shell`;
}
