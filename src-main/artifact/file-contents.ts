import { stat } from 'node:fs/promises';

import type { ArtifactModel } from '../../src-shared/content/artifact/model.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { FilePlace, OpenedContent } from '../../src-shared/model/artifact.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { RecentModels } from './recent-models.ts';

export interface FileContentsOptions {
  readonly files: OpenedFiles;
  readonly reader: Pick<ContentReader, 'read'>;
  readonly models: RecentModels;
}

/** Contents of files and folders that the person opened; they are read where they lie and never kept. */
export class FileContents {
  readonly #options: FileContentsOptions;

  constructor(options: FileContentsOptions) {
    this.#options = options;
  }

  async open({ token, entryId }: FilePlace, signal: AbortSignal): Promise<OpenedContent> {
    const file = this.#options.files.find(token);
    const { model, changedAt } = await this.#read(file.path, signal);
    const inner =
      entryId === undefined ? model : model.artifacts.find((artifact) => artifact.entryId === entryId);
    if (!inner) throw fileGone(file.path);
    return { model: inner, sha256: undefined, seenAt: changedAt, notRead: undefined, file };
  }

  /** What the reader needs to open it: the path, and inside a package export that of the artifact. */
  async source(
    { token, entryId }: FilePlace,
    signal: AbortSignal,
  ): Promise<{ readonly source: string; readonly entry: string | undefined }> {
    const { path } = this.#options.files.find(token);
    if (entryId === undefined) return { source: path, entry: undefined };
    const { model } = await this.#read(path, signal);
    const entry = model.entries.find(({ id }) => id === entryId)?.path;
    if (entry === undefined) throw fileGone(path);
    return { source: path, entry };
  }

  async #read(
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly model: ArtifactModel; readonly changedAt: number }> {
    const { reader, models } = this.#options;
    const found = await stat(path).catch((fault: unknown) => {
      throw new AppError('content.file-gone', 'The file is not there.', { file: path }, { cause: fault });
    });
    const read = (): Promise<ArtifactModel> => reader.read(path, signal);
    // Nothing about a folder tells that a file deep within has changed.
    const model = found.isDirectory()
      ? await read()
      : await models.get(`${path} ${found.size} ${found.mtimeMs}`, read);
    return { model, changedAt: found.mtimeMs };
  }
}

function fileGone(file: string): AppError {
  return new AppError('content.file-gone', 'The file does not hold this artifact any more.', { file });
}
