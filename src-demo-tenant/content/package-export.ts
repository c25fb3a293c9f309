import { createHash } from 'node:crypto';

import { archive } from './archive.ts';
import { dateComment } from './java-properties.ts';
import type { ArtifactKind, DemoArtifact, DemoPackage, ExportOnlyArtifact, ExportOnlyKind } from './model.ts';
import { hexId } from './random.ts';
import type { PackageSeed } from './seed.ts';

/** How the export names each kind (catalogue 5.2). */
const resourceTypes: Readonly<Record<ArtifactKind | ExportOnlyKind, string>> = {
  IntegrationFlow: 'IFlow',
  MessageMapping: 'MessageMapping',
  ValueMapping: 'ValueMapping',
  ScriptCollection: 'ScriptCollection',
  DataType: 'DataType',
  MessageType: 'MessageType',
  FaultMessageType: 'FaultMessageType',
  ServiceInterface: 'ServiceInterface',
  RESTAPIProvider: 'RESTAPIProvider',
  SOAPAPIProvider: 'SOAPAPIProvider',
  ODataService: 'ODataService',
  FunctionLibraries: 'FunctionLibraries',
  ImportedArchives: 'ImportedArchives',
};

type ExportedPackage = Omit<DemoPackage, 'export'>;

/**
 * The package zip: `resources.cnt` (base64 of JSON), `contentmetadata.md` (base64 of properties), `hash`,
 * `ExportInformation.info` and `<id>_content` for each resource that has a file; links and the package itself
 * have none.
 */
export function packageExport(content: ExportedPackage, seed: PackageSeed): Uint8Array {
  const files: Record<string, string | Uint8Array> = {};
  const packageId = content.ResourceId;
  const resources: unknown[] = [];
  const relations: unknown[] = [];
  const add = (resource: Record<string, unknown>, name: string): void => {
    resources.push(resource);
    relations.push({
      sourceId: packageId,
      targetId: resource.id,
      relationType: 'AGGREGATION',
      RelationName: name,
    });
  };

  for (const artifact of content.artifacts) {
    const id = hexId(`${content.Id}/${artifact.id}`);
    files[`${id}_content`] = artifact.zip();
    add(artifactResource(content, artifact, id), 'Default');
  }
  for (const artifact of content.exportOnly) {
    const id = hexId(`${content.Id}/${artifact.id}`);
    files[`${id}_content`] = artifact.zip();
    add(exportOnlyResource(content, artifact, id), 'Default');
  }
  for (const [name, document] of Object.entries(seed.documents ?? {})) {
    const id = hexId(`${content.Id}/${name}`);
    files[`${id}_content`] = document;
    const kind = {
      resourceType: 'File',
      contentType: 'text/plain',
      displayName: name.replace(/\.[^.]+$/, ''),
    };
    add({ ...common(content, id, name), ...kind, semanticVersion: '1.0.0' }, 'Documents');
  }
  for (const [name, url] of Object.entries(seed.links ?? {})) {
    const id = hexId(`${content.Id}/${name}`);
    const kind = { resourceType: 'Url', displayName: name, semanticVersion: '1.0.0' };
    add({ ...common(content, id, name, { url }), ...kind }, 'Links');
  }
  resources.push(packageResource(content));

  const hashes = Object.values(files).map((file) => createHash('sha256').update(file).digest('hex'));
  return archive({
    ...files,
    'resources.cnt': base64(JSON.stringify({ resources, relations })),
    'contentmetadata.md': base64(contentMetadata),
    hash: JSON.stringify(hashes),
    'ExportInformation.info': `Name= ${content.Name}\nDate= ${dateComment(content.modifiedAt).slice(1)}\n`,
  });
}

const contentMetadata = [
  '-- listing properties --',
  'HashVersion=2.0.0',
  'EncodingVersion=1.0.0',
  'Organization=DEMO',
  'Environment=demo/nordwind',
  'RelationClassVersion=1.0.0',
  'ResourceClassVersion=1.2.0',
  'ExportModelVersion=1.0.0',
  '',
].join('\n');

function artifactResource(
  content: ExportedPackage,
  artifact: DemoArtifact,
  id: string,
): Record<string, unknown> {
  const extra = {
    Description: artifact.description,
    BundleVersion: artifact.version,
    OriginBundleName: artifact.name,
    OriginBundleSymbolicName: artifact.id,
    OriginBundleVersion: artifact.version,
    nodeType: 'IFLMAP',
    productProfile: 'iflmap',
    source: artifact.sender,
    target: artifact.receiver,
  };
  return {
    ...common(content, id, `${artifact.name}.zip`, extra),
    uniqueId: artifact.id,
    createdBy: artifact.createdBy,
    createdAt: artifact.createdAt,
    modifiedBy: artifact.modifiedBy,
    modifiedAt: artifact.modifiedAt,
    resourceType: resourceTypes[artifact.kind],
    contentType: 'application/zip',
    displayName: artifact.name,
    semanticVersion: artifact.version,
  };
}

function exportOnlyResource(
  content: ExportedPackage,
  artifact: ExportOnlyArtifact,
  id: string,
): Record<string, unknown> {
  return {
    ...common(content, id, `${artifact.name}.zip`, { BundleVersion: artifact.version }),
    uniqueId: artifact.id,
    resourceType: resourceTypes[artifact.kind],
    contentType: 'application/zip',
    displayName: artifact.name,
    semanticVersion: artifact.version,
  };
}

function packageResource(content: ExportedPackage): Record<string, unknown> {
  const extra = {
    Description: content.Description,
    shortText: content.ShortText,
    Version: content.Version,
    Keyword: content.Keywords,
    Product: content.Products,
    Country: content.Countries,
    Industries: content.Industries,
    LineOfBusiness: content.LineOfBusiness,
    SupportedPlatform: content.SupportedPlatform,
    category: 'Integration',
  };
  return {
    ...common(content, content.ResourceId, content.Id, extra),
    resourceType: 'ContentPackage',
    displayName: content.Name,
    semanticVersion: content.Version,
  };
}

/** What every resource record has. */
function common(
  content: ExportedPackage,
  id: string,
  name: string,
  additional: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  const attribute = ([key, value]: [string, string]): [string, unknown] => [
    key,
    { isExtendedLargeAttribute: key === 'Description', attributeValues: [value] },
  ];
  return {
    version: 1,
    revision: 0,
    masterId: `${hexId('tenant')}:${id}:1`,
    isValidHash: 0,
    id,
    name,
    uniqueId: name,
    createdBy: content.createdBy,
    createdAt: content.createdAt,
    modifiedBy: content.modifiedBy,
    modifiedAt: content.modifiedAt,
    additionalAttributes: Object.fromEntries(Object.entries(additional).map(attribute)),
    privilegeState: content.Mode,
    isRestricted: false,
    isGroupDefault: false,
    resourceReferences: [],
  };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
