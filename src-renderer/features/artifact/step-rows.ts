import { nameOf } from '../../../src-shared/content/artifact/element-names.ts';
import type { Flow, Property } from '../../../src-shared/content/artifact/flow.ts';
import type { TableColumn } from '../../components/table/table-column.ts';

/** A step or a channel as a row. */
export interface StepRow {
  readonly id: string;
  readonly name: string;
  readonly what: 'Step' | 'Channel';
  readonly type: string;
  readonly process: string;
  readonly direction: string;
  readonly address: string;
  readonly properties: readonly Property[];
}

export function stepRows(flow: Flow, resolve: (text: string) => string): readonly StepRow[] {
  return [
    ...flow.channels.map((channel): StepRow => ({
      id: channel.id,
      name: channel.name,
      what: 'Channel',
      type: channel.adapterName,
      process: channel.system,
      direction: channel.direction,
      address: resolve(channel.address),
      properties: channel.properties,
    })),
    ...flow.steps.map((step): StepRow => ({
      id: step.id,
      name: step.name,
      what: 'Step',
      type: step.typeName,
      process: nameOf(flow, step.process),
      direction: '',
      address: '',
      properties: step.properties,
    })),
  ];
}

const first: readonly TableColumn<StepRow, string>[] = [
  { id: 'what', title: 'Kind', width: 80, isSortable: true, text: ({ what }) => what },
  { id: 'name', title: 'Name', width: 180, grows: 2, isSortable: true, text: ({ name }) => name },
  { id: 'type', title: 'Type', width: 160, grows: 1, isSortable: true, text: ({ type }) => type },
  {
    id: 'process',
    title: 'Process or system',
    width: 160,
    grows: 1,
    isSortable: true,
    text: ({ process }) => process,
  },
  { id: 'direction', title: 'Direction', width: 90, isSortable: true, text: ({ direction }) => direction },
  {
    id: 'address',
    title: 'Address',
    width: 220,
    grows: 2,
    mono: true,
    isSortable: true,
    text: ({ address }) => address,
  },
  { id: 'id', title: 'Id', width: 150, mono: true, quiet: true, isSortable: true, text: ({ id }) => id },
];

/** The usual columns, and one for every setting that any of the rows has, to be chosen. */
export function stepColumns(
  rows: readonly StepRow[],
  shown: (property: Property) => string,
): readonly TableColumn<StepRow, string>[] {
  const labels = new Map<string, string>();
  for (const { properties } of rows) for (const { key, label } of properties) labels.set(key, label);
  const settings = [...labels].map(([key, label]): TableColumn<StepRow, string> => ({
    id: `setting ${key}`,
    title: label === key ? key : `${label} (${key})`,
    width: 160,
    mono: true,
    isSortable: true,
    isHidden: true,
    text: ({ properties }) => {
      const property = properties.find((each) => each.key === key);
      return property ? shown(property) : '';
    },
  }));
  return [...first, ...settings.toSorted((one, other) => one.title.localeCompare(other.title, 'en'))];
}
