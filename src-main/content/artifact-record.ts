import { type DesignState } from '../../src-shared/content/drift.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import { EntityReader } from '../sap/odata/entity.ts';

/** A design-time artifact of any kind (catalogue 2.3). */
export interface ArtifactRecord extends DesignState {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly packageId: string;
  readonly name: string;
  readonly description: string;
  readonly sender: string;
  readonly receiver: string;
  readonly createdBy: string | undefined;
  readonly createdAt: number | undefined;
  readonly modifiedBy: string | undefined;
}

/** `packageId` is the package whose list this is; top-level lists name it in each entity. */
export function artifactReader(
  kind: ArtifactKind,
  packageId: string | undefined,
): (entity: unknown) => ArtifactRecord {
  return (entity) => {
    const reader = new EntityReader(entity, kind);
    const id = reader.text('Id');
    const version = reader.optionalText('Version');
    return {
      kind,
      id,
      packageId: packageId ?? reader.text('PackageId'),
      name: reader.optionalText('Name') ?? id,
      // A list names a draft's version "Active", in whatever case.
      version: version?.toLowerCase() === 'active' ? undefined : version,
      description: reader.optionalText('Description') ?? '',
      sender: reader.optionalText('Sender') ?? '',
      receiver: reader.optionalText('Receiver') ?? '',
      createdBy: reader.optionalText('CreatedBy'),
      createdAt: reader.instant('CreatedAt'),
      modifiedBy: reader.optionalText('ModifiedBy'),
      modifiedAt: reader.instant('ModifiedAt'),
    };
  };
}
