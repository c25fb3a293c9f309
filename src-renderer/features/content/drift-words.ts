import type { ArtifactRow, Drift } from '../../../src-shared/model/content.ts';

export const driftWords: Readonly<Record<Drift, string>> = {
  same: 'Same version',
  'other-version': 'Other version',
  draft: 'Draft, not comparable',
  'modified-after-deployment': 'Modified after deployment',
  'not-deployed': 'Not deployed',
  unknown: 'Not known',
};

/** The answer to "is what runs what was designed?", as a sentence. */
export function driftSentence({ drift, version, deployedVersion }: ArtifactRow): string {
  const deployed = deployedVersion ?? '';
  switch (drift) {
    case 'same':
      return `Version ${deployed} is deployed, the same as at design time.`;
    case 'other-version':
      return `Version ${deployed} is deployed, version ${version ?? ''} is at design time.`;
    case 'draft':
      return `Version ${deployed} is deployed. At design time there is a draft, which cannot be compared.`;
    case 'modified-after-deployment':
      return `Version ${deployed} is deployed, but it was modified after its deployment.`;
    case 'not-deployed':
      return 'It is not deployed.';
    case 'unknown':
      return 'The deployed artifacts of this tenant have not been read.';
  }
}

export function versionText(version: string | undefined): string {
  return version ?? 'Draft';
}
