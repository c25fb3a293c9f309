import type { ArtifactKind } from '../../src-shared/model/content.ts';

/** The web UI's page of a package; undefined where the connection knows no address of the web UI. */
export function webUiPackage(webUiUrl: string | undefined, packageId: string): string | undefined {
  if (webUiUrl === undefined) return undefined;
  return `${webUiUrl.replace(/\/+$/, '')}/design/contentpackage/${encodeURIComponent(packageId)}`;
}

/** Pages of single artifacts that the web UI has an address for. */
const pages: Readonly<Partial<Record<ArtifactKind, string>>> = {
  IntegrationFlow: 'integrationflows',
  MessageMapping: 'messagemappings',
  ValueMapping: 'valuemappings',
  ScriptCollection: 'scriptcollections',
};

export function webUiArtifact(
  webUiUrl: string | undefined,
  packageId: string,
  kind: ArtifactKind,
  id: string,
): string | undefined {
  const base = webUiPackage(webUiUrl, packageId);
  const page = pages[kind];
  return base === undefined || page === undefined ? base : `${base}/${page}/${encodeURIComponent(id)}`;
}
