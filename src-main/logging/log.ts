import { join } from 'node:path';
import { inspect } from 'node:util';

import log from 'electron-log/node';

import { AppError } from '../../src-shared/errors.ts';
import { createRedaction } from './redact.ts';

export interface Log {
  /** Path of the log file, which is there from then on. */
  file(): string;
  info(text: string): void;
  warn(text: string): void;
  /** Writes the whole fault and answers the reference number that the window shows. */
  fault(where: string, fault: unknown): string;
  /** A secret in use: it is removed from every later entry. */
  hide(secret: string): void;
  /** Secrets are in use no longer: what was to be hidden is forgotten. */
  forgetHidden(): void;
}

const largestEntry = 8_000;

/** The file log: `logs/main.log` in the user-data folder, 1 MB and one older file, redacted. */
export function createLog(userData: string): Log {
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => join(userData, 'logs', 'main.log');
  log.transports.file.maxSize = 1024 * 1024;
  const { learn, forget, redact } = createRedaction();
  const write = (level: 'info' | 'warn' | 'error', text: string) => {
    log[level](redact(text).slice(0, largestEntry));
  };
  return {
    file: () => {
      // A file that is not there cannot be shown.
      write('info', 'The log is shown.');
      return log.transports.file.getFile().path;
    },
    info: (text) => {
      write('info', text);
    },
    warn: (text) => {
      write('warn', text);
    },
    fault: (where, fault) => {
      const reference = Date.now().toString(36).toUpperCase();
      write('error', `${reference} ${where}: ${describe(fault)}`);
      return reference;
    },
    hide: learn,
    forgetHidden: forget,
  };
}

function describe(fault: unknown): string {
  if (fault instanceof AppError)
    return `${fault.code} ${fault.message} ${inspect(fault.facts)} ${fault.stack ?? ''}`;
  return fault instanceof Error ? (fault.stack ?? fault.message) : inspect(fault, { depth: 2 });
}
