import { setOfKind } from '../../src-shared/content/artifact-sets.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import { entityPath } from '../sap/odata/address.ts';

/** `active` is whatever stands in the editor: the version or the draft. */
export function artifactPath(kind: ArtifactKind, id: string): string {
  return entityPath(setOfKind[kind], { Id: id, Version: 'active' });
}
