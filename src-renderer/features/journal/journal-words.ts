import type { Closing } from '../../../src-shared/model/gate.ts';
import type {
  JournalKind,
  JournalProblem,
  JournalResult,
  JournalRow,
} from '../../../src-shared/model/journal.ts';
import type { IconName } from '../../components/icon/icon-paths.ts';
import type { Tone } from '../../components/status/tones.ts';
import { formatAmount } from '../../lib/format/numbers.ts';
import { formatMinute } from '../../lib/format/times.ts';

export const kindNames: Readonly<Record<JournalKind, string>> = {
  write: 'Write',
  opened: 'Write-enabled',
  closed: 'Read-only',
  exported: 'Exported',
  imported: 'Imported',
  noted: 'Note',
};

const closings: Readonly<Record<Closing, string>> = {
  'by-hand': 'by hand',
  'time-over': 'the time was over',
  edited: 'the connection was changed',
  'connection-closed': 'the connection was closed',
  'app-ended': 'the app ended',
};

export function whatWords(row: JournalRow, timeZone: string): string {
  if (row.kind === 'write') return `${row.method} ${row.target} ${row.key}`.trim();
  if (row.kind === 'opened')
    return row.until === undefined
      ? row.reason
      : `${row.reason} (until ${formatMinute(row.until, timeZone)})`;
  if (row.kind === 'closed') return row.closing === undefined ? '' : closings[row.closing];
  if (row.kind === 'exported') return `to a file, ${secretWords(row)}`;
  if (row.kind === 'imported')
    return `from a file, ${row.imported === 'replaced' ? 'in place of what was there, ' : ''}${secretWords(row)}`;
  return 'The list of ends was not as this computer had written it.';
}

function secretWords({ withSecrets }: JournalRow): string {
  return withSecrets === true ? 'with its secrets' : 'without secrets';
}

interface Shown {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
}

const results: Readonly<Record<JournalResult, Omit<Shown, 'text'>>> = {
  done: { tone: 'ok', icon: 'circleCheck' },
  refused: { tone: 'bad', icon: 'circleCross' },
  unknown: { tone: 'warn', icon: 'help' },
};

/** Undefined for what has no result. */
export function resultWords({ result, status, failure }: JournalRow): Shown | undefined {
  if (result === undefined) return undefined;
  const reason = status ?? failure;
  const words = { done: 'Done', refused: 'Refused', unknown: 'Not known' }[result];
  return { ...results[result], text: reason === undefined ? words : `${words} (${reason})` };
}

/** Whether somebody must have touched the files; the others happen by themselves. */
export function isTampering({ kind }: JournalProblem): boolean {
  return kind !== 'half-line' && kind !== 'unkeyed' && kind !== 'unreadable-key';
}

export function problemWords({ kind, connectionName, line, count }: JournalProblem): string {
  const where = line === undefined ? '' : ` at line ${line}`;
  const lines = formatAmount(count, 'line');
  const words: Readonly<Record<JournalProblem['kind'], string>> = {
    changed: `${connectionName}: a line was changed${where}.`,
    missing: `${connectionName}: ${lines} missing before line ${line ?? 0}.`,
    cut: `${connectionName}: ${lines} missing at the end.`,
    'half-line': `${connectionName}: half a line${where}; the app was ended while it wrote, or somebody changed the file.`,
    unkeyed: `${connectionName}: ${lines} from line ${line ?? 0} on chained without a key, because no key ring was open. A change by somebody who computes the chain anew would not be seen.`,
    'unreadable-key': `${connectionName}: ${lines} cannot be checked, because the key they were sealed with does not open.`,
    'ends-missing': 'The list of ends is missing; lines at the end of any journal may be missing, too.',
    'ends-changed': 'The list of ends was changed; lines at the end of any journal may be missing.',
  };
  return words[kind];
}
