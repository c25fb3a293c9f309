import BaseViewer from 'bpmn-js/lib/BaseViewer';
import importModule from 'bpmn-js/lib/import';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import interactionEvents from 'diagram-js/lib/features/interaction-events';
import moveCanvas from 'diagram-js/lib/navigation/movecanvas';
import zoomScroll from 'diagram-js/lib/navigation/zoomscroll';

import type { Measures } from '../drawing/draw-flow.ts';
import type { Drawing } from '../drawing/drawing.ts';
import { centre, grown, type Rect } from '../drawing/geometry.ts';
import { paintLabel } from '../paint/paint-edge.ts';
import { type Mark, paintMarks } from '../paint/paint-marks.ts';
import { fromElementId, type Moddle, toDefinitions, toElementId } from './definitions.ts';
import { FlowRenderer, hint } from './flow-renderer.ts';
import { focusRing } from './focus-ring.ts';

/** What a person sees of the diagram now, in its units, and how large. */
export interface View extends Rect {
  readonly scale: number;
}

export interface CanvasEvents {
  readonly onclick: (id: string | undefined) => void;
  readonly onview: (view: View) => void;
}

/** States of elements that come and go: classes on what is drawn. */
export type Marker = 'is-selected' | 'is-found';

const smallest = 0.1;
const largest = 4;
const margin = 28;
/** Below it, names cannot be read. */
const readable = 0.6;

/** The drawn diagram in a window of its own that can be moved and zoomed. */
export class DiagramCanvas {
  readonly #viewer: BaseViewer;
  readonly #drawing: Drawing;
  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #overlay: SVGElement;
  readonly #focus: SVGElement;
  readonly #marked = new Map<Marker, readonly string[]>();

  private constructor(viewer: BaseViewer, drawing: Drawing, events: CanvasEvents) {
    this.#viewer = viewer;
    this.#drawing = drawing;
    this.#canvas = viewer.get<Canvas>('canvas');
    this.#registry = viewer.get<ElementRegistry>('elementRegistry');
    this.#layer('labels', 10).append(...drawing.labels.map(paintLabel));
    this.#overlay = this.#layer('marks', 20);
    this.#focus = this.#layer('focus', 30);
    this.#finishElements();
    const bus = viewer.get<EventBus>('eventBus');
    bus.on('element.click', ({ element }: { element: { id: string; parent?: object } }) => {
      events.onclick(element.parent ? fromElementId(element.id) : undefined);
    });
    bus.on('canvas.viewbox.changed', ({ viewbox }: { viewbox: View }) => {
      events.onview(toView(viewbox));
    });
  }

  /** Draws into `container`, which has its size already. */
  static async open(
    container: HTMLElement,
    drawing: Drawing,
    measures: Measures,
    events: CanvasEvents,
  ): Promise<DiagramCanvas> {
    const painted = {
      nodes: new Map(drawing.nodes.map((node) => [toElementId(node.id), node])),
      edges: new Map(drawing.edges.map((edge) => [toElementId(edge.id), edge])),
      measures,
    };
    const viewer = new BaseViewer({
      container,
      modules: [
        importModule,
        interactionEvents,
        moveCanvas,
        zoomScroll,
        {
          __init__: ['flowRenderer'],
          flowRenderer: ['type', FlowRenderer],
          painted: ['value', painted],
          // bpmn-js measures names with it; ours are none of its business.
          textRenderer: ['value', undefined],
        },
      ],
    });
    const moddle = viewer.get<Moddle>('moddle');
    const { warnings } = await viewer.importDefinitions(toDefinitions(moddle, drawing) as never);
    if (warnings.length > 0) throw new Error(`The diagram could not be drawn: ${String(warnings[0])}`);
    return new DiagramCanvas(viewer, drawing, events);
  }

  view(): View {
    return toView(this.#canvas.viewbox());
  }

  /** The whole diagram, but never larger than it was drawn. */
  fit(): void {
    const { width, height } = this.#canvas.getSize();
    const whole = grown(this.#drawing.bounds, margin);
    const scale = Math.min(1, Math.max(smallest, Math.min(width / whole.width, height / whole.height)));
    this.#show(centre(whole), scale);
  }

  /** At the beginning: the whole where it can be read, else its upper left part in a size that can be. */
  open(): void {
    const { width, height } = this.#canvas.getSize();
    const whole = grown(this.#drawing.bounds, margin);
    const scale = Math.min(width / whole.width, height / whole.height);
    if (scale >= readable) {
      this.fit();
      return;
    }
    // Where one side fits, it is in the middle; the other begins at its edge.
    const seen = { width: width / readable, height: height / readable };
    const x = whole.x - Math.max(0, seen.width - whole.width) / 2;
    const y = whole.y - Math.max(0, seen.height - whole.height) / 2;
    this.#canvas.viewbox({ x, y, ...seen });
  }

  /** The window around it has another size now. */
  resized(beginAnew: boolean): void {
    this.#canvas.resized();
    if (beginAnew) this.open();
  }

  focus(): void {
    this.#canvas.focus();
  }

  zoom(factor: number): void {
    const scale = Math.min(largest, Math.max(smallest, this.view().scale * factor));
    this.#canvas.zoom(scale, 'auto' as never);
  }

  actualSize(): void {
    this.#canvas.zoom(1, 'auto' as never);
  }

  /** Moves the part that is seen so that `point` is in its middle. */
  centreOn(point: { readonly x: number; readonly y: number }): void {
    this.#show(point, this.view().scale);
  }

  /** Moves as little as needed to see the element, and enlarges where it could not be read. */
  reveal(id: string): void {
    const element = this.#registry.get(toElementId(id));
    if (!element) return;
    if (this.view().scale < readable) this.#canvas.zoom(readable, 'auto' as never);
    this.#canvas.scrollToElement(element as never, 60);
  }

  mark(marker: Marker, ids: readonly string[]): void {
    for (const id of this.#marked.get(marker) ?? []) this.#canvas.removeMarker(toElementId(id), marker);
    const drawn = ids.filter((id) => this.#registry.get(toElementId(id)));
    for (const id of drawn) this.#canvas.addMarker(toElementId(id), marker);
    this.#marked.set(marker, drawn);
  }

  showFocus(id: string | undefined): void {
    this.#focus.replaceChildren(...focusRing(this.#drawing, id));
  }

  showMarks(marks: ReadonlyMap<string, Mark>): void {
    this.#overlay.replaceChildren(...paintMarks(this.#drawing, marks));
  }

  destroy(): void {
    this.#viewer.destroy();
  }

  #show({ x, y }: { readonly x: number; readonly y: number }, scale: number): void {
    const size = this.#canvas.getSize();
    const [width, height] = [size.width / scale, size.height / scale];
    this.#canvas.viewbox({ x: x - width / 2, y: y - height / 2, width, height });
  }

  #layer(name: string, index: number): SVGElement {
    const layer = this.#canvas.getLayer(name, index);
    layer.setAttribute('pointer-events', 'none');
    return layer;
  }

  /** Hints for the pointer, and routes below the steps they connect: bpmn-js draws them on top. */
  #finishElements(): void {
    for (const node of this.#drawing.nodes)
      this.#registry.getGraphics(toElementId(node.id)).append(hint(node));
    for (const edge of this.#drawing.edges) {
      const graphics = this.#registry.getGraphics(toElementId(edge.id));
      graphics.append(hint(edge));
      const group = graphics.parentNode as Element | null;
      if (edge.kind === 'sequence') group?.parentNode?.prepend(group);
    }
  }
}

function toView({ x, y, width, height, scale }: View): View {
  return { x, y, width, height, scale };
}
