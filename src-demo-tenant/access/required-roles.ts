import { entitySets, entityTypes, setOfType } from '../metadata/model.ts';
import type { Segment } from '../odata/path.ts';
import { areaOfSet, readingRole } from './roles.ts';

/** What is inside needs a role of its own, names and sizes do not (catalogue 4). */
const payloadRoles: Readonly<Record<string, string>> = {
  MessageProcessingLogAttachments: 'MessagePayloadsRead',
  MessageStoreEntries: 'MessagePayloadsRead',
  MessageStoreEntryAttachments: 'MessagePayloadsRead',
  DataStoreEntries: 'DataStorePayloadsRead',
};

/** All roles that a path needs, whichever way it comes to a set. */
export function requiredRoles(segments: readonly Segment[]): ReadonlySet<string> {
  const sets = setsAlong(segments);
  const roles = sets.map((set) => readingRole[areaOfSet(set)]);
  if (segments.at(-1)?.name === '$value') roles.push(payloadRoles[sets.at(-1) ?? '']);
  return new Set(roles.filter((role) => role !== undefined));
}

function setsAlong([first, ...rest]: readonly Segment[]): readonly string[] {
  const sets = [first?.name ?? ''];
  let type = entityTypes.get(entitySets.get(first?.name ?? '') ?? '');
  for (const { name } of rest) {
    const target = type?.navigation.find((one) => one.name === name)?.target;
    if (target === undefined) break;
    sets.push(setOfType(target));
    type = entityTypes.get(target);
  }
  return sets;
}
