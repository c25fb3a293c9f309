import type { MessageMapping } from '../../../src-shared/content/artifact/mapping.ts';
import type { ManifestHeader, Resource } from '../../../src-shared/content/artifact/model.ts';
import type {
  FoundReference,
  ReferenceSource,
  ReferenceType,
} from '../../../src-shared/content/artifact/references.ts';
import { findResource } from '../../../src-shared/content/artifact/resources.ts';
import { clausesOf, headerOf } from './read-manifest.ts';
import { scriptReferences } from './script-references.ts';

/** References that stand in the manifest, in mappings and in scripts. */
export function fileReferences(
  manifest: readonly ManifestHeader[],
  mappings: readonly MessageMapping[],
  resources: readonly Resource[],
  contents: ReadonlyMap<string, Uint8Array>,
): readonly FoundReference[] {
  return [
    ...capabilityReferences(manifest),
    ...mappings.flatMap((mapping) => mappingReferences(mapping, resources)),
    ...resources
      .filter(({ type }) => type === 'groovy' || type === 'javascript')
      .flatMap(({ path }) => scriptReferences(contents.get(path), path)),
  ];
}

const capabilities: Readonly<Partial<Record<string, ReferenceType>>> = {
  scriptcollection: 'script-collection',
  messagemapping: 'message-mapping',
  valuemapping: 'value-mapping',
  functionlibraries: 'function-libraries',
  importedarchives: 'imported-archives',
  datatype: 'data-type',
  messagetype: 'message-type',
};

/** `Require-Capability: scriptcollection.<Id>;resolution:=optional;…` names other artifacts (catalogue 5.1). */
function capabilityReferences(manifest: readonly ManifestHeader[]): readonly FoundReference[] {
  const file = 'META-INF/MANIFEST.MF';
  return clausesOf(headerOf(manifest, 'Require-Capability')).flatMap((clause) => {
    const [, kind = '', id = ''] = /^(\w+)\.([^;]+)/.exec(clause) ?? [];
    const type = Object.hasOwn(capabilities, kind) ? capabilities[kind] : undefined;
    return type === undefined
      ? []
      : [{ type, name: id.trim(), artifact: id.trim(), source: inFile(file, 'Require-Capability') }];
  });
}

function mappingReferences(
  mapping: MessageMapping,
  resources: readonly Resource[],
): readonly FoundReference[] {
  const source = inFile(mapping.file, undefined);
  const schemas = [...mapping.sources, ...mapping.targets].map(({ name, folder }): FoundReference => {
    return { type: 'schema', name, path: findResource(resources, `${folder}/${name}`, ''), source };
  });
  const libraries = mapping.libraries.map(({ type, name, folder }): FoundReference =>
    type === 'gsh'
      ? { type: 'script', name, path: findResource(resources, `${folder}/${name}`, ''), source }
      : { type: 'function-libraries', name, source },
  );
  const lookups = mapping.fields.flatMap(({ expression }) => (expression ? valueMappingsIn(expression) : []));
  return [
    ...schemas,
    ...libraries,
    ...lookups.map((name): FoundReference => ({ type: 'value-mapping', name, source })),
  ];
}

/** The standard function `valuemap` looks a value up by agencies and identifiers. */
function valueMappingsIn(
  expression: NonNullable<MessageMapping['fields'][number]['expression']>,
): readonly string[] {
  if (expression.kind !== 'function') return [];
  const inner = expression.inputs.flatMap(valueMappingsIn);
  if (expression.name !== 'valuemap') return inner;
  const said = (name: string): string =>
    expression.settings.find((setting) => setting.name === name)?.value ?? '';
  return [`${said('agency1')}:${said('schema1')} → ${said('agency2')}:${said('schema2')}`, ...inner];
}

function inFile(file: string, key: string | undefined): ReferenceSource {
  return { element: undefined, file, name: file.slice(file.lastIndexOf('/') + 1), key };
}
