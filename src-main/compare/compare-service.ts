import type { CompareOptions } from '../../src-shared/compare/difference.ts';
import { comparisonAsHtml } from '../../src-shared/compare/html.ts';
import { comparisonAsMarkdown } from '../../src-shared/compare/markdown.ts';
import { pairFlows } from '../../src-shared/compare/pair-flows.ts';
import { readRuntimeId } from '../../src-shared/connections/runtimes.ts';
import type { ArtifactModel } from '../../src-shared/content/artifact/model.ts';
import { AppError } from '../../src-shared/errors.ts';
import { safeFileName } from '../../src-shared/file-names.ts';
import type { ResourceContent } from '../../src-shared/model/artifact.ts';
import type { Compared, ComparedFlow, CompareSide, SideFacts } from '../../src-shared/model/compare.ts';
import { resourceContent } from '../artifact/resource-content.ts';
import { saveBytes } from '../artifact/save-resources.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { ReadComparison } from '../content/reader/compare/read-comparison.ts';
import { SharedRun } from '../jobs/shared-run.ts';
import { SideContents, type SideContentsOptions, type Sides, type SideSource } from './side-contents.ts';

export interface CompareServiceOptions extends SideContentsOptions {
  readonly reader: ContentReader;
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
}

interface Read {
  readonly sides: Sides;
  readonly before: SideSource;
  readonly after: SideSource;
}
interface InArtifact extends Sides {
  readonly artifactId?: string;
}

/** Comparisons whose contents stay in memory. */
const mostKept = 3;

/** Compares what lies anywhere with what lies anywhere else. */
export class CompareService {
  readonly #options: CompareServiceOptions;
  readonly #contents: SideContents;
  readonly #read = new Map<string, Read>();
  readonly #models = new Map<SideSource, ModelReading>();

  constructor(options: CompareServiceOptions) {
    this.#options = options;
    this.#contents = new SideContents(options);
  }

  async run(
    { options, ...sides }: Sides & { options: CompareOptions },
    signal: AbortSignal,
  ): Promise<Compared> {
    const { before, after } = await this.#readAnew(sides, signal);
    const read = await this.#compare({ before, after }, options, signal);
    return { before: before.facts, after: after.facts, ...read };
  }

