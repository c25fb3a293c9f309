import type { ArtifactKind } from '../../../src-shared/model/content.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';

interface KindWords {
  readonly one: string;
  readonly many: string;
  readonly icon: IconName;
}

export const kindWords: Readonly<Record<ArtifactKind, KindWords>> = {
  IntegrationFlow: { one: 'Integration flow', many: 'Integration flows', icon: 'flow' },
  MessageMapping: { one: 'Message mapping', many: 'Message mappings', icon: 'mapping' },
  ValueMapping: { one: 'Value mapping', many: 'Value mappings', icon: 'valueMapping' },
  ScriptCollection: { one: 'Script collection', many: 'Script collections', icon: 'script' },
  DataType: { one: 'Data type', many: 'Data types', icon: 'dataType' },
  MessageType: { one: 'Message type', many: 'Message types', icon: 'envelope' },
  FaultMessageType: { one: 'Fault message type', many: 'Fault message types', icon: 'fault' },
  ServiceInterface: { one: 'Service interface', many: 'Service interfaces', icon: 'interface' },
};

/** What the window calls the kind of something read from a file; what it has no word for reads as SAP says it. */
export function kindOfContent({
  kind,
  kindName,
}: {
  readonly kind: string;
  readonly kindName: string;
}): string {
  return Object.hasOwn(kindWords, kind) ? kindWords[kind as ArtifactKind].one : kindName;
}

/** Icon of a tab of this area, by what it shows. */
export function contentIcon(target: Readonly<Record<string, string>>): IconName {
  const kind = target['kind'];
  if (kind !== undefined && Object.hasOwn(kindWords, kind)) return kindWords[kind as ArtifactKind].icon;
  return target['packageId'] === undefined ? 'content' : 'folder';
}
