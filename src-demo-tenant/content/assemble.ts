import type { FlowDefinition } from './flow/flow-definition.ts';
import { memo } from './memo.ts';
import type {
  DemoArtifact,
  DemoConfiguration,
  DemoPackage,
  DemoResource,
  ExportOnlyArtifact,
  ValueMapSchema,
} from './model.ts';
import { packageExport } from './package-export.ts';
import { hash, hexId } from './random.ts';
import type { ArtifactSeed, ExportOnlySeed, PackageSeed } from './seed.ts';
import { everyday, type UserKey, users } from './users.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Stamps depend on nothing but the id and "now", so that they agree wherever they are needed. */
export interface Stamps {
  readonly createdBy: string;
  readonly createdAt: number;
  readonly modifiedBy: string;
  readonly modifiedAt: number;
}

export function stamps(id: string, now: number, age: number | undefined, by: UserKey | undefined): Stamps {
  const number = hash(id);
  const days = age ?? 3 + (number % 160);
  const someone = users[everyday[number % everyday.length] ?? 'anna'];
  // Within working hours, UTC, and never in the future.
  const startOfDay = Math.floor((now - days * day) / day) * day;
  const modifiedAt = Math.min(
    startOfDay + (7 * 60 + (number % 600)) * minute + (number % 59_000),
    now - 3 * minute,
  );
  return {
    createdBy: someone,
    createdAt: modifiedAt - (20 + (number % 700)) * day - (number % 400) * minute,
    modifiedBy: by === undefined ? someone : users[by],
    modifiedAt,
  };
}

export function assemblePackage(seed: PackageSeed, now: number): DemoPackage {
  const artifacts = seed.artifacts.map((artifact) => assembleArtifact(artifact, seed.id, now));
  const exportOnly = (seed.exportOnly ?? []).map((artifact) => assembleExportOnly(artifact, now));
  const own = stamps(seed.id, now, undefined, seed.by);
  const modifiedAt = artifacts.reduce(
    (latest, artifact) => Math.max(latest, artifact.modifiedAt),
    own.modifiedAt,
  );
  const createdAt = artifacts.reduce((first, artifact) => Math.min(first, artifact.createdAt), own.createdAt);
  const content = {
    Id: seed.id,
    ResourceId: hexId(`package:${seed.id}`),
    Name: seed.name,
    Description: seed.description,
    ShortText: seed.shortText,
    Version: seed.version ?? '1.0.0',
    Vendor: seed.vendor ?? '',
    Mode: seed.mode ?? 'EDIT_ALLOWED',
    PartnerContent: seed.partnerContent ?? false,
    UpdateAvailable: seed.updateAvailable ?? false,
    SupportedPlatform: '[SAP Cloud Integration]',
    Products: listText(seed.products),
    Keywords: listText(seed.keywords),
    Countries: listText(seed.countries),
    Industries: listText(seed.industries),
    LineOfBusiness: listText(seed.linesOfBusiness),
    createdBy: own.createdBy,
    createdAt,
    modifiedBy: own.modifiedBy,
    modifiedAt,
    customTags: Object.entries(seed.tags ?? {}).map(([Name, Value]) => ({ Name, Value })),
    hidden: seed.hidden ?? false,
    artifacts,
    exportOnly,
  };
  return { ...content, export: memo(() => packageExport(content, seed)) };
}

function listText(values: readonly string[] | undefined): string {
  return `[${(values ?? []).join(', ')}]`;
}

function assembleArtifact(seed: ArtifactSeed, packageId: string, now: number): DemoArtifact {
  const own = stamps(seed.id, now, seed.age, seed.by);
  const configurations = memo(() => configurationsOf(seed.definition?.()));
  const resources = memo(() => resourcesOf(seed));
  const valueMaps = memo(seed.valueMaps);
  const zip = memo(() => seed.zip(own.modifiedAt));
  return {
    kind: seed.kind,
    id: seed.id,
    name: seed.name,
    version: seed.version,
    draft: seed.draft ?? false,
    packageId,
    description: seed.text,
    sender: seed.from ?? '',
    receiver: seed.to ?? '',
    ...own,
    get configurations(): readonly DemoConfiguration[] {
      return configurations();
    },
    get resources(): readonly DemoResource[] {
      return resources();
    },
    get valMapSchemas(): readonly ValueMapSchema[] {
      return valueMaps();
    },
    zip,
  };
}

function assembleExportOnly(seed: ExportOnlySeed, now: number): ExportOnlyArtifact {
  const { modifiedAt } = stamps(seed.id, now, undefined, undefined);
  return {
    kind: seed.kind,
    id: seed.id,
    name: seed.name,
    version: seed.version,
    zip: memo(() => seed.zip(modifiedAt)),
  };
}

function configurationsOf(definition: FlowDefinition | undefined): DemoConfiguration[] {
  return Object.entries(definition?.parameters ?? {}).map(([ParameterKey, parameter]) => ({
    ParameterKey,
    ParameterValue: parameter.value,
    DataType: parameter.type,
    Description: parameter.description,
  }));
}

/** File endings to the resource types the API knows; JSON schemas are in the zip but not listed. */
const resourceTypes: Readonly<Record<string, string>> = {
  edmx: 'edmx',
  groovy: 'groovy',
  gsh: 'groovy',
  jar: 'jar',
  js: 'js',
  mmap: 'mmap',
  opmap: 'opmap',
  wsdl: 'wsdl',
  xsd: 'xsd',
  xsl: 'xslt',
  xslt: 'xslt',
};

function resourcesOf(seed: ArtifactSeed): DemoResource[] {
  return seed.files().flatMap((file) => {
    const Name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const ResourceType = resourceTypes[Name.slice(Name.lastIndexOf('.') + 1)];
    return ResourceType === undefined
      ? []
      : [{ Name, ResourceType, content: () => Buffer.from(file.text(), 'utf8') }];
  });
}
