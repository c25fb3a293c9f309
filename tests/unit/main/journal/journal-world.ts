import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Journal } from '../../../../src-main/journal/journal.ts';

export const one = { id: 'one', name: 'Acme', host: 'acme.example' };
export const deploy = { method: 'POST', target: 'DeployIntegrationDesigntimeArtifact', key: "Id='x'" };
export const opening = { connectionId: 'one', openedAt: 0, until: Date.UTC(2026, 10, 26, 13), reason: 'Fix' };

/** A journal in a folder of its own; what is opened again is the next start of the app. */
export function createJournal(first = new Uint8Array(32).fill(7)) {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  let key: Uint8Array | undefined = first;
  const open = () =>
    new Journal({
      folder,
      key: () => Promise.resolve(key),
      user: 'kim',
      now: () => Date.UTC(2026, 10, 26, 12),
      changed: () => undefined,
    });
  return {
    folder,
    file: join(folder, 'one.jsonl'),
    ends: join(folder, 'ends.json'),
    open,
    setKey: (next: Uint8Array | undefined) => (key = next),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

/** Opened, one write with its result, closed: four lines. */
export async function fill(journal: Journal): Promise<void> {
  await journal.opened(one, opening);
  const line = await journal.intended(one, deploy);
  await journal.settled(one, line, { status: 202 });
  await journal.closed(one, 'by-hand');
}
