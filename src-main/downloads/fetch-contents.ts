import { AppError, type ErrorCode } from '../../src-shared/errors.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { DownloadReason, SingleReason } from '../../src-shared/model/downloads.ts';
import { keptContents, noteContent, noteReferences } from '../artifact/kept-contents.ts';
import { artifactPath } from '../content/artifact-path.ts';
import { artifactByKey } from '../content/artifact-queries.ts';
import type { ContentReader } from '../content/content-reader.ts';
import { inParallel } from '../jobs/in-parallel.ts';
import type { JobRun } from '../jobs/jobs.ts';
import { ContentStore } from '../library/content-store.ts';
import type { Library } from '../library/library.ts';
import type { TenantClient } from '../sap/tenant-client.ts';
import { concernsOneThing } from '../sap/tolerance.ts';
import { type DownloadRecord, noteOutcomes, type Outcome, type StoredItem } from './download-records.ts';
import { keyOf, type Work, workOf } from './download-work.ts';
import { type FetchedExport, PackageExports } from './package-exports.ts';

/** Held in memory while it is read; far above what tenants hold. */
const largestZip = 64 * 1024 * 1024;
/** Enough for the allowed rate where an answer takes half a second; each may hold a whole export in memory. */
const parallel = 6;
/** Of one write. */
const mostOutcomes = 500;

export interface FetchOptions {
  readonly client: TenantClient;
  readonly library: Library;
  readonly reader: Pick<ContentReader, 'read' | 'parts'>;
  readonly now: () => number;
  /** Told after every write; may be often. */
  readonly changed: () => void;
}

/**
 * Brings the waiting items of a run into the library. What is refused leaves the rest going on; what concerns everything, such as
 * no network, ends it and leaves the others waiting for the next time.
 */
export class FetchContents {
  readonly #options: FetchOptions;
  readonly #record: DownloadRecord;
  readonly #exports: PackageExports;
  #done = 0;
  #total = 0;

  constructor(record: DownloadRecord, options: FetchOptions) {
    this.#options = options;
    this.#record = record;
    this.#exports = new PackageExports(options);
  }

  async run(job: JobRun): Promise<void> {
    const { library } = this.#options;
    const works = await workOf(library, this.#record, job.signal);
    this.#total = works.reduce((sum, { items, pack }) => sum + items.length + (pack ? 1 : 0), 0);
    const known = works.flatMap((work) => work.known);
    for (let at = 0; at < known.length; at += mostOutcomes) {
      await this.#note(known.slice(at, at + mostOutcomes), job);
    }
    const isExport = ({ order: { plan } }: Work): boolean => plan.way === 'export' || plan.way === 'try';
    const exports = works.filter(isExport).map((work) => () => this.#export(work, job));
    const singles = works
      .filter(({ order }) => order.plan.way === 'single')
      .flatMap(({ stale, order }) => stale.map((item) => () => this.#single(item, order.plan.reason, job)));
    // Exports first: they are the longest.
    await inParallel([...exports, ...singles], parallel, (ask) => ask());
  }

  /** A whole package in one request; where that is refused, one by one. */
  async #export(work: Work, job: JobRun): Promise<void> {
    const { plan } = work.order;
    let found: FetchedExport;
    try {
      found = await this.#exports.fetch(plan.id, job.signal);
    } catch (fault) {
      if (!concernsContent(fault)) throw fault;
      await this.#withoutExport(work, fault, job);
      return;
    }
    const { pack, stale } = work;
    const way = plan.way === 'try' ? 'try' : 'export';
    const wanted = new Set(stale.map(keyOf));
    const outcomes = found.outcomes.map((one): Outcome => ({
      ...one,
      way,
      packageId: plan.id,
      packageName: plan.name,
    }));
    const own = outcomes.filter((one) => wanted.has(keyOf(one)));
    // Neighbours that nobody asked for are kept without a word.
    const others = pack ? outcomes.filter((one) => !found.listed.has(keyOf(one))) : [];
    const { sha256, result } = found;
    const whole: readonly Outcome[] = pack ? [{ ...pack, result, way, sha256, reason: undefined }] : [];
    await this.#note([...whole, ...own, ...others], job, whole.length + own.length);
    const had = new Set(own.map(keyOf));
    const missing = stale.filter((item) => !had.has(keyOf(item)));
    await inParallel(missing, parallel, (item) => this.#single(item, undefined, job));
  }

  async #withoutExport({ order, pack, stale }: Work, fault: AppError, job: JobRun): Promise<void> {
    const { plan } = order;
    const loses: DownloadReason = pack ? { losesUnlisted: true } : {};
    const error = fault.toData();
    if (lasting.has(fault.code)) {
      await this.#options.library.write([this.#exports.noteRefusal(plan.id, fault)]);
    }
    if (plan.way === 'try') {
      const reason = { isConfigureOnly: true, error, ...loses };
      const refused = [...(pack ? [pack] : []), ...stale];
      await this.#note(
        refused.map((item) => ({ ...item, result: 'refused', way: 'try', reason })),
        job,
      );
      return;
    }
    const reason: DownloadReason = { single: 'export-refused', error, ...loses };
    if (pack) await this.#note([{ ...pack, result: 'listed', way: 'single', reason }], job);
    await inParallel(stale, parallel, (item) => this.#single(item, 'export-refused', job));
  }

  async #single(item: StoredItem, single: SingleReason | undefined, job: JobRun): Promise<void> {
    const { client, library, reader, now } = this.#options;
    const kind = item.kind as ArtifactKind;
    const key = { kind, artifactId: item.id };
    try {
      const row = await artifactByKey(library, kind, item.id, job.signal);
      if (!row)
        throw new AppError('tenant.not-found', 'The lists do not have it any more.', { area: 'content' });
      const path = `${artifactPath(kind, item.id)}/$value`;
      const { bytes } = await client.bytes({ path, area: 'content', signal: job.signal }, largestZip);
      const model = await reader.read(bytes, job.signal);
      const [before] = await keptContents(library, key, job.signal);
      const outcome = (sha256: string): Outcome => ({
        ...item,
        result: before?.sha256 === sha256 ? 'same' : 'got',
        way: 'single',
        sha256,
        reason: single && { single },
      });
      await new ContentStore(library).put(bytes, now(), (sha256) => [
        noteContent(row, sha256, now()),
        ...noteReferences(key, model),
        noteOutcomes(this.#record.id, [outcome(sha256)]),
      ]);
      this.#step(1, job);
    } catch (fault) {
      if (!concernsContent(fault)) throw fault;
      const reason = { error: fault.toData(), ...(single && { single }) };
      await this.#note([{ ...item, result: 'refused', way: 'single', reason }], job);
    }
  }

  async #note(outcomes: readonly Outcome[], job: JobRun, steps = outcomes.length): Promise<void> {
    await this.#options.library.write([noteOutcomes(this.#record.id, outcomes)]);
    this.#step(steps, job);
  }

  #step(by: number, job: JobRun): void {
    this.#done += by;
    job.progress(this.#done, this.#total);
    this.#options.changed();
  }
}

const contentFaults: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'content.too-large',
  'content.no-artifact',
  'content.unreadable',
  'content.reader-stopped',
  'tenant.empty-answer',
]);

/** Of this package or artifact alone. */
function concernsContent(fault: unknown): fault is AppError {
  return concernsOneThing(fault) || (fault instanceof AppError && contentFaults.has(fault.code));
}

/** The same package would be refused the same way. */
const lasting: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth.forbidden',
  'tenant.not-implemented',
  'content.too-large',
]);
