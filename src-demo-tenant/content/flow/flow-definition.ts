/** What a hand-written integration flow consists of; ids, XML and diagram come from code. */
export type Properties = Readonly<Record<string, string>>;

/** A file of the artifact, addressed from a step. */
export interface FlowFile {
  /** Below `src/main/resources/`, such as `script/logPayload.groovy`. */
  readonly path: string;
  readonly text: () => string;
}

/** An adapter between the flow and a participant; drawn as a message flow. */
export interface Channel {
  /** Name of the participant. */
  readonly system: string;
  /** ComponentType, such as `HTTPS`. */
  readonly adapter: string;
  readonly direction: 'Sender' | 'Receiver';
  readonly properties: Properties;
  readonly files: readonly FlowFile[];
  /** Where callers reach the flow, for sender adapters that listen. */
  readonly endpoint:
    | { readonly protocol: string; readonly prefix: string; readonly address: string }
    | undefined;
}

export interface TaskStep {
  readonly kind: 'task';
  readonly element: 'callActivity' | 'serviceTask';
  readonly name: string;
  /** Label of the step type in a run, such as `Content Modifier`. */
  readonly activity: string;
  readonly properties: Properties;
  readonly files: readonly FlowFile[];
  readonly channel: Channel | undefined;
  /** Name of the local integration process that this step calls. */
  readonly calls: string | undefined;
}

export interface Branch {
  readonly name: string;
  /** Without a condition the branch is the router's default, or a branch of a multicast. */
  readonly condition: string | undefined;
  readonly expression: 'XML' | 'NonXML';
  readonly steps: readonly Step[];
}

export interface RouteStep {
  readonly kind: 'route';
  readonly name: string;
  readonly branches: readonly Branch[];
}

export interface MulticastStep {
  readonly kind: 'multicast';
  readonly name: string;
  readonly order: 'parallel' | 'sequential';
  readonly branches: readonly Branch[];
  /** Name of the join; without one every branch ends by itself. */
  readonly join: string | undefined;
}

export type EndKind = 'message' | 'none' | 'error' | 'escalation' | 'terminate';

export interface EndStep {
  readonly kind: 'end';
  readonly end: EndKind;
  readonly name: string;
  readonly channel: Channel | undefined;
}

export type Step = TaskStep | RouteStep | MulticastStep | EndStep;

export interface Parameter {
  readonly value: string;
  readonly type: 'xsd:string' | 'xsd:integer' | 'custom:schedule';
  readonly description: string;
}

/** A timer's start; the value names a parameter of type `custom:schedule`. */
export interface TimerStart {
  readonly timer: string;
}

export interface FlowDefinition {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly start: Channel | TimerStart;
  readonly main: readonly Step[];
  /** Channel of the end event that closes `main`. */
  readonly out?: Channel;
  /** Local integration processes by name. */
  readonly local?: Readonly<Record<string, readonly Step[]>>;
  /** Steps of the exception subprocess. */
  readonly onError?: readonly Step[];
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** Files that no step names, such as a JSON schema kept for reference. */
  readonly files?: readonly FlowFile[];
  /** Header names that pass from the sender into the flow. */
  readonly allowedHeaders?: string;
  readonly namespaces?: string;
}

export function parameter(value: string, description = ''): Parameter {
  return { value, type: 'xsd:string', description };
}

export function numberParameter(value: number, description = ''): Parameter {
  return { value: String(value), type: 'xsd:integer', description };
}

/**
 * A schedule in the form the designer stores: rows of name and value, blanks of the cron expression as `+`.
 * Without an expression it fires once after deployment.
 */
export function schedule(cron: string | undefined, description = ''): Parameter {
  const cells = [
    ['dateType', cron === undefined ? '' : 'DAILY'],
    ['timeType', cron === undefined ? '' : 'TIME_INTERVAL'],
    ['timeZone', '( UTC 0:00 ) Greenwich Mean Time(Etc/GMT)'],
    ['triggerType', cron === undefined ? 'simple' : 'cron'],
    ['noOfSchedules', '1'],
    [
      'schedule1',
      cron === undefined ? 'fireNow=true' : `${cron.replace(/ /g, '+')}&amp;trigger.timeZone=Etc/GMT`,
    ],
  ];
  const value = cells.map(([name = '', cell = '']) => `<row><cell>${name}</cell><cell>${cell}</cell></row>`);
  return { value: value.join(''), type: 'custom:schedule', description };
}
