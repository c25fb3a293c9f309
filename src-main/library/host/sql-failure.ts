import { AppError, type ErrorCode } from '../../../src-shared/errors.ts';

const codes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^SQLITE_INTERRUPT/, 'request.cancelled'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'library.damaged'],
  [/^SQLITE_FULL/, 'disk.full'],
  [/^ENOSPC|^EDQUOT/, 'disk.full'],
  [/^SQLITE_IOERR|^SQLITE_CANTOPEN|^SQLITE_READONLY|^E[A-Z]+$|^ERR_FS_/, 'disk.write-failed'],
];

/** An error of SQLite or the file system as ours. Statement texts hold no values, so the message may pass. */
export function sqlFailure(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const name = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const text = cause instanceof Error ? cause.message : String(cause);
  const code = codes.find(([pattern]) => pattern.test(name))?.[1] ?? 'library.failed';
  return new AppError(code, `${name} ${text}`.trim(), {}, { cause });
}
