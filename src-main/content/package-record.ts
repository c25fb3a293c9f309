import type { SqlValue } from '../library/library.ts';
import { EntityReader } from '../sap/odata/entity.ts';

/** An IntegrationPackage (catalogue 2.3) as the library keeps it. */
export interface PackageRecord {
  readonly id: string;
  /** Changes whenever one of its properties does; not with every change of an artifact inside. */
  readonly stamp: string;
  readonly values: readonly SqlValue[];
}

export const packageColumns = [
  ...['id', 'name', 'version', 'vendor', 'mode', 'short_text', 'description', 'created_by', 'created_at'],
  ...['modified_by', 'modified_at', 'update_available', 'properties', 'search', 'stamp'],
];

/** Shown as fields of their own, or no property at all. */
const shown = new Set([
  ...['Id', 'Name', 'Version', 'Vendor', 'Mode', 'ShortText', 'Description', 'CreatedBy', 'CreationDate'],
  ...['ModifiedBy', 'ModifiedDate', 'UpdateAvailable', 'PackageContent'],
]);

/** Throws `tenant.unexpected-shape`. */
export function readPackage(entity: unknown): PackageRecord {
  const reader = new EntityReader(entity, 'IntegrationPackages');
  const id = reader.text('Id');
  const text = (name: string): string => reader.optionalText(name) ?? '';
  const name = reader.optionalText('Name') ?? id;
  const properties = reader
    .entries()
    .filter(([property, value]) => !shown.has(property) && value !== '' && value !== '[]')
    .map(([property, value]) => ({ name: property, value }));
  const stamp = JSON.stringify([
    text('ModifiedDate'),
    text('Version'),
    text('Mode'),
    name,
    reader.boolean('UpdateAvailable'),
  ]);
  const values = [
    id,
    name,
    text('Version'),
    text('Vendor'),
    text('Mode'),
    text('ShortText'),
    text('Description'),
    text('CreatedBy'),
    reader.instant('CreationDate') ?? null,
    text('ModifiedBy'),
    reader.instant('ModifiedDate') ?? null,
    reader.boolean('UpdateAvailable') ? 1 : 0,
    JSON.stringify(properties),
    `${name}\n${id}`.toLowerCase(),
    stamp,
  ];
  return { id, stamp, values };
}
