import type { FoundLine, FoundLines } from '../../../src-shared/model/artifact.ts';
import type { ArchiveFile } from './archive.ts';
import { baseOrRoot } from './artifact-base.ts';
import { decodePlain, decodeXml } from './decode-text.ts';
import { limits } from './limits.ts';
import { type ContentSource, withInner } from './read-content.ts';

const mostLines = 500;
/** Characters of a line that are shown around what was found. */
const before = 60;
const after = 140;

/** Lines of all texts that hold `text`, in any case of letters; those of files that are no texts are passed over. */
export async function findLines(
  source: ContentSource,
  text: string,
  entry: string | undefined,
): Promise<FoundLines> {
  return withInner(source, entry, async (archive) => {
    const base = baseOrRoot(archive.files.map(({ path }) => path));
    const isRead = ({ path, size }: ArchiveFile): boolean =>
      path.startsWith(base) && size <= limits.textBytes;
    const lines: FoundLine[] = [];
    for (const { path, content } of await archive.readAll(isRead)) {
      if (!content) continue;
      lines.push(...linesOf(path.slice(base.length), textOf(content), text, mostLines + 1 - lines.length));
      if (lines.length > mostLines) return { lines: lines.slice(0, mostLines), isCut: true };
    }
    return { lines, isCut: false };
  });
}

/** Empty where it is no text. */
function textOf(content: Uint8Array): string {
  const isUtf16 =
    (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff);
  if (!isUtf16 && content.subarray(0, 4000).includes(0)) return '';
  try {
    return decodeXml(content, 'The file');
  } catch {
    return decodePlain(content, 'The file');
  }
}

function linesOf(path: string, content: string, text: string, most: number): readonly FoundLine[] {
  const found: FoundLine[] = [];
  const pattern = new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'iu');
  let number = 0;
  for (let start = 0; start <= content.length && found.length < most;) {
    const end = content.indexOf('\n', start);
    const stop = end < 0 ? content.length : end;
    const line = content.slice(start, stop).replace(/\r$/, '');
    start = stop + 1;
    number += 1;
    const match = pattern.exec(line);
    if (!match) continue;
    const cut = Math.max(0, match.index - before);
    const from = match.index - cut;
    const to = from + match[0].length;
    found.push({
      path,
      line: number,
      text: line.slice(cut, match.index + match[0].length + after),
      from,
      to,
    });
  }
  return found;
}
