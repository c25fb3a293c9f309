/**
 * Message and correlation ids are 28 characters of URL-safe base64 or UUIDs, with or without dashes
 * (catalogue 3.5); application message ids are anything.
 */
export function looksLikeMessageId(text: string): boolean {
  return /^[A-Za-z0-9_-]{26,36}$/.test(text) && /\d/.test(text);
}

/** Application message ids are anything without blanks; words without a digit are hardly meant as one. */
export function couldBeMessageId(text: string): boolean {
  return /^\S{4,}$/.test(text) && (/\d/.test(text) || text.length >= 16);
}

interface Named {
  readonly title: string;
  readonly detail?: string;
}

/** Those that contain every word, best first: title begins with the text, a word of it does, the rest. */
export function ranked<T extends Named>(items: readonly T[], text: string): readonly T[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return items;
  const words = wanted.split(/\s+/);
  return items
    .flatMap((item) => {
      const title = item.title.toLowerCase();
      const all = `${title} ${(item.detail ?? '').toLowerCase()}`;
      if (!words.every((word) => all.includes(word))) return [];
      const rank = title.startsWith(wanted) ? 0 : ` ${title}`.includes(` ${words[0] ?? ''}`) ? 1 : 2;
      return [{ item, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
