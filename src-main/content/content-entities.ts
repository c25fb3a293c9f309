import { EntityReader } from '../sap/odata/entity.ts';

/** Properties of a package that have a place of their own; the rest is shown as it comes. */
const placed = new Set([
  'Id',
  'Name',
  'Version',
  'Vendor',
  'Mode',
  'ShortText',
  'Description',
  'CreatedBy',
  'CreationDate',
  'ModifiedBy',
  'ModifiedDate',
  'UpdateAvailable',
]);

export interface PackageEntity {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly mode: string;
  readonly shortText: string;
  readonly description: string;
  readonly createdBy: string;
  readonly createdAt: number | undefined;
  readonly modifiedBy: string;
  readonly modifiedAt: number | undefined;
  readonly updateAvailable: boolean;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

/** IntegrationPackages (catalogue 2.3); stamps are texts of ms. */
export function readPackage(entity: unknown): PackageEntity {
  const reader = new EntityReader(entity, 'IntegrationPackages');
  return {
    id: reader.text('Id'),
    name: reader.optionalText('Name') ?? reader.text('Id'),
    version: reader.optionalText('Version') ?? '',
    vendor: reader.optionalText('Vendor') ?? '',
    mode: reader.optionalText('Mode') ?? 'EDIT_ALLOWED',
    shortText: reader.optionalText('ShortText') ?? '',
    description: reader.optionalText('Description') ?? '',
    createdBy: reader.optionalText('CreatedBy') ?? '',
    createdAt: reader.instant('CreationDate'),
    modifiedBy: reader.optionalText('ModifiedBy') ?? '',
    modifiedAt: reader.instant('ModifiedDate'),
    updateAvailable: reader.boolean('UpdateAvailable'),
    properties: reader
      .entries()
      .filter(([name, value]) => !placed.has(name) && value !== '')
      .map(([name, value]) => ({ name, value })),
  };
}

export interface ArtifactEntity {
  readonly id: string;
  readonly packageId: string;
  readonly name: string;
  /** Undefined for a draft: lists show it as `Active` (catalogue 2.3). */
  readonly version: string | undefined;
  readonly description: string;
  readonly sender: string;
  readonly receiver: string;
  readonly createdBy: string | undefined;
  readonly createdAt: number | undefined;
  readonly modifiedBy: string | undefined;
  readonly modifiedAt: number | undefined;
}

export function readArtifact(entity: unknown): ArtifactEntity {
  const reader = new EntityReader(entity, 'DesigntimeArtifacts');
  const version = reader.optionalText('Version') ?? '';
  return {
    id: reader.text('Id'),
    packageId: reader.optionalText('PackageId') ?? '',
    name: reader.optionalText('Name') ?? reader.text('Id'),
    version: version.toLowerCase() === 'active' ? undefined : version,
    description: reader.optionalText('Description') ?? '',
    sender: reader.optionalText('Sender') ?? '',
    receiver: reader.optionalText('Receiver') ?? '',
    createdBy: reader.optionalText('CreatedBy'),
    createdAt: reader.instant('CreatedAt'),
    modifiedBy: reader.optionalText('ModifiedBy'),
    modifiedAt: reader.instant('ModifiedAt'),
  };
}

export interface ConfigurationEntity {
  readonly key: string;
  readonly value: string;
  readonly dataType: string;
  readonly description: string;
}

export function readConfiguration(entity: unknown): ConfigurationEntity {
  const reader = new EntityReader(entity, 'Configurations');
  return {
    key: reader.text('ParameterKey'),
    value: reader.optionalText('ParameterValue') ?? '',
    dataType: reader.optionalText('DataType') ?? '',
    description: reader.optionalText('Description') ?? '',
  };
}
