/** Columns that are being chosen, by pointer or keys. */
export class Stretch {
  /** The column that is looked at; `undefined`: none. */
  cursor = $state<number>();
  /** Where a stretch of several began. */
  anchor = $state<number>();
  readonly #count: () => number;

  constructor(count: () => number) {
    this.#count = count;
  }

  readonly columns = $derived.by(() => {
    if (this.cursor === undefined) return undefined;
    const anchor = this.anchor ?? this.cursor;
    // Fewer columns may be left than when it began.
    const last = this.#count() - 1;
    return {
      first: Math.min(last, anchor, this.cursor),
      last: Math.min(last, Math.max(anchor, this.cursor)),
    };
  });

  get isChoosing(): boolean {
    return this.anchor !== undefined;
  }

  moveTo(column: number, extend: boolean): void {
    const target = Math.max(0, Math.min(this.#count() - 1, column));
    if (!extend) this.anchor = undefined;
    else this.anchor ??= this.cursor ?? target;
    this.cursor = target;
  }

  leave(): void {
    this.cursor = undefined;
    this.anchor = undefined;
  }
}
