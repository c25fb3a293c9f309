import { safeFileName } from '../../src-shared/file-names.ts';
import { saveFile } from '../sap/save-file.ts';

interface DiagramFile {
  readonly name: string;
  readonly format: 'svg' | 'png';
  readonly bytes: Uint8Array;
}

/** Writes pictures of diagrams where a person wants them. */
export class DiagramFiles {
  readonly #saveAs: (defaultName: string) => Promise<string | undefined>;

  constructor(saveAs: (defaultName: string) => Promise<string | undefined>) {
    this.#saveAs = saveAs;
  }

  async save({ name, format, bytes }: DiagramFile): Promise<{ file: string } | undefined> {
    const file = await this.#saveAs(safeFileName(`${name}.${format}`));
    if (file === undefined) return undefined;
    await saveFile(file, once(bytes));
    return { file };
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}
