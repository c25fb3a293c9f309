import { AppError } from '../../src-shared/errors.ts';
import { safeFileName, safeNames, safeTree } from '../../src-shared/file-names.ts';
import { groupBy } from '../../src-shared/group-by.ts';
import { artifactKinds } from '../../src-shared/model/content.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { PackagePart } from '../content/reader/read-parts.ts';
import type { JobRun } from '../jobs/jobs.ts';
import { ContentStore } from '../library/content-store.ts';
import type { Library } from '../library/library.ts';
import {
  describeConfigurations,
  type DescribedArtifact,
  describedIn,
  describePackage,
} from './describe-package.ts';
import { type DownloadRecord, packageKind, type StoredItem, storedItems } from './download-records.ts';
import { artifactKey, artifactNames, beside, packageNames, type PlacedPackage } from './folder-layout.ts';
import { placedPackages } from './known-packages.ts';
import { idOf, kindOf } from './package-exports.ts';
import { TargetFolder } from './target-folder.ts';
import { withoutStamp } from './tree-text.ts';

export interface SaveOptions {
  readonly library: Library;
  readonly reader: Pick<ContentReader, 'parts' | 'unpack'>;
}

/** One package on its way into the folder. */
interface Saving {
  readonly placed: PlacedPackage;
  /** Its folder. */
  readonly place: string;
  readonly pack: StoredItem | undefined;
  readonly items: readonly StoredItem[];
  /** What its export holds and the lists do not have. */
  readonly others: readonly PackagePart[];
}

/** Writes what a run has brought home into its folder, always in the same way: what is there already as it should be stays. */
export class SaveContents {
  readonly #record: DownloadRecord;
  readonly #library: Library;
  readonly #reader: SaveOptions['reader'];
  readonly #store: ContentStore;
  readonly #target: TargetFolder;

  constructor(record: DownloadRecord, folder: string, { library, reader }: SaveOptions) {
    this.#record = record;
    this.#library = library;
    this.#reader = reader;
    this.#store = new ContentStore(library);
    this.#target = new TargetFolder(folder, record.existing === 'replace');
  }

  /** Throws `disk.*`, `library.*`, `request.cancelled`. */
  async run(job: JobRun): Promise<void> {
    await this.#target.require();
    const { id, names } = this.#record;
    const all = await storedItems(this.#library, 'WHERE download_id = ? ORDER BY package_id, kind, id', [id]);
    const groups = groupBy(all, ({ packageId }) => packageId);
    const packages = await placedPackages(this.#library, [...groups.keys()]);
    const usual = packageNames(packages);
    let done = 0;
    for (const placed of packages) {
      job.signal.throwIfAborted();
      const group = groups.get(placed.id) ?? [];
      const pack = group.find(({ kind }) => kind === packageKind);
      const place = names[placed.id] ?? usual.get(placed.id) ?? safeFileName(placed.id);
      const items = group.filter(({ kind }) => kind !== packageKind);
      const others = await this.#others(placed, pack, job.signal);
      await this.#save({ placed, place, pack, items, others }, job.signal);
      done += group.length;
      job.progress(done, all.length);
    }
  }

  async #save(saving: Saving, signal: AbortSignal): Promise<void> {
    const { form } = this.#record;
    const { pack, place } = saving;
    if (form === 'exports' && pack?.sha256 !== undefined) {
      await this.#target.write(`${place}.zip`, await this.#content(pack.sha256, signal));
    } else if (form === 'folders') await this.#saveTree(saving, signal);
    else await this.#saveZips(saving, signal);
  }

  async #saveZips({ placed, place, pack, items, others }: Saving, signal: AbortSignal): Promise<void> {
    const names = artifactNames([...placed.artifacts, ...others.map(keyOfPart)], '.zip');
    for (const { kind, id, sha256 } of items) {
      const name = names.get(artifactKey({ kind, id }));
      if (sha256 === undefined || name === undefined) continue;
      await this.#target.write(`${place}/${name}`, await this.#content(sha256, signal));
    }
    for (const part of others) {
      const name = names.get(artifactKey(keyOfPart(part)));
      if (part.entry.content === 'artifact' && part.content && name !== undefined)
        await this.#target.write(`${place}/${name}`, part.content);
    }
    await this.#saveDocuments(place, others);
    // All that is known of what SAP does not hand out.
    if (pack?.reason?.isConfigureOnly !== true) return;
    const described = items.map(({ kind, id, name }) => ({ kind, id, name, place: undefined }));
    await this.#describe(placed.id, place, described);
    await this.#configurations(placed.id, place, items);
  }

