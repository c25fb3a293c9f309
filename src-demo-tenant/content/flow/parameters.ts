import { dateComment, javaProperties } from '../java-properties.ts';
import { escapeXml, xmlDeclaration } from '../xml.ts';
import type { FlowDefinition, Properties } from './flow-definition.ts';
import type { FlowGraph } from './flow-graph.ts';

const usage = /\{\{([^{}]+)\}\}/g;

/** `src/main/resources/parameters.prop` */
export function parametersProp(definition: FlowDefinition, time: number): string {
  const values: Record<string, string> = {};
  for (const [name, parameter] of Object.entries(definition.parameters ?? {})) values[name] = parameter.value;
  return javaProperties(values, [dateComment(time)]);
}

/** `src/main/resources/parameters.propdef`: the definitions, then where each parameter is used. */
export function parametersPropdef(definition: FlowDefinition, graph: FlowGraph): string {
  const definitions = Object.entries(definition.parameters ?? {}).map(
    ([name, parameter]) =>
      `<parameter>\n    <key/>\n    <name>${escapeXml(name)}</name>\n    <type>${parameter.type}</type>\n` +
      `    <isRequired>false</isRequired>\n    <constraint/>\n` +
      `    ${parameter.description === '' ? '<description/>' : `<description>${escapeXml(parameter.description)}</description>`}\n` +
      `    <additionalMetadata/>\n  </parameter>`,
  );
  const references = usages(graph).map(
    ({ category, properties, key, parameter }) =>
      `<reference attribute_category="${escapeXml(category)}" attribute_id="${escapeXml(`${properties.cmdVariantUri ?? ''}/attrId::${key}`)}" ` +
      `attribute_uilabel="${escapeXml(label(key))}" param_key="${escapeXml(parameter)}"/>`,
  );
  const used =
    references.length === 0
      ? '<param_references/>'
      : `<param_references>${references.join('')}</param_references>`;
  return `${xmlDeclaration}<parameters>${definitions.join('')}${used}</parameters>`;
}

interface Usage {
  readonly category: string;
  readonly properties: Properties;
  readonly key: string;
  readonly parameter: string;
}

function usages(graph: FlowGraph): Usage[] {
  const places = [
    ...graph.messageFlows.map((flow) => ({
      category: flow.channel.system,
      properties: flow.channel.properties,
    })),
    ...graph.processes
      .flatMap((process) => [...process.nodes, ...(process.exception?.nodes ?? [])])
      .flatMap((node) => [
        { category: node.name, properties: node.properties },
        { category: node.name, properties: node.event?.properties ?? {} },
      ]),
  ];
  return places.flatMap(({ category, properties }) =>
    Object.entries(properties).flatMap(([key, value]) =>
      [...value.matchAll(usage)].map((match) => ({ category, properties, key, parameter: match[1] ?? '' })),
    ),
  );
}

/** `httpAddressWithoutQuery` to `Http Address Without Query`. */
function label(key: string): string {
  const words = key.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Puts the values of externalised parameters in place; unknown ones stay as they are. */
export function resolveParameters(text: string, definition: FlowDefinition): string {
  return text.replace(usage, (whole, name: string) => definition.parameters?.[name]?.value ?? whole);
}