  async flows({ artifactId, ...sides }: InArtifact, signal: AbortSignal): Promise<readonly ComparedFlow[]> {
    const { before, after } = await this.#known(sides, signal);
    return flowsOf(await this.#artifacts(before, after, artifactId, signal));
  }

  async texts(
    { artifactId, path, ...sides }: InArtifact & { path: string },
    signal: AbortSignal,
  ): Promise<{ before: ResourceContent | undefined; after: ResourceContent | undefined }> {
    const { before, after } = await this.#known(sides, signal);
    const found = await this.#artifacts(before, after, artifactId, signal);
    const [left, right] = found;
    const flow = flowsOf(found).find((each) => each.before?.file === path || each.after?.file === path);
    const text = async (side: Artifact | undefined, own: string): Promise<ResourceContent | undefined> => {
      if (!side?.model.resources.some((resource) => resource.path === own)) return undefined;
      return resourceContent(await this.#options.reader.resource(side.source, own, side.entry, signal), own);
    };
    return {
      before: await text(left, flow?.before?.file ?? path),
      after: await text(right, flow?.after?.file ?? path),
    };
  }

  async save(
    { options, format, ...sides }: Sides & { options: CompareOptions; format: 'markdown' | 'html' },
    signal: AbortSignal,
  ): Promise<{ file: string } | undefined> {
    const { before, after } = await this.#known(sides, signal);
    const { comparison } = await this.#compare({ before, after }, options, signal);
    const titles = { before: titleOf(before.facts), after: titleOf(after.facts) };
    const text =
      format === 'html' ? comparisonAsHtml(comparison, titles) : comparisonAsMarkdown(comparison, titles);
    const name = `${comparison.after.name}: differences.${format === 'html' ? 'html' : 'md'}`;
    const file = await this.#options.saveAs(safeFileName(name));
    if (file === undefined) return undefined;
    await saveBytes(file, Buffer.from(text));
    return { file };
  }

  /** What was compared with something of it does not stay in memory. */
  connectionGone(connectionId: string): void {
    const isOfIt = (side: CompareSide): boolean =>
      'connectionId' in side && readRuntimeId(side.connectionId).connectionId === connectionId;
    for (const [key, { sides }] of this.#read)
      if (isOfIt(sides.before) || isOfIt(sides.after)) this.#read.delete(key);
    this.#dropModels();
  }

  /** Nothing read stays in memory, for instance because the libraries were closed. */
  forget(): void {
    this.#read.clear();
    this.#models.clear();
    this.#options.reader.end();
  }

  #compare(
    { before, after }: Omit<Read, 'sides'>,
    options: CompareOptions,
    signal: AbortSignal,
  ): Promise<ReadComparison> {
    return this.#options.reader.compare(before, after, options, signal);
  }

  /** The artifact on each side: that of the id in packages, else what is compared. */
  async #artifacts(
    before: SideSource,
    after: SideSource,
    id: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly [Artifact | undefined, Artifact | undefined]> {
    const left = await this.#model(before, signal);
    const right = await this.#model(after, signal);
    const isWhole = left.package !== undefined && right.package !== undefined;
    return [
      artifactIn(before, left, isWhole ? id : (id ?? right.id), isWhole),
      artifactIn(after, right, isWhole ? id : (id ?? left.id), isWhole),
    ];
  }

  /** Read once for all files and flows that are looked at. */
  async #model(side: SideSource, signal: AbortSignal): Promise<ArtifactModel> {
    let reading = this.#models.get(side);
    if (!reading || reading.run.isGivenUp) {
      reading = new ModelReading((given) => this.#options.reader.read(side.source, given));
      this.#models.set(side, reading);
    }
    try {
      return await reading.join(signal);
    } catch (fault) {
      // What failed is read anew; who gave up leaves it to the others.
      if (!signal.aborted && this.#models.get(side) === reading) this.#models.delete(side);
      throw fault;
    }
  }

  async #known(sides: Sides, signal: AbortSignal): Promise<Read> {
    return this.#read.get(keyOf(sides)) ?? (await this.#readAnew(sides, signal));
  }

  async #readAnew(sides: Sides, signal: AbortSignal): Promise<Read> {
    const before = await this.#contents.source(sides.before, signal);
    const after = await this.#contents.source(sides.after, signal);
    const read = { sides, before, after };
    this.#read.delete(keyOf(sides));
    this.#read.set(keyOf(sides), read);
    for (const oldest of [...this.#read.keys()].slice(0, -mostKept)) this.#read.delete(oldest);
    this.#dropModels();
    return read;
  }

  /** Of sides that no comparison has any more. */
  #dropModels(): void {
    const kept = new Set([...this.#read.values()].flatMap((each) => [each.before, each.after]));
    for (const side of this.#models.keys()) if (!kept.has(side)) this.#models.delete(side);
  }
}

/** One reading for all who look at the side, given up when the last of them gives up. */
class ModelReading {
  readonly run: SharedRun;
  #model: ArtifactModel | undefined;

  constructor(read: (signal: AbortSignal) => Promise<ArtifactModel>) {
    this.run = new SharedRun(async (signal) => {
      this.#model = await read(signal);
    });
  }

  async join(signal: AbortSignal): Promise<ArtifactModel> {
    if (this.#model) return this.#model;
    await this.run.join(signal);
    if (!this.#model) throw new AppError('internal', 'A reading ended without its model.');
    return this.#model;
  }
}

interface Artifact {
  readonly source: SideSource['source'];
  readonly entry: string | undefined;
  readonly model: ArtifactModel;
}

function flowsOf([left, right]: readonly [
  Artifact | undefined,
  Artifact | undefined,
]): readonly ComparedFlow[] {
  const { pairs, removed, added } = pairFlows(left?.model.flows ?? [], right?.model.flows ?? []);
  return [
    ...pairs.map(([before, after]) => ({ before, after })),
    ...removed.map((before) => ({ before, after: undefined })),
    ...added.map((after) => ({ before: undefined, after })),
  ];
}

function artifactIn(
  { source, entry }: SideSource,
  model: ArtifactModel,
  id: string | undefined,
  isWhole: boolean,
): Artifact | undefined {
  const entryId = model.entries.find(({ path }) => path !== undefined && path === entry)?.id;
  const inside = model.artifacts.find((artifact) =>
    entry === undefined ? artifact.id === id : artifact.entryId === entryId,
  );
  if (!inside) return isWhole ? undefined : { source, entry, model };
  return {
    source,
    entry: model.entries.find(({ id: each }) => each === inside.entryId)?.path,
    model: inside,
  };
}

function keyOf({ before, after }: Sides): string {
  const key = (side: CompareSide): unknown => Object.entries(side).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([key(before), key(after)]);
}

const originWords: Readonly<Record<SideFacts['origin'], string>> = {
  'design-time': 'design time',
  runtime: 'deployed',
  'deployed-copy': 'deployed, by the copy in the library',
  library: 'from the library',
  package: 'package export',
  file: 'file',
};

function titleOf({ origin, from, seenAt }: SideFacts): string {
  return `${from}, ${originWords[origin]}, ${new Date(seenAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
