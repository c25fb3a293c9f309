import { Refusal } from './refusal.ts';

const manifest = /^((?:[^/]+\/)?)META-INF\/MANIFEST\.MF$/i;
const mainPart = /^((?:[^/]+\/)?)(?:src\/main\/resources\/scenarioflows\/.*\.iflw|value_mapping\.xml)$/i;

/**
 * The folder inside a zip in which the artifact lies: its root in what tenants serve, one folder down in zips made by hand.
 * `undefined`: no artifact, or several.
 */
export function artifactBase(paths: readonly string[]): string | undefined {
  for (const pattern of [manifest, mainPart]) {
    const bases = new Set(paths.flatMap((path) => pattern.exec(path)?.[1] ?? []));
    if (bases.has('')) return '';
    const [base, ...others] = bases;
    if (base !== undefined && others.length === 0) return base;
  }
  return undefined;
}

export function noArtifact(): Refusal {
  return new Refusal(
    'no-artifact',
    'This holds no integration artifact: there is neither META-INF/MANIFEST.MF nor an integration flow, value mapping or resources.cnt.',
  );
}
