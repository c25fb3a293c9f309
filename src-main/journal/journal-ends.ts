import { z } from 'zod';

import { isSound, noSeal, readSealed, seal } from './seal.ts';

const schema = z.object({
  ends: z.record(z.string(), z.object({ n: z.number().int(), mac: z.string(), name: z.string() })),
});

/** The last line of a journal: its number and seal, and what its connection is called. */
export interface JournalEnd {
  readonly n: number;
  readonly mac: string;
  readonly name: string;
}

export type EndsByFile = Readonly<Record<string, JournalEnd>>;

export interface EndsRead {
  readonly ends: EndsByFile;
  readonly state: 'sound' | 'none' | 'changed' | 'unkeyed' | 'unreadable-key';
}

/**
 * Ends of all journals in one sealed text: a chain alone does not tell that its last lines are gone, or a whole file.
 * Where the text is damaged, nothing in it is believed.
 */
export function readEnds(text: string | undefined, key: Uint8Array | undefined): EndsRead {
  if (text === undefined) return { ends: {}, state: 'none' };
  const sealed = readSealed(text.trimEnd());
  const ends = sealed && parse(sealed.body);
  if (!ends) return { ends: {}, state: 'changed' };
  const sound = isSound(sealed, noSeal, key);
  if (sound === undefined) return { ends, state: 'unreadable-key' };
  if (!sound) return { ends: {}, state: 'changed' };
  return { ends, state: sealed.seal === 'hash' && key ? 'unkeyed' : 'sound' };
}

export function endsText(ends: EndsByFile, key: Uint8Array | undefined): string {
  return `${seal({ ends }, noSeal, key).text}\n`;
}

function parse(body: string): EndsByFile | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data.ends : undefined;
  } catch {
    return undefined;
  }
}