  async #saveTree(saving: Saving, signal: AbortSignal): Promise<void> {
    const { placed, place, pack, items, others } = saving;
    const names = artifactNames([...placed.artifacts, ...others.map(keyOfPart)]);
    const described: DescribedArtifact[] = [];
    for (const { kind, id, name, sha256 } of items) {
      const folder = names.get(artifactKey({ kind, id }));
      const isListed = placed.artifacts.some((one) => one.kind === kind && one.id === id);
      if (!isListed) continue;
      const content = sha256 === undefined ? undefined : await this.#content(sha256, signal);
      if (content && folder !== undefined) await this.#saveFiles(`${place}/${folder}`, content, signal);
      described.push({ kind, id, name, place: folder });
    }
    for (const part of others) {
      const key = keyOfPart(part);
      const folder = names.get(artifactKey(key));
      const { name, version, content } = part.entry;
      if (content !== 'artifact' || !part.content || folder === undefined) continue;
      await this.#saveFiles(`${place}/${folder}`, part.content, signal);
      described.push({ ...key, name, version, place: folder });
    }
    await this.#saveDocuments(place, others);
    await this.#configurations(placed.id, place, items);
    if (!pack) return;
    const before = describedIn(await this.#target.read(`${place}/${beside.package}`));
    const known = new Set(described.map(artifactKey));
    const gone = before.filter((one) => !known.has(artifactKey(one)));
    // Only an export says that something the API does not list is gone.
    const stays = gone.filter(({ kind }) => pack.sha256 === undefined && !isListedKind(kind));
    const places = new Set([...described, ...stays].map((one) => one.place));
    for (const one of gone) {
      if (!stays.includes(one) && one.place !== undefined && !places.has(one.place))
        await this.#target.keepOnly(`${place}/${one.place}`, []);
    }
    await this.#describe(placed.id, place, [...described, ...stays]);
  }

  async #saveFiles(place: string, zip: Uint8Array, signal: AbortSignal): Promise<void> {
    const files = await this.#reader.unpack(zip, signal);
    const places = safeTree(files.map(({ path }) => path));
    const written: string[] = [];
    for (const { path, content } of files) {
      const file = `${place}/${places.get(path) ?? safeFileName(path)}`;
      await this.#target.write(file, withoutStamp(path, content));
      written.push(file);
    }
    await this.#target.keepOnly(place, written);
  }

  async #saveDocuments(place: string, others: readonly PackagePart[]): Promise<void> {
    const documents = others.filter(({ entry }) => entry.content === 'file');
    const names = safeNames(
      documents.map(({ entry }) => ({ key: entry.id, name: entry.fileName || entry.name || entry.id })),
    );
    for (const { entry, content } of documents) {
      const name = names.get(entry.id);
      if (content && name !== undefined)
        await this.#target.write(`${place}/${beside.documents}/${name}`, content);
    }
  }

  #describe(packageId: string, place: string, artifacts: readonly DescribedArtifact[]): Promise<void> {
    return describePackage(this.#library, packageId, artifacts).then((text) =>
      this.#target.write(`${place}/${beside.package}`, Buffer.from(text)),
    );
  }

  /** Of the flows that are wanted. */
  async #configurations(packageId: string, place: string, items: readonly StoredItem[]): Promise<void> {
    const texts = await describeConfigurations(this.#library, packageId);
    const wanted = items.filter(({ kind, id }) => kind === 'IntegrationFlow' && texts.has(id));
    const names = artifactNames(wanted, '.json');
    for (const { kind, id } of wanted) {
      const file = `${place}/${beside.configurations}/${names.get(artifactKey({ kind, id })) ?? ''}`;
      await this.#target.write(file, Buffer.from(texts.get(id) ?? ''));
    }
  }

  async #others(
    { artifacts }: PlacedPackage,
    pack: StoredItem | undefined,
    signal: AbortSignal,
  ): Promise<readonly PackagePart[]> {
    if (pack?.sha256 === undefined || this.#record.form === 'exports') return [];
    const listed = new Set(artifacts.map(artifactKey));
    const parts = await this.#reader.parts(await this.#content(pack.sha256, signal), signal);
    return parts.filter((part) => part.content && !listed.has(artifactKey(keyOfPart(part))));
  }

  async #content(sha256: string, signal: AbortSignal): Promise<Uint8Array> {
    const content = await this.#store.get(sha256, signal);
    if (content) return content;
    throw new AppError('tenant.not-found', 'The library does not hold this content.', { area: 'content' });
  }
}

function isListedKind(kind: string): boolean {
  return artifactKinds.some((listed) => listed === kind);
}

function keyOfPart(part: PackagePart): { readonly kind: string; readonly id: string } {
  return { kind: kindOf(part), id: idOf(part) };
}
