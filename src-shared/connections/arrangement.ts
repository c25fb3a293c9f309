/** A folder is named by its connections, usually after a customer; longer names are cut. */
const longestFolder = 100;
const longestTag = 50;
const mostTags = 20;

/** One line without blanks around it; empty where the connection stands in no folder. */
export function folderName(text: string): string {
  return oneLine(text, longestFolder);
}

/** In the order given, each once whatever its case. */
export function tagNames(texts: readonly string[]): readonly string[] {
  const names = new Map<string, string>();
  for (const text of texts) {
    const name = oneLine(text, longestTag);
    const key = name.toLowerCase();
    if (name !== '' && !names.has(key)) names.set(key, name);
  }
  return [...names.values()].slice(0, mostTags);
}

/** Tags as they are typed, between commas. */
export function typedTags(text: string): readonly string[] {
  return tagNames(text.split(/[,;\n]/));
}

export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The folder there is, where only its case is another: two that differ by that are never meant. */
export function knownFolder(folder: string, folders: readonly string[]): string {
  const name = folderName(folder);
  return folders.find((known) => isSameName(known, name)) ?? name;
}

/** Folders by name, each once. */
export function foldersOf(connections: readonly { readonly folder: string }[]): readonly string[] {
  return [...new Set(connections.map(({ folder }) => folder))]
    .filter((folder) => folder !== '')
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function oneLine(text: string, longest: number): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longest)
    .trim();
}
