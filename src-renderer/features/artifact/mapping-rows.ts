import type { MappedField, ValueMapping } from '../../../src-shared/content/artifact/mapping.ts';
import type { TableColumn } from '../../components/table/table-column.ts';

export interface FieldRow extends MappedField {
  readonly key: string;
}

/** One target may be mapped in several places. */
export function fieldRows(fields: readonly MappedField[]): readonly FieldRow[] {
  return fields.map((field, index) => ({ ...field, key: `${index} ${field.target}` }));
}

export const mappingColumns: readonly TableColumn<FieldRow, string>[] = [
  {
    id: 'target',
    title: 'Target',
    width: 300,
    grows: 3,
    mono: true,
    isSortable: true,
    text: ({ target }) => target,
  },
  {
    id: 'sources',
    title: 'Sources',
    width: 260,
    grows: 3,
    mono: true,
    isSortable: true,
    text: ({ sources }) => sources.join(', '),
  },
  {
    id: 'functions',
    title: 'Functions',
    width: 160,
    grows: 1,
    isSortable: true,
    text: ({ functions }) => functions.join(', '),
  },
  { id: 'text', title: 'Mapping', width: 260, grows: 3, mono: true, text: ({ text }) => text },
];

export interface ValueRow {
  readonly key: string;
  readonly group: string;
  /** Values by agency and identifier. */
  readonly values: ReadonlyMap<string, string>;
}

/** One row per group: the values that mean the same, each in the column of its agency and identifier. */
export function valueRows(mappings: readonly ValueMapping[]): readonly ValueRow[] {
  return mappings.flatMap(({ groups }, at) =>
    groups.map(({ id, entries }, index) => {
      const values = new Map<string, string>();
      for (const { agency, schema, value, isDefault } of entries) {
        const column = columnOf(agency, schema);
        const shown = isDefault ? `${value} (default)` : value;
        const known = values.get(column);
        values.set(column, known === undefined ? shown : `${known}, ${shown}`);
      }
      return { key: `${at} ${index} ${id}`, group: id, values };
    }),
  );
}

function columnOf(agency: string, schema: string): string {
  return `${agency} / ${schema}`;
}

export function valueColumns(rows: readonly ValueRow[]): readonly TableColumn<ValueRow, string>[] {
  const columns = new Set(rows.flatMap(({ values }) => [...values.keys()]));
  return [
    ...[...columns].map((column): TableColumn<ValueRow, string> => ({
      id: column,
      title: column,
      width: 200,
      grows: 1,
      isSortable: true,
      text: ({ values }) => values.get(column) ?? '',
    })),
    {
      id: 'group',
      title: 'Group',
      width: 140,
      mono: true,
      quiet: true,
      isSortable: true,
      isHidden: true,
      text: ({ group }) => group,
    },
  ];
}
