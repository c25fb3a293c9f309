import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { JournalService } from '../../../../src-main/journal/journal-service.ts';
import { createJournal, fill, one, opening } from './journal-world.ts';

const byTime = { column: 'at', direction: 'ascending' } as const;

describe('the view of the journal', () => {
  it('filters, sorts and counts', async () => {
    using world = createJournal();
    const journal = world.open();
    await fill(journal);
    const service = new JournalService({
      journal,
      saveAs: () => Promise.resolve(undefined),
      now: Date.now,
    });
    const ask = (filter: Parameters<typeof service.counts>[0]) =>
      service.rows({ filter, sort: byTime, offset: 0, limit: 10 });
    expect((await ask({ kind: 'all' })).total).toBe(3);
    expect((await ask({ kind: 'write' })).rows.map(({ target }) => target)).toEqual([
      'DeployIntegrationDesigntimeArtifact',
    ]);
    expect((await ask({ kind: 'all', text: 'acme DEPLOY' })).total).toBe(1);
    expect(await service.counts({ kind: 'write' })).toEqual({
      all: 3,
      write: 1,
      opened: 1,
      closed: 1,
      exported: 0,
      imported: 0,
      noted: 0,
    });
    expect(await service.exportRows({ kind: 'all' }, 'csv')).toBeUndefined();
  });

  it('exports text that no spreadsheet computes', async () => {
    using world = createJournal();
    const journal = world.open();
    await journal.opened({ ...one, name: '=HYPERLINK("http://x")' }, { ...opening, reason: ' @SUM(1)\n+1' });
    const file = join(world.folder, 'out');
    const service = new JournalService({ journal, saveAs: () => Promise.resolve(file), now: Date.now });
    expect(await service.exportRows({ kind: 'all' }, 'csv')).toEqual({ file });
    const csv = readFileSync(file, 'utf8');
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain(`"' @SUM(1)\n+1"`);
    await service.exportRows({ kind: 'all' }, 'json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ kind: 'opened', user: 'kim' }]);
  });
});
