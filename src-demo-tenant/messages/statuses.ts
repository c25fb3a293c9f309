/** Order of the codes in the columns of a schedule. Meanings: catalogue 3.5. */
export const statuses = [
  'COMPLETED',
  'FAILED',
  'RETRY',
  'PROCESSING',
  'ESCALATED',
  'CANCELLED',
  'DISCARDED',
  'ABANDONED',
] as const;
export type StatusName = (typeof statuses)[number];
export const statusCode = (name: StatusName): number => statuses.indexOf(name);

export const logLevels = ['INFO', 'DEBUG', 'TRACE', 'ERROR'] as const;
export type LevelName = (typeof logLevels)[number];
export const levelCode = (name: LevelName): number => logLevels.indexOf(name);

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
/** Message processing logs are kept for 30 days (catalogue 3.3). */
export const retentionDays = 30;
export const retention = retentionDays * day;
