import { z } from 'zod';

import type { PermissionReport } from '../../src-shared/model/permissions.ts';
import { verdicts } from '../../src-shared/model/permissions.ts';
import { checkedAreaIds } from '../../src-shared/permissions/checked-areas.ts';
import type { Library } from '../library/library.ts';

const name = 'permissions';

/** Only what the window relies on; another version may have kept more or less. */
const reportSchema = z.looseObject({
  checkedAt: z.number(),
  client: z.string(),
  areas: z.array(
    z.looseObject({ id: z.enum(checkedAreaIds), verdict: z.enum(verdicts), scopes: z.array(z.string()) }),
  ),
  roles: z.array(z.looseObject({ name: z.string(), scopes: z.array(z.string()) })),
  otherScopes: z.array(z.string()),
});

/** In the library, so that it is encrypted and goes with the connection. */
export async function keepReport(library: Library, report: PermissionReport): Promise<void> {
  const sql = 'INSERT OR REPLACE INTO library_meta (name, value) VALUES (?, ?)';
  await library.write([{ sql, params: [name, JSON.stringify(report)] }]);
}

/** `undefined` also where another version kept something else: one check is soon made. */
export async function keptReport(
  library: Library,
  signal: AbortSignal,
): Promise<PermissionReport | undefined> {
  const row = await library.get<{ value: string }>(
    'SELECT value FROM library_meta WHERE name = ?',
    [name],
    signal,
  );
  if (!row) return undefined;
  const { success, data } = reportSchema.safeParse(JSON.parse(row.value));
  return success ? (data as unknown as PermissionReport) : undefined;
}
