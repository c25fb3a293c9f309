import type { ErrorData } from '../../../src-shared/errors.ts';
import {
  type FoundConnection,
  type ImportChoice,
  type ImportOutcome,
  type ImportReading,
} from '../../../src-shared/model/sharing.ts';
import type { Api } from '../../lib/bridge/api.ts';
import { errorData } from '../../lib/bridge/faults.ts';

/** From a file to connections: chosen, opened, looked at, imported. What was read stays in main. */
export class ImportFlow {
  reading = $state.raw<ImportReading>();
  error = $state.raw<ErrorData>();
  isWorking = $state(false);
  #choices = $state.raw<Readonly<Record<string, ImportChoice>>>({});
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  readonly conflicts = $derived.by(
    () => this.reading?.found.filter(({ conflict }) => conflict !== undefined) ?? [],
  );

  /** How many connections will be added or replaced. */
  readonly chosen = $derived.by(
    () => this.reading?.found.filter((found) => this.choiceOf(found) !== 'skip').length ?? 0,
  );

  /** New ones are added; what is there stays as it is until somebody decides. */
  choiceOf({ key, conflict }: FoundConnection): ImportChoice {
    return this.#choices[key] ?? (conflict ? 'skip' : 'add');
  }

  readonly choose = (found: FoundConnection, choice: ImportChoice): void => {
    this.#choices = { ...this.#choices, [found.key]: choice };
  };

  /** The same for all conflicts; where it is not possible, that one stays. */
  readonly chooseForAll = (choice: ImportChoice): void => {
    const possible = this.conflicts.filter(({ conflict }) => choice !== 'replace' || conflict?.canReplace);
    this.#choices = {
      ...this.#choices,
      ...Object.fromEntries(possible.map(({ key }) => [key, choice])),
    };
  };

  async ask(what: 'files' | 'folder'): Promise<void> {
    await this.#work(async () => {
      const reading = await this.#api.sharing.choose({ what });
      if (reading) this.#take(reading);
    });
  }

  /** Files and folders that were dropped. */
  async read(files: readonly File[]): Promise<void> {
    await this.#work(async () => {
      this.#take(await this.#api.sharing.read({ files }));
    });
  }

  async unlock(passphrase: string): Promise<void> {
    const { reading } = this;
    if (!reading) return;
    await this.#work(async () => {
      this.#take(await this.#api.sharing.unlock({ importId: reading.importId, passphrase }));
    });
  }

  /** `undefined` where it failed; what to do about that is shown. */
  async finish(): Promise<ImportOutcome | undefined> {
    const { reading } = this;
    if (!reading) return undefined;
    let outcome: ImportOutcome | undefined;
    await this.#work(async () => {
      const choices = reading.found.map((found) => ({ key: found.key, choice: this.choiceOf(found) }));
      outcome = await this.#api.sharing.importConnections({ importId: reading.importId, choices });
      this.reading = undefined;
    });
    return outcome;
  }

  /** Back to the choice of a file; main forgets what it read. */
  async leave(): Promise<void> {
    const { reading } = this;
    this.reading = undefined;
    this.error = undefined;
    if (reading) await this.#api.sharing.leave({ importId: reading.importId });
  }

  #take(reading: ImportReading): void {
    this.reading = reading;
    this.#choices = {};
  }

  async #work(work: () => Promise<void>): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    this.error = undefined;
    try {
      await work();
    } catch (caught) {
      this.error = errorData(caught);
    } finally {
      this.isWorking = false;
    }
  }
}
