import type { ArtifactModel } from '../../../src-shared/content/artifact/model.ts';

/** A few lines for a person. */
export function summary(file: string, model: ArtifactModel): string {
  return `${[...linesOf(file, model), ''].join('\n')}\n`;
}

function linesOf(file: string, model: ArtifactModel): readonly string[] {
  const { kindName, id, name, version } = model;
  return [
    `${file}: ${kindName} "${name}" (${id}${version === '' ? '' : ` ${version}`})`,
    ...model.flows.flatMap((flow) => [
      `  ${flow.name}: ${count(flow.processes.length, 'process', 'processes')}, ${count(flow.steps.length, 'step')}, ${count(flow.channels.length, 'channel')}`,
      ...flow.channels.map(({ direction, adapterName, system, address }) => {
        return `    ${direction === 'Sender' ? 'from' : 'to'} ${system} by ${adapterName}${address === '' ? '' : `: ${address}`}`;
      }),
    ]),
    ...model.valueMappings.map(({ groups }) => `  ${count(groups.length, 'group')} of values`),
    ...model.messageMappings.map(
      ({ name: mapping, fields }) => `  mapping ${mapping}: ${count(fields.length, 'field')}`,
    ),
    ...(model.parameters.length > 0 ? [`  ${count(model.parameters.length, 'parameter')}`] : []),
    `  ${count(model.resources.length, 'file')}, ${count(model.references.length, 'reference')}`,
    ...model.entries.map(
      ({ resourceType, name: entry, content }) =>
        `  ${resourceType} "${entry}"${content === 'artifact' ? '' : ` (${content})`}`,
    ),
    ...model.artifacts.flatMap((artifact) => linesOf(artifact.entryId, artifact).map((line) => `  ${line}`)),
    ...model.warnings.map(({ message }) => `  warning: ${message}`),
  ];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
