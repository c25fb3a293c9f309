/** Longer texts are not searched: a service key with a certificate has some 10,000 characters. */
export const longestKeyText = 200_000;
const mostTries = 100;

/**
 * The JSON objects in a text that may have anything around them, such as the output of a command
 * line tool or a mail. Outermost objects first; an object that does not parse is looked into.
 */
export function findJsonObjects(text: string): readonly object[] {
  if (text.length > longestKeyText) return [];
  const found: object[] = [];
  let tries = 0;
  let start = text.indexOf('{');
  while (start >= 0 && tries < mostTries) {
    tries += 1;
    const end = closingBrace(text, start);
    const value = end === undefined ? undefined : parseObject(text.slice(start, end + 1));
    if (value) found.push(value);
    start = text.indexOf('{', value && end !== undefined ? end + 1 : start + 1);
  }
  return found;
}

/** Index of the brace that closes the one at `start`; braces within strings do not count. */
function closingBrace(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return undefined;
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // Not JSON is an answer here: the caller goes on with the next brace.
    return undefined;
  }
}
