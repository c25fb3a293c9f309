import type { Diagram, DiagramEdge, DiagramShape } from '../../../src-shared/content/artifact/flow.ts';
import { attribute, childNamed, childrenNamed, referenceIn, type XmlElement } from './xml-tree.ts';

/** Diagram interchange of the flow; `undefined` where it has none, or no shape in it. */
export function readDiagram(root: XmlElement): Diagram | undefined {
  const planes = childrenNamed(root, 'BPMNDiagram').flatMap((diagram) => childrenNamed(diagram, 'BPMNPlane'));
  const shapes = planes.flatMap((plane) => childrenNamed(plane, 'BPMNShape').flatMap(readShape));
  const edges = planes.flatMap((plane) => childrenNamed(plane, 'BPMNEdge').map(readEdge));
  return shapes.length === 0 ? undefined : { shapes, edges };
}

function readShape(shape: XmlElement): readonly DiagramShape[] {
  const bounds = childNamed(shape, 'Bounds');
  if (!bounds) return [];
  return [
    {
      id: attribute(shape, 'id'),
      element: referenceIn(shape, 'bpmnElement'),
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
    element: referenceIn(edge, 'bpmnElement'),
    waypoints: childrenNamed(edge, 'waypoint').map(
      (point) => [number(point, 'x'), number(point, 'y')] as const,
    ),
  };
}

function number(element: XmlElement, name: string): number {
  const value = Number(attribute(element, name));
  return Number.isFinite(value) ? value : 0;
}
