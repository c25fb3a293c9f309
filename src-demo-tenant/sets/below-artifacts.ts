import type { DemoArtifact, DemoContent, ValueMapSchema } from '../content/model.ts';
import type { Entity } from '../odata/entity.ts';
import type { Media } from './definition.ts';
import { setOfKind } from './design-artifacts.ts';

/**
 * Things that exist only below an artifact: their keys (a parameter's name, a resource's name and type) say nothing
 * without it, so the server resolves them along the path.
 */
export interface BelowArtifact {
  readonly value: (entity: Entity) => Media | undefined;
  readonly navigation: (name: string, entity: Entity) => readonly Entity[] | undefined;
}

export function artifactAt(content: DemoContent, set: string, id: string): DemoArtifact | undefined {
  for (const { artifacts } of content.packages) {
    for (const one of artifacts) if (one.id === id && setOfKind[one.kind] === set) return one;
  }
  return undefined;
}

export function belowArtifact(artifact: DemoArtifact): BelowArtifact {
  return {
    value: (entity) => {
      const resource = artifact.resources.find(
        ({ Name, ResourceType }) => Name === entity['Name'] && ResourceType === entity['ResourceType'],
      );
      return (
        resource && {
          content: resource.content(),
          contentType: 'application/octet-stream',
          fileName: resource.Name,
        }
      );
    },
    navigation: (name, entity) => {
      const schema = artifact.valMapSchemas.find((one) => isSchema(one, entity));
      if (!schema) return undefined;
      if (name === 'ValMaps') return schema.entries.map(valMap);
      return name === 'DefaultValMaps' ? schema.entries.slice(0, 1).map(valMap) : undefined;
    },
  };
}

function isSchema(one: ValueMapSchema, entity: Entity): boolean {
  return (['SrcAgency', 'SrcId', 'TgtAgency', 'TgtId'] as const).every((name) => one[name] === entity[name]);
}

function valMap({ id, srcValue, tgtValue }: ValueMapSchema['entries'][number]): Entity {
  return { Id: id, Value: { SrcValue: srcValue, TgtValue: tgtValue } };
}
