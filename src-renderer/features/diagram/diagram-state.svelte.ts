import type { Flow } from '../../../src-shared/content/artifact/flow.ts';
import type { DiagramCanvas } from './canvas/open-canvas.ts';
import type { Drawing, DrawnEdge, DrawnNode } from './drawing/drawing.ts';
import type { View } from './drawing/views.ts';
import { findElements } from './find-elements.ts';
import { describe } from './steps-in-words.ts';
import { type Direction, stops, walk } from './walk.ts';

/** One diagram on the screen: where the keyboard stands, what is searched, which part is seen. */
export class DiagramState {
  readonly flow: Flow;
  drawing = $state.raw<Drawing>();
  view = $state.raw<View>();
  /** Where the keyboard stands. */
  current = $state.raw<string>();
  search = $state('');
  isSearching = $state(false);
  #canvas = $state.raw<DiagramCanvas>();
  #hit = $state(0);

  constructor(flow: Flow) {
    this.flow = flow;
  }

  readonly stops = $derived(this.drawing ? stops(this.drawing) : []);
  readonly found = $derived.by(() =>
    this.drawing && this.isSearching ? findElements(this.drawing, this.flow, this.search) : [],
  );
  /** Place of the hit that is shown among all of them, from 1; 0 without any. */
  readonly hit = $derived(this.found.length === 0 ? 0 : (this.#hit % this.found.length) + 1);
  readonly canvas = $derived(this.#canvas);

  show(canvas: DiagramCanvas, drawing: Drawing): void {
    this.drawing = drawing;
    this.#canvas = canvas;
  }

  gone(): void {
    this.#canvas = undefined;
  }

  element(id: string | undefined): DrawnNode | DrawnEdge | undefined {
    if (id === undefined || !this.drawing) return undefined;
    const { nodes, edges } = this.drawing;
    return (
      nodes.find((node) => node.id === id || node.otherId === id) ?? edges.find((edge) => edge.id === id)
    );
  }

  goTo(id: string | undefined): void {
    const element = this.element(id);
    this.current = element?.id;
    this.#canvas?.showFocus(this.current);
    if (element) this.#canvas?.reveal(element.id);
  }

  /** After a click: the keyboard goes on from there. */
  stand(id: string | undefined): void {
    this.current = this.element(id)?.id;
    this.#canvas?.showFocus(this.current);
  }

  step(direction: Direction): void {
    const { drawing, current } = this;
    if (!drawing) return;
    const next = current === undefined ? this.stops[0]?.id : walk(drawing, current, direction);
    if (next !== undefined) this.goTo(next);
  }

  first(): void {
    this.goTo(this.stops[0]?.id);
  }

  last(): void {
    this.goTo(this.stops.at(-1)?.id);
  }

  searchFor(text: string): void {
    this.search = text;
    this.#hit = 0;
    if (this.found[0] !== undefined) this.goTo(this.found[0]);
  }

  nextHit(by: 1 | -1): void {
    const count = this.found.length;
    if (count === 0) return;
    this.#hit = (this.#hit + by + count) % count;
    this.goTo(this.found[this.#hit]);
  }

  /** What is said aloud of the element on which the keyboard stands. */
  readonly announcement = $derived.by((): string => {
    const element = this.element(this.current);
    if (!element) return '';
    const place = this.stops.findIndex(({ id }) => id === element.id) + 1;
    const position = place === 0 ? '' : ` ${place} of ${this.stops.length}.`;
    return `${describe(element)}.${position}`;
  });
}
