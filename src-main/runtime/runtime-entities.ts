import type { ArtifactKind } from '../../src-shared/model/content.ts';
import { EntityReader } from '../sap/odata/entity.ts';

export interface RuntimeEntity {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly version: string;
  readonly status: string;
  readonly deployedBy: string;
  readonly deployedAt: number | undefined;
}

/** IntegrationRuntimeArtifacts (catalogue 2.4). */
export function readRuntimeArtifact(entity: unknown): RuntimeEntity {
  const reader = new EntityReader(entity, 'IntegrationRuntimeArtifacts');
  return {
    id: reader.text('Id'),
    name: reader.optionalText('Name') ?? reader.text('Id'),
    type: reader.optionalText('Type') ?? '',
    version: reader.optionalText('Version') ?? '',
    status: reader.optionalText('Status') ?? '',
    deployedBy: reader.optionalText('DeployedBy') ?? '',
    deployedAt: reader.instant('DeployedOn'),
  };
}

/** Types that have a design-time kind; others (adapters, API providers) are listed in the runtime alone. */
const kinds: Readonly<Record<string, ArtifactKind>> = {
  INTEGRATION_FLOW: 'IntegrationFlow',
  VALUE_MAPPING: 'ValueMapping',
  MESSAGE_MAPPING: 'MessageMapping',
  SCRIPT_COLLECTION: 'ScriptCollection',
  DATA_TYPE: 'DataType',
  MESSAGE_TYPE: 'MessageType',
};

export const kindOfType = (type: string): ArtifactKind | undefined => kinds[type];

export interface EndpointEntity {
  readonly id: string;
  readonly flowId: string;
  readonly protocol: string;
  readonly title: string;
  readonly entryPoints: readonly { readonly name: string; readonly url: string; readonly type: string }[];
}

/** ServiceEndpoints with `$expand=EntryPoints`; Name is the flow's id (catalogue 2.4). */
export function readEndpoint(entity: unknown): EndpointEntity {
  const reader = new EntityReader(entity, 'ServiceEndpoints');
  const entryPoints = reader.collection('EntryPoints', (one) => {
    const point = new EntityReader(one, 'EntryPoints');
    return {
      name: point.optionalText('Name') ?? '',
      url: point.text('Url'),
      type: point.optionalText('Type') ?? '',
    };
  });
  return {
    id: reader.text('Id'),
    flowId: reader.optionalText('Name') ?? '',
    protocol: reader.optionalText('Protocol') ?? '',
    title: reader.optionalText('Title') ?? '',
    entryPoints: entryPoints ?? [],
  };
}

/**
 * Readable texts of a runtime artifact's error: JSON in which the text sits in arrays named `parameter`, nested as
 * deep as it likes; raw text where it is no JSON (catalogue 2.4).
 */
export function errorTexts(body: string): readonly string[] {
  const text = body.trim();
  if (text === '') return [];
  try {
    const found = new Set<string>();
    collect(JSON.parse(text), found);
    return found.size > 0 ? [...found] : [text];
  } catch {
    // Not JSON: shown as it is.
    return [text];
  }
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'parameter' && Array.isArray(inner)) {
      for (const one of inner) if (typeof one === 'string' && one.trim() !== '') found.add(one);
    }
    collect(inner, found);
  }
}
