import type { ArtifactRow, Drift } from '../../../src-shared/model/content.ts';

interface DriftWords {
  /** In a column. */
  readonly short: string;
  /** Design time and runtime differ for certain. */
  readonly differs: boolean;
}

export const driftWords: Readonly<Record<Drift, DriftWords>> = {
  same: { short: 'Same version', differs: false },
  'other-version': { short: 'Other version', differs: true },
  draft: { short: 'Draft, not comparable', differs: false },
  'modified-after-deployment': { short: 'Modified after deployment', differs: true },
  'not-deployed': { short: 'Not deployed', differs: false },
  unknown: { short: 'Not known', differs: false },
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
