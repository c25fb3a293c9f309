/** An integration flow as its .iflw says it (BPMN 2.0 with SAP's `ifl:property`, catalogue 5.1). */
export interface Flow {
  /** Path of the .iflw; its name is in general neither the id nor the name of the artifact. */
  readonly file: string;
  readonly name: string;
  /** Properties of the whole flow. */
  readonly properties: readonly Property[];
  readonly participants: readonly Participant[];
  readonly processes: readonly Process[];
  readonly steps: readonly Step[];
  readonly channels: readonly Channel[];
  readonly sequenceFlows: readonly SequenceFlow[];
  /** Every element that has an id, in document order, also those of the diagram. */
  readonly elements: readonly FlowElement[];
  /** Undefined where the flow has no diagram interchange. */
  readonly diagram: Diagram | undefined;
  readonly documentation: string | undefined;
}

/** One `ifl:property`. */
export interface Property {
  readonly key: string;
  /** As in SAP's editor where known, else the key. */
  readonly label: string;
  /** Raw, `{{parameters}}` not replaced. */
  readonly value: string;
  /** Where the value is a table: its rows. */
  readonly rows: readonly (readonly Cell[])[] | undefined;
}

export interface Cell {
  /** `undefined` in tables whose cells go by position, such as schedules. */
  readonly id: string | undefined;
  readonly value: string;
}

export interface Participant {
  readonly id: string;
  readonly name: string;
  /** As SAP writes it, misspelt `EndpointRecevier` included. */
  readonly type: string;
  readonly role: 'sender' | 'receiver' | 'process' | 'other';
  /** Id of the process it frames. */
  readonly process: string | undefined;
  readonly properties: readonly Property[];
}

export interface Process {
  readonly id: string;
  readonly name: string;
  readonly type: 'process';
  readonly kind: 'integration' | 'local';
  /** In SAP's words: Integration Process or Local Integration Process. */
  readonly typeName: string;
  readonly properties: readonly Property[];
}

export interface Step {
  readonly id: string;
  readonly name: string;
  /** SAP's activityType of call activities and service tasks, else the BPMN element, such as `exclusiveGateway`. */
  readonly type: string;
  /** As in SAP's editor, such as `Content Modifier`; variant included, such as `Groovy Script`. */
  readonly typeName: string;
  /** What tells variants of a type apart, such as `GroovyScript`, `Join`, `timer`. */
  readonly variant: string | undefined;
  /** BPMN element name. */
  readonly element: string;
  /** Id of the process it stands in. */
  readonly process: string;
  /** Id of the innermost subprocess it stands in. */
  readonly subprocess: string | undefined;
  readonly properties: readonly Property[];
  readonly documentation: string | undefined;
  /** Of looping calls. */
  readonly loop?: StepLoop | undefined;
}

export interface StepLoop {
  /** Goes on while it holds; empty where none is said. */
  readonly condition: string;
  readonly maximum: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** ComponentType, such as `HCIOData`. */
  readonly adapter: string;
  /** As in SAP's editor, such as `OData`; a third party's adapter keeps its own name. */
  readonly adapterName: string;
  readonly isThirdParty: boolean;
  /** As written, in general `Sender` or `Receiver`. */
  readonly direction: string;
  /** Host, path, queue or destination, whatever the adapter is addressed by; raw. */
  readonly address: string;
  readonly transportProtocol: string | undefined;
  readonly messageProtocol: string | undefined;
  /** Participant on the outer end. */
  readonly participant: string | undefined;
  /** Name of that participant: the system. */
  readonly system: string;
  /** Step on the inner end. */
  readonly step: string | undefined;
  readonly source: string;
  readonly target: string;
  readonly properties: readonly Property[];
}

export interface SequenceFlow {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly process: string;
  readonly condition: string | undefined;
  /** `XML` (XPath) or `NonXML` (Simple), where a condition says so. */
  readonly conditionType: string | undefined;
  /** The route a Router takes when no condition holds. */
  readonly isDefault: boolean;
  readonly properties: readonly Property[];
}

export interface FlowElement {
  readonly id: string;
  /** BPMN or DI element name without prefix. */
  readonly element: string;
  /** Activity type, adapter, participant type; else the element's name. */
  readonly type: string;
}

export interface Diagram {
  readonly shapes: readonly DiagramShape[];
  readonly edges: readonly DiagramEdge[];
}

/** Coordinates may be negative. */
export interface DiagramShape {
  readonly id: string;
  readonly element: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DiagramEdge {
  readonly id: string;
  readonly element: string;
  readonly waypoints: readonly (readonly [x: number, y: number])[];
}
