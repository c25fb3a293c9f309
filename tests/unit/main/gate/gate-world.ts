import { vi } from 'vitest';

import { WriteGates } from '../../../../src-main/gate/write-gates.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { ConnectionSummary } from '../../../../src-shared/model/connections.ts';
import { record } from '../connections/fakes.ts';
import { createJournal } from '../journal/journal-world.ts';

export const connection: ConnectionSummary = {
  ...record,
  name: 'Acme',
  tenantUrl: 'https://acme.example',
  environment: 'test',
  secret: 'stored',
};

/** Gates of one connection, with a journal on disk and a clock that a test moves. */
export function createGates(first: ConnectionSummary = connection) {
  const { file, folder, open, [Symbol.dispose]: remove } = createJournal();
  const journal = open();
  let current: ConnectionSummary | undefined = first;
  let now = Date.UTC(2026, 10, 26, 12);
  let elapsed = 0;
  const changed = vi.fn();
  const gates = new WriteGates({
    connection: () => {
      if (!current) throw new AppError('connection.not-found', 'gone');
      return current;
    },
    journal,
    now: () => now,
    elapsed: () => elapsed,
    changed,
    failed: (fault) => {
      throw fault;
    },
  });
  return {
    gates,
    journal,
    file,
    folder,
    changed,
    wish: { connectionId: first.id, reason: 'Fix', minutes: 30 },
    edit: (change: Partial<ConnectionSummary>) => (current = { ...first, ...change }),
    removeConnection: () => (current = undefined),
    /** `asleep`: only the clock on the wall goes on; `back`: only it does not. */
    pass: (ms: number, how: 'awake' | 'asleep' | 'back' = 'awake') => {
      if (how !== 'back') now += ms;
      if (how !== 'asleep') elapsed += ms;
    },
    [Symbol.dispose]: remove,
  };
}
