import type {
  MessageMapping,
  MessageType,
  ValueMapping,
  ValueMappingGroup,
} from '../content/artifact/mapping.ts';
import type { ArtifactModel } from '../content/artifact/model.ts';
import { sides } from './compare-parts.ts';
import type { Found } from './difference.ts';
import { found, valueChange } from './found.ts';
import { pairUp } from './values.ts';

type Entry = ValueMappingGroup['entries'][number];

/** Value mappings: a group of values is one line of the editor's table. */
export function compareValueMappings(before: ArtifactModel, after: ArtifactModel): readonly Found[] {
  const groups = ({ valueMappings }: ArtifactModel): readonly ValueMappingGroup[] =>
    valueMappings.flatMap((mapping: ValueMapping) => mapping.groups);
  const { pairs, removed, added } = pairUp(groups(before), groups(after), [
    (group) => `${group.id}\n${content(group)}`,
    content,
    ({ id, entries }) => (id === '' ? undefined : `${id}\n${namesOf(entries)}`),
    ({ entries }) => (entries[0] ? JSON.stringify([namesOf(entries), entries[0].value]) : undefined),
  ]);
  const whole = (change: 'added' | 'removed', { entries }: ValueMappingGroup): Found =>
    found(
      {},
      `values-${change}`,
      change,
      `values of ${namesOf(entries)}`,
      '',
      ...sides(change, words(entries)),
    );
  return [
    ...removed.map((each) => whole('removed', each)),
    ...added.map((each) => whole('added', each)),
    ...pairs.flatMap(([a, b]) =>
      content(a) === content(b)
        ? []
        : [
            found(
              {},
              'values-changed',
              'changed',
              `values of ${namesOf(b.entries)}`,
              'Values',
              words(a.entries),
              words(b.entries),
            ),
          ],
    ),
  ];
}

function sorted(entries: readonly Entry[]): readonly Entry[] {
  const key = ({ agency, schema, value }: Entry): string => JSON.stringify([agency, schema, value]);
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function content({ entries }: ValueMappingGroup): string {
  return JSON.stringify(
    sorted(entries).map(({ agency, schema, value, isDefault }) => [agency, schema, value, isDefault]),
  );
}

function namesOf(entries: readonly Entry[]): string {
  return [...new Set(sorted(entries).map(({ agency, schema }) => `"${agency}: ${schema}"`))].join(' and ');
}

function words(entries: readonly Entry[]): string {
  return sorted(entries)
    .map(({ value, isDefault }) => `${value}${isDefault ? ' (default)' : ''}`)
    .join(' = ');
}

export function compareMessageMappings(before: ArtifactModel, after: ArtifactModel): readonly Found[] {
  const { pairs, removed, added } = pairUp(before.messageMappings, after.messageMappings, [
    ({ file }) => file,
    ({ name }) => name,
  ]);
  const inFlow = before.flows.length + after.flows.length > 0;
  const whole = (change: 'added' | 'removed', { name, fields, file }: MessageMapping): readonly Found[] => {
    // In a flow the file that comes or goes is told already.
    if (inFlow) return [];
    const text = `${fields.length} fields`;
    return [
      found({ file }, `mapping-${change}`, change, `message mapping "${name}"`, '', ...sides(change, text)),
    ];
  };
  return [
    ...removed.flatMap((each) => whole('removed', each)),
    ...added.flatMap((each) => whole('added', each)),
    ...pairs.flatMap(([a, b]) => compareMapping(a, b)),
  ];
}

function compareMapping(a: MessageMapping, b: MessageMapping): readonly Found[] {
  const subject = `message mapping "${b.name}"`;
  const place = { file: b.file };
  const list = (types: readonly MessageType[]): string => types.map(typeWords).join(', ');
  const fields = pairUp(a.fields, b.fields, [
    ({ target, text }) => `${target}\n${text}`,
    ({ target }) => target,
  ]);
  const field = (target: string, x: string | undefined, y: string | undefined): readonly Found[] => {
    if (x === y) return [];
    const change = x === undefined ? 'added' : y === undefined ? 'removed' : 'changed';
    return [found(place, 'mapping-field', change, subject, `Target ${target}`, x, y)];
  };
  return [
    ...valueChange(place, 'mapping-message', subject, 'Source message', list(a.sources), list(b.sources)),
    ...valueChange(place, 'mapping-message', subject, 'Target message', list(a.targets), list(b.targets)),
    ...valueChange(
      place,
      'mapping-message',
      subject,
      'Function libraries',
      list(a.libraries),
      list(b.libraries),
    ),
    ...fields.removed.flatMap(({ target, text }) => field(target, text, undefined)),
    ...fields.added.flatMap(({ target, text }) => field(target, undefined, text)),
    ...fields.pairs.flatMap(([x, y]) => field(y.target, x.text, y.text)),
  ];
}

function typeWords({ name, message, folder }: MessageType): string {
  return `${folder === '' ? '' : `${folder}/`}${name}${message === '' ? '' : ` (${message})`}`;
}
