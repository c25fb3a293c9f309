import {
  type ReadComparison,
  readComparison,
} from '../../../../src-main/content/reader/compare/read-comparison.ts';
import { type CompareOptions, semanticOnly } from '../../../../src-shared/compare/difference.ts';

/** Compares two zips or files. */
export function compared(
  before: Uint8Array | string,
  after: Uint8Array | string,
  options: CompareOptions = semanticOnly,
): Promise<ReadComparison> {
  return readComparison({ source: before }, { source: after }, options);
}
