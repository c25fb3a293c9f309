/** An order, whatever form it has. */
export interface OrderFacts {
  readonly order: number;
  /** At least one. */
  readonly items: number;
  /** ms since 1970 */
  readonly at: number;
}

export function itemOf(order: number, index: number) {
  return {
    position: (index + 1) * 10,
    material: `TENT-${1000 + ((order + index) % 700)}`,
    quantity: 1 + ((order + index) % 12),
  };
}
