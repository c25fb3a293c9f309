const mostTexts = 50;
const deepest = 30;

/**
 * The readable texts of a runtime artifact's ErrorInformation: its JSON hides them in arrays named
 * `parameter`, at any depth (catalogue 2.4). What is no such JSON is shown as it came.
 */
export function errorTexts(body: string): readonly string[] {
  const texts = new Set<string>();
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return body.trim() === '' ? [] : [body.trim()];
  }
  collect(content, texts, 0);
  return texts.size > 0 ? [...texts].slice(0, mostTexts) : [body.trim()];
}

function collect(value: unknown, texts: Set<string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'parameter') {
      for (const text of [inner].flat()) {
        if (typeof text === 'string' && text.trim() !== '') texts.add(text.trim());
      }
    }
    collect(inner, texts, depth + 1);
  }
}
