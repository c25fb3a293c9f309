const row = /<row>\s*<cell>([^<]*)<\/cell>\s*<cell>([^<]*)<\/cell>\s*<\/row>/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * A schedule as the editor writes it into a parameter, escaped rows of a name and a value, as lines for a person; rows without a
 * value are left out. `undefined`: it is none.
 */
export function scheduleText(value: string): string | undefined {
  if (!/^\s*<row>/.test(value)) return undefined;
  const rest = value.replaceAll(row, '').trim();
  const rows = Array.from(value.matchAll(row), ([, name = '', text = '']) => [name, plain(text)] as const);
  // Anything else in it would be lost.
  if (rest !== '' || rows.length === 0) return undefined;
  const said = rows.filter(([, text]) => text !== '').map(([name, text]) => `${name}: ${text}`);
  return said.length === 0 ? 'nothing set' : said.join('\n');
}

function plain(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (whole, name: string) => entities[name] ?? whole);
}
