import type { PackageEntry, PackageFacts } from '../../../src-shared/content/artifact/package.ts';
import { decodePlain } from './decode-text.ts';
import { Refusal } from './refusal.ts';

/** A record as the file has it: nothing about it is sure. */
export type PackageRecord = Readonly<Record<string, unknown>>;

/** resources.cnt: base64 of JSON with `resources` (catalogue 5.2); plain JSON is taken, too. */
export function readPackageList(bytes: Uint8Array): readonly PackageRecord[] {
  const said = decodePlain(bytes, 'resources.cnt')
    .replace(/^\ufeff/, '')
    .trim();
  const json = said.startsWith('{') ? said : Buffer.from(said, 'base64').toString('utf8');
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (fault) {
    throw new Refusal('damaged', 'resources.cnt is no base64 of JSON.', { cause: fault });
  }
  const resources = isRecord(content) ? content['resources'] : undefined;
  if (!Array.isArray(resources)) throw new Refusal('no-artifact', 'resources.cnt has no list of resources.');
  return resources.filter(isRecord);
}

export function entryOf(record: PackageRecord): PackageEntry {
  return {
    id: text(record['id']),
    uniqueId: text(record['uniqueId']),
    name: text(record['displayName']) || text(record['name']),
    fileName: text(record['name']),
    resourceType: text(record['resourceType']),
    version: additional(record, 'Version') || text(record['semanticVersion']),
    description: additional(record, 'Description'),
    url: additional(record, 'url') || undefined,
    contentType: text(record['contentType']) || undefined,
    createdBy: text(record['createdBy']),
    createdAt: time(record['createdAt']),
    modifiedBy: text(record['modifiedBy']),
    modifiedAt: time(record['modifiedAt']),
    path: undefined,
    content: 'none',
  };
}

export function factsOf(
  record: PackageRecord | undefined,
  exportFacts: PackageFacts['exportFacts'],
): PackageFacts {
  const said = record ?? {};
  return {
    shortText: additional(said, 'shortText'),
    vendor: additional(said, 'Vendor'),
    createdBy: text(said['createdBy']),
    createdAt: time(said['createdAt']),
    modifiedBy: text(said['modifiedBy']),
    modifiedAt: time(said['modifiedAt']),
    mode: text(said['privilegeState']),
    exportFacts,
  };
}

/** `additionalAttributes.<name>.attributeValues`, joined. */
function additional(record: PackageRecord, name: string): string {
  const attributes = record['additionalAttributes'];
  const attribute = isRecord(attributes) && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  const values = isRecord(attribute) ? attribute['attributeValues'] : undefined;
  return Array.isArray(values)
    ? values
        .map(text)
        .filter((value) => value !== '')
        .join(', ')
    : '';
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function time(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

function isRecord(value: unknown): value is PackageRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
