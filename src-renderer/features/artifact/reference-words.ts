import type { Reference, ReferenceType } from '../../../src-shared/content/artifact/references.ts';
import { groupBy } from '../../../src-shared/group-by.ts';
import type { RelatedArtifact } from '../../../src-shared/model/artifact.ts';
import type { ArtifactKind } from '../../../src-shared/model/content.ts';

/** In the order of the page: what lies in the artifact, in other artifacts, on the tenant, outside. */
export const referenceWords: Readonly<Record<ReferenceType, string>> = {
  script: 'Script',
  'message-mapping': 'Message mapping',
  'xslt-mapping': 'XSLT mapping',
  'operation-mapping': 'Operation mapping',
  schema: 'Schema',
  process: 'Called process',
  'script-collection': 'Script collection',
  'value-mapping': 'Value mapping',
  'function-libraries': 'Function library',
  'imported-archives': 'Imported archive',
  'data-type': 'Data type',
  'message-type': 'Message type',
  'process-direct': 'ProcessDirect address',
  'jms-queue': 'JMS queue',
  'data-store': 'Data store',
  variable: 'Variable',
  'number-range': 'Number range',
  'security-material': 'Security material',
  'keystore-alias': 'Keystore alias',
  'data-source': 'JDBC data source',
  destination: 'Destination',
  endpoint: 'Endpoint',
  address: 'Called address',
};

const kinds: Readonly<Partial<Record<ReferenceType, ArtifactKind>>> = {
  script: 'ScriptCollection',
  'script-collection': 'ScriptCollection',
  'message-mapping': 'MessageMapping',
  'value-mapping': 'ValueMapping',
  'data-type': 'DataType',
  'message-type': 'MessageType',
};

/** Kind of the artifact that holds the thing; `undefined`: the API does not list such ones. */
export function artifactKindOf(type: ReferenceType): ArtifactKind | undefined {
  return kinds[type];
}

/** References by type, in the order of the page. */
export function byType(
  references: readonly Reference[],
): readonly { readonly type: ReferenceType; readonly references: readonly Reference[] }[] {
  return (Object.keys(referenceWords) as ReferenceType[]).flatMap((type) => {
    const found = references.filter((reference) => reference.type === type);
    return found.length === 0 ? [] : [{ type, references: found }];
  });
}

export interface User extends Pick<RelatedArtifact, 'kind' | 'artifactId' | 'name'> {
  /** What it takes, each once. */
  readonly things: readonly string[];
}

/** Each artifact once, with all that it takes. */
export function byArtifact(related: readonly RelatedArtifact[]): readonly User[] {
  return [...groupBy(related, ({ kind, artifactId }) => `${kind} ${artifactId}`).values()].flatMap((all) => {
    const [first] = all;
    return first ? [{ ...first, things: [...new Set(all.map(({ thing }) => thing))] }] : [];
  });
}
