import type { CompareSide } from '../../../src-shared/model/compare.ts';
import { type ArtifactKind, artifactKinds } from '../../../src-shared/model/content.ts';
import type { TabToOpen } from '../state/tabs.svelte.ts';

/** A side as one text of a tab's target, parts percent-encoded. */
export function sideText(side: CompareSide): string {
  const parts = ((): readonly (string | undefined)[] => {
    switch (side.of) {
      case 'tenant':
        return [side.connectionId, side.kind, side.artifactId, side.sha256];
      case 'deployed':
        return [side.connectionId, side.kind, side.artifactId];
      case 'package':
        return [side.connectionId, side.packageId];
      case 'file':
        return [side.token, side.entryId];
    }
  })();
  return [side.of, ...parts.map((part) => encodeURIComponent(part ?? ''))].join('/');
}

/** `undefined`: no side. */
export function sideOf(text: string | undefined): CompareSide | undefined {
  const [of = '', ...encoded] = (text ?? '').split('/');
  const [first = '', second = '', third = '', fourth = ''] = encoded.map(decodeURIComponent);
  const kind = artifactKinds.find((one): one is ArtifactKind => one === second);
  if (first === '') return undefined;
  if (of === 'file') return { of, token: first, ...(second !== '' && { entryId: second }) };
  if (of === 'package' && second !== '') return { of, connectionId: first, packageId: second };
  if (kind === undefined || third === '') return undefined;
  const artifact = { connectionId: first, kind, artifactId: third };
  if (of === 'deployed') return { of, ...artifact };
  return of === 'tenant' ? { of, ...artifact, ...(fourth !== '' && { sha256: fourth }) } : undefined;
}

/** With both sides: their differences; else the choice of them. */
export function compareTab(before?: CompareSide, after?: CompareSide): TabToOpen {
  return {
    area: 'compare',
    title: 'Compare',
    target: { ...(before && { before: sideText(before) }), ...(after && { after: sideText(after) }) },
  };
}

/** What is deployed of an artifact, and its design time. */
export function deployedComparison(
  connectionId: string,
  { kind, id: artifactId }: { readonly kind: ArtifactKind; readonly id: string },
): TabToOpen {
  const artifact = { connectionId, kind, artifactId };
  return compareTab({ of: 'deployed', ...artifact }, { of: 'tenant', ...artifact });
}
