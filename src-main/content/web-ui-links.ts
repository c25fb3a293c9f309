import type { ArtifactKind } from '../../src-shared/model/content.ts';

const pages: Readonly<Partial<Record<ArtifactKind, string>>> = {
  IntegrationFlow: 'integrationflows',
  MessageMapping: 'messagemappings',
  ValueMapping: 'valuemappings',
  ScriptCollection: 'scriptcollections',
};

/** Address of a package in the web UI; `undefined` where the connection does not know its web UI. */
export function packageLink(webUiUrl: string | undefined, packageId: string): string | undefined {
  const shell = shellOf(webUiUrl);
  return shell && `${shell}/design/contentpackage/${encodeURIComponent(packageId)}`;
}

/** Kinds without a page of their own lead to their package. */
export function artifactLink(
  webUiUrl: string | undefined,
  artifact: { readonly kind: ArtifactKind; readonly id: string; readonly packageId: string },
): string | undefined {
  const link = packageLink(webUiUrl, artifact.packageId);
  const page = pages[artifact.kind];
  return link && page ? `${link}/${page}/${encodeURIComponent(artifact.id)}` : link;
}

function shellOf(webUiUrl: string | undefined): string | undefined {
  const address = webUiUrl?.trim().replace(/\/+$/, '');
  if (!address) return undefined;
  return address.endsWith('/shell') ? address : `${address}/shell`;
}
