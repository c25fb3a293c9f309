interface Placed {
  readonly id: string;
}

/**
 * Columns in the order a person gave them. One that the order does not name, for instance a new one, stands behind the
 * one it comes after by itself.
 */
export function inOrder<Column extends Placed>(
  columns: readonly Column[],
  order: readonly string[],
): readonly Column[] {
  const placed = order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  for (const [index, column] of columns.entries()) {
    if (order.includes(column.id)) continue;
    const before = columns[index - 1];
    placed.splice(before ? placed.indexOf(before) + 1 : 0, 0, column);
  }
  return placed;
}

/** The columns with one of them beside another. */
export function placedBeside<Column extends Placed>(
  columns: readonly Column[],
  column: Column,
  beside: Column,
  side: 'before' | 'after',
): readonly Column[] {
  const rest = columns.filter(({ id }) => id !== column.id);
  const at = rest.findIndex(({ id }) => id === beside.id);
  if (at < 0) return columns;
  return rest.toSpliced(side === 'before' ? at : at + 1, 0, column);
}
