import type { ArtifactModel } from '../../src-shared/content/artifact/model.ts';

const mostKept = 8;

/** The models read last, so that going back to a tab, or opening a resource of a package, does not read it again. */
export class RecentModels {
  readonly #models = new Map<string, ArtifactModel>();

  async get(key: string, read: () => Promise<ArtifactModel>): Promise<ArtifactModel> {
    const model = this.#models.get(key) ?? (await read());
    this.#models.delete(key);
    this.#models.set(key, model);
    for (const oldest of [...this.#models.keys()].slice(0, -mostKept)) this.#models.delete(oldest);
    return model;
  }

  /** What was read from an encrypted library must not outlive its being open. */
  clear(): void {
    this.#models.clear();
  }
}
