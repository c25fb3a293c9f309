import { typeOfSet } from '../metadata/model.ts';
import { type Entity, scalarText } from '../odata/entity.ts';
import type { SetDefinition } from './definition.ts';

export const day = 86_400_000;
export const keeper = 'k.bergman@nordwind.example';

/** A set whose entities simply stand in a list. */
export function plainSet(
  set: string,
  entities: readonly Entity[],
  more: Partial<SetDefinition> = {},
): SetDefinition {
  return { ...unlistedSet(set, entities), list: () => entities, ...more };
}

/** Known by key and by navigation alone. */
export function unlistedSet(
  set: string,
  entities: readonly Entity[],
  more: Partial<SetDefinition> = {},
): SetDefinition {
  const names = typeOfSet(set).keys;
  return {
    set,
    find: (keys) =>
      entities.find((one) => names.every((name, at) => scalarText(one[name] ?? null) === keys[at])),
    ...more,
  };
}
