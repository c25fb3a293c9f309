import { safeFileName } from '../file-names.ts';
import type { NamedPayload } from '../model/exports.ts';

export const usualPattern = '{flow}/{date}/{guid}-{name}';
export const longestPattern = 300;

/** Windows takes 260 characters for a whole path, of which the chosen folder has its share. */
const longestPath = 180;
const longestFolder = 40;

const values = {
  flow: ({ message }) => message.flowName || message.flowId,
  flowId: ({ message }) => message.flowId,
  package: ({ message }) => message.packageId,
  status: ({ message }) => message.status,
  date: ({ message }) => utc(message.start, 0, 10),
  time: ({ message }) => utc(message.start, 11, 19)?.replaceAll(':', ''),
  guid: ({ message }) => message.messageGuid,
  correlationId: ({ message }) => message.correlationId,
  applicationId: ({ message }) => message.applicationMessageId,
  sender: ({ message }) => message.sender,
  receiver: ({ message }) => message.receiver,
  kind: ({ kind }) => kind,
  name: ({ name }) => name,
  number: ({ number }) => String(number).padStart(6, '0'),
} as const satisfies Record<string, (payload: NamedPayload) => string | undefined>;

export const patternNames = Object.keys(values) as readonly (keyof typeof values)[];

export interface PatternFinding {
  readonly severity: 'error' | 'hint';
  readonly text: string;
  readonly remedy: string;
}

/** What is wrong with a pattern, or would surprise. */
export function patternFindings(pattern: string): readonly PatternFinding[] {
  const wanted = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const unknown = wanted.find((name) => !isName(name));
  if (pattern.trim() === '') return [error('There is no pattern.', `The usual one is ${usualPattern}.`)];
  if (unknown !== undefined)
    return [error(`There is no {${unknown}}.`, 'See below what can stand in a pattern.')];
  if (/[{}]/.test(pattern.replaceAll(/\{[^{}]*\}/g, '')))
    return [error('A bracket has no other half.', 'Write {guid}, for instance.')];
  if (wanted.some((name) => ['guid', 'name', 'number'].includes(name))) return [];
  const text = 'Many files will have the same name and get (2), (3) and so on.';
  return [{ severity: 'hint', text, remedy: 'Add {guid} or {number} to tell them apart.' }];
}

function error(text: string, remedy: string): PatternFinding {
  return { severity: 'error', text, remedy };
}

/**
 * The place of a payload below the folder, with `/`: each part a name that all systems take. What a tenant put into a name never
 * makes a folder, and never leads out of one. `ending` such as `.xml` is added where the name has none.
 */
export function payloadPath(pattern: string, payload: NamedPayload, ending: string): string {
  const parts = pattern
    .split(/[/\\]/)
    .filter((part) => part.trim() !== '')
    .map((part) => safeFileName(filled(part, payload)));
  const file = parts.at(-1) ?? safeFileName(payload.name);
  const named = hasEnding(file) ? file : safeFileName(`${file}${endingOf(payload.name) ?? ending}`);
  const folders = parts.slice(0, -1);
  const path = [...folders, named].join('/');
  if (path.length <= longestPath) return path;
  const short = folders.map((folder) => safeFileName(cut(folder, longestFolder)));
  const left = Math.max(longestFolder, longestPath - short.join('/').length - 1);
  const last = endingOf(named) ?? '';
  return [
    ...short,
    safeFileName(`${cut(named.slice(0, named.length - last.length), left - last.length)}${last}`),
  ].join('/');
}

/** `name (2).xml` */
export function numberedPath(path: string, count: number): string {
  if (count === 1) return path;
  const ending = endingOf(path) ?? '';
  return `${path.slice(0, path.length - ending.length)} (${count})${ending}`;
}

function filled(part: string, payload: NamedPayload): string {
  return part.replaceAll(/\{([^{}]*)\}/g, (whole, name: string) =>
    isName(name) ? values[name](payload) || 'none' : whole,
  );
}

function isName(name: string): name is keyof typeof values {
  return Object.hasOwn(values, name);
}

function hasEnding(name: string): boolean {
  return endingOf(name) !== undefined;
}

function endingOf(name: string): string | undefined {
  return /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0];
}

function utc(at: number | undefined, from: number, to: number): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString().slice(from, to);
}

/** Whole code points, so that no half of a character is left. */
function cut(text: string, most: number): string {
  let short = '';
  for (const character of text) {
    if (short.length + character.length > most) break;
    short += character;
  }
  return short;
}
