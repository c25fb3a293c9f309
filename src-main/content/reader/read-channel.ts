import type { Channel } from '../../../src-shared/content/artifact/flow.ts';
import { adapterName, addressKeys, isKnownAdapter } from '../../../src-shared/content/artifact/names.ts';
import { componentName, describeProperties, rawProperties, type WrittenLabels } from './flow-properties.ts';
import { attribute, referenceIn, type XmlElement } from './xml-tree.ts';

/** A `messageFlow` is an adapter channel between a participant and a step. */
export function readChannel(
  element: XmlElement,
  systems: ReadonlyMap<string, string>,
  written: WrittenLabels,
): Channel {
  const raw = rawProperties(element);
  const adapter = raw.get('ComponentType') || componentName(raw) || '';
  const source = referenceIn(element, 'sourceRef');
  const target = referenceIn(element, 'targetRef');
  const participant = [source, target].find((id) => systems.has(id));
  return {
    id: attribute(element, 'id'),
    name: attribute(element, 'name') || raw.get('Name') || '',
    adapter,
    adapterName: adapterName(adapter),
    isThirdParty: !isKnownAdapter(adapter),
    direction:
      raw.get('direction') ||
      (participant === undefined ? '' : participant === source ? 'Sender' : 'Receiver'),
    address: addressOf(raw, adapter),
    transportProtocol: raw.get('TransportProtocol') || undefined,
    messageProtocol: raw.get('MessageProtocol') || undefined,
    participant,
    system: (participant === undefined ? undefined : systems.get(participant)) || raw.get('system') || '',
    step: participant === undefined ? undefined : participant === source ? target : source,
    source,
    target,
    properties: describeProperties(raw, adapter, written),
  };
}

function addressOf(raw: ReadonlyMap<string, string>, adapter: string): string {
  const values = addressKeys(adapter).map((key) => raw.get(key) ?? '');
  return values.find((value) => value.trim() !== '') ?? '';
}
