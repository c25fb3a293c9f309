import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { expect, test } from 'vitest';

import { openForReading, openForWriting } from '../../../../src-main/library/host/open-connection.ts';
import { Reader } from '../../../../src-main/library/host/reader.ts';
import { temporaryFolder } from './temporary-library.ts';

const never = new AbortController().signal;

async function reader(): Promise<Reader> {
  const place = [join(temporaryFolder(), 'reader.db'), randomBytes(32)] as const;
  const writing = await openForWriting(...place);
  await writing.exec('CREATE TABLE numbers (n INTEGER); INSERT INTO numbers VALUES (1), (2), (3)');
  writing.close();
  return new Reader(await openForReading(...place));
}

function timeOf(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

test('a long query does not hold up the thread, also when what was asked before is collected as garbage', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const asked = await reader();
  for (let count = 0; count < 20; count += 1) await asked.all('SELECT n FROM numbers', [], never);
  // What collecting takes by itself in a process that holds much.
  collect();
  const alone = timeOf(collect);
  const began = performance.now();
  const counting = asked.all(
    'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 2000000) SELECT sum(x) AS sum FROM c',
    [],
    never,
  );
  await pause(20);
  const free = performance.now();
  collect();
  await pause(0);
  const held = performance.now() - free;
  expect(await counting).toEqual([{ sum: 2_000_001_000_000 }]);
  expect(held - alone).toBeLessThan((performance.now() - began) / 2);
  await expect(asked.all('DELETE FROM numbers RETURNING n', [], never)).rejects.toMatchObject({
    code: 'library.failed',
  });
  await asked.close();
});

test('a statement that was used before answers anew, with other values', async () => {
  const asked = await reader();
  const above = (n: number) => asked.all('SELECT n FROM numbers WHERE n > ?', [n], never);
  expect(await above(1)).toEqual([{ n: 2 }, { n: 3 }]);
  expect(await above(2)).toEqual([{ n: 3 }]);
  expect(await above(0)).toHaveLength(3);
  for (let count = 0; count < 100; count += 1) await asked.all(`SELECT ${count} AS n`, [], never);
  expect(await above(1)).toHaveLength(2);
  await asked.close();
});
