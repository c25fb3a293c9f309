/** What a partition is cleared of before another client gets it. */
export interface ClearablePartition {
  closeAllConnections(): Promise<void>;
  clearAuthCache(): Promise<void>;
  clearStorageData(): Promise<void>;
}

export interface PassingPartition {
  readonly name: string;
  /** Nothing of who had it stays: no connection, no proxy's login, no cookie. Then the name is free again. */
  readonly giveBack: (partition: ClearablePartition) => Promise<void>;
}

/**
 * Names of partitions for clients that are closed after a moment, such as those of a test. Electron never lets go of a partition, so
 * there are as many, for each way to a host, as clients were open at the same time, and not one more for each client.
 */
export class PassingPartitions {
  readonly #free: number[] = [];
  #count = 0;

  take(): PassingPartition {
    const number = this.#free.pop() ?? (this.#count += 1);
    let isBack = false;
    return {
      name: `passing-${number}`,
      giveBack: async (partition) => {
        if (isBack) return;
        isBack = true;
        // One that cannot be cleared is not used again.
        await Promise.all([
          partition.closeAllConnections(),
          partition.clearAuthCache(),
          partition.clearStorageData(),
        ]);
        this.#free.push(number);
      },
    };
  }
}
