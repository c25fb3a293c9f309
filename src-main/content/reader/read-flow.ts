import type { Flow, FlowElement, Participant } from '../../../src-shared/content/artifact/flow.ts';
import type { Warning } from '../../../src-shared/content/artifact/model.ts';
import { checkLinks } from './check-links.ts';
import { describeProperties, rawProperties, WrittenLabels } from './flow-properties.ts';
import { readChannel } from './read-channel.ts';
import type { ParameterLabel } from './read-definitions.ts';
import { readDiagram } from './read-diagram.ts';
import { type ProcessContent, readProcess } from './read-process.ts';
import { Refusal } from './refusal.ts';
import {
  attribute,
  childNamed,
  childrenNamed,
  childText,
  parseXml,
  referenceIn,
  type XmlElement,
} from './xml-tree.ts';

export interface ReadFlow {
  readonly flow: Flow;
  /** The whole document, for whoever looks for more in it. */
  readonly root: XmlElement;
  readonly warnings: readonly Warning[];
}

/** Reads an .iflw: BPMN 2.0 with SAP's properties (catalogue 5.1). */
export function readFlow(bytes: Uint8Array, file: string, labels: readonly ParameterLabel[]): ReadFlow {
  const root = parseXml(bytes, file);
  if (root.name !== 'definitions') {
    throw new Refusal('no-artifact', `${file} is no integration flow: its root is "${root.name}".`);
  }
  const written = new WrittenLabels(labels);
  const collaboration = childNamed(root, 'collaboration');
  const participants = (collaboration ? childrenNamed(collaboration, 'participant') : []).map((element) =>
    readParticipant(element, written),
  );
  const contents = childrenNamed(root, 'process').map((element) => readProcess(element, written));
  const systems = new Map(participants.map(({ id, name }) => [id, name]));
  const channels = (collaboration ? childrenNamed(collaboration, 'messageFlow') : []).map((element) =>
    readChannel(element, systems, written),
  );
  const typed = { participants, contents, channels };
  const flow: Flow = {
    file,
    name: file.slice(file.lastIndexOf('/') + 1).replace(/\.iflw$/i, ''),
    properties: collaboration
      ? describeProperties(rawProperties(collaboration), 'collaboration', written)
      : [],
    participants,
    processes: nameProcesses(contents, participants),
    steps: contents.flatMap(({ steps }) => steps),
    channels,
    sequenceFlows: contents.flatMap(({ sequenceFlows }) => sequenceFlows),
    elements: listElements(root, typed),
    diagram: readDiagram(root),
    documentation: childText(collaboration, 'documentation') || undefined,
  };
  return { flow, root, warnings: checkLinks(flow) };
}

function readParticipant(element: XmlElement, written: WrittenLabels): Participant {
  const raw = rawProperties(element);
  const type = attribute(element, 'type') || raw.get('ifl:type') || '';
  const process = referenceIn(element, 'processRef') || undefined;
  return {
    id: attribute(element, 'id'),
    name: attribute(element, 'name'),
    type,
    role: roleOf(type, process),
    process,
    properties: describeProperties(raw, 'participant', written),
  };
}

function roleOf(type: string, process: string | undefined): Participant['role'] {
  if (/^EndpointSender$/i.test(type)) return 'sender';
  // SAP writes EndpointRecevier.
  if (/^EndpointRece/i.test(type)) return 'receiver';
  return process !== undefined || type === 'IntegrationProcess' ? 'process' : 'other';
}

/** The editor shows the name of the pool, which the process itself may lack. */
function nameProcesses(
  contents: readonly ProcessContent[],
  participants: readonly Participant[],
): Flow['processes'] {
  return contents.map(({ process }) => {
    const pool = participants.find((participant) => participant.process === process.id);
    return process.name === '' && pool ? { ...process, name: pool.name } : process;
  });
}

function listElements(
  root: XmlElement,
  {
    participants,
    contents,
    channels,
  }: {
    readonly participants: readonly Participant[];
    readonly contents: readonly ProcessContent[];
    readonly channels: Flow['channels'];
  },
): readonly FlowElement[] {
  const types = new Map<string, string>([
    ...participants.map(({ id, type }) => [id, type] as const),
    ...contents.flatMap(({ steps }) => steps.map(({ id, type }) => [id, type] as const)),
    ...channels.map(({ id, adapter }) => [id, adapter] as const),
  ]);
  const elements: FlowElement[] = [];
  const visit = (element: XmlElement): void => {
    const id = element.attributes.get('id');
    if (id !== undefined) elements.push({ id, element: element.name, type: types.get(id) || element.name });
    for (const child of element.children) visit(child);
  };
  visit(root);
  return elements;
}
