/** What an artifact uses of itself, of other artifacts and of the tenant, or offers to others. */
export interface Reference {
  readonly type: ReferenceType;
  /** As written, `{{parameters}}` not replaced. */
  readonly name: string;
  /** The name with parameters replaced by their values in the artifact. */
  readonly resolved: string;
  readonly use: ReferenceUse;
  /** Id of the artifact that holds the thing, if it is another one. */
  readonly artifact: string | undefined;
  /** Path of the resource in this artifact, if there is one. */
  readonly path: string | undefined;
  /** Id of the element it leads to, for called processes. */
  readonly element: string | undefined;
  /** The name is computed at run time (`${…}`). */
  readonly isDynamic: boolean;
  readonly usedBy: readonly ReferenceSource[];
}

export type ReferenceType =
  | 'script'
  | 'script-collection'
  | 'message-mapping'
  | 'xslt-mapping'
  | 'operation-mapping'
  | 'value-mapping'
  | 'function-libraries'
  | 'imported-archives'
  | 'data-type'
  | 'message-type'
  | 'schema'
  | 'process'
  | 'process-direct'
  | 'jms-queue'
  | 'data-store'
  | 'variable'
  | 'number-range'
  | 'security-material'
  | 'keystore-alias'
  | 'data-source'
  | 'destination'
  | 'endpoint'
  | 'address';

/** `offers`: others may call it; `reads` and `writes`: queues, data stores, variables. */
export type ReferenceUse = 'uses' | 'offers' | 'reads' | 'writes';

/** Where a reference stands: an element of the flow, or a file. */
export interface ReferenceSource {
  readonly element: string | undefined;
  readonly file: string | undefined;
  /** Name of the element or file. */
  readonly name: string;
  /** Property that says it, where one does. */
  readonly key: string | undefined;
}

/** A reference as one place says it; `collectReferences` puts equal ones together. */
export interface FoundReference {
  readonly type: ReferenceType;
  readonly name: string;
  readonly use?: ReferenceUse;
  readonly artifact?: string | undefined;
  readonly path?: string | undefined;
  readonly element?: string | undefined;
  readonly source?: ReferenceSource;
}

/** One reference per thing and use, with every place that says it, in the order found. */
export function collectReferences(
  found: readonly FoundReference[],
  resolve: (text: string) => string,
): readonly Reference[] {
  const collected = new Map<string, { reference: Reference; usedBy: ReferenceSource[] }>();
  for (const { type, name, use = 'uses', artifact, path, element, source } of found) {
    const key = JSON.stringify([type, use, name, artifact, path, element]);
    let entry = collected.get(key);
    if (!entry) {
      const usedBy: ReferenceSource[] = [];
      const resolved = resolve(name);
      const isDynamic = resolved.includes('${');
      entry = {
        usedBy,
        reference: { type, name, resolved, use, artifact, path, element, isDynamic, usedBy },
      };
      collected.set(key, entry);
    }
    if (
      source &&
      !entry.usedBy.some(
        (known) => known.element === source.element && known.file === source.file && known.key === source.key,
      )
    ) {
      entry.usedBy.push(source);
    }
  }
  return Array.from(collected.values(), ({ reference }) => reference);
}
