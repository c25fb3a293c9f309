import type { ArtifactKind } from '../model/content.ts';

/** Entity set of each kind (catalogue 2.3); also the name of the navigation from a package. */
export const setOfKind: Readonly<Record<ArtifactKind, string>> = {
  IntegrationFlow: 'IntegrationDesigntimeArtifacts',
  MessageMapping: 'MessageMappingDesigntimeArtifacts',
  ValueMapping: 'ValueMappingDesigntimeArtifacts',
  ScriptCollection: 'ScriptCollectionDesigntimeArtifacts',
  DataType: 'DataTypeDesigntimeArtifacts',
  MessageType: 'MessageTypeDesigntimeArtifacts',
  FaultMessageType: 'FaultMessageTypeDesigntimeArtifacts',
  ServiceInterface: 'ServiceInterfaceDesigntimeArtifacts',
};

const kinds: Readonly<Partial<Record<string, ArtifactKind>>> = {
  INTEGRATION_FLOW: 'IntegrationFlow',
  MESSAGE_MAPPING: 'MessageMapping',
  VALUE_MAPPING: 'ValueMapping',
  SCRIPT_COLLECTION: 'ScriptCollection',
  DATA_TYPE: 'DataType',
  MESSAGE_TYPE: 'MessageType',
};

/** Design-time kind of a deployed artifact's Type, an open set (catalogue 2.4); `undefined`: not one of ours. */
export function kindOfRuntimeType(type: string): ArtifactKind | undefined {
  return kinds[type];
}
