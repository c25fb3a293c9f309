/** Lengths of a segment's administration in a flat IDoc (EDI_DD40), in characters. */
const fields = [30, 3, 16, 6, 6, 2] as const;
const administration = fields.reduce((sum, length) => sum + length, 0);

/**
 * One line for each record of a flat IDoc: segments are named, numbered and indented by their level; data follows without the
 * blanks that fill it up. The control record stays as it came.
 */
export function idocLines(utf8: Buffer): Buffer {
  const out: string[] = [];
  for (const line of utf8.toString('utf8').split(/\r?\n/)) {
    if (line.trim() === '') continue;
    if (line.startsWith('EDI_DC') || line.length <= administration) out.push(line.trimEnd());
    else out.push(segmentLine(line));
  }
  return Buffer.from(`${out.join('\n')}\n`, 'utf8');
}

function segmentLine(line: string): string {
  let at = 0;
  const [name = '', , , number = '', parent = '', level = ''] = fields.map((length) => {
    const value = line.slice(at, at + length).trim();
    at += length;
    return value;
  });
  const depth = Math.min(20, Math.max(0, (Number.parseInt(level, 10) || 1) - 1));
  const place = parent === '000000' || parent === '' ? number : `${number} below ${parent}`;
  return `${'  '.repeat(depth)}${name.padEnd(12)} ${place.padEnd(20)} ${line.slice(administration).trimEnd()}`;
}
