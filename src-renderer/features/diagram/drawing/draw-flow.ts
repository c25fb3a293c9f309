import type { Channel, Flow, SequenceFlow } from '../../../../src-shared/content/artifact/flow.ts';
import type { Drawing, DrawnEdge, DrawnNode } from './drawing.ts';
import { flowNodes } from './flow-nodes.ts';
import { containing, type Point, type Rect } from './geometry.ts';
import { placeLabels } from './place-labels.ts';
import { placeNodes } from './place-nodes.ts';
import { routeEdge } from './route.ts';
import type { Measure } from './wrap-text.ts';

/** Widths of texts in the fonts of the diagram. */
export interface Measures {
  readonly name: Measure;
  readonly small: Measure;
}

/**
 * What is to be drawn of a flow. Takes every flow: links to nothing, shapes of nothing and second uses of an id are left out,
 * missing places and ways are found.
 */
export function drawFlow(flow: Flow, measures: Measures): Drawing {
  const unplaced = flowNodes(flow);
  const known = new Map(
    unplaced.flatMap((node) => [[node.id, node.id] as const, [node.otherId ?? node.id, node.id] as const]),
  );
  const taken = new Set(unplaced.flatMap(({ id, otherId }) => [id, otherId ?? id]));
  const links = [...flow.sequenceFlows.map(sequenceEdge), ...flow.channels.map(channelEdge)].flatMap(
    (edge) => {
      const [source, target] = [known.get(edge.source), known.get(edge.target)];
      if (source === undefined || target === undefined || edge.id === '' || taken.has(edge.id)) return [];
      taken.add(edge.id);
      return [{ ...edge, source, target }];
    },
  );
  const { bounds, isLaidOut } = placeNodes(
    unplaced,
    flow.diagram,
    links.filter(({ kind }) => kind === 'sequence'),
    links.filter(({ kind }) => kind === 'channel'),
  );
  const nodes = unplaced.map((node): DrawnNode => ({ ...node, bounds: bounds.get(node.id) ?? nowhere }));
  const ends = new Map(nodes.map((node) => [node.id, node]));
  const ways = new Map(
    isLaidOut
      ? []
      : (flow.diagram?.edges ?? []).map(({ element, waypoints }) => [element, waypoints.map(asPoint)]),
  );
  const edges = links.flatMap((link): readonly DrawnEdge[] => {
    const [source, target] = [ends.get(link.source), ends.get(link.target)];
    return source && target
      ? [
          {
            ...link,
            waypoints: routeEdge(ways.get(link.id) ?? [], source, target, mannerOf(link, source, target)),
          },
        ]
      : [];
  });
  const labels = placeLabels(nodes, edges, measures);
  return {
    nodes,
    edges,
    labels,
    isLaidOut,
    bounds: containing([
      ...nodes.map((node) => node.bounds),
      ...labels.map(({ box }) => box),
      ...edges.map(({ waypoints }) =>
        containing(waypoints.map((point) => ({ ...point, width: 0, height: 0 }))),
      ),
    ]),
  };
}

function mannerOf({ kind }: Link, source: DrawnNode, target: DrawnNode): 'part' | 'meet' | 'channel' {
  if (kind === 'channel' && target.kind === 'system' && source.kind !== 'system') return 'channel';
  return source.kind === 'gateway' ? 'part' : 'meet';
}

const nowhere: Rect = { x: 0, y: 0, width: 1, height: 1 };

type Link = Omit<DrawnEdge, 'waypoints'>;

function sequenceEdge({ id, name, source, target, isDefault, condition }: SequenceFlow): Link {
  const detail = isDefault ? 'default route' : (condition ?? '');
  return {
    id,
    kind: 'sequence',
    name,
    typeName: 'Sequence Flow',
    source,
    target,
    isDefault,
    text: name,
    detail,
  };
}

function channelEdge({ id, name, adapterName, direction, source, target, address }: Channel): Link {
  const typeName = `${adapterName} ${direction.toLowerCase()} channel`;
  return {
    id,
    kind: 'channel',
    name,
    typeName,
    source,
    target,
    isDefault: false,
    text: adapterName,
    detail: address,
  };
}

function asPoint([x, y]: readonly [number, number]): Point {
  return { x, y };
}
