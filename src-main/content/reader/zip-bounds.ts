const endMark = Buffer.from([0x50, 0x4b, 5, 6]);
const entryMark = Buffer.from([0x50, 0x4b, 1, 2]);
const localMark = Buffer.from([0x50, 0x4b, 3, 4]);
const endSize = 22;
/** How far before the end of the file the end of the zip is looked for: its comment, and as much behind it. */
const farthest = 2 * 0xffff + endSize;

export interface ZipBounds {
  readonly zip: Uint8Array;
  /** Bytes of something else: the program of a self-extracting zip, a signature behind it. */
  readonly before: number;
  readonly behind: number;
}

/**
 * The zip within bytes that may hold something else around it, as all tools for zips find it. `undefined`: there is no end of a zip,
 * or the one that is there is that of a zip inside a cut one.
 */
export function boundsOf(bytes: Uint8Array): ZipBounds | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = Math.max(0, buffer.length - farthest);
  for (
    let at = buffer.lastIndexOf(endMark);
    at >= first;
    at = at === 0 ? -1 : buffer.lastIndexOf(endMark, at - 1)
  ) {
    const found = boundsAt(buffer, at);
    if (found) return found;
  }
  return undefined;
}

function boundsAt(buffer: Buffer, at: number): ZipBounds | undefined {
  if (at + endSize > buffer.length) return undefined;
  const end = at + endSize + buffer.readUInt16LE(at + 20);
  if (end > buffer.length) return undefined;
  const before = beginOf(buffer, at);
  if (before === undefined) return undefined;
  const around = { before, behind: buffer.length - end };
  // A comment that holds such a mark itself would be taken for the end.
  const isMisleading = buffer.subarray(at + endSize, end).includes(endMark);
  return {
    ...around,
    zip: isMisleading ? withoutComment(buffer.subarray(before, at + endSize)) : buffer.subarray(before, end),
  };
}

function withoutComment(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  copy.writeUInt16LE(0, copy.length - 2);
  return copy;
}

/** Offsets count from the begin of the zip, which is that of the file unless something stands in front of it. */
function beginOf(buffer: Buffer, end: number): number | undefined {
  const size = buffer.readUInt32LE(end + 12);
  const offset = buffer.readUInt32LE(end + 16);
  // An empty one, or one of more than 4 GB whose offsets stand elsewhere.
  if (size === 0 || size === 0xffffffff || offset === 0xffffffff) return 0;
  if (isAt(buffer, entryMark, offset)) return 0;
  const before = end - size - offset;
  // What begins like a zip is one whose end was cut off: this is the end of one inside it.
  if (before <= 0 || isAt(buffer, localMark, 0)) return undefined;
  return isAt(buffer, entryMark, before + offset) ? before : undefined;
}

function isAt(buffer: Buffer, mark: Buffer, at: number): boolean {
  return buffer.subarray(at, at + mark.length).equals(mark);
}
