import type { Process, SequenceFlow, Step, StepLoop } from '../../../src-shared/content/artifact/flow.ts';
import { stepName } from '../../../src-shared/content/artifact/names.ts';
import { componentName, describeProperties, rawProperties, type WrittenLabels } from './flow-properties.ts';
import { attribute, childNamed, childText, type XmlElement } from './xml-tree.ts';

export interface ProcessContent {
  readonly process: Process;
  readonly steps: readonly Step[];
  readonly sequenceFlows: readonly SequenceFlow[];
}

/** Elements inside a process that are no steps. */
const noSteps = new Set([
  'extensionElements',
  'documentation',
  'sequenceFlow',
  'incoming',
  'outgoing',
  'laneSet',
  'lane',
  'textAnnotation',
  'association',
  'group',
  'dataObject',
  'dataObjectReference',
  'dataStoreReference',
  'property',
  'ioSpecification',
  'standardLoopCharacteristics',
  'multiInstanceLoopCharacteristics',
]);
/** Elements whose kind is told by the element, whatever activityType they carry. */
const typedByElement = /Gateway$|Event$|^(subProcess|transaction|adHocSubProcess)$/;

/** One `process` with everything in it, subprocesses at any depth. */
export function readProcess(element: XmlElement, written: WrittenLabels): ProcessContent {
  const raw = rawProperties(element);
  const isLocal = componentName(raw) === 'LocalIntegrationProcess' || raw.get('processType') === 'directCall';
  const id = attribute(element, 'id');
  const steps: Step[] = [];
  const sequenceFlows: SequenceFlow[] = [];
  readContent(element, { process: id, subprocess: undefined, defaults: defaultsIn(element) });
  return {
    process: {
      id,
      name: attribute(element, 'name'),
      type: 'process',
      kind: isLocal ? 'local' : 'integration',
      typeName: stepName('process', isLocal ? 'LocalIntegrationProcess' : 'IntegrationProcess'),
      properties: describeProperties(raw, 'process', written),
    },
    steps,
    sequenceFlows,
  };

  function readContent(parent: XmlElement, place: Place): void {
    for (const child of parent.children) {
      if (child.name === 'sequenceFlow') {
        sequenceFlows.push(readSequenceFlow(child, place, written));
      } else if (isStep(child)) {
        const step = readStep(child, place, written);
        steps.push(step);
        if (isSubprocess(child.name) || child.children.some(isNode)) {
          readContent(child, { ...place, subprocess: step.id });
        }
      }
    }
  }
}

interface Place {
  readonly process: string;
  readonly subprocess: string | undefined;
  /** Ids of sequence flows that are some gateway's default. */
  readonly defaults: ReadonlySet<string>;
}

function isSubprocess(name: string): boolean {
  return name === 'subProcess' || name === 'transaction' || name === 'adHocSubProcess';
}

/** Whatever an element of a process is called, with an id of its own it is a step. */
function isStep(element: XmlElement): boolean {
  if (noSteps.has(element.name) || isPartOfEvent(element)) return false;
  return element.attributes.has('id') || isNode(element);
}

function isNode({ name }: XmlElement): boolean {
  return /(Event|Activity|Task|Gateway)$/.test(name) || name === 'task' || isSubprocess(name);
}

function isPartOfEvent({ name }: XmlElement): boolean {
  return name.endsWith('EventDefinition');
}

function readStep(element: XmlElement, { process, subprocess }: Place, written: WrittenLabels): Step {
  const raw = new Map(rawProperties(element));
  const event = element.children.find(isPartOfEvent);
  // Timers and errors carry their settings on the definition inside.
  if (event) for (const [key, value] of rawProperties(event)) if (!raw.has(key)) raw.set(key, value);
  const activity = raw.get('activityType') ?? '';
  const type = typedByElement.test(element.name) || activity === '' ? element.name : activity;
  const variant = variantOf(element, type, raw, event?.name);
  return {
    id: attribute(element, 'id'),
    name: attribute(element, 'name'),
    type,
    typeName: stepName(type, variant),
    variant,
    element: element.name,
    process,
    subprocess,
    properties: describeProperties(raw, type, written),
    documentation: childText(element, 'documentation') || undefined,
    loop: loopOf(element),
  };
}

function loopOf(element: XmlElement): StepLoop | undefined {
  const loop = childNamed(element, 'standardLoopCharacteristics');
  return (
    loop && { condition: childText(loop, 'loopCondition').trim(), maximum: attribute(loop, 'loopMaximum') }
  );
}

function variantOf(
  element: XmlElement,
  type: string,
  raw: ReadonlyMap<string, string>,
  event: string | undefined,
): string | undefined {
  if (element.name.endsWith('Event')) return event?.replace(/EventDefinition$/, '') ?? 'none';
  if (element.name.endsWith('Gateway') || isSubprocess(element.name)) {
    const activity = raw.get('activityType') ?? '';
    if (activity !== '') return activity;
    return attribute(element, 'triggeredByEvent') === 'true' ? 'ErrorEventSubProcessTemplate' : undefined;
  }
  // A data store operation is told apart by the component alone; the mapping type is written in three ways.
  const said = [
    raw.get('subActivityType'),
    type === 'Mapping' ? raw.get('mappingType') : undefined,
    component(raw, type),
  ];
  return said.find((value) => value !== undefined && value !== '');
}

function component(raw: ReadonlyMap<string, string>, type: string): string | undefined {
  const name = componentName(raw) || raw.get('splitType') || raw.get('encoderType') || raw.get('operation');
  return name === type ? undefined : name;
}

function readSequenceFlow(
  element: XmlElement,
  { process, defaults }: Place,
  written: WrittenLabels,
): SequenceFlow {
  const raw = rawProperties(element);
  const id = attribute(element, 'id');
  return {
    id,
    name: attribute(element, 'name'),
    source: attribute(element, 'sourceRef'),
    target: attribute(element, 'targetRef'),
    process,
    condition: childNamed(element, 'conditionExpression')?.text.trim() || undefined,
    conditionType: raw.get('expressionType') || undefined,
    isDefault: defaults.has(id),
    properties: describeProperties(raw, 'sequenceFlow', written),
  };
}

function defaultsIn(element: XmlElement): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (each: XmlElement): void => {
    const id = each.attributes.get('default');
    if (id !== undefined) found.add(id);
    for (const child of each.children) if (child.name !== 'extensionElements') visit(child);
  };
  visit(element);
  return found;
}
