import BaseRenderer from 'diagram-js/lib/draw/BaseRenderer';

import type { Measures } from '../drawing/draw-flow.ts';
import type { DrawnEdge, DrawnNode } from '../drawing/drawing.ts';
import { linePath, paintEdge } from '../paint/paint-edge.ts';
import { paintNode } from '../paint/paint-node.ts';
import { svg } from '../paint/svg.ts';

/** What the renderer is given beside the elements: bpmn-js knows neither activity types nor adapters. */
export interface Painted {
  readonly nodes: ReadonlyMap<string, DrawnNode>;
  readonly edges: ReadonlyMap<string, DrawnEdge>;
  readonly measures: Measures;
}

interface Element {
  readonly id: string;
}

/** Draws every element as we draw it; nothing is left to bpmn-js's own renderer, which is not even loaded. */
export class FlowRenderer extends BaseRenderer {
  static readonly $inject = ['eventBus', 'painted'];
  readonly #painted: Painted;

  constructor(eventBus: ConstructorParameters<typeof BaseRenderer>[0], painted: Painted) {
    super(eventBus, 2000);
    this.#painted = painted;
  }

  override canRender(): boolean {
    return true;
  }

  override drawShape(visuals: SVGElement, { id }: Element): SVGElement {
    const node = this.#painted.nodes.get(id);
    if (node) visuals.append(...paintNode(node, this.#painted.measures));
    return visuals;
  }

  override drawConnection(visuals: SVGElement, { id }: Element): SVGElement {
    const edge = this.#painted.edges.get(id);
    if (edge) visuals.append(...paintEdge(edge));
    return visuals;
  }

  override getShapePath({ id }: Element): string {
    const { x = 0, y = 0, width = 0, height = 0 } = this.#painted.nodes.get(id)?.bounds ?? {};
    return `M${x} ${y}h${width}v${height}h${-width}z`;
  }

  override getConnectionPath({ id }: Element): string {
    return linePath(this.#painted.edges.get(id)?.waypoints ?? []);
  }
}

/** The hint of the pointer: what the drawing may have to cut. */
export function hint(element: DrawnNode | DrawnEdge): SVGTitleElement {
  const detail = 'detail' in element ? element.detail : '';
  const words = [element.name, element.typeName === element.name ? '' : element.typeName, detail];
  return svg('title', {}, [words.filter((word) => word !== '').join('\n')]);
}
