import { unzipSync } from 'fflate';

/**
 * Counts in an artifact by regular expressions on the unpacked text: another zip library and no XML parser, so that an error of
 * the reader is not made twice.
 */
export interface IndependentCount {
  readonly files: readonly string[];
  readonly flows: readonly IndependentFlow[];
  /** Target fields of each message mapping in plain XML, by path. */
  readonly mappedFields: ReadonlyMap<string, number>;
}

export interface IndependentFlow {
  /** activityType of call activities and service tasks, element name of the rest. */
  readonly types: readonly string[];
  /** `adapter/direction` of each message flow. */
  readonly channels: readonly string[];
  /** Every id attribute outside of escaped text. */
  readonly ids: readonly string[];
  /** Names in double braces, unescaped. */
  readonly parameters: readonly string[];
  readonly properties: number;
}

const bpmn = '(?:bpmn2:|bpmn:)?';

export function countIndependently(zip: Uint8Array): IndependentCount {
  const files = unzipSync(zip);
  const flows = Object.entries(files)
    .filter(([path]) => path.endsWith('.iflw'))
    .map(([, bytes]) => countFlow(new TextDecoder().decode(bytes)));
  const mappedFields = new Map(
    Object.entries(files)
      .filter(([path]) => path.endsWith('.mmap'))
      .map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const)
      .filter(([, text]) => text.includes('<transformation'))
      .map(([path, text]) => [path, Array.from(text.matchAll(/<brick [^>]*type="Dst"/g)).length]),
  );
  return { mappedFields, files: Object.keys(files).filter((path) => !path.endsWith('/')), flows };
}

function countFlow(text: string): IndependentFlow {
  const types: string[] = [];
  for (const element of ['callActivity', 'serviceTask']) {
    for (const [whole] of text.matchAll(
      new RegExp(`<${bpmn}${element}[ >][\\s\\S]*?</${bpmn}${element}>`, 'g'),
    )) {
      types.push(property(whole, 'activityType') ?? '(none)');
    }
  }
  for (const element of [
    'process',
    'subProcess',
    'exclusiveGateway',
    'parallelGateway',
    'startEvent',
    'endEvent',
  ]) {
    types.push(...Array.from(text.matchAll(new RegExp(`<${bpmn}${element} `, 'g')), () => element));
  }
  const channels = Array.from(
    text.matchAll(new RegExp(`<${bpmn}messageFlow[\\s\\S]*?</${bpmn}messageFlow>`, 'g')),
    ([whole]) => `${property(whole, 'ComponentType') ?? ''}/${property(whole, 'direction') ?? ''}`,
  );
  return {
    types,
    channels,
    ids: Array.from(text.matchAll(/<[\w:]+(?:\s[^<>]*?)?\sid="([^"]*)"/g), ([, id = '']) => id),
    parameters: [
      ...new Set(Array.from(text.matchAll(/\{\{([^}]+)\}\}/g), ([, name = '']) => unescaped(name))),
    ],
    properties: Array.from(text.matchAll(/<ifl:property[\s>]/g)).length,
  };
}

function property(text: string, key: string): string | undefined {
  return new RegExp(`<key>${key}</key>\\s*<value>([^<]*)</value>`).exec(text)?.[1];
}

/** Names inside tables are escaped twice. */
function unescaped(text: string): string {
  const once = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
  return once === text ? once : unescaped(once);
}
