import type { Flow } from '../content/artifact/flow.ts';
import type { ArtifactModel } from '../content/artifact/model.ts';
import { compareFlow } from './compare-flow.ts';
import { compareManifests } from './compare-manifest.ts';
import { compareMessageMappings, compareValueMappings } from './compare-mappings.ts';
import { compareFiles, compareParameters, compareReferences } from './compare-parts.ts';
import type { CompareOptions, Found } from './difference.ts';
import { found, valueChange } from './found.ts';
import { pairFlows } from './pair-flows.ts';

/** What only the contents can tell; a comparison of models alone does without. */
export interface Contents {
  /** Paths of files whose contents differ by form alone: line ends, layout of XML, ids of flows. */
  readonly sameInForm: ReadonlySet<string>;
  /** Whether files were looked into at all. */
  readonly areKnown: boolean;
}

export const modelsOnly: Contents = { sameInForm: new Set(), areKnown: false };

/** Differences of two artifacts, in the order a person wants to read them. */
export function compareArtifacts(
  before: ArtifactModel,
  after: ArtifactModel,
  options: CompareOptions,
  contents: Contents,
): readonly Found[] {
  const mappings = compareMessageMappings(before, after);
  const told = new Set(mappings.flatMap(({ place }) => (place?.file === undefined ? [] : [place.file])));
  // A mapping that was read says all by its fields, unless nothing in them differs.
  const readAlike = contents.areKnown ? [] : before.messageMappings.map(({ file }) => file);
  return [
    ...compareIdentity(before, after),
    ...compareFlows(before, after, options, contents),
    ...compareParameters(before, after),
    ...compareFiles(before, after, contents.sameInForm, new Set([...told, ...readAlike])),
    ...mappings,
    ...compareValueMappings(before, after),
    ...compareReferences(before, after),
    ...compareManifests(before, after, options),
  ];
}

function compareIdentity(before: ArtifactModel, after: ArtifactModel): readonly Found[] {
  const subject = 'artifact';
  return [
    ...valueChange({}, 'artifact-kind', subject, 'Kind', before.kindName, after.kindName),
    ...valueChange({}, 'artifact-id', subject, 'Id', before.id, after.id),
    ...valueChange({}, 'artifact-name', subject, 'Name', before.name, after.name),
    ...valueChange({}, 'artifact-version', subject, 'Version', before.version, after.version),
    ...valueChange({}, 'artifact-description', subject, 'Description', before.description, after.description),
  ];
}

function compareFlows(
  before: ArtifactModel,
  after: ArtifactModel,
  options: CompareOptions,
  contents: Contents,
): readonly Found[] {
  const { pairs, removed, added } = pairFlows(before.flows, after.flows);
  const whole = (change: 'added' | 'removed', { file, name }: Flow): Found =>
    found({ file }, `flow-${change}`, change, `integration flow "${name}"`, '', undefined, undefined);
  return [
    ...removed.map((flow) => whole('removed', flow)),
    ...added.map((flow) => whole('added', flow)),
    ...pairs.flatMap(([a, b]): readonly Found[] => {
      const place = { file: b.file };
      const inFlow = compareFlow(a, b, options);
      const isUnread = inFlow.length === 0 && contents.areKnown && !contents.sameInForm.has(a.file);
      return [
        ...valueChange(place, 'flow-name', 'integration flow', 'File', a.file, b.file),
        ...inFlow.map((each) => ({ ...each, place: { ...each.place, ...place } })),
        ...(isUnread && checksum(before, a) !== checksum(after, b)
          ? [
              found(
                place,
                'flow-details',
                'changed',
                'integration flow',
                'Details that are not read',
                undefined,
                undefined,
              ),
            ]
          : []),
      ];
    }),
  ];
}

function checksum({ resources }: ArtifactModel, { file }: Flow): string | undefined {
  return resources.find(({ path }) => path === file)?.checksum;
}
