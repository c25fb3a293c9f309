import { type CompareOptions, type Place, semanticOnly } from '../../../src-shared/compare/difference.ts';
import { type DifferenceGroup, groupDifferences } from '../../../src-shared/compare/words.ts';
import type { CallOutput } from '../../../src-shared/contract/contract.ts';
import type { Compared, ComparedFile, ComparedFlow, CompareSide } from '../../../src-shared/model/compare.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { Loaded } from '../../lib/state/loaded.svelte.ts';
import { differencesIn } from './flow-marks.ts';

export type CompareTab = 'summary' | 'diagrams' | 'files';

interface Sides {
  readonly before: CompareSide;
  readonly after: CompareSide;
}

/** A comparison and where in it the person is. */
export class ComparePage {
  readonly compared: Loaded<Compared>;
  readonly flows: Loaded<CallOutput<'compare.flows'>>;
  readonly texts: Loaded<CallOutput<'compare.texts'>>;
  options = $state.raw<CompareOptions>(semanticOnly);
  tab = $state<CompareTab>('summary');
  /** Values that look secret are shown. */
  isUnmasked = $state(false);
  /** Of packages: id of the artifact whose flows are shown. */
  artifact = $state<string>();
  /** Of artifacts with several flows: file of the one that is shown. */
  flowFile = $state<string>();
  file = $state.raw<ComparedFile>();
  /** Element under the cursor, by side. */
  selected = $state.raw<{ readonly before: string | undefined; readonly after: string | undefined }>({
    before: undefined,
    after: undefined,
  });
  readonly #api: Api;
  readonly #sides: Sides;

  constructor(api: Api, sides: Sides) {
    this.#api = api;
    this.#sides = sides;
    this.compared = new Loaded((signal) => api.compare.run({ ...sides, options: this.options }, { signal }));
    this.flows = new Loaded((signal) => {
      const artifactId = this.shownArtifact;
      return api.compare.flows({ ...sides, ...(artifactId !== undefined && { artifactId }) }, { signal });
    });
    this.texts = new Loaded((signal) => {
      const artifactId = this.file?.artifact?.id;
      const path = this.file?.path ?? '';
      return api.compare.texts(
        { ...sides, path, ...(artifactId !== undefined && { artifactId }) },
        { signal },
      );
    });
  }

  readonly differences = $derived.by(() => this.compared.value?.comparison.differences ?? []);
  readonly groups = $derived.by((): readonly DifferenceGroup[] => groupDifferences(this.differences));
  readonly isOfPackages = $derived.by(
    () => this.compared.value?.comparison.after.kind === 'IntegrationPackage',
  );
  /** Artifacts of packages whose flows differ. */
  readonly changedFlows = $derived.by(() =>
    this.groups.filter(({ subjects }) =>
      subjects.some(({ differences }) =>
        differences.some(({ place }) => place.before.length + place.after.length > 0),
      ),
    ),
  );
  readonly shownArtifact = $derived.by(() =>
    this.isOfPackages ? (this.artifact ?? this.changedFlows[0]?.artifact) : undefined,
  );

  readonly shownFlow = $derived.by((): ComparedFlow | undefined => {
    const flows = this.flows.value ?? [];
    return (
      flows.find((flow) => fileOf(flow) === this.flowFile) ??
      // Before anything is chosen: one that differs.
      flows.find((flow) => this.differences.some(({ place }) => this.#isIn(place, flow))) ??
      flows[0]
    );
  });
  readonly shownDifferences = $derived.by(() =>
    differencesIn(this.differences, {
      artifact: this.shownArtifact,
      file: this.shownFlow && fileOf(this.shownFlow),
    }),
  );

  readonly setOption = (name: keyof CompareOptions, value: boolean): void => {
    this.options = { ...this.options, [name]: value };
    void this.compared.load();
  };

  readonly showFile = (file: ComparedFile): void => {
    this.file = file;
    this.tab = 'files';
  };

  /** Answers the saved file; `undefined`: the person cancelled. */
  async save(format: 'markdown' | 'html'): Promise<string | undefined> {
    return (await this.#api.compare.save({ ...this.#sides, options: this.options, format }))?.file;
  }

  #isIn({ artifact, file }: Place, flow: ComparedFlow): boolean {
    return artifact?.id === this.shownArtifact && file === fileOf(flow);
  }

  cancel(): void {
    this.compared.cancel();
    this.flows.cancel();
    this.texts.cancel();
  }
}

/** As differences name it: the file after, or before where only that has it. */
export function fileOf({ before, after }: ComparedFlow): string {
  return (after ?? before)?.file ?? '';
}
