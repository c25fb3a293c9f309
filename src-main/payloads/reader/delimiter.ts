const delimiters = [';', '\t', ',', '|'] as const;
const mostLines = 50;

/** The character that divides the lines of a text into equally many fields; `undefined`: it is no table. */
export function delimiterOf(start: string): string | undefined {
  const all = start.split(/\r?\n|\r/);
  // The last line of a sample may be half of one.
  const lines = (all.length > 2 ? all.slice(0, -1) : all).filter((line) => line.trim() !== '');
  return delimiterIn(lines.slice(0, mostLines)) ?? delimiterIn(joined(lines).slice(0, mostLines));
}

/** A line end within quotes belongs to its field. */
function joined(lines: readonly string[]): readonly string[] {
  const records: string[] = [];
  let open = '';
  for (const line of lines) {
    open += open === '' ? line : `\n${line}`;
    if (open.split('"').length % 2 === 0) continue;
    records.push(open);
    open = '';
  }
  return records;
}

function delimiterIn(sample: readonly string[]): string | undefined {
  if (sample.length < 2) return undefined;
  let best: { readonly delimiter: string; readonly fields: number } | undefined;
  for (const delimiter of delimiters) {
    const counts = sample.map((line) => fieldsOf(line, delimiter));
    const [first = 1] = counts;
    const equal = counts.filter((count) => count === first).length;
    if (first < 2 || equal < sample.length * 0.9) continue;
    if (!best || first > best.fields) best = { delimiter, fields: first };
  }
  return best?.delimiter;
}

function fieldsOf(line: string, delimiter: string): number {
  let fields = 1;
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) fields += 1;
  }
  return fields;
}
