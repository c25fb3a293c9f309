/** Chromium lays out no element higher than about 33.5 million pixels: 1.19 million rows of 28. */
export const highestElement = 33_000_000;
const overscan = 6;
/** Rows come and go by so many at once: in most frames of a slow scroll none has to be drawn. */
const step = 4;

interface Scrollable {
  scrollTop: number;
}

/**
 * Which rows of a long list are on the screen. Lists higher than Chromium can lay out are scaled: the
 * scroll bar then moves more rows per pixel, while the wheel and the keys still move exactly.
 */
export class VirtualScroll {
  /** Height in pixels of the part that shows rows. */
  viewport = $state(0);
  #scrollTop = $state(0);
  /** Rows cannot be reached to the pixel by a scaled scroll bar; this is what the wheel adds. */
  #fine = $state(0);
  #expected: number | undefined;
  readonly #total: () => number;
  readonly #rowHeight: () => number;

  constructor(total: () => number, rowHeight: () => number) {
    this.#total = total;
    this.#rowHeight = rowHeight;
  }

  get rowHeight(): number {
    return this.#rowHeight();
  }

  readonly #fullHeight = $derived.by(() => this.#total() * this.rowHeight);
  /** Of the element that stands for all rows. */
  readonly height = $derived(Math.min(this.#fullHeight, highestElement));
  readonly #range = $derived(Math.max(0, this.#fullHeight - this.viewport));
  readonly #ratio = $derived.by(() => {
    const scrollable = this.height - this.viewport;
    return this.#fullHeight > highestElement && scrollable > 0 ? this.#range / scrollable : 1;
  });
  /** Where the window would stand if all rows were laid out. */
  readonly top = $derived(Math.min(this.#range, Math.max(0, this.#scrollTop * this.#ratio + this.#fine)));
  readonly first = $derived.by(() => {
    const row = Math.floor(this.top / this.rowHeight);
    return Math.max(0, row - (row % step) - overscan);
  });
  readonly #size = $derived.by(() => Math.ceil(this.viewport / this.rowHeight) + 1 + step + 2 * overscan);
  /** Index after the last row that is drawn. As many as there are places: with a place to spare, elements would come and go. */
  readonly end = $derived.by(() => Math.min(this.#total(), this.first + this.#size));
  readonly indexes = $derived(
    Array.from({ length: Math.max(0, this.end - this.first) }, (_, i) => this.first + i),
  );
  /**
   * The same rows by places that are used again: a row that leaves at one end gives its elements to the
   * one that enters at the other. `undefined`: a place that is not needed.
   */
  readonly places = $derived.by(() => {
    const size = this.#size;
    return Array.from({ length: size }, (_, place) => {
      const index = this.first + ((place - (this.first % size) + size) % size);
      return index < this.end ? index : undefined;
    });
  });
  readonly #isScaled = $derived(this.#ratio !== 1);
  /** Where the layer of the drawn rows stands within the element. */
  readonly layerTop = $derived.by(() =>
    this.#isScaled ? this.#scrollTop + this.first * this.rowHeight - this.top : 0,
  );
  /** Whole rows per page. */
  readonly page = $derived.by(() => Math.max(1, Math.floor(this.viewport / this.rowHeight) - 1));

  readonly scrolled = (element: Scrollable): void => {
    if (this.#expected === undefined || Math.abs(element.scrollTop - this.#expected) > 1) this.#fine = 0;
    this.#expected = undefined;
    this.#scrollTop = element.scrollTop;
  };

  /**
   * Where a row stands within the layer. Rows of a plain list never move, so that scrolling paints
   * nothing but the new ones.
   */
  offsetOf(index: number): number {
    return (this.#isScaled ? index - this.first : index) * this.rowHeight;
  }

  /** True where the wheel was handled here, because the list is scaled. */
  wheel(element: Scrollable, deltaY: number): boolean {
    if (this.#ratio === 1) return false;
    this.#moveTo(element, this.top + deltaY);
    return true;
  }

  /** Scrolls just far enough to show a row. */
  reveal(element: Scrollable, index: number): void {
    const rowTop = index * this.rowHeight;
    if (rowTop < this.top) this.#moveTo(element, rowTop);
    else if (rowTop + this.rowHeight > this.top + this.viewport) {
      this.#moveTo(element, rowTop + this.rowHeight - this.viewport);
    }
  }

  /** Puts a row, or a fraction of one, at the top. */
  toRow(element: Scrollable, row: number): void {
    this.#moveTo(element, row * this.rowHeight);
  }

  toStart(element: Scrollable): void {
    this.#moveTo(element, 0);
  }

  #moveTo(element: Scrollable, top: number): void {
    const wanted = Math.min(this.#range, Math.max(0, top));
    element.scrollTop = Math.round(wanted / this.#ratio);
    this.#expected = element.scrollTop;
    this.#scrollTop = element.scrollTop;
    this.#fine = this.#ratio === 1 ? 0 : wanted - element.scrollTop * this.#ratio;
  }

  /** To be attached to the scrolling element; Svelte's own wheel handlers are passive. */
  readonly catchWheel = (element: HTMLElement): (() => void) => {
    const handle = (event: WheelEvent): void => {
      if (event.deltaY !== 0 && this.wheel(element, event.deltaY)) event.preventDefault();
    };
    element.addEventListener('wheel', handle, { passive: false });
    return () => element.removeEventListener('wheel', handle);
  };
}
