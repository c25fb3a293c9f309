import { archive, type ArchiveFiles } from '../archive.ts';
import { bundleHeaders, manifest } from '../manifest.ts';
import { metaInfo, natures, projectFile } from '../project-files.ts';
import { bpmnXml } from './bpmn-xml.ts';
import { diagramLayout } from './diagram-layout.ts';
import type { FlowDefinition, FlowFile, Step } from './flow-definition.ts';
import { flowGraph } from './flow-graph.ts';
import { parametersProp, parametersPropdef } from './parameters.ts';

export interface FlowBundle {
  readonly description: string;
  readonly sender: string;
  readonly receiver: string;
  /** ms since 1970, for the date comments inside. */
  readonly time: number;
  /** `IntegrationFlow`, or a provider kind that is built the same way. */
  readonly bundleType: string;
}

/** The zip of an integration flow (catalogue 5.1). */
export function flowZip(definition: FlowDefinition, bundle: FlowBundle): Uint8Array {
  const graph = flowGraph(definition);
  const resources = 'src/main/resources';
  const files: Record<string, string> = {
    'META-INF/MANIFEST.MF': manifest(flowHeaders(definition, bundle.bundleType)),
    'metainfo.prop': metaInfo(bundle),
    '.project': projectFile(definition.id, natures.flow),
    [`${resources}/parameters.prop`]: parametersProp(definition, bundle.time),
    [`${resources}/parameters.propdef`]: parametersPropdef(definition, graph),
    [`${resources}/scenarioflows/integrationflow/${definition.name.replace(/[\\/:]/g, '')}.iflw`]: bpmnXml(
      definition,
      graph,
      diagramLayout(graph),
    ),
  };
  for (const file of flowFiles(definition)) files[`${resources}/${file.path}`] = file.text();
  return archive(files satisfies ArchiveFiles);
}

const importedPackages = [
  'com.sap.gateway.ip.core.customdev.util',
  'com.sap.esb.application.services.cxf.interceptor',
  'com.sap.esb.security',
  'com.sap.it.op.agent.api',
  'com.sap.it.op.agent.collector.camel',
  'com.sap.it.op.agent.mpl',
  'javax.jms',
  'javax.xml.ws',
  'org.apache.camel;version="2.8"',
  'org.apache.camel.builder;version="2.8"',
  'org.apache.camel.processor;version="2.8"',
  'org.apache.camel.spi',
  'org.osgi.framework;version="1.6.0"',
  'org.slf4j;version="1.6"',
];

function flowHeaders(definition: FlowDefinition, bundleType: string): Record<string, string> {
  const references = [...capabilities(definition)].map(
    ([capability, type]) =>
      `${capability};resolution:=optional;bundleType:String="${type}";source:String="reference"`,
  );
  return {
    ...bundleHeaders(definition, bundleType),
    'Bundle-SymbolicName': `${definition.id}; singleton:=true`,
    'Origin-Bundle-Name': definition.name,
    'Origin-Bundle-SymbolicName': definition.id,
    'Origin-Bundle-Version': definition.version,
    'SAP-ArtifactTrait': '',
    'SAP-RuntimeProfile': 'iflmap',
    'Import-Package': importedPackages.join(','),
    'Import-Service':
      'com.sap.esb.webservice.audit.log.AuditLogger,com.sap.esb.security.KeyManagerFactory;multiple:=false',
    ...(references.length === 0 ? {} : { 'Require-Capability': references.join(',') }),
  };
}

/** Script collections and message mappings that steps refer to. */
function capabilities(definition: FlowDefinition): Map<string, string> {
  const found = new Map<string, string>();
  for (const step of allTasks(definition)) {
    const collection = step.properties.scriptBundleId ?? '';
    const mapping = step.properties.messageMappingBundleId ?? '';
    if (collection !== '') found.set(`scriptcollection.${collection}`, 'ScriptCollection');
    if (mapping !== '') found.set(`messagemapping.${mapping}`, 'MessageMapping');
  }
  return found;
}

/** Every file of the flow once, in the order in which steps name them. */
export function flowFiles(definition: FlowDefinition): FlowFile[] {
  const byPath = new Map<string, FlowFile>();
  const add = (files: readonly FlowFile[]): void => {
    for (const file of files) if (!byPath.has(file.path)) byPath.set(file.path, file);
  };
  if (!('timer' in definition.start)) add(definition.start.files);
  for (const step of allTasks(definition)) {
    add(step.files);
    add(step.channel?.files ?? []);
  }
  add(definition.out?.files ?? []);
  add(definition.files ?? []);
  return [...byPath.values()];
}

type Task = Extract<Step, { kind: 'task' }>;

function allTasks(definition: FlowDefinition): Task[] {
  const lists = [definition.main, ...Object.values(definition.local ?? {}), definition.onError ?? []];
  return lists.flatMap(tasksOf);
}

function tasksOf(steps: readonly Step[]): Task[] {
  return steps.flatMap((step) => {
    if (step.kind === 'task') return [step];
    return step.kind === 'end' ? [] : step.branches.flatMap((branch) => tasksOf(branch.steps));
  });
}
