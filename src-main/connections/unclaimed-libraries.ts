import { AppError, type ErrorData } from '../../src-shared/errors.ts';
import type { Libraries } from '../library/library.ts';
import { keepOwner, readOwnerHost } from '../library/library-owner.ts';

export interface UnclaimedLibrariesOptions {
  readonly libraries: Pick<Libraries, 'open' | 'release' | 'unclaimed'>;
  /** Ids of all connections, also of those whose entry cannot be read. */
  readonly connectionIds: () => readonly string[];
}

/**
 * Libraries whose connection is no longer in connections.json, for instance because that file was set aside. They are
 * never deleted: a new connection to the same host takes its library up again.
 */
export class UnclaimedLibraries {
  readonly #options: UnclaimedLibrariesOptions;

  constructor(options: UnclaimedLibrariesOptions) {
    this.#options = options;
  }

  ids(): readonly string[] {
    return this.#options.libraries.unclaimed(this.#options.connectionIds());
  }

  notices(): readonly ErrorData[] {
    return this.ids().map((id) =>
      new AppError('library.unclaimed', 'No connection.', { file: `${id}.db` }).toData(),
    );
  }

  /** Id of a library that this host filled and that opens here. */
  async filledBy(host: string): Promise<string | undefined> {
    for (const id of this.ids()) {
      if ((await this.#hostOf(id)) === host) return id;
    }
    return undefined;
  }

  /** Writes into the library whose it is. */
  async keepOwner(connectionId: string, host: string): Promise<void> {
    const library = await this.#options.libraries.open(connectionId);
    await library.write([keepOwner({ connectionId, host })]);
  }

  async #hostOf(id: string): Promise<string | undefined> {
    const { libraries } = this.#options;
    try {
      return await readOwnerHost(await libraries.open(id));
    } catch (fault) {
      // One that does not open here stays as it is, and the connection gets a new one.
      if (fault instanceof AppError) return undefined;
      throw fault;
    } finally {
      await libraries.release(id);
    }
  }
}
