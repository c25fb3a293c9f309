import type { ValueMapSchema } from './model.ts';
import { hexId } from './random.ts';
import { escapeXml } from './xml.ts';

/** One two-sided table of a value mapping. */
export interface ValueTable {
  readonly source: readonly [agency: string, schema: string];
  readonly target: readonly [agency: string, schema: string];
  readonly rows: readonly (readonly [string, string])[];
  /** A table that nobody configured after import keeps an empty state. */
  readonly untouched?: boolean;
}

function groupId(artifactId: string, table: ValueTable, row: number): string {
  return hexId([artifactId, ...table.source, ...table.target, row].join('|'));
}

/** `value_mapping.xml` in the root of the zip: one group for each pair of values. */
export function valueMappingXml(artifactId: string, tables: readonly ValueTable[]): string {
  const groups = tables.flatMap((table) =>
    table.rows.map(
      ([source, target], at) =>
        `<group id="${groupId(artifactId, table, at)}">${entry(table.source, source)}${entry(table.target, target)}</group>`,
    ),
  );
  return `<vm version="2.0">${groups.join('')}</vm>`;
}

function entry([agency, schema]: readonly [string, string], value: string): string {
  return `<entry><agency>${escapeXml(agency)}</agency><schema>${escapeXml(schema)}</schema><value>${escapeXml(value)}</value></entry>`;
}

/** The same tables as the API lists them: every table in both directions. */
export function valueMapSchemas(artifactId: string, tables: readonly ValueTable[]): ValueMapSchema[] {
  return tables.flatMap((table) => {
    const State = table.untouched === true ? '' : 'Configured';
    const [SrcAgency, SrcId] = table.source;
    const [TgtAgency, TgtId] = table.target;
    const pairs = table.rows.map(([source, target], at) => ({
      id: groupId(artifactId, table, at),
      source,
      target,
    }));
    return [
      {
        SrcAgency,
        SrcId,
        TgtAgency,
        TgtId,
        State,
        entries: pairs.map(({ id, source, target }) => ({ id, srcValue: source, tgtValue: target })),
      },
      {
        SrcAgency: TgtAgency,
        SrcId: TgtId,
        TgtAgency: SrcAgency,
        TgtId: SrcId,
        State,
        entries: pairs.map(({ id, source, target }) => ({ id, srcValue: target, tgtValue: source })),
      },
    ];
  });
}
