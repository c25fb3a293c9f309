import { stat } from 'node:fs/promises';

import { toModelText } from '../../src-shared/content/artifact/model-text.ts';
import { AppError } from '../../src-shared/errors.ts';
import type { FilePlace, HandedContent } from '../../src-shared/model/artifact.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { OpenedFiles } from './opened-files.ts';
import { ReadModel, type RecentModels } from './recent-models.ts';

export interface FileContentsOptions {
  readonly files: OpenedFiles;
  readonly reader: Pick<ContentReader, 'text'>;
  readonly models: RecentModels;
}

/** Contents of files and folders that the person opened; they are read where they lie and never kept. */
export class FileContents {
  readonly #options: FileContentsOptions;

  constructor(options: FileContentsOptions) {
    this.#options = options;
  }

  async open({ token, entryId }: FilePlace, signal: AbortSignal): Promise<HandedContent> {
    const file = this.#options.files.find(token);
    const { read, changedAt } = await this.#read(file.path, signal);
    const modelText = entryId === undefined ? read.text : innerText(read, entryId);
    if (modelText === undefined) throw fileGone(file.path);
    return { modelText, sha256: undefined, seenAt: changedAt, notRead: undefined, file };
  }

  /** What the reader needs to open it: the path, and inside a package export that of the artifact. */
  async source(
    { token, entryId }: FilePlace,
    signal: AbortSignal,
  ): Promise<{ readonly source: string; readonly entry: string | undefined }> {
    const { path } = this.#options.files.find(token);
    if (entryId === undefined) return { source: path, entry: undefined };
    const { read } = await this.#read(path, signal);
    const entry = read.model.entries.find(({ id }) => id === entryId)?.path;
    if (entry === undefined) throw fileGone(path);
    return { source: path, entry };
  }

  async #read(
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly read: ReadModel; readonly changedAt: number }> {
    const { reader, models } = this.#options;
    const found = await stat(path).catch((fault: unknown) => {
      throw new AppError('content.file-gone', 'The file is not there.', { file: path }, { cause: fault });
    });
    const readAnew = async (): Promise<ReadModel> => new ReadModel(await reader.text(path, signal));
    // Nothing about a folder tells that a file deep within has changed.
    const read = found.isDirectory()
      ? await readAnew()
      : await models.get(`${path} ${found.size} ${found.mtimeMs}`, readAnew);
    return { read, changedAt: found.mtimeMs };
  }
}

/** Of one artifact inside a package export. */
function innerText({ model }: ReadModel, entryId: string): string | undefined {
  const inner = model.artifacts.find((artifact) => artifact.entryId === entryId);
  return inner && toModelText(inner);
}

function fileGone(file: string): AppError {
  return new AppError('content.file-gone', 'The file does not hold this artifact any more.', { file });
}
