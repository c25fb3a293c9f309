import type { Diagram, DiagramEdge, DiagramShape } from '../../../src-shared/content/artifact/flow.ts';
import { attribute, childNamed, childrenNamed, type XmlElement } from './xml-tree.ts';

/** Diagram interchange of the flow; `undefined` where it has none, or no shape in it. */
export function readDiagram(root: XmlElement): Diagram | undefined {
  const plane = childNamed(childNamed(root, 'BPMNDiagram'), 'BPMNPlane');
  if (!plane) return undefined;
  const shapes = childrenNamed(plane, 'BPMNShape').flatMap(readShape);
  return shapes.length === 0 ? undefined : { shapes, edges: childrenNamed(plane, 'BPMNEdge').map(readEdge) };
}

function readShape(shape: XmlElement): readonly DiagramShape[] {
  const bounds = childNamed(shape, 'Bounds');
  if (!bounds) return [];
  return [
    {
      id: attribute(shape, 'id'),
      element: attribute(shape, 'bpmnElement'),
      x: number(bounds, 'x'),
      y: number(bounds, 'y'),
      width: number(bounds, 'width'),
      height: number(bounds, 'height'),
    },
  ];
}

function readEdge(edge: XmlElement): DiagramEdge {
  return {
    id: attribute(edge, 'id'),
    element: attribute(edge, 'bpmnElement'),
    waypoints: childrenNamed(edge, 'waypoint').map(
      (point) => [number(point, 'x'), number(point, 'y')] as const,
    ),
  };
}

function number(element: XmlElement, name: string): number {
  const value = Number(attribute(element, name));
  return Number.isFinite(value) ? value : 0;
}
