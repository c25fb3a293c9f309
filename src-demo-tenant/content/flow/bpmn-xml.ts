import { escapeXml, xmlDeclaration } from '../xml.ts';
import type { Diagram } from './diagram-layout.ts';
import type { FlowDefinition, Properties } from './flow-definition.ts';
import type { FlowGraph, Lane, MessageFlow, Node, Process, SequenceFlow } from './flow-graph.ts';

const namespaces = [
  'xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:ifl="http:///com.sap.ifl.model/Ifl.xsd"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

/** The .iflw: BPMN 2.0 with SAP's properties and the diagram (catalogue 5.1). */
export function bpmnXml(definition: FlowDefinition, graph: FlowGraph, diagram: Diagram): string {
  const lines = [
    `${xmlDeclaration}<bpmn2:definitions ${namespaces} id="Definitions_1">`,
    collaboration(definition, graph),
    ...graph.processes.map((process) => processXml(process, graph)),
    diagramXml(diagram),
    '</bpmn2:definitions>',
  ];
  return lines.join('\n');
}

function propertiesXml(values: Properties, indent: string): string {
  const lines = Object.entries(values).map(([key, value]) => {
    const text = value === '' ? '<value/>' : `<value>${escapeXml(value)}</value>`;
    return `${indent}    <ifl:property>\n${indent}        <key>${escapeXml(key)}</key>\n${indent}        ${text}\n${indent}    </ifl:property>\n`;
  });
  if (lines.length === 0) return `${indent}<bpmn2:extensionElements/>\n`;
  return `${indent}<bpmn2:extensionElements>\n${lines.join('')}${indent}</bpmn2:extensionElements>\n`;
}

function collaboration(definition: FlowDefinition, graph: FlowGraph): string {
  const properties = {
    namespaceMapping: definition.namespaces ?? '',
    allowedHeaderList: definition.allowedHeaders ?? '',
    httpSessionHandling: 'None',
    ServerTrace: 'false',
    returnExceptionToSender: 'false',
    log: 'All events',
    corsEnabled: 'false',
    componentVersion: '1.2',
    cmdVariantUri: 'ctype::IFlowVariant/cname::IFlowConfiguration/version::1.2.4',
  };
  const inner = ' '.repeat(8);
  return [
    '    <bpmn2:collaboration id="Collaboration_1" name="Default Collaboration">\n',
    propertiesXml(properties, inner),
    ...graph.messageFlows.map(participantXml),
    ...graph.processes.map(
      (process) =>
        `${inner}<bpmn2:participant id="${process.participantId}" ifl:type="IntegrationProcess" name="${escapeXml(process.name)}" processRef="${process.id}">\n` +
        `${inner}    <bpmn2:extensionElements/>\n${inner}</bpmn2:participant>\n`,
    ),
    ...graph.messageFlows.map(messageFlowXml),
    '    </bpmn2:collaboration>',
  ].join('');
}

function participantXml(flow: MessageFlow): string {
  const sender = flow.channel.direction === 'Sender';
  const type = sender ? 'EndpointSender' : 'EndpointRecevier';
  const properties: Properties = sender
    ? { enableBasicAuthentication: 'false', 'ifl:type': type }
    : { 'ifl:type': type };
  const inner = ' '.repeat(8);
  const name = escapeXml(flow.channel.system);
  return (
    `${inner}<bpmn2:participant id="${flow.participantId}" ifl:type="${type}" name="${name}">\n` +
    `${propertiesXml(properties, `${inner}    `)}${inner}</bpmn2:participant>\n`
  );
}

function messageFlowXml(flow: MessageFlow): string {
  const [source, target] =
    flow.channel.direction === 'Sender'
      ? [flow.participantId, flow.node.id]
      : [flow.node.id, flow.participantId];
  const inner = ' '.repeat(8);
  return (
    `${inner}<bpmn2:messageFlow id="${flow.id}" name="${escapeXml(flow.channel.adapter)}" sourceRef="${source}" targetRef="${target}">\n` +
    `${propertiesXml(flow.channel.properties, `${inner}    `)}${inner}</bpmn2:messageFlow>\n`
  );
}

const processProperties = {
  main: {
    transactionTimeout: '30',
    componentVersion: '1.2',
    cmdVariantUri: 'ctype::FlowElementVariant/cname::IntegrationProcess/version::1.2.1',
    transactionalHandling: 'Not Required',
  },
  local: {
    transactionTimeout: '30',
    processType: 'directCall',
    componentVersion: '1.1',
    cmdVariantUri: 'ctype::FlowElementVariant/cname::LocalIntegrationProcess/version::1.1.3',
    transactionalHandling: 'From Calling Process',
  },
  exception: {
    componentVersion: '1.1',
    activityType: 'ErrorEventSubProcessTemplate',
    cmdVariantUri: 'ctype::FlowstepVariant/cname::ErrorEventSubProcessTemplate/version::1.1.0',
  },
} as const;

function processXml(process: Process, graph: FlowGraph): string {
  const indent = ' '.repeat(8);
  const exception = process.exception;
  return [
    `    <bpmn2:process id="${process.id}" name="${escapeXml(process.name)}">\n`,
    propertiesXml(process.main ? processProperties.main : processProperties.local, indent),
    exception === undefined
      ? ''
      : `${indent}<bpmn2:subProcess id="${exception.id}" name="${escapeXml(exception.name)}">\n` +
        propertiesXml(processProperties.exception, `${indent}    `) +
        laneXml(exception, graph, `${indent}    `) +
        `${indent}</bpmn2:subProcess>\n`,
    laneXml(process, graph, indent),
    '    </bpmn2:process>',
  ].join('');
}

function laneXml(lane: Lane, graph: FlowGraph, indent: string): string {
  return (
    lane.nodes.map((node) => nodeXml(node, graph, indent)).join('') +
    lane.flows.map((flow) => sequenceFlowXml(flow, indent)).join('')
  );
}

function nodeXml(node: Node, graph: FlowGraph, indent: string): string {
  const called = graph.processes.find((process) => process.name === node.calls);
  const properties = called === undefined ? node.properties : { processId: called.id, ...node.properties };
  const inner = `${indent}    `;
  const fallback = node.defaultFlow === undefined ? '' : ` default="${node.defaultFlow}"`;
  return [
    `${indent}<bpmn2:${node.tag}${fallback} id="${node.id}" name="${escapeXml(node.name)}">\n`,
    propertiesXml(properties, inner),
    ...node.incoming.map((id) => `${inner}<bpmn2:incoming>${id}</bpmn2:incoming>\n`),
    ...node.outgoing.map((id) => `${inner}<bpmn2:outgoing>${id}</bpmn2:outgoing>\n`),
    eventXml(node, inner),
    `${indent}</bpmn2:${node.tag}>\n`,
  ].join('');
}

function eventXml(node: Node, indent: string): string {
  if (node.event === undefined) return '';
  const { tag, properties } = node.event;
  if (Object.keys(properties).length === 0) return `${indent}<bpmn2:${tag}/>\n`;
  return `${indent}<bpmn2:${tag}>\n${propertiesXml(properties, `${indent}    `)}${indent}</bpmn2:${tag}>\n`;
}

function sequenceFlowXml(flow: SequenceFlow, indent: string): string {
  const name = flow.name === undefined ? '' : ` name="${escapeXml(flow.name)}"`;
  const open = `${indent}<bpmn2:sequenceFlow id="${flow.id}"${name} sourceRef="${flow.source.id}" targetRef="${flow.target.id}"`;
  if (flow.expression === undefined) return `${open}/>\n`;
  const properties = {
    expressionType: flow.expression,
    componentVersion: '1.0',
    cmdVariantUri: 'ctype::FlowstepVariant/cname::GatewayRoute/version::1.0.0',
  };
  const condition =
    flow.condition === undefined
      ? ''
      : `${indent}    <bpmn2:conditionExpression id="FormalExpression_${flow.id}" xsi:type="bpmn2:tFormalExpression">${escapeXml(flow.condition)}</bpmn2:conditionExpression>\n`;
  return `${open}>\n${propertiesXml(properties, `${indent}    `)}${condition}${indent}</bpmn2:sequenceFlow>\n`;
}

function diagramXml(diagram: Diagram): string {
  const lines = [
    '    <bpmndi:BPMNDiagram id="BPMNDiagram_1" name="Default Collaboration Diagram">',
    '        <bpmndi:BPMNPlane bpmnElement="Collaboration_1" id="BPMNPlane_1">',
  ];
  const inner = ' '.repeat(12);
  for (const [id, { x, y, width, height }] of diagram.shapes) {
    lines.push(
      `${inner}<bpmndi:BPMNShape bpmnElement="${id}" id="BPMNShape_${id}">`,
      `${inner}    <dc:Bounds height="${height.toFixed(1)}" width="${width.toFixed(1)}" x="${x.toFixed(1)}" y="${y.toFixed(1)}"/>`,
      `${inner}</bpmndi:BPMNShape>`,
    );
  }
  for (const edge of diagram.edges) {
    lines.push(
      `${inner}<bpmndi:BPMNEdge bpmnElement="${edge.id}" id="BPMNEdge_${edge.id}" sourceElement="BPMNShape_${edge.source}" targetElement="BPMNShape_${edge.target}">`,
      ...edge.points.map(
        (point) =>
          `${inner}    <di:waypoint x="${point.x.toFixed(1)}" xsi:type="dc:Point" y="${point.y.toFixed(1)}"/>`,
      ),
      `${inner}</bpmndi:BPMNEdge>`,
    );
  }
  lines.push('        </bpmndi:BPMNPlane>', '    </bpmndi:BPMNDiagram>');
  return lines.join('\n');
}
