/** Width of a text in pixels. */
export type Measure = (text: string) => number;

const ellipsis = '…';

/**
 * Breaks a text into at most `limit` lines of at most `width`; what does not fit ends in an ellipsis. Breaks at blanks, after
 * `_`, `-`, `/` and `.`, between lower and upper case, and inside a word only where nothing else is left.
 */
export function wrapText(text: string, width: number, limit: number, measure: Measure): readonly string[] {
  const pieces = splitPieces(text.replaceAll(/\s+/g, ' ').trim());
  const lines: string[] = [];
  let line = '';
  while (pieces.length > 0) {
    const piece = pieces.shift() ?? '';
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece;
    } else if (line === '') {
      const head = longestHead(piece, width, measure);
      lines.push(head);
      if (piece.length > head.length) pieces.unshift(piece.slice(head.length));
    } else {
      lines.push(line.trimEnd());
      line = '';
      pieces.unshift(piece.trimStart());
    }
    if (lines.length === limit && (line !== '' || pieces.some((rest) => rest !== ''))) {
      return [...lines.slice(0, -1), shortened(lines.at(-1) ?? '', width, measure)];
    }
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}

function splitPieces(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=[\s_\-/.:,])|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
}

function longestHead(piece: string, width: number, measure: Measure): string {
  const letters = Array.from(piece);
  let count = 1;
  while (count < letters.length && measure(letters.slice(0, count + 1).join('')) <= width) count += 1;
  return letters.slice(0, count).join('');
}

function shortened(line: string, width: number, measure: Measure): string {
  const letters = Array.from(line);
  while (letters.length > 1 && measure(letters.join('') + ellipsis) > width) letters.pop();
  return letters.join('').trimEnd() + ellipsis;
}
