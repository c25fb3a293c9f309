import type { Property } from '../../../src-shared/content/artifact/flow.ts';

export type PropertyGroup = 'General' | 'Connection' | 'Security' | 'Processing' | 'Technical';

const order: readonly PropertyGroup[] = ['General', 'Connection', 'Security', 'Processing', 'Technical'];

/** What the editor keeps for itself, or what stands above the properties already. */
const technical =
  /^(activityType|subActivityType|cmdVariantUri|componentVersion|ComponentNS|ComponentSWCV\w+|ComponentType|Vendor|TransportProtocolVersion|MessageProtocolVersion|MessageProtocol|TransportProtocol|direction|system|Name|id|sub\w*Type|mappingSource|contentReferenceType|scriptBundleType|mappingType)$/i;
const general = /^(Description|log|namespaceMapping|httpSessionHandling|returnExceptionToSender)$/i;
const security =
  /auth|credential|alias|certificate|passw|^user(name|role)?$|encrypt|sign(ing|ature)|csrf|\bkey|privateKey|publicKey|role|tls|cors/i;
const connection =
  /address|url|uri|host|port$|path|proxy|location|timeout|retr(y|ies)|reconnect|connection|endpoint|queue|schedule|topic|server|destination|directory|folder|fileName/i;

/**
 * The properties of a step or channel by what they are about. By patterns and not by a list, so that adapters nobody has seen yet
 * are grouped, too.
 */
export function propertyGroups(
  properties: readonly Property[],
  hasConnection: boolean,
): readonly { readonly group: PropertyGroup; readonly properties: readonly Property[] }[] {
  const groups = new Map<PropertyGroup, Property[]>();
  for (const property of properties) {
    const group = groupOf(property.key, hasConnection);
    groups.set(group, [...(groups.get(group) ?? []), property]);
  }
  return order.flatMap((group) => {
    const found = groups.get(group);
    return found ? [{ group, properties: found }] : [];
  });
}

function groupOf(key: string, hasConnection: boolean): PropertyGroup {
  if (technical.test(key)) return 'Technical';
  if (general.test(key)) return 'General';
  if (security.test(key)) return 'Security';
  return hasConnection && connection.test(key) ? 'Connection' : 'Processing';
}
