import type { SearchPlan, SearchState } from '../../../src-shared/model/payload-search.ts';
import { formatAmount, formatBytes, formatCount, formatDuration } from '../../lib/format/numbers.ts';

/** `about 12 s`, from whole seconds. */
function time(seconds: number): string {
  return seconds < 60
    ? `about ${formatAmount(seconds, 'second')}`
    : `about ${formatDuration(seconds * 1_000)}`;
}

/** What finding out what there is costs. */
export function listCost({ list, rates }: SearchPlan): string {
  return `${formatAmount(list.requests, 'request')}, ${time(list.seconds)} at ${rates.documented} per second (documented) and ${rates.assumed} per second for the message store (assumed).`;
}

/** What reading the payloads costs, as far as the tenant tells it. */
export function readCost({
  read,
  payloads,
  kept,
  knownBytes,
  withoutSize,
  largest,
  rates,
}: SearchPlan): string {
  const sizes = [
    ...(knownBytes > 0 ? [formatBytes(knownBytes)] : []),
    ...(withoutSize > 0
      ? [`${formatCount(withoutSize)} of unknown size, at most ${Math.round(largest / 1024 / 1024)} MB each`]
      : []),
  ];
  const what = `${formatAmount(payloads, 'payload')}${kept > 0 ? `, ${formatCount(kept)} of them in the library` : ''}`;
  if (read.requests === 0) return `${what}: nothing is to be read.`;
  return `${what}: ${formatAmount(read.requests, 'request')}, ${sizes.join(' and ')}, ${time(read.seconds)} at ${rates.documented} per second (documented) and ${rates.assumed} per second for the message store (assumed).`;
}

const phases: Readonly<Record<SearchState['state'], string>> = {
  running: 'Searching',
  paused: 'Paused',
  cancelled: 'Cancelled',
  failed: 'Stopped by an error',
  done: 'Done',
  library: 'What the library keeps is searched',
};

export function stateWords({ state, done, total, hits, requests, bytes }: SearchState): string {
  const read = requests === 0 ? '' : `, ${formatAmount(requests, 'request')}, ${formatBytes(bytes)}`;
  return `${phases[state]}: ${formatCount(done)} of ${formatAmount(total, 'payload')}${read}, ${formatAmount(hits, 'hit')}`;
}
