import type { AppError } from '../../src-shared/errors.ts';
import type { Statement } from '../library/library.ts';

interface OnePart {
  readonly guid: string;
  /** `message_parts.part`: a name of `MessageDetails`, or of what hangs below an entry of the message store. */
  readonly part: string;
  /** ms since 1970. */
  readonly at: number;
}
export interface ReadPart extends OnePart {
  /** `undefined`: the tenant has none. */
  readonly value: unknown;
}
export interface FailedPart extends OnePart {
  readonly fault: AppError;
}

/**
 * Keeps what was read, whatever was known before; only an error text stays: a tenant that has forgotten a message answers as for one that
 * had none.
 */
export function keepRead(parts: readonly ReadPart[]): Statement {
  return {
    sql: `INSERT INTO message_parts (guid, part, read_at, value, error) VALUES (?, ?, ?, ?, NULL)
      ON CONFLICT (guid, part) DO UPDATE SET read_at = excluded.read_at, error = NULL,
        value = CASE excluded.part WHEN 'error' THEN coalesce(excluded.value, value) ELSE excluded.value END`,
    rows: parts.map(({ guid, part, at, value }) => [
      guid,
      part,
      at,
      value === undefined ? null : JSON.stringify(value),
    ]),
  };
}

/** What was read before stays, also that there is none: a failure of today does not take yesterday's answer away. */
export function keepFailed(parts: readonly FailedPart[]): Statement {
  return {
    sql: `INSERT INTO message_parts (guid, part, read_at, error) VALUES (?, ?, ?, ?)
      ON CONFLICT (guid, part) DO UPDATE SET read_at = excluded.read_at, error = excluded.error WHERE error IS NOT NULL`,
    rows: parts.map(({ guid, part, at, fault }) => [guid, part, at, JSON.stringify(fault.toData())]),
  };
}

/** Both kinds, as they came. */
export function keepParts(parts: readonly (ReadPart | FailedPart)[]): readonly Statement[] {
  const read = parts.filter((part) => 'value' in part);
  const failed = parts.filter((part) => 'fault' in part);
  return [...(read.length > 0 ? [keepRead(read)] : []), ...(failed.length > 0 ? [keepFailed(failed)] : [])];
}
