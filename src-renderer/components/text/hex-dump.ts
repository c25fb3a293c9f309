/** Bytes of one line. */
export const hexLine = 16;

/** Lines as `00000010  50 4b 03 04 …  PK..`. */
export function hexDump(data: Uint8Array): string {
  return hexLines(data, 0).join('\n');
}

/** The same of a stretch that begins at `offset`. */
export function hexLines(data: Uint8Array, offset: number): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < data.length; at += hexLine) {
    const part = Array.from(data.subarray(at, at + hexLine));
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = part
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : '.'))
      .join('');
    lines.push(`${(offset + at).toString(16).padStart(8, '0')}  ${hex.padEnd(hexLine * 3)} ${text}`);
  }
  return lines;
}
