import type { Cell } from '../../../src-shared/content/artifact/flow.ts';
import { Refusal } from './refusal.ts';
import { parseXmlText } from './xml-tree.ts';

/**
 * A table inside a property value: escaped `<row><cell id="…">…</cell></row>` (catalogue 5.1). `undefined` where the value is
 * no table, or only looks like one.
 */
export function tableRows(value: string): readonly (readonly Cell[])[] | undefined {
  if (!/^\s*<row\b/.test(value)) return undefined;
  try {
    const table = parseXmlText(`<table>${value}</table>`, 'table');
    if (!table.children.every(({ name }) => name === 'row')) return undefined;
    return table.children.map((row) =>
      row.children.map((cell) => ({ id: cell.attributes.get('id'), value: cell.text })),
    );
  } catch (fault) {
    if (fault instanceof Refusal) return undefined;
    throw fault;
  }
}
