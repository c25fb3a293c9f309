/** Characters of a row, from the first to the one after the last. */
export interface Stretch {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly kind: 'plain' | 'mark' | 'current';
}

/** A row's text, cut where marks begin and end; of marks that overlap the first one counts. `current`: the one of them in front. */
export function markedPieces(
  text: string,
  marks: readonly Stretch[],
  current: Stretch | undefined,
): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    if (from < at) continue;
    if (from > at) pieces.push({ at, text: text.slice(at, from), kind: 'plain' });
    pieces.push({ at: from, text: text.slice(from, to), kind: current?.from === from ? 'current' : 'mark' });
    at = to;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), kind: 'plain' });
  return pieces;
}
