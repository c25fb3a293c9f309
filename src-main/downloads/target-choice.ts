import { randomUUID } from 'node:crypto';

import { AppError } from '../../src-shared/errors.ts';
import type { DownloadForm, ExistingChoice, ExistingNames } from '../../src-shared/model/downloads.ts';
import type { Library } from '../library/library.ts';
import { type DownloadRecord, packageKind, storedItems } from './download-records.ts';
import { artifactKey, existingIn, freeNames } from './folder-layout.ts';
import { placedPackages } from './known-packages.ts';
import type { WantedContents } from './plan-download.ts';

export type ChosenTarget = Pick<DownloadRecord, 'existing' | 'names'> & { readonly folder: string };

/** Names that are told; a question with hundreds is read by nobody. */
const mostTold = 12;

/** Where a run is saved: a folder that the person chose, and what happens to what is there. */
export class TargetChoice {
  readonly #chooseFolder: () => Promise<string | undefined>;
  /** The window knows folders that it was asked about by a token alone. */
  readonly #asked = new Map<string, string>();

  constructor(chooseFolder: () => Promise<string | undefined>) {
    this.#chooseFolder = chooseFolder;
  }

  /**
   * Asks for the folder, unless it is known, and looks into it. Answers what has to be asked where names are taken and `answer`
   * does not say what to do. `undefined`: the person cancelled.
   */
  async choose(
    library: Library,
    form: DownloadForm,
    { isWhole, packageIds, items }: Pick<WantedContents, 'isWhole' | 'packageIds' | 'items'>,
    answer: { readonly token: string; readonly existing: ExistingChoice } | undefined,
    known?: string,
  ): Promise<ChosenTarget | ExistingNames | undefined> {
    const folder = answer ? this.#take(answer.token) : (known ?? (await this.#chooseFolder()));
    if (folder === undefined) return undefined;
    const packages = await placedPackages(library, packageIds);
    const wanted = isWhole ? undefined : new Set(items.map(artifactKey));
    const { places, packageIds: taken } = await existingIn(folder, form, packages, wanted);
    if (places.length === 0) return { folder, existing: undefined, names: {} };
    if (answer) {
      const names = answer.existing === 'keep-both' ? await freeNames(folder, packages, taken) : {};
      return { folder, existing: answer.existing, names };
    }
    const token = randomUUID();
    this.#asked.set(token, folder);
    return { token, folder, count: places.length, names: places.slice(0, mostTold) };
  }

  /** What a run that was started speaks of. */
  async wantedAgain(
    library: Library,
    { id, isWhole }: Pick<DownloadRecord, 'id' | 'isWhole'>,
    signal: AbortSignal,
  ): Promise<Pick<WantedContents, 'isWhole' | 'packageIds' | 'items'>> {
    const items = await storedItems(library, 'WHERE download_id = ?', [id], signal);
    return {
      isWhole,
      packageIds: [...new Set(items.map(({ packageId }) => packageId))],
      items: items.filter(({ kind }) => kind !== packageKind),
    };
  }

  #take(token: string): string {
    const folder = this.#asked.get(token);
    this.#asked.delete(token);
    if (folder === undefined)
      throw new AppError('input.invalid', 'The folder is not known any more.', { field: 'folder' });
    return folder;
  }
}
