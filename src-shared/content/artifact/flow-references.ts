import type { Channel, Flow, Step } from './flow.ts';
import type { Resource } from './model.ts';
import { type Parameter, parameterValues, resolveParameters, valueOf } from './parameters.ts';
import { propertyReferences } from './property-references.ts';
import type { FoundReference, ReferenceSource, ReferenceType } from './references.ts';
import { findResource } from './resources.ts';

/** Adapters whose sender channel is called from outside at its address. */
const calledFromOutside = new Set(['HTTPS', 'SOAP', 'IDOC', 'IDoc', 'XI', 'AS2', 'AS4', 'OData', 'HCIOData']);
/** Adapters whose address is a name on the tenant, found by its own rule. */
const addressedByName = new Set(['ProcessDirect', 'JMS', 'JDBC', 'RFC', 'DataStoreConsumer']);

/** Everything a flow's steps, channels and properties refer to. */
export function flowReferences(
  flow: Flow,
  resources: readonly Resource[],
  parameters: readonly Parameter[],
): readonly FoundReference[] {
  const values = parameterValues(parameters);
  const resolve = (text: string): string => resolveParameters(text, values);
  const context: Context = { flow, resources, resolve };
  return [
    ...flow.steps.flatMap((step) => [
      ...stepReferences(step, context),
      ...propertyReferences(step, step.type, resources, resolve),
    ]),
    ...flow.channels.flatMap((channel) => [
      ...channelReferences(channel),
      ...propertyReferences(channel, channel.adapter, resources, resolve),
    ]),
    ...flow.processes.flatMap((process) => propertyReferences(process, 'process', resources, resolve)),
  ];
}

interface Context {
  readonly flow: Flow;
  readonly resources: readonly Resource[];
  readonly resolve: (text: string) => string;
}

function stepReferences(step: Step, context: Context): readonly FoundReference[] {
  switch (step.type) {
    case 'Script':
      return scriptOf(step, context);
    case 'Mapping':
      return mappingOf(step, context);
    case 'ProcessCallElement':
    case 'ProcessCall':
    case 'IdempotentProcessCall':
      return processOf(step, context);
    case 'DBstorage':
      return named(step, 'storageName', 'data-store', step.variant === 'put' ? 'writes' : 'reads');
    case 'Aggregator':
      return named(step, 'datastoreName', 'data-store', 'writes');
    case 'Variables':
      return variablesOf(step);
    case 'Enricher':
      return enricherOf(step);
    default:
      return [];
  }
}

function scriptOf(step: Step, { resources, resolve }: Context): readonly FoundReference[] {
  const name = valueOf(step, 'script') ?? '';
  const artifact = nonEmpty(valueOf(step, 'scriptBundleId'));
  const found: FoundReference[] = [];
  if (artifact !== undefined) {
    found.push({ type: 'script-collection', name: artifact, artifact, source: at(step, 'scriptBundleId') });
  }
  if (name !== '') {
    const path = artifact === undefined ? findResource(resources, resolve(name), 'script') : undefined;
    found.push({ type: 'script', name, artifact, path, source: at(step, 'script') });
  }
  return found;
}

function mappingOf(step: Step, { resources, resolve }: Context): readonly FoundReference[] {
  const uri = valueOf(step, 'mappinguri') ?? '';
  const path = valueOf(step, 'mappingpath') ?? '';
  const dynamic = valueOf(step, 'mappingSourceValue') ?? '';
  const artifact = nonEmpty(valueOf(step, 'messageMappingBundleId'));
  const type = mappingType(step, uri);
  if (artifact !== undefined) {
    const name = nonEmpty(valueOf(step, 'mappingname')) ?? artifact;
    return [{ type, name, artifact, source: at(step, 'messageMappingBundleId') }];
  }
  const inside = /src\/main\/resources\/.+$/.exec(uri)?.[0] ?? nonEmpty(path);
  if (inside !== undefined) {
    const resource = findResource(resources, resolve(inside), 'mapping');
    const name = inside.slice(inside.lastIndexOf('/') + 1);
    return [{ type, name, path: resource, source: at(step, 'mappinguri') }];
  }
  const header = valueOf(step, 'mappingHeaderNameKey') ?? '';
  const computed = dynamic !== '' ? dynamic : header !== '' ? `\${header.${header}}` : '';
  return computed === '' ? [] : [{ type, name: computed, source: at(step, 'mappingSource') }];
}

function mappingType(step: Step, uri: string): ReferenceType {
  const said = `${step.variant ?? ''} ${uri}`;
  if (/xslt?\b|XSLT/i.test(said)) return 'xslt-mapping';
  return /opmap|Operation/i.test(said) ? 'operation-mapping' : 'message-mapping';
}

function processOf(step: Step, { flow }: Context): readonly FoundReference[] {
  const id = valueOf(step, 'processId') ?? '';
  if (id === '') return [];
  const process = flow.processes.find((each) => each.id === id);
  return [{ type: 'process', name: process?.name ?? id, element: id, source: at(step, 'processId') }];
}

function variablesOf(step: Step): readonly FoundReference[] {
  const rows = step.properties.find(({ key }) => key === 'variable')?.rows ?? [];
  return rows.flatMap((cells) => {
    const name = cells[0]?.value ?? '';
    return name === ''
      ? []
      : [{ type: 'variable', name, use: 'writes', source: at(step, 'variable') } as const];
  });
}

/** Content Modifier takes values from variables and number ranges. */
function enricherOf(step: Step): readonly FoundReference[] {
  return step.properties.flatMap(({ key, rows = [] }) =>
    rows.flatMap((cells): FoundReference[] => {
      const from = cells.find(({ id }) => id === 'Type')?.value ?? '';
      const name = cells.find(({ id }) => id === 'Value')?.value ?? '';
      if (name === '') return [];
      if (/variable/i.test(from)) return [{ type: 'variable', name, use: 'reads', source: at(step, key) }];
      return /number\s*range/i.test(from) ? [{ type: 'number-range', name, source: at(step, key) }] : [];
    }),
  );
}

function channelReferences(channel: Channel): readonly FoundReference[] {
  const { adapter, address } = channel;
  const isSender = channel.direction === 'Sender';
  if (adapter === 'ProcessDirect') {
    return named(channel, 'address', 'process-direct', isSender ? 'offers' : 'uses');
  }
  if (adapter === 'JMS') {
    return [
      ...named(channel, 'QueueName_inbound', 'jms-queue', 'reads'),
      ...named(channel, 'QueueName_outbound', 'jms-queue', 'writes'),
    ];
  }
  if (adapter === 'DataStoreConsumer') return named(channel, 'storageName', 'data-store', 'reads');
  if (adapter === 'JDBC') return named(channel, 'alias', 'data-source', 'uses');
  if (adapter === 'RFC') return named(channel, 'destination', 'destination', 'uses');
  if (address === '') return [];
  if (isSender && calledFromOutside.has(adapter)) {
    return [{ type: 'endpoint', name: address, use: 'offers', source: at(channel, undefined) }];
  }
  return addressedByName.has(adapter)
    ? []
    : [{ type: 'address', name: address, source: at(channel, undefined) }];
}

function named(
  owner: Step | Channel,
  key: string,
  type: ReferenceType,
  use: FoundReference['use'] & string,
): readonly FoundReference[] {
  const name = valueOf(owner, key) ?? '';
  return name === '' ? [] : [{ type, name, use, source: at(owner, key) }];
}

function at(
  { id, name }: { readonly id: string; readonly name: string },
  key: string | undefined,
): ReferenceSource {
  return { element: id, file: undefined, name, key };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
