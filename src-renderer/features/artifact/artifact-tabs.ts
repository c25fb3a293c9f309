import type { ArtifactModel } from '../../../src-shared/content/artifact/model.ts';

export type ArtifactTab =
  | 'overview'
  | 'diagram'
  | 'steps'
  | 'resources'
  | 'parameters'
  | 'references'
  | 'mappings'
  | 'value-mappings'
  | 'runtime'
  | 'messages';

export interface TabTitle {
  readonly id: ArtifactTab;
  readonly title: string;
  readonly count?: number | undefined;
}

/** The tabs that this content has something for; those of the tenant also while nothing of the content is known. */
export function artifactTabs(
  model: ArtifactModel | undefined,
  tenant: { readonly isFlow: boolean } | undefined,
): readonly TabTitle[] {
  return [
    { id: 'overview', title: 'Overview' },
    ...(model ? contentTabs(model) : []),
    ...references(model, tenant !== undefined),
    ...(tenant ? [{ id: 'runtime', title: 'Runtime' } as const] : []),
    ...(tenant?.isFlow ? [{ id: 'messages', title: 'Messages' } as const] : []),
  ];
}

function contentTabs(model: ArtifactModel): readonly TabTitle[] {
  const elements = model.flows.reduce((sum, { steps, channels }) => sum + steps.length + channels.length, 0);
  return [
    ...(model.flows.length > 0 ? [{ id: 'diagram', title: 'Diagram' } as const] : []),
    ...some('steps', 'Steps and channels', elements),
    ...some('mappings', 'Mappings', model.messageMappings.length),
    ...some('value-mappings', 'Value mappings', sumOf(model)),
    ...some('resources', 'Resources', model.resources.length),
    ...some('parameters', 'Parameters', model.parameters.length),
  ];
}

/** What uses it is known of a tenant, also where it names nothing itself. */
function references(model: ArtifactModel | undefined, isOfTenant: boolean): readonly TabTitle[] {
  const count = model?.references.length ?? 0;
  return model && count === 0 && isOfTenant
    ? [{ id: 'references', title: 'References' }]
    : some('references', 'References', count);
}

function sumOf({ valueMappings }: ArtifactModel): number {
  return valueMappings.reduce((sum, { groups }) => sum + groups.length, 0);
}

function some(id: ArtifactTab, title: string, count: number): readonly TabTitle[] {
  return count === 0 ? [] : [{ id, title, count }];
}
