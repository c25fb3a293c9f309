import { groupBy } from './group-by.ts';

/** Names Windows keeps for devices, with any ending. */
const reserved = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(\..*)?$/i;
const longest = 120;
/** Linux counts bytes and allows 255; what is written first bears a longer name for a moment. */
const mostBytes = 200;

/**
 * A file name that all three systems accept, from whatever a tenant calls a thing: no separators, no control or
 * direction characters, no leading or trailing dots and blanks, no device names, not too long.
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC')
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll(/[<>:"/\\|?*]+/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const safe = cleaned === '' ? 'file' : reserved.test(cleaned) ? `_${cleaned}` : cleaned;
  return shortened(safe);
}

function shortened(name: string): string {
  // Whole code points, so that no half of a character is left at the cut.
  const characters = Array.from(name);
  if (characters.length <= longest && utf8Length(characters) <= mostBytes) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  const kept = characters.slice(0, longest - ending.length);
  while (kept.length > 0 && utf8Length(kept) > mostBytes - ending.length) kept.pop();
  return `${kept.join('').replace(/[. ]+$/, '')}${ending}`;
}

/** Of whole characters. */
function utf8Length(characters: readonly string[]): number {
  return characters.reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
}

/** A thing that is to get a file name. */
export interface Named {
  /** Tells things apart, also those of one name; decides who keeps the plain name. */
  readonly key: string;
  readonly name: string;
  /** Such as `.zip`. */
  readonly ending?: string;
}

/**
 * File names of things that lie in one folder, by key. No two are the same on any system: where names differ in case or in the form
 * of characters alone, all but the first by key get a sum of theirs. The order of the things has no say in it.
 */
export function safeNames(things: readonly Named[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const { key, name, ending = '' } of things.toSorted((a, b) => compareText(a.key, b.key))) {
    const stem = safeFileName(name);
    let safe = `${stem}${ending}`;
    for (let turn = 0; taken.has(sameOnDisk(safe)); turn += 1) {
      safe = `${stem}~${sumOf(`${key}${turn === 0 ? '' : turn}`)}${ending}`;
    }
    taken.add(sameOnDisk(safe));
    names.set(key, safe);
  }
  return names;
}

/**
 * Places of files below a folder, by path with forward slashes: each part is safe, and no two parts of one folder are the same on
 * any system.
 */
export function safeTree(paths: readonly string[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const place = (below: readonly (readonly string[])[], above: string, safeAbove: string): void => {
    // A file and a folder of one name can be in one zip, but in no folder.
    const files = below.flatMap(([name, ...rest]) => (name !== undefined && rest.length === 0 ? [name] : []));
    const folders = groupBy(
      below.filter((parts) => parts.length > 1),
      ([name]) => name ?? '',
    );
    const names = safeNames([
      ...[...folders.keys()].map((name) => ({ key: `${name}/`, name })),
      ...[...new Set(files)].map((name) => ({ key: name, ...divided(name) })),
    ]);
    for (const name of files) places.set(`${above}${name}`, `${safeAbove}${names.get(name) ?? ''}`);
    for (const [name, inside] of folders) {
      const rest = inside.map(([, ...parts]) => parts);
      place(rest, `${above}${name}/`, `${safeAbove}${names.get(`${name}/`) ?? ''}/`);
    }
  };
  place(
    paths.map((path) => path.split('/')),
    '',
    '',
  );
  return places;
}

function divided(name: string): Pick<Named, 'name' | 'ending'> {
  const dot = name.search(/\.\w{1,10}$/);
  return dot > 0 ? { name: name.slice(0, dot), ending: name.slice(dot) } : { name };
}

/** By code units: the same on every computer. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Equal for names that are one file on some system. */
export function sameOnDisk(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** FNV-1a over code units, in eight hex digits: short, stable, and no secret. */
function sumOf(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return sum.toString(16).padStart(8, '0');
}
