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
  /** Agencies and identifiers that it has values of, in one text. */
  readonly agencies: string;
  /** Values by agency and identifier; these always in the same order. */
  readonly values: ReadonlyMap<string, string>;
}

/** One row per group: the values that mean the same, by agency and identifier. */
export function valueRows(mappings: readonly ValueMapping[]): readonly ValueRow[] {
  const places = new Map<string, number>();
  return mappings.flatMap(({ groups }, at) =>
    groups.map(({ id, entries }, index): ValueRow => {
      const values = new Map<string, string>();
      for (const { agency, schema, value, isDefault } of entries) {
        const column = columnOf(agency, schema);
        if (!places.has(column)) places.set(column, places.size);
        const shown = isDefault ? `${value} (default)` : value;
        const known = values.get(column);
        values.set(column, known === undefined ? shown : `${known}, ${shown}`);
      }
      const place = (column: string): number => places.get(column) ?? 0;
      const sorted = [...values].sort(([a], [b]) => place(a) - place(b));
      const agencies = sorted.map(([column]) => column).join(' ↔ ');
      return { key: `${at} ${index} ${id}`, group: id, agencies, values: new Map(sorted) };
    }),
  );
}

/** The agencies and identifiers that have values together, with the number of groups. */
export function agenciesIn(rows: readonly ValueRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { agencies } of rows) counts.set(agencies, (counts.get(agencies) ?? 0) + 1);
  return counts;
}

function columnOf(agency: string, schema: string): string {
  return `${agency} / ${schema}`;
}

type ValueColumn = TableColumn<ValueRow, string>;

/** A column for each agency and identifier, where all rows have the same ones; else what stands in a row tells them. */
export function valueColumns(rows: readonly ValueRow[]): readonly ValueColumn[] {
  const isAlike = agenciesIn(rows).size <= 1;
  return [
    ...(isAlike ? ownColumns(rows) : placeColumns(rows)),
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

function ownColumns([first]: readonly ValueRow[]): readonly ValueColumn[] {
  return [...(first?.values.keys() ?? [])].map((column): ValueColumn => ({
    id: column,
    title: column,
    width: 200,
    grows: 1,
    isSortable: true,
    text: ({ values }) => values.get(column) ?? '',
  }));
}

function placeColumns(rows: readonly ValueRow[]): readonly ValueColumn[] {
  const most = rows.reduce((sum, { values }) => Math.max(sum, values.size), 0);
  return Array.from({ length: most }, (_, at) => at).flatMap((at): readonly ValueColumn[] => [
    {
      id: `agency ${at}`,
      title: `Agency / identifier ${at + 1}`,
      width: 200,
      grows: 1,
      quiet: true,
      isSortable: true,
      text: ({ values }) => [...values.keys()][at] ?? '',
    },
    {
      id: `value ${at}`,
      title: `Value ${at + 1}`,
      width: 160,
      grows: 1,
      isSortable: true,
      text: ({ values }) => [...values.values()][at] ?? '',
    },
  ]);
}
