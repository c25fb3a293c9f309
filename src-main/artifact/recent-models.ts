import type { ArtifactModel } from '../../src-shared/content/artifact/model.ts';
import { fromModelText } from '../../src-shared/content/artifact/model-text.ts';

const mostKept = 8;

/** A model as the reader's process handed it over. */
export class ReadModel {
  readonly text: string;
  #model: ArtifactModel | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Taken apart once somebody looks into it here: most are only handed on to the window. */
  get model(): ArtifactModel {
    return (this.#model ??= fromModelText(this.text));
  }
}

/** The models read last, so that going back to a tab, or opening a resource of a package, does not read it again. */
export class RecentModels {
  readonly #models = new Map<string, ReadModel>();

  async get(key: string, read: () => Promise<ReadModel>): Promise<ReadModel> {
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
