import type { ArtifactKind } from '../../src-shared/model/content.ts';
import { entityPath } from '../sap/odata/address.ts';

/** Entity set, and navigation below a package, of each kind (catalogue 2.3). */
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

/** Kinds with a list over all packages: one request instead of one for each. */
export const topLevelKinds: readonly ArtifactKind[] = ['MessageMapping', 'ValueMapping'];

/** Kinds that are listed package by package, besides integration flows, which come first. */
export const otherKinds: readonly ArtifactKind[] = [
  'ScriptCollection',
  'DataType',
  'MessageType',
  'FaultMessageType',
  'ServiceInterface',
];

/** `active` is whatever stands in the editor: the version or the draft. */
export function artifactPath(kind: ArtifactKind, id: string): string {
  return entityPath(setOfKind[kind], { Id: id, Version: 'active' });
}
