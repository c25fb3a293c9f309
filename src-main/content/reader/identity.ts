import type { ManifestHeader, Resource, Warning } from '../../../src-shared/content/artifact/model.ts';
import { headerOf, readManifest, withoutDirectives } from './read-manifest.ts';
import { readProperties } from './read-properties.ts';

export interface Identity {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly description: string | undefined;
  readonly manifest: readonly ManifestHeader[];
}

/** Who the artifact is by its manifest; where that says nothing, by what it holds (catalogue 5.1). */
export function readIdentity(
  bytes: Uint8Array | undefined,
  resources: readonly Resource[],
  warnings: Warning[],
): Identity {
  const file = 'META-INF/MANIFEST.MF';
  const manifest = bytes ? readManifest(bytes) : [];
  if (headerOf(manifest, 'Subsystem-SymbolicName') !== '') return identityOfAdapter(manifest);
  const flow = resources.find(({ type }) => type === 'flow');
  const kind = withoutDirectives(headerOf(manifest, 'SAP-BundleType')) || kindByContent(resources);
  const id = withoutDirectives(headerOf(manifest, 'Bundle-SymbolicName'));
  const name = headerOf(manifest, 'Bundle-Name');
  if (!bytes) {
    warnings.push({
      code: 'manifest-missing',
      message: 'There is no META-INF/MANIFEST.MF: id, name and version are not known.',
      file: undefined,
    });
  } else if (id === '' || headerOf(manifest, 'SAP-BundleType') === '') {
    warnings.push({
      code: 'manifest-incomplete',
      message: 'The manifest does not say id and kind of the artifact.',
      file,
    });
  }
  const fallback = flow?.name.replace(/\.iflw$/i, '') ?? '';
  return {
    kind,
    id: id || fallback,
    name: name || id || fallback,
    version: withoutDirectives(headerOf(manifest, 'Bundle-Version')),
    description: headerOf(manifest, 'Bundle-Description') || undefined,
    manifest,
  };
}

/** Of an integration adapter: an .esa, the archive of a subsystem of OSGi. */
function identityOfAdapter(manifest: readonly ManifestHeader[]): Identity {
  const id = withoutDirectives(headerOf(manifest, 'Subsystem-SymbolicName'));
  return {
    kind: 'IntegrationAdapter',
    id,
    name: headerOf(manifest, 'Subsystem-Name') || id,
    version: withoutDirectives(headerOf(manifest, 'Subsystem-Version')),
    description: headerOf(manifest, 'Subsystem-Description') || undefined,
    manifest,
  };
}

/** The identity with the description that metainfo.prop has. */
export function identityOf(identity: Identity, metainfo: Uint8Array | undefined): Identity {
  const description = metainfo ? readProperties(metainfo, 'metainfo.prop').get('description') : undefined;
  return { ...identity, description: identity.description ?? (description || undefined) };
}

function kindByContent(resources: readonly Resource[]): string {
  const has = (type: Resource['type']): boolean => resources.some((resource) => resource.type === type);
  if (has('flow')) return 'IntegrationFlow';
  if (has('value-mapping')) return 'ValueMapping';
  if (has('message-mapping')) return 'MessageMapping';
  return has('groovy') || has('javascript') ? 'ScriptCollection' : 'Unknown';
}
