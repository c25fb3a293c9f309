import BaseViewer from 'bpmn-js/lib/BaseViewer';
import importModule from 'bpmn-js/lib/import';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import interactionEvents from 'diagram-js/lib/features/interaction-events';
import moveCanvas from 'diagram-js/lib/navigation/movecanvas';
import zoomScroll from 'diagram-js/lib/navigation/zoomscroll';

import type { Measures } from '../drawing/draw-flow.ts';
import { type Drawing, isFrame } from '../drawing/drawing.ts';
import {
  fittingView,
  largest,
  openingView,
  readable,
  smallest,
  type View,
  viewAround,
} from '../drawing/views.ts';
import { paintLabel } from '../paint/paint-edge.ts';
import { type Mark, paintMarks } from '../paint/paint-marks.ts';
import { paintPath, type PathMarks } from '../paint/paint-path.ts';
import { fromElementId, type Moddle, toDefinitions, toElementId } from './definitions.ts';
import { FlowRenderer, hint } from './flow-renderer.ts';
import { focusRing } from './focus-ring.ts';

export interface CanvasEvents {
  readonly onclick: (id: string | undefined) => void;
  readonly onview: (view: View) => void;
}

/** States of elements that come and go: classes on what is drawn. */
export type Marker = 'is-selected' | 'is-found';

/** The drawn diagram in a window of its own that can be moved and zoomed. */
export class DiagramCanvas {
  readonly #viewer: BaseViewer;
  readonly #drawing: Drawing;
  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #overlay: SVGElement;
  readonly #path: SVGElement;
  readonly #focus: SVGElement;
  readonly #onview: CanvasEvents['onview'];
  readonly #marked = new Map<Marker, readonly string[]>();

  private constructor(viewer: BaseViewer, drawing: Drawing, events: CanvasEvents) {
    this.#viewer = viewer;
    this.#drawing = drawing;
    this.#onview = events.onview;
    this.#canvas = viewer.get<Canvas>('canvas');
    this.#registry = viewer.get<ElementRegistry>('elementRegistry');
    this.#layer('labels', 10).append(...drawing.labels.map(paintLabel));
    this.#path = this.#layer('path', 15);
    this.#overlay = this.#layer('marks', 20);
    this.#focus = this.#layer('focus', 30);
    this.#stack();
    const bus = viewer.get<EventBus>('eventBus');
    this.#hintOnHover(bus);
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
    const canvas = viewer.get<Canvas>('canvas');
    // Before anything is drawn: a later change of size would lay out every text twice.
    const view = openingView(drawing, canvas.getSize());
    canvas.viewbox(view);
    const moddle = viewer.get<Moddle>('moddle');
    const { warnings } = await viewer.importDefinitions(toDefinitions(moddle, drawing));
    if (warnings.length > 0) throw new Error(`The diagram could not be drawn: ${String(warnings[0])}`);
    events.onview(view);
    return new DiagramCanvas(viewer, drawing, events);
  }

  view(): View {
    return toView(this.#canvas.viewbox());
  }

  fit(): void {
    this.#canvas.viewbox(fittingView(this.#drawing, this.#canvas.getSize()));
  }

  /** The window around it has another size now. */
  resized(beginAnew: boolean): void {
    this.#canvas.resized();
    if (beginAnew) this.#canvas.viewbox(openingView(this.#drawing, this.#canvas.getSize()));
    else this.#onview(this.view());
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
    this.#canvas.viewbox(viewAround(point, this.view().scale, this.#canvas.getSize()));
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

  /** The way of a message. */
  showPath(marks: PathMarks): void {
    this.#path.replaceChildren(...paintPath(this.#drawing, marks));
  }

  destroy(): void {
    this.#viewer.destroy();
  }

  #layer(name: string, index: number): SVGElement {
    const layer = this.#canvas.getLayer(name, index);
    layer.setAttribute('pointer-events', 'none');
    return layer;
  }

  /**
   * All in one layer: frames, ways, then what stands in the frames. bpmn-js nests and draws channels on top of everything, which strikes
   * through names where SAP's straight channels cross steps.
   */
  #stack(): void {
    const { nodes, edges } = this.#drawing;
    const layer: Element = this.#canvas.getActiveLayer() as never;
    const ordered = [
      ...nodes.filter(isFrame),
      ...edges.filter(({ kind }) => kind === 'sequence'),
      ...edges.filter(({ kind }) => kind === 'channel'),
      ...nodes.filter((node) => !isFrame(node)),
    ];
    layer.append(
      ...ordered.flatMap(({ id }) => this.#registry.getGraphics(toElementId(id)).parentNode ?? []),
    );
  }

  /** Made when the pointer comes: hundreds of hints would cost more than the shapes. */
  #hintOnHover(bus: EventBus): void {
    bus.on('element.hover', ({ element, gfx }: { element: { id: string }; gfx: SVGElement }) => {
      const id = fromElementId(element.id);
      const drawn =
        this.#drawing.nodes.find((node) => node.id === id) ??
        this.#drawing.edges.find((edge) => edge.id === id);
      if (drawn && !gfx.querySelector(':scope > title')) gfx.append(hint(drawn));
    });
  }
}

function toView({ x, y, width, height, scale }: View): View {
  return { x, y, width, height, scale };
}
