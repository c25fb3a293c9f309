import type { Outline, Point, Rect } from './geometry.ts';
import type { StepIcon } from './step-icons.ts';

/** What a flow looks like, before anything is drawn: plain data with every place settled. */
export interface Drawing {
  /** Parents before what stands in them. */
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly labels: readonly DrawnLabel[];
  readonly bounds: Rect;
  /** Whether places had to be found, because the flow says none or none that can be used. */
  readonly isLaidOut: boolean;
}

export type NodeKind = 'system' | 'process' | 'subprocess' | 'step' | 'event' | 'gateway';

export interface DrawnNode {
  /** Of the element; that of the process where a pool frames one. */
  readonly id: string;
  /** Also this element: the pool of a process. */
  readonly otherId: string | undefined;
  readonly kind: NodeKind;
  readonly name: string;
  /** As in SAP's editor, such as `Content Modifier`. */
  readonly typeName: string;
  /** BPMN element name. */
  readonly element: string;
  readonly icon: StepIcon | undefined;
  readonly bounds: Rect;
  readonly outline: Outline;
  /** Id of the process or subprocess around it. */
  readonly parent: string | undefined;
  readonly look: 'plain' | 'local' | 'exception' | 'start' | 'end';
}

/** Whether other nodes stand in it. */
export function isFrame({ kind }: Pick<DrawnNode, 'kind'>): boolean {
  return kind === 'process' || kind === 'subprocess';
}

export interface DrawnEdge {
  readonly id: string;
  readonly kind: 'sequence' | 'channel';
  readonly name: string;
  /** As in SAP's editor: the adapter of a channel, such as `OData`. */
  readonly typeName: string;
  readonly source: string;
  readonly target: string;
  /** At least two; from outline to outline. */
  readonly waypoints: readonly Point[];
  readonly isDefault: boolean;
  /** What is written at it. */
  readonly text: string;
  /** For a hint and for the list: address of a channel, condition of a route. */
  readonly detail: string;
}

/** Text beside an element, placed where it covers as little as possible. */
export interface DrawnLabel {
  readonly owner: string;
  readonly lines: readonly string[];
  readonly box: Rect;
  readonly tone: 'name' | 'title' | 'route' | 'channel';
  readonly anchor: 'start' | 'middle';
  /** What it stands on. */
  readonly ground: 'canvas' | 'process' | 'exception';
}
