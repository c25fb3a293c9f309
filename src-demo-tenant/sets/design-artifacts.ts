import type { ArtifactKind, DemoArtifact, DemoContent } from '../content/model.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import { ODataFault } from '../odata/fault.ts';
import type { RequestContext, SetDefinition } from './definition.ts';

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

const listedKinds: readonly ArtifactKind[] = ['MessageMapping', 'ValueMapping'];

/** The artifact sets (catalogue 2.3). Only value and message mappings have a top-level list. */
export function designArtifactSets(content: DemoContent): readonly SetDefinition[] {
  const modes = new Map(content.packages.map(({ Id, Mode, hidden }) => [Id, { Mode, hidden }]));
  const all = content.packages.flatMap(({ artifacts }) => artifacts);
  return (Object.keys(setOfKind) as ArtifactKind[]).map((kind) => {
    const artifacts = all.filter((one) => one.kind === kind);
    const byId = new Map(artifacts.map((one) => [one.id, one]));
    const hidden = (one: DemoArtifact) => modes.get(one.packageId)?.hidden === true;
    const artifactOf = (entity: Entity) => byId.get(textOf(entity, 'Id'));
    const listed = (context: RequestContext) => artifacts.filter((one) => context.seesHidden || !hidden(one));
    return {
      set: setOfKind[kind],
      ...(listedKinds.includes(kind)
        ? { list: (context: RequestContext) => listed(context).map(artifactEntity) }
        : {}),
      find: ([id = '', version = ''], context) => {
        const found = byId.get(id);
        if (found && hidden(found) && !context.seesHidden) throw new ODataFault(403, undefined);
        return found && isCurrent(found, version) ? artifactEntity(found) : undefined;
      },
      navigation: {
        Configurations: (entity) => artifactOf(entity)?.configurations.map((one) => ({ ...one })) ?? [],
        Resources: (entity) => (artifactOf(entity)?.resources ?? []).map((one) => resourceEntity(one)),
        DesignGuidelineExecutionResults: () => [],
        ValMapSchema: (entity) => valMapSchemas(artifactOf(entity)),
      },
      value: (entity) => {
        const found = artifactOf(entity);
        if (!found) return undefined;
        if (modes.get(found.packageId)?.Mode === 'READ_ONLY') {
          throw new ODataFault(403, 'Download of artifacts of a configure-only package is not allowed.');
        }
        const fileName = `${found.name.replaceAll(/[^\w.-]+/g, '_')}.zip`;
        return { content: found.zip(), contentType: 'application/zip', fileName };
      },
    };
  });
}

/** `active` in any case, or the present version: there are no older ones (catalogue 2.3). */
function isCurrent(artifact: DemoArtifact, version: string): boolean {
  return version.toLowerCase() === 'active' || (!artifact.draft && version === artifact.version);
}

export function artifactEntity(one: DemoArtifact): Entity {
  return {
    Id: one.id,
    Version: one.draft ? 'Active' : one.version,
    PackageId: one.packageId,
    Name: one.name,
    Description: one.description,
    Sender: one.sender,
    Receiver: one.receiver,
    CreatedBy: one.createdBy,
    CreatedAt: String(one.createdAt),
    ModifiedBy: one.modifiedBy,
    ModifiedAt: String(one.modifiedAt),
    ArtifactContent: null,
    Comment: null,
    Namespace: 'http://nordwind.example/types',
    DataTypeUsed: null,
    IsSimpleType: false,
  };
}

export function resourceEntity(one: DemoArtifact['resources'][number]): Entity {
  return {
    Name: one.Name,
    ResourceType: one.ResourceType,
    ReferencedResourceType: null,
    ResourceContent: null,
    ResourceSize: one.content().length,
    ResourceSizeUnit: 'Byte',
  };
}

function valMapSchemas(artifact: DemoArtifact | undefined): readonly Entity[] {
  return (artifact?.valMapSchemas ?? []).map(({ SrcAgency, SrcId, TgtAgency, TgtId, State }) => ({
    SrcAgency,
    SrcId,
    TgtAgency,
    TgtId,
    State,
  }));
}
