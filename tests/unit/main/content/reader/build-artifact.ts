import { strToU8, zipSync } from 'fflate';

export const flowPath = 'src/main/resources/scenarioflows/integrationflow/Some name.iflw';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Zips files; texts as UTF-8. */
export function zipOf(files: Files): Uint8Array {
  const bytes = Object.entries(files).map(
    ([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content] as const,
  );
  return zipSync(Object.fromEntries(bytes), { mtime: '2000-01-01T00:00:00', level: 1 });
}

/** A manifest with CRLF and lines folded at 72 bytes, as tenants serve it. */
export function manifestOf(headers: Readonly<Record<string, string>>, end = '\r\n'): string {
  return Object.entries(headers)
    .map(([name, value]) => {
      const whole = Buffer.from(`${name}: ${value}`);
      const lines = [whole.subarray(0, 72)];
      for (let at = 72; at < whole.length; at += 71) lines.push(whole.subarray(at, at + 71));
      return (
        Buffer.concat(
          lines.flatMap((line, at) => (at === 0 ? [line] : [Buffer.from(`${end} `), line])),
        ).toString('latin1') + end
      );
    })
    .join('');
}

export function flowManifest(id = 'My_Flow'): string {
  return manifestOf({
    'Manifest-Version': '1.0',
    'Bundle-SymbolicName': `${id}; singleton:=true`,
    'Bundle-Name': 'My flow',
    'Bundle-Version': '1.2.3',
    'SAP-BundleType': 'IntegrationFlow',
  });
}

/** A flow artifact with this .iflw and further files. */
export function flowArtifact(flow: string | Uint8Array, files: Files = {}): Uint8Array {
  return zipOf({ 'META-INF/MANIFEST.MF': flowManifest(), [flowPath]: flow, ...files });
}

export type Pairs = Readonly<Record<string, string>>;

export function properties(pairs: Pairs): string {
  const all = Object.entries(pairs).map(
    ([key, value]) =>
      `<ifl:property><key>${escaped(key)}</key><value>${escaped(value)}</value></ifl:property>`,
  );
  return `<bpmn2:extensionElements>${all.join('')}</bpmn2:extensionElements>`;
}

/** A step as SAP writes it. */
export function step(id: string, activityType: string, pairs: Pairs = {}, element = 'callActivity'): string {
  return `<bpmn2:${element} id="${id}" name="${id} name">${properties({ ...pairs, activityType })}</bpmn2:${element}>`;
}

export function channel(id: string, source: string, target: string, pairs: Pairs): string {
  return `<bpmn2:messageFlow id="${id}" name="${pairs['ComponentType'] ?? ''}" sourceRef="${source}" targetRef="${target}">${properties(pairs)}</bpmn2:messageFlow>`;
}

export function table(rows: readonly Pairs[]): string {
  return rows
    .map(
      (row) =>
        `<row>${Object.entries(row)
          .map(([id, value]) => `<cell id='${id}'>${escaped(value)}</cell>`)
          .join('')}</row>`,
    )
    .join('');
}

export interface FlowParts {
  readonly process?: string;
  readonly channels?: string;
  readonly processes?: string;
  readonly diagram?: string;
  readonly declaration?: string;
}

const shape =
  '<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane bpmnElement="Collaboration_1" id="Plane"><bpmndi:BPMNShape bpmnElement="StartEvent_1" id="Shape_1"><dc:Bounds height="32.0" width="32.0" x="-20.5" y="128.0"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>';

/** An .iflw around the given parts. */
export function flowXml({
  process = '',
  channels = '',
  processes = '',
  diagram = shape,
  declaration = '<?xml version="1.0" encoding="UTF-8"?>',
}: FlowParts = {}): string {
  return `${declaration}<bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:ifl="http:///com.sap.ifl.model/Ifl.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1">
<bpmn2:collaboration id="Collaboration_1" name="Default Collaboration">${properties({ log: 'All events' })}
<bpmn2:participant id="Participant_1" ifl:type="EndpointSender" name="Shop"/>
<bpmn2:participant id="Participant_2" ifl:type="EndpointRecevier" name="ERP"/>
<bpmn2:participant id="Participant_Process_1" ifl:type="IntegrationProcess" name="Integration Process" processRef="Process_1"/>${channels}
</bpmn2:collaboration>
<bpmn2:process id="Process_1" name="Integration Process"><bpmn2:startEvent id="StartEvent_1" name="Start"><bpmn2:messageEventDefinition/></bpmn2:startEvent>${process}</bpmn2:process>${processes}
${diagram}</bpmn2:definitions>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
