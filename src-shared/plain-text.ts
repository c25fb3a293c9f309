/** Control and direction characters, halves of characters; not the two that join letters and emoji. */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** One line that can be shown anywhere, from whatever stands in a file by a stranger; cut at `longest`. */
export function plainLine(text: string, longest: number): string {
  const spaced = text.slice(0, 20 * longest).replaceAll(/[\t\n\r\u2028\u2029]/g, ' ');
  return cut(spaced.replaceAll(invisible, '').replaceAll(/\s+/g, ' ').trim(), longest);
}

/** The same for notes: their lines and tabs stay. */
export function plainText(text: string, longest: number): string {
  const lines = cut(text.replaceAll('\r\n', '\n'), longest).split('\n');
  return lines.map((line) => line.split('\t').map(plainPart).join('\t')).join('\n');
}

function plainPart(text: string): string {
  return text.replaceAll(invisible, '');
}

function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}
