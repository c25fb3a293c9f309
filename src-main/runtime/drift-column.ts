import { drifted, driftOf } from '../../src-shared/content/drift.ts';
import type { ArtifactKind } from '../../src-shared/model/content.ts';
import type { Library, Row, Statement } from '../library/library.ts';
import type { Deployed } from './deployed-artifacts.ts';

interface DesignRow extends Row {
  readonly kind: ArtifactKind;
  readonly id: string;
  readonly version: string | null;
  readonly modified_at: number | null;
  readonly drift: string;
}

/** SQL: what is designed in an artifact `a` and what is deployed of it differ for certain. */
export const isDrifted = `a.drift IN (${drifted.map((drift) => `'${drift}'`).join(', ')})`;

/**
 * Statements that bring `artifacts.drift` up to what is deployed now. The column exists so that SQL can
 * filter and sort by drift while `driftOf` stays its only definition; only what changed is written.
 */
export async function renewDrift(library: Library, deployed: Deployed): Promise<readonly Statement[]> {
  const rows = await library.all<DesignRow>('SELECT kind, id, version, modified_at, drift FROM artifacts');
  const changes = rows.flatMap((row) => {
    const design = { version: row.version ?? undefined, modifiedAt: row.modified_at ?? undefined };
    const drift = driftOf(design, deployed.of(row.kind, row.id));
    return drift === row.drift ? [] : [[drift, row.kind, row.id]];
  });
  if (changes.length === 0) return [];
  return [{ sql: 'UPDATE artifacts SET drift = ? WHERE kind = ? AND id = ?', rows: changes }];
}
