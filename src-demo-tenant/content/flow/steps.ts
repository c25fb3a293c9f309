import { escapeXml } from '../xml.ts';
import type {
  Branch,
  Channel,
  EndStep,
  FlowFile,
  MulticastStep,
  Properties,
  RouteStep,
  Step,
  TaskStep,
} from './flow-definition.ts';

/** A step's own properties plus those that name its type and variant (catalogue 5.1). */
export function task(
  name: string,
  activity: string,
  activityType: string,
  variant: string,
  version: string,
  properties: Properties,
  more: Partial<Pick<TaskStep, 'element' | 'files' | 'channel' | 'calls'>> = {},
): TaskStep {
  return {
    kind: 'task',
    element: more.element ?? 'callActivity',
    name,
    activity,
    properties: {
      ...properties,
      componentVersion: version.split('.').slice(0, 2).join('.'),
      activityType,
      cmdVariantUri: `ctype::FlowstepVariant/cname::${variant}/version::${version}`,
    },
    files: more.files ?? [],
    channel: more.channel,
    calls: more.calls,
  };
}

export interface ModifierContent {
  readonly headers?: Properties;
  readonly properties?: Properties;
  readonly body?: string;
}

/** Content modifier. A path or a `count(…)` is taken as XPath, a value with `${` as expression. */
export function modify(name: string, content: ModifierContent): TaskStep {
  return task(name, 'Content Modifier', 'Enricher', 'Enricher', '1.6.1', {
    bodyType: content.body !== undefined && !content.body.includes('${') ? 'constant' : 'expression',
    propertyTable: valueTable(content.properties),
    headerTable: valueTable(content.headers),
    wrapContent: content.body ?? '',
  });
}

