/** A column as data; what is more than text comes as a snippet in the table's `cells`. */
export interface TableColumn<Row, Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** Pixels, until the person drags another. */
  readonly width: number;
  /** Share of the space that is left over, until the person drags another width; one column of a table should have one. */
  readonly grows?: number;
  /** Figures stand at the end. */
  readonly align?: 'end';
  readonly isSortable?: boolean;
  /** Ids and times. */
  readonly mono?: boolean;
  /** Present but quiet, such as ids beside names. */
  readonly quiet?: boolean;
  /** Not shown until chosen. */
  readonly isHidden?: boolean;
  /** What is shown without a snippet, copied, and offered as a hint when cut. */
  readonly text: (row: Row) => string;
  /** What a file or a program is given where the shown text is made for eyes, such as a time without its year. */
  readonly plain?: { readonly title: string; readonly value: (row: Row) => string | number | undefined };
}

export const narrowestColumn = 48;

/** Heading and content of a column for a file or a program. */
export function plainTitle({ title, plain }: TableColumn<never, string>): string {
  return plain?.title ?? title;
}

export function plainValue<Row>({ text, plain }: TableColumn<Row, string>, row: Row): string | number {
  return plain ? (plain.value(row) ?? '') : text(row);
}
