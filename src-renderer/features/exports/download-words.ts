import type { DownloadPlan, PayloadDownload } from '../../../src-shared/model/exports.ts';
import { formatAmount, formatBytes, formatCount, formatDuration } from '../../lib/format/numbers.ts';

/** `1,600 requests, at least 18 s` */
export function costWords(requests: number, seconds: number): string {
  return `${formatAmount(requests, 'request')}, at least ${duration(seconds)}`;
}

/** `312 files: 300 of 41.0 MB together, 12 of unknown size, at most 1.1 GB each` */
export function filesWords({ files, bytes, withoutSize, largest }: DownloadPlan): string {
  const sized = files - withoutSize;
  const sizes = [
    ...(sized > 0 ? [`${formatCount(sized)} of ${formatBytes(bytes)} together`] : []),
    ...(withoutSize > 0
      ? [`${formatCount(withoutSize)} of unknown size, at most ${formatBytes(largest)} each`]
      : []),
  ];
  return `${formatAmount(files, 'file')}: ${sizes.join(', ')}`;
}

/** `120 of 312 files, 2 no longer there` */
export function stateWords({ files, saved, gone, failed }: PayloadDownload): string {
  return [
    `${formatCount(saved)} of ${formatAmount(files, 'file')}`,
    ...(gone > 0 ? [`${formatCount(gone)} no longer on the tenant`] : []),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
  ].join(', ');
}

/** Whole seconds: an estimate has no hundredths. */
function duration(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1_000);
}