function valueTable(values: Properties | undefined): string {
  return Object.entries(values ?? {})
    .map(([name, value]) => {
      const type = /^(\/|count\()/.test(value) ? 'xpath' : value.includes('${') ? 'expression' : 'constant';
      const datatype = type === 'xpath' ? 'java.lang.String' : '';
      return (
        `<row><cell id='Action'>Create</cell><cell id='Type'>${type}</cell><cell id='Value'>${escapeXml(value)}</cell>` +
        `<cell id='Default'></cell><cell id='Name'>${name}</cell><cell id='Datatype'>${datatype}</cell></row>`
      );
    })
    .join('');
}

/** Groovy script; `collection` is the id of the script collection that holds it, if not the flow itself. */
export function script(name: string, file: FlowFile, collection = '', scriptFunction = ''): TaskStep {
  const properties = {
    scriptFunction,
    scriptBundleId: collection,
    subActivityType: 'GroovyScript',
    script: collection === '' ? baseName(file.path) : `/script/${baseName(file.path)}`,
  };
  const files = collection === '' ? [file] : [];
  return task(name, 'Groovy Script', 'Script', 'GroovyScript', '1.1.2', properties, { files });
}

/** Message mapping; its schemas come along as files. */
export function mapping(name: string, file: FlowFile, schemas: readonly FlowFile[]): TaskStep {
  const bare = baseName(file.path).replace(/\.mmap$/, '');
  const properties = {
    mappinguri: `dir://mmap/src/main/resources/${file.path}`,
    mappingname: bare,
    mappingType: 'MessageMapping',
    mappingpath: `src/main/resources/mapping/${bare}`,
    mappingReference: 'static',
    messageMappingBundleId: '',
  };
  return task(name, 'Message Mapping', 'Mapping', 'MessageMapping', '1.3.1', properties, {
    files: [file, ...schemas],
  });
}

/** Message mapping of another artifact, by reference. */
export function sharedMapping(name: string, mappingId: string): TaskStep {
  return task(name, 'Message Mapping', 'Mapping', 'MessageMapping', '1.3.1', {
    mappinguri: `ref:${mappingId}`,
    mappingname: mappingId,
    mappingType: 'MessageMapping',
    mappingpath: `src/main/resources/mapping/${mappingId}`,
    mappingReference: 'static',
    messageMappingBundleId: mappingId,
  });
}

export function xslt(name: string, file: FlowFile): TaskStep {
  const bare = baseName(file.path).replace(/\.[^.]+$/, '');
  const properties = {
    mappinguri: `dir://mapping/xslt/src/main/resources/${file.path}`,
    mappingname: bare,
    mappingHeaderNameKey: '',
    mappingpath: `src/main/resources/mapping/${bare}`,
    mappingSource: 'mappingSrcIflow',
    mappingoutputformat: 'Bytes',
    subActivityType: 'XSLTMapping',
  };
  return task(name, 'XSLT Mapping', 'Mapping', 'XSLTMapping', '1.2.0', properties, { files: [file] });
}

/** Request reply: waits for the receiver's answer. */
export function request(name: string, channel: Channel): TaskStep {
  return task(
    name,
    'Request Reply',
    'ExternalCall',
    'ExternalCall',
    '1.0.4',
    {},
    { element: 'serviceTask', channel },
  );
}

/** Send: one way, the message goes on unchanged. */
export function send(name: string, channel: Channel): TaskStep {
  return task(name, 'Send', 'Send', 'Send', '1.0.4', {}, { element: 'serviceTask', channel });
}

/** Content enricher: looks a second document up and merges it by a key. */
export function enrich(
  name: string,
  channel: Channel,
  nodes: readonly [string, string, string, string],
): TaskStep {
  const [originalNode, originalKey, lookupNode, lookupKey] = nodes;
  const properties = {
    enrichmentType: 'xmlLookupAggregation',
    originalMessageNodePath: originalNode,
    originalMessageKeyElement: originalKey,
    resourceMessageNodePath: lookupNode,
    resourceMessageKeyElement: lookupKey,
  };
  const type = 'contentEnricherWithLookup';
  return task(name, 'Content Enricher', type, type, '1.2.0', properties, { element: 'serviceTask', channel });
}

export function call(name: string, process: string): TaskStep {
  const properties = { subActivityType: 'NonLoopingProcess' };
  const activity = 'Process Call';
  return task(name, activity, 'ProcessCallElement', 'NonLoopingProcess', '1.0.3', properties, {
    calls: process,
  });
}

/** Looping process call: repeats while the condition holds. */
export function loop(name: string, process: string, condition: string, maximum = 999): TaskStep {
  const properties = {
    subActivityType: 'LoopingProcess',
    expressionType: 'Non XML',
    postProcessing: 'end',
    conditionExpression: condition,
    loopMaximumIterations: String(maximum),
  };
  const activity = 'Looping Process Call';
  return task(name, activity, 'ProcessCallElement', 'LoopingProcess', '1.3.0', properties, {
    calls: process,
  });
}

export function split(name: string, xpath: string, parallel = false): TaskStep {
  return task(name, 'General Splitter', 'Splitter', 'GeneralSplitter', '1.6.0', {
    exprType: 'XPath',
    Streaming: 'true',
    StopOnExecution: 'true',
    SplitterThreads: '10',
    splitExprValue: xpath,
    ParallelProcessing: String(parallel),
    grouping: '',
    splitType: 'GeneralSplitter',
    timeOut: '300',
  });
}

export function splitLines(name: string, group: number): TaskStep {
  return task(name, 'Iterating Splitter', 'Splitter', 'Camel', '1.5.0', {
    exprType: 'Line Break',
    Streaming: 'true',
    StopOnExecution: 'false',
    splitExprValue: '',
    ParallelProcessing: 'false',
    grouping: String(group),
    splitType: 'IteratingSplitter',
    timeOut: '300',
    tokenValue: '',
  });
}

export function gather(name: string): TaskStep {
  return task(name, 'Gather', 'Gather', 'Gather', '1.2.0', {
    targetXPath: '',
    sourceXPath: '',
    gatherFileNames: '',
    messageType: 'SameXMLFormat',
    aggregationAlgorithm: 'sap-identical-multi-mapping',
  });
}

export function filter(name: string, xpath: string): TaskStep {
  return task(name, 'Filter', 'Filter', 'Filter', '1.1.0', { xpathType: 'Nodelist', wrapContent: xpath });
}

/** Router on conditions; exactly one branch has none and is the default. */
export function route(name: string, ...branches: readonly Branch[]): RouteStep {
  return { kind: 'route', name, branches };
}

/** A branch by an XPath condition, or by an expression on headers and properties when it contains `${`. */
export function when(name: string, condition: string, ...steps: readonly Step[]): Branch {
  return { name, condition, expression: condition.includes('${') ? 'NonXML' : 'XML', steps };
}

export function otherwise(name: string, ...steps: readonly Step[]): Branch {
  return { name, condition: undefined, expression: 'XML', steps };
}

export function multicast(
  name: string,
  order: MulticastStep['order'],
  join: string | undefined,
  ...branches: readonly (readonly Step[])[]
): MulticastStep {
  const named = branches.map((steps, at) => otherwise(`Branch ${at + 1}`, ...steps));
  return { kind: 'multicast', name, order, branches: named, join };
}

export function end(name: string, channel?: Channel): EndStep {
  return { kind: 'end', end: 'message', name, channel };
}

export function errorEnd(name: string): EndStep {
  return { kind: 'end', end: 'error', name, channel: undefined };
}

export function escalate(name: string): EndStep {
  return { kind: 'end', end: 'escalation', name, channel: undefined };
}

export function terminate(name: string): EndStep {
  return { kind: 'end', end: 'terminate', name, channel: undefined };
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
