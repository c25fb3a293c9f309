/** More is a list of everything the parser could go on with. */
const longestSaid = 120;

/** What the parser has against an expression: its sentence without codes and namespaces, and the place, as one line ending with a full stop. */
export function xpathFault(message: string, expression: string): string {
  const said = (/X[A-Z]{3}\d{4}: (.*)/.exec(message)?.[1] ?? message.split('\n').at(0) ?? '')
    .replace('Failed to parse script. ', '')
    .replaceAll(/Q\{[^}]*\}/g, '')
    .trim()
    .replace(/\.$/, '');
  const [, line, column] = /at <>:(\d+):(\d+)/.exec(message) ?? [];
  if (line === undefined) return `${said}.`;
  const rest = (expression.split('\n')[Number(line) - 1] ?? '').slice(Number(column) - 1);
  const isList = said.length > longestSaid;
  if (rest === '') return isList ? 'Something is missing at the end.' : `${said} at the end.`;
  return `${isList ? 'Something else is expected' : said} at character ${column}, before “${rest.slice(0, 20)}”.`;
}
