import type { Resource, Warning } from '../../../src-shared/content/artifact/model.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

/** What an artifact is made of: without it, it is not read. */
const mainParts = new Set<Resource['type']>(['flow', 'value-mapping']);
const parts = new Set<Resource['type']>([
  ...mainParts,
  'manifest',
  'properties',
  'parameter-definitions',
  'message-mapping',
]);
/** Looked through for what they name. */
const texts = new Set<Resource['type']>(['groovy', 'javascript', 'xslt']);

type Listed = Pick<Resource, 'path' | 'type' | 'size'>;

/**
 * The files whose contents are read; all else is only listed. Parts first, then texts, small ones before large ones, as long as there
 * is room: what is beyond is far above anything an artifact holds. Throws a `Refusal` where a main part is beyond it.
 */
export function chooseFiles(files: readonly Listed[]): {
  readonly chosen: ReadonlySet<string>;
  readonly warnings: readonly Warning[];
} {
  const bySize = files.toSorted((a, b) => a.size - b.size);
  const wanted = [
    ...bySize.filter(({ type }) => parts.has(type)),
    ...bySize.filter(({ type }) => texts.has(type)),
  ];
  const chosen = new Set<string>();
  const warnings: Warning[] = [];
  let room: number = limits.keptBytes;
  for (const { path, type, size } of wanted) {
    room -= size;
    if (size <= limits.textBytes && room >= 0) chosen.add(path);
    else if (mainParts.has(type)) throw new Refusal('too-large', tooLarge(path, size));
    else warnings.push({ code: 'file-too-large', message: tooLarge(path, size), file: path });
  }
  return { chosen, warnings };
}

/** `path` is too large, in words. */
export function tooLarge(path: string, size: number): string {
  const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
  return size > limits.textBytes
    ? `${path} is ${megabytes(size)} MB large; at most ${megabytes(limits.textBytes)} MB are read.`
    : `${path} is not read: of one artifact at most ${megabytes(limits.keptBytes)} MB are.`;
}
