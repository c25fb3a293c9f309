import { userInfo } from 'node:os';
import { join } from 'node:path';

import { AppError } from '../../src-shared/errors.ts';
import type { ConnectionSummary } from '../../src-shared/model/connections.ts';
import type { Publish } from '../ipc/publish.ts';
import { Journal } from '../journal/journal.ts';
import { journalKey, type JournalKeyStore } from '../journal/journal-key.ts';
import { WriteGates } from './write-gates.ts';

export interface GatesParts {
  readonly userData: string;
  readonly secrets: JournalKeyStore;
  readonly connections: () => readonly ConnectionSummary[];
  readonly publish: Publish;
  readonly failed: (fault: unknown) => void;
}

/** Builds the gates and the journal they write to. */
export function createGates({ userData, secrets, connections, publish, failed }: GatesParts): {
  readonly gates: WriteGates;
  readonly journal: Journal;
} {
  const journal = new Journal({
    folder: join(userData, 'journal'),
    key: () => journalKey(secrets),
    user: userName(),
    now: Date.now,
    changed: () => {
      publish('journal.changed', undefined);
    },
  });
  const gates = new WriteGates({
    connection: (connectionId) => {
      const found = connections().find(({ id }) => id === connectionId);
      if (!found) throw new AppError('connection.not-found', 'There is no such connection.');
      return found;
    },
    journal,
    now: Date.now,
    elapsed: () => performance.now(),
    changed: (open) => {
      publish('gate.changed', open);
    },
    failed,
  });
  return { gates, journal };
}

/** A user id without an account, as in some containers, has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? process.env['USERNAME'] ?? 'unknown';
  }
}
