import type { ArtifactKind, DemoContent, DemoPackage } from '../content/model.ts';
import { type Entity, textOf } from '../odata/entity.ts';
import { ODataFault } from '../odata/fault.ts';
import type { RequestContext, SetDefinition } from './definition.ts';
import { artifactEntity, setOfKind } from './design-artifacts.ts';

/** IntegrationPackages (catalogue 2.3): paging and custom tags, no filter, no order. */
export function packageSets(content: DemoContent): readonly SetDefinition[] {
  const byId = new Map(content.packages.map((one) => [one.Id, one]));
  const visible = (context: RequestContext) =>
    content.packages.filter(({ hidden }) => !hidden || context.seesHidden);
  const packageOf = (entity: Entity) => byId.get(textOf(entity, 'Id'));
  const artifactLists = Object.fromEntries(
    (Object.entries(setOfKind) as [ArtifactKind, string][]).map(([kind, set]) => [
      set,
      (entity: Entity) =>
        (packageOf(entity)?.artifacts ?? []).filter((one) => one.kind === kind).map(artifactEntity),
    ]),
  );
  return [
    {
      set: 'IntegrationPackages',
      list: (context, { custom }) =>
        visible(context)
          .filter((one) => hasTags(one, custom))
          .map(packageEntity),
      find: ([id = ''], context) => {
        const found = byId.get(id);
        if (found?.hidden === true && !context.seesHidden) throw new ODataFault(403, undefined);
        return found && packageEntity(found);
      },
      navigation: {
        ...artifactLists,
        CustomTags: (entity) =>
          packageOf(entity)?.customTags.map(({ Name, Value }) => ({ Name, Value })) ?? [],
      },
      value: (entity) => {
        const found = packageOf(entity);
        if (!found) return undefined;
        const drafts = found.artifacts.filter(({ draft }) => draft).map(({ name }) => name);
        if (drafts.length > 0) {
          throw new ODataFault(
            500,
            `Package export failed as the following artifacts are in draft state: ${drafts.join(', ')}`,
          );
        }
        return { content: found.export(), contentType: 'application/zip', fileName: `${found.Id}.zip` };
      },
    },
    { set: 'CustomTags' },
    {
      set: 'CustomTagConfigurations',
      find: ([id]) =>
        id === 'CustomTags' ? { Id: 'CustomTags', CustomTagsConfigurationContent: null } : undefined,
      value: () => ({
        content: JSON.stringify({
          customTagsConfiguration: [
            { tagName: 'Author', permittedValues: [], isMandatory: 'false' },
            {
              tagName: 'LoB',
              permittedValues: ['Sales', 'Finance', 'Logistics', 'HR'],
              isMandatory: 'false',
            },
          ],
        }),
        contentType: 'application/json',
      }),
    },
  ];
}

/** `?Author=Fred|John&LoB=Sales`: every tag must have one of its values. */
function hasTags(one: DemoPackage, custom: ReadonlyMap<string, string>): boolean {
  return [...custom].every(([name, values]) => {
    if (!/^[A-Za-z]/.test(name)) return true;
    const own = one.customTags.find((tag) => tag.Name === name)?.Value.split('|') ?? [];
    return values.split('|').some((value) => own.includes(value));
  });
}

/** Stamps are texts of ms since 1970 (catalogue 2.1). */
function packageEntity(one: DemoPackage): Entity {
  return {
    Id: one.Id,
    ResourceId: one.ResourceId,
    Name: one.Name,
    Description: one.Description,
    ShortText: one.ShortText,
    Version: one.Version,
    Vendor: one.Vendor,
    PartnerContent: one.PartnerContent,
    UpdateAvailable: one.UpdateAvailable,
    Mode: one.Mode,
    SupportedPlatform: one.SupportedPlatform,
    ModifiedBy: one.modifiedBy,
    CreationDate: String(one.createdAt),
    ModifiedDate: String(one.modifiedAt),
    CreatedBy: one.createdBy,
    Products: one.Products,
    Keywords: one.Keywords,
    Countries: one.Countries,
    Industries: one.Industries,
    LineOfBusiness: one.LineOfBusiness,
    PackageContent: null,
  };
}
