import { type AccessDraft, partsOfKind, type SecretPart, type SecretTexts } from '../model/access.ts';
import type { EdgeRuntime, FlowKey, ProxyChoice } from '../model/way.ts';
import { originOf, parseAddress } from './address.ts';
import { type ConnectionField, errorAt, type Finding } from './finding.ts';
import { readTenantHost } from './host-forms.ts';
import { readTokenUrl } from './token-url.ts';
import { proxyAddress } from './way-findings.ts';

/** Whom a secret is sent to, or what it fetches is: it is kept together with that and used for nothing else. */
export interface SecretDestination {
  /** The client or user it belongs to. */
  readonly name: string;
  /** Origins in the order they are asked: the one that issues tokens, the tenant, then cells with a root of their own. */
  readonly hosts: readonly string[];
}

/** The fields that say where secrets go. */
export interface DestinationFields {
  readonly tenantUrl: string;
  readonly access: AccessDraft;
  readonly proxy?: ProxyChoice | undefined;
  readonly flowKey?: FlowKey | undefined;
  readonly edge?: readonly EdgeRuntime[] | undefined;
}

/** For what never leaves this computer. */
export const nowhere: SecretDestination = { name: '', hosts: [] };

/** The same for a draft and for what is kept of it: addresses are compared as they are kept. */
export function destinationOf(part: SecretPart, fields: DestinationFields): SecretDestination {
  const { access, proxy, flowKey } = fields;
  const tenant = [readTenantHost(fields.tenantUrl).origin ?? fields.tenantUrl, ...localHosts(fields.edge)];
  switch (part) {
    // Opens the private key and nothing else.
    case 'passphrase':
      return nowhere;
    case 'proxyPassword':
      return proxy?.kind === 'explicit'
        ? { name: proxy.user, hosts: [originText(proxyAddress(proxy.url))] }
        : nowhere;
    case 'flowSecret':
      return flowKey
        ? { name: flowKey.clientId, hosts: [tokenOrigin(flowKey.tokenUrl), originText(flowKey.url)] }
        : nowhere;
    case 'clientSecret':
      return 'tokenUrl' in access
        ? { name: access.clientId, hosts: [tokenOrigin(access.tokenUrl), ...tenant] }
        : nowhere;
    case 'key':
      return 'certificate' in access
        ? { name: access.clientId, hosts: [...certificateHosts(access), ...tenant] }
        : nowhere;
    case 'password':
      return 'user' in access
        ? { name: access.user.trim(), hosts: [...tokenHosts(access), ...tenant] }
        : nowhere;
  }
}

export function isSameDestination(one: SecretDestination, other: SecretDestination): boolean {
  return one.name === other.name && firstOther(one.hosts, other.hosts) === undefined;
}

/** Hosts, or clients where the hosts are the same: what a person has to know to decide. */
export function differenceOf(
  own: SecretDestination,
  asked: SecretDestination,
): { own: string; asked: string } {
  const at = firstOther(own.hosts, asked.hosts);
  if (at === undefined) return { own: own.name, asked: asked.name };
  return { own: shown(own, at), asked: shown(asked, at) };
}

/**
 * A secret that is stored for another destination than the draft names: it has to be entered again.
 * `isKept` tells whether main has the part.
 */
export function destinationFindings(
  kept: DestinationFields,
  draft: DestinationFields & { readonly secrets: SecretTexts },
  isKept: (part: SecretPart) => boolean,
): readonly Finding[] {
  const parts: SecretPart[] = [...partsOfKind(draft.access.kind)];
  if (draft.proxy?.kind === 'explicit' && draft.proxy.user !== '') parts.push('proxyPassword');
  if (draft.flowKey) parts.push('flowSecret');
  return parts.flatMap((part): readonly Finding[] => {
    if (draft.secrets[part] !== undefined || !isKept(part)) return [];
    const own = destinationOf(part, kept);
    const asked = destinationOf(part, { ...draft, edge: draft.edge ?? kept.edge });
    if (isSameDestination(own, asked)) return [];
    const difference = differenceOf(own, asked);
    const text = `The stored ${partNames[part]} belongs to ${difference.own}.`;
    const remedy = `Enter it again to use it with ${difference.asked}.`;
    return [errorAt(fields[part], 'secret.other-destination', text, remedy)];
  });
}

const partNames: Readonly<Record<SecretPart, string>> = {
  clientSecret: 'client_secret',
  key: 'private key',
  passphrase: 'passphrase',
  password: 'password',
  proxyPassword: 'password of the proxy',
  flowSecret: 'client_secret of the second key',
};

const fields: Readonly<Record<SecretPart, ConnectionField>> = {
  clientSecret: 'clientSecret',
  key: 'privateKey',
  passphrase: 'passphrase',
  password: 'password',
  proxyPassword: 'proxyPassword',
  flowSecret: 'flowSecret',
};

function tokenHosts(access: AccessDraft): readonly string[] {
  return 'tokenUrl' in access ? [tokenOrigin(access.tokenUrl)] : [];
}

function certificateHosts(access: Extract<AccessDraft, { certificate: string }>): readonly string[] {
  const { certUrl = '' } = access;
  return [tokenOrigin(access.tokenUrl), ...(certUrl === '' ? [] : [tokenOrigin(certUrl)])];
}

/** A cell's own root is given the client's secret itself: whoever adds one has to show that secret. */
function localHosts(edge: readonly EdgeRuntime[] = []): readonly string[] {
  return edge.flatMap((cell) => (cell.kind === 'local' ? originText(cell.url) : [])).toSorted();
}

function tokenOrigin(text: string): string {
  return originText(readTokenUrl(text).url ?? text);
}

/** What is no address stays as it is: it equals nothing else. */
function originText(text: string): string {
  const address = parseAddress(text);
  return address ? originOf(address) : text;
}

function firstOther(one: readonly string[], other: readonly string[]): number | undefined {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at += 1) if (one[at] !== other[at]) return at;
  return undefined;
}

/** https goes without saying. */
function shown({ hosts, name }: SecretDestination, at: number): string {
  return (hosts[at] ?? hosts.at(-1) ?? name).replace(/^https:\/\//, '');
}
