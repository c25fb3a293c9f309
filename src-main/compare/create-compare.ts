import { ContentReader } from '../content/content-reader.ts';
import { spawnReader } from '../content/spawn-reader.ts';
import { CompareService, type CompareServiceOptions } from './compare-service.ts';

type Parts = Omit<CompareServiceOptions, 'reader'> & {
  /** The built reader. */
  readonly readerEntry: string;
};

/** A reader of its own: a comparison that takes long keeps no artifact from opening. */
export function createCompare({ readerEntry, ...parts }: Parts): CompareService {
  return new CompareService({
    ...parts,
    reader: new ContentReader({ spawn: spawnReader(readerEntry), timeLimit: 60_000 }),
  });
}
