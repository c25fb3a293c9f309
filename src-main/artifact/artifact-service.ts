import { fromModelText } from '../../src-shared/content/artifact/model-text.ts';
import { AppError } from '../../src-shared/errors.ts';
import { safeFileName } from '../../src-shared/file-names.ts';
import type {
  ContentPlace,
  FoundLines,
  HandedContent,
  KeptContent,
  OpenedFile,
  Relations,
  ResourceContent,
  TenantArtifact,
  TenantPlace,
} from '../../src-shared/model/artifact.ts';
import type { Sessions } from '../connections/session.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { ContentSource } from '../content/reader/read-content.ts';
import { FileContents } from './file-contents.ts';
import type { OpenedFiles } from './opened-files.ts';
import { RecentModels } from './recent-models.ts';
import { relatedArtifacts } from './related-artifacts.ts';
import { resourceContent } from './resource-content.ts';
import { newFolder, saveAll, saveBytes } from './save-resources.ts';
import { TenantContents } from './tenant-contents.ts';

/** What the person is asked; `undefined` and `[]` where the dialog was cancelled. */
export interface ArtifactDialogs {
  readonly saveAs: (defaultName: string) => Promise<string | undefined>;
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly chooseFiles: () => Promise<readonly string[]>;
}

export interface ArtifactServiceOptions {
  readonly sessions: Sessions;
  readonly reader: ContentReader;
  readonly files: OpenedFiles;
  readonly dialogs: ArtifactDialogs;
  readonly now?: () => number;
}

interface InPlace {
  readonly place: ContentPlace;
}
interface OneResource extends InPlace {
  readonly path: string;
}

/** Looks into artifacts and package exports, wherever they lie. */
export class ArtifactService {
  readonly #options: ArtifactServiceOptions;
  readonly #models = new RecentModels();
  readonly #tenant: TenantContents;
  readonly #file: FileContents;

  constructor(options: ArtifactServiceOptions) {
    const { sessions, reader, files, now = Date.now } = options;
    this.#options = options;
    this.#tenant = new TenantContents({ sessions, reader, models: this.#models, now });
    this.#file = new FileContents({ files, reader, models: this.#models });
  }

  open(
    { place, again = false }: InPlace & { readonly again?: boolean },
    signal: AbortSignal,
  ): Promise<HandedContent> {
    return place.of === 'tenant' ? this.#tenant.open(place, again, signal) : this.#file.open(place, signal);
  }

  kept(artifact: TenantArtifact, signal: AbortSignal): Promise<readonly KeptContent[]> {
    return this.#tenant.kept(artifact, signal);
  }

  async resource({ place, path }: OneResource, signal: AbortSignal): Promise<ResourceContent> {
    return resourceContent(await this.#bytes(place, path, signal), path);
  }

  async find({ place, text }: InPlace & { readonly text: string }, signal: AbortSignal): Promise<FoundLines> {
    const { source, entry } = await this.source(place, signal);
    return this.#options.reader.find(source, text, entry, signal);
  }

  /** Reads it first where the library has it not: what is no artifact is refused before anybody is asked. */
  async saveZip(
    { place }: { readonly place: TenantPlace },
    signal: AbortSignal,
  ): Promise<{ readonly file: string } | undefined> {
    const { sha256 } = await this.#tenant.open(place, false, signal);
    const bytes = await this.#tenant.bytes({ ...place, ...(sha256 !== undefined && { sha256 }) }, signal);
    const file = await this.#options.dialogs.saveAs(safeFileName(`${place.artifactId}.zip`));
    if (file === undefined) return undefined;
    await saveBytes(file, bytes);
    return { file };
  }

  async saveResource(
    { place, path }: OneResource,
    signal: AbortSignal,
  ): Promise<{ readonly file: string } | undefined> {
    const bytes = await this.#bytes(place, path, signal);
    const name = safeFileName(path.slice(path.lastIndexOf('/') + 1));
    const file = await this.#options.dialogs.saveAs(name);
    if (file === undefined) return undefined;
    await saveBytes(file, bytes);
    return { file };
  }

  async saveAll({ place }: InPlace, signal: AbortSignal): Promise<{ readonly folder: string } | undefined> {
    const model = fromModelText((await this.open({ place }, signal)).modelText);
    const { source, entry } = await this.source(place, signal);
    const parent = await this.#options.dialogs.chooseFolder();
    if (parent === undefined) return undefined;
    const folder = await newFolder(parent, model.id === '' ? model.name : model.id);
    const paths = model.resources.map(({ path }) => path);
    await saveAll(folder, paths, (path) => this.#options.reader.resource(source, path, entry, signal));
    return { folder };
  }

  async relations(artifact: TenantArtifact, signal: AbortSignal): Promise<Relations> {
    const { library } = await this.#options.sessions.get(artifact.connectionId);
    return relatedArtifacts(library, artifact, signal);
  }

  async chooseFiles({ what }: { readonly what: 'files' | 'folder' }): Promise<readonly OpenedFile[]> {
    const { dialogs, files } = this.#options;
    const folder = what === 'folder' ? await dialogs.chooseFolder() : undefined;
    const paths = what === 'files' ? await dialogs.chooseFiles() : folder === undefined ? [] : [folder];
    return paths.length === 0 ? [] : files.open(paths);
  }

  expectFiles(): void {
    this.#options.reader.expect();
  }

  /** Paths as Electron knows them; empty for what lies in no folder. Throws `content.file-not-saved`. */
  dropFiles({ files }: { readonly files: readonly string[] }): readonly OpenedFile[] {
    if (files.includes('')) throw new AppError('content.file-not-saved', 'A dropped file has no path.');
    this.#options.reader.expect();
    return this.#options.files.open(files);
  }

  recentFiles(): readonly OpenedFile[] {
    return this.#options.files.recent();
  }

  takeFiles(): readonly OpenedFile[] {
    return this.#options.files.take();
  }

  /** Which models are whose is not known: all are read anew. */
  connectionGone(): void {
    this.#models.clear();
  }

  /** Nothing read stays in memory, for instance because the libraries were closed. */
  forget(): void {
    this.#models.clear();
    this.#options.reader.end();
  }

  async #bytes(place: ContentPlace, path: string, signal: AbortSignal): Promise<Uint8Array> {
    const { source, entry } = await this.source(place, signal);
    return this.#options.reader.resource(source, path, entry, signal);
  }

  /** What the reader needs to open it; of a tenant: what the library keeps. */
  async source(
    place: ContentPlace,
    signal: AbortSignal,
  ): Promise<{ readonly source: ContentSource; readonly entry: string | undefined }> {
    if (place.of === 'file') return this.#file.source(place, signal);
    return { source: await this.#tenant.bytes(place, signal), entry: undefined };
  }
}
