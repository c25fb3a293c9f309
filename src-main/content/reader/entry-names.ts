import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Names Windows keeps for devices, with any ending. */
const device = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\..*)?$/i;
const refusedCharacters = /[<>:"|?*\u0000-\u001f]/;

/**
 * Refuses a path that could leave the folder it is saved to, or that Windows could not save: content is saved as it is
 * named, and a name that has to be changed on one system is another content there.
 */
export function checkName(path: string): void {
  const shown = JSON.stringify(path.length > 120 ? `${path.slice(0, 120)}…` : path);
  const refuse = (why: string): never => {
    throw new Refusal('unsafe-name', `The entry ${shown} ${why}.`);
  };
  if (path === '' || path.length > limits.nameLength) refuse('has no name, or one that is too long');
  if (/^[/\\]|^[a-z]:/i.test(path)) refuse('has an absolute name');
  for (const part of path.split('/')) {
    if (part === '..') refuse('leads out of its folder');
    if (part === '' || part === '.') refuse('has an empty part in its name');
    if (refusedCharacters.test(part)) refuse('has a character in its name that Windows refuses');
    if (/[. ]$/.test(part)) refuse('has a part that ends with a dot or blank, which Windows refuses');
    if (device.test(part)) refuse('is named like a device of Windows');
  }
}

/** Refuses names that occur twice: which of the two counts would depend on the reader. */
export function checkDuplicates(paths: readonly string[]): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const name = path.normalize('NFC');
    if (seen.has(name))
      throw new Refusal('duplicate-name', `The entry ${JSON.stringify(path)} occurs twice.`);
    seen.add(name);
  }
}

/** Paths that differ in case only, which Windows and macOS would save on top of each other. */
export function namesDifferingInCase(paths: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const name = path.normalize('NFC').toLowerCase();
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  });
}
